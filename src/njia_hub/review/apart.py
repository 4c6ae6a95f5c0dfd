"""Pairs of routes that reviewers have told apart: two journeys, offered as likely doubles no more.

What counts is who has said so since it was last taken back. Where a collection wants a second reviewer, the
first one's word holds for her alone, until another has said the same without knowing it.
"""

from __future__ import annotations

from collections.abc import Collection as Several
from uuid import UUID

from django.db.models import Q

from njia_hub.collections.models import Collection
from njia_hub.people.models import Person
from njia_hub.review.models import BLIND_WORDS, Apart
from njia_hub.routes.models import Route

Pair = tuple[UUID, UUID]  # the smaller id first


def pair_of(one: UUID, other: UUID) -> Pair:
    """Give two routes in the order in which a pair is kept."""
    return (one, other) if one < other else (other, one)


def others(person: Person, collection: Collection, routes: Several[UUID]) -> dict[UUID, set[UUID]]:
    """Give, by route of a collection, the routes that a person is not offered as its doubles any more."""
    found: dict[UUID, set[UUID]] = {}
    for pair, reviewers in _said(routes).items():
        if holds(person, collection, reviewers):
            _put(found, pair)
    return found


def others_of(person: Person, route: Route) -> set[UUID]:
    """Give the routes that a person is not offered as doubles of one route any more."""
    return others(person, route.collection, [route.pk]).get(route.pk, set())


def mentioned(routes: Several[UUID]) -> dict[UUID, set[UUID]]:
    """Give, by route, the routes that anybody has told it apart from."""
    found: dict[UUID, set[UUID]] = {}
    for pair in _said(routes):
        _put(found, pair)
    return found


def reviewers_of(pair: Pair) -> set[UUID]:
    """Give who has said of a pair that it is two journeys, since that was last taken back."""
    return _said(pair).get(pair, set())


def holds(person: Person, collection: Collection, reviewers: set[UUID]) -> bool:
    """Say whether for a person a pair is two journeys, by who has said so."""
    return person.pk in reviewers or holds_for_all(collection, reviewers)


def holds_for_all(collection: Collection, reviewers: set[UUID]) -> bool:
    """Say whether enough have said it."""
    return len(reviewers) >= (BLIND_WORDS if collection.needs_second_review else 1)


def _said(routes: Several[UUID]) -> dict[Pair, set[UUID]]:
    words = Apart.objects.filter(Q(first__in=routes) | Q(second__in=routes)).order_by("id")
    said: dict[Pair, set[UUID]] = {}
    for first, second, reviewer, is_apart in words.values_list("first", "second", "reviewer", "is_apart"):
        if is_apart:
            said.setdefault((first, second), set()).add(reviewer)
        else:
            said.pop((first, second), None)
    return said


def _put(found: dict[UUID, set[UUID]], pair: Pair) -> None:
    for one, other in (pair, pair[::-1]):
        found.setdefault(one, set()).add(other)
