"""Say of two routes that they are two journeys, or take that back."""

from __future__ import annotations

from django.utils.translation import gettext

from njia_hub.audit.acting import action
from njia_hub.people.models import Person
from njia_hub.review import apart
from njia_hub.review.deciding import check_reviewer
from njia_hub.review.models import Apart
from njia_hub.routes.models import Route
from njia_hub.routes.submitting import NotAllowed


def tell_apart(person: Person, route: Route, other: Route) -> None:
    """Have two routes never be offered as likely doubles of each other again, until that is taken back.

    Raises NotAllowed when the person cannot decide on both, or they are of different collections, one is
    marked as a double of the other, or it is said already.
    """
    with action("route.tell_apart", person.actor, f"route:{route.pk}") as recording:
        pair = _locked(person, route, other)
        if pair[0].double_of_id == pair[1].pk or pair[1].double_of_id == pair[0].pk:
            raise NotAllowed(gettext("One is marked as a double of the other: take that back first."))
        said = apart.reviewers_of((pair[0].pk, pair[1].pk))
        if apart.holds(person, route.collection, said):
            raise NotAllowed(gettext("It is known already that they are two journeys."))
        recording.details["word"] = _write(person, pair, is_apart=True).pk
        if apart.holds_for_all(route.collection, {*said, person.pk}):
            recording.details["other"] = str(other.pk)
        else:
            recording.verb = "route.review"  # the audit does not tell the second reviewer the word either
        for one in pair:
            recording.touch(one)


def undo(person: Person, route: Route, other: Route) -> None:
    """Take back that two routes are two journeys. Raises NotAllowed when that is not said."""
    with action("route.undo_apart", person.actor, f"route:{route.pk}", other=str(other.pk)) as recording:
        pair = _locked(person, route, other)
        if not apart.holds(person, route.collection, apart.reviewers_of((pair[0].pk, pair[1].pk))):
            raise NotAllowed(gettext("Nobody has said that they are two journeys."))
        recording.details["word"] = _write(person, pair, is_apart=False).pk
        for one in pair:
            recording.touch(one)


def _locked(person: Person, route: Route, other: Route) -> tuple[Route, Route]:
    """Lock both, always in the same order: that in which a pair is kept."""
    if route.pk == other.pk:
        raise NotAllowed(gettext("A route is not told apart from itself."))
    both = Route.objects.filter(pk__in=(route.pk, other.pk)).select_related("collection")
    found = {one.pk: one for one in both.select_for_update(of=("self",)).order_by("pk")}
    for one in (route, other):
        check_reviewer(person, found[one.pk])
    if route.collection_id != other.collection_id:
        raise NotAllowed(gettext("They are of different collections: there nobody takes them for doubles."))
    first, second = apart.pair_of(route.pk, other.pk)
    return found[first], found[second]


def _write(person: Person, pair: tuple[Route, Route], *, is_apart: bool) -> Apart:
    return Apart.objects.create(first=pair[0], second=pair[1], reviewer=person, is_apart=is_apart)
