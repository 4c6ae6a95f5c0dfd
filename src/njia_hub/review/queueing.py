"""The queue: which routes wait for a reviewer, oldest first, by what she chooses to see."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from njia_hub.collections.models import Collection
from njia_hub.numbers import number_in
from njia_hub.people.models import Person
from njia_hub.review.alike import Likely, likely_doubles
from njia_hub.review.deciding import DECIDING
from njia_hub.review.models import BLIND_WORDS, Verdict
from njia_hub.roles import Reach
from njia_hub.routes.models import Route
from njia_hub.routes.visibility import own

PAGE = 50  # routes
MOST_LOOKED_AT = 5_000  # routes of which the likely doubles are asked for, the oldest ones
_State = Route.State


class Show(StrEnum):
    """Which routes are shown."""

    WAITING = "waiting"  # for this reviewer's word
    SECOND = "second"  # for another reviewer: this one has said hers
    DISAGREED = "disagreed"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    DOUBLE = "double"
    ORPHANED = "orphaned"  # doubles of a route that is not there any more
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Filters:
    """What a reviewer chooses to see; it lives in the address."""

    show: Show = Show.WAITING
    collection: str = ""  # its slug
    organisation: int | None = None
    problems: bool | None = None  # with, or without
    doubles: bool = False  # only routes with likely doubles

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Filters:
        """Read an address; what is not understood is left out."""
        show = given.get("show", "")
        return cls(
            show=Show(show) if show in set(Show) else Show.WAITING,
            collection=given.get("collection", "")[:40],
            organisation=number_in(given.get("organisation", "")),
            problems={"with": True, "without": False}.get(given.get("problems", "")),
            doubles=given.get("doubles") == "likely",
        )

    def address(self, **other: str) -> str:
        """Write it into an address; `other` stands beside it, or in place of what it says."""
        said = {
            "show": "" if self.show is Show.WAITING else self.show.value,
            "collection": self.collection,
            "organisation": str(self.organisation or ""),
            "problems": {True: "with", False: "without", None: ""}[self.problems],
            "doubles": "likely" if self.doubles else "",
        }
        return urlencode({name: value for name, value in (said | other).items() if value})


@dataclass(frozen=True)
class Queue:
    """The routes that a reviewer has chosen to see, oldest first."""

    routes: QuerySet[Route]
    is_whole: bool = True  # False: likely doubles are still being looked for
    is_cut: bool = False  # only the oldest routes were looked at


def queue(person: Person, filters: Filters) -> Queue:
    """Give the routes that a reviewer has chosen to see."""
    routes = _chosen(person, filters).filter(_shown(person)[filters.show]).order_by("submitted", "pk")
    if not filters.doubles:
        return Queue(routes)
    asked = list(routes.values_list("pk", "collection")[: MOST_LOOKED_AT + 1])
    likely = _likely(person, asked[:MOST_LOOKED_AT])
    return Queue(routes.filter(pk__in=list(likely.doubles)), likely.is_whole, len(asked) > MOST_LOOKED_AT)


def counts(person: Person, filters: Filters) -> dict[Show, int]:
    """Count the routes of each kind under the same filters, but for likely doubles."""
    asked = {show.value: Count("pk", filter=shown) for show, shown in _shown(person).items()}
    found = _chosen(person, filters).aggregate(**asked)
    return {show: found[show.value] for show in Show}


def following(person: Person, filters: Filters, route: Route) -> Route | None:
    """Give the next route of the queue after one that is done: a later one, or else the first."""
    waiting = queue(person, filters).routes.exclude(pk=route.pk)
    is_later = Q(submitted__gt=route.submitted) | Q(submitted=route.submitted, pk__gt=route.pk)
    return waiting.filter(is_later).first() or waiting.first()


def _chosen(person: Person, filters: Filters) -> QuerySet[Route]:
    routes = own(person, Reach.NETWORK)
    if filters.collection:
        routes = routes.filter(collection__slug=filters.collection)
    if filters.organisation is not None:
        routes = routes.filter(organisation=filters.organisation)
    if filters.problems is not None:
        routes = routes.filter(warnings__gt=0) if filters.problems else routes.filter(warnings=0)
    said = Verdict.objects.filter(route=OuterRef("pk"), revision=OuterRef("revision"), word__in=DECIDING)
    number = said.order_by().values("route").annotate(number=Count("pk")).values("number")
    return routes.annotate(
        words=Coalesce(Subquery(number, output_field=IntegerField()), 0),
        has_word=Exists(said.filter(reviewer=person)),
    )


def _shown(person: Person) -> dict[Show, Q]:
    submitted = Q(state=_State.SUBMITTED)
    blind = submitted & Q(collection__needs_second_review=True)
    disagreed = blind & Q(words__gte=BLIND_WORDS)
    second = blind & Q(words__lt=BLIND_WORDS, has_word=True)
    there = (_State.SUBMITTED, _State.RETURNED, _State.ACCEPTED)
    return {
        Show.WAITING: submitted & ~disagreed & ~second,
        Show.SECOND: second,
        Show.DISAGREED: disagreed,
        Show.RETURNED: Q(state=_State.RETURNED),
        Show.ACCEPTED: Q(state=_State.ACCEPTED),
        Show.DOUBLE: Q(state=_State.DOUBLE),
        Show.ORPHANED: Q(state=_State.DOUBLE) & ~Q(double_of__state__in=there),
        Show.WITHDRAWN: Q(state=_State.WITHDRAWN),
    }


def doubles_on(person: Person, routes: list[Route]) -> Likely:
    """Give the likely doubles of the routes on a page."""
    return _likely(person, [(route.pk, route.collection_id) for route in routes])


def _likely(person: Person, routes: list[tuple[UUID, int]]) -> Likely:
    """Give the likely doubles of routes of several collections."""
    by_collection: dict[int, list[UUID]] = {}
    for pk, number in routes:
        by_collection.setdefault(number, []).append(pk)
    found = [
        likely_doubles(person, collection, by_collection[collection.pk])
        for collection in Collection.objects.filter(pk__in=list(by_collection))
    ]
    doubles = {pk: near for likely in found for pk, near in likely.doubles.items()}
    return Likely(doubles, all(likely.is_whole for likely in found))
