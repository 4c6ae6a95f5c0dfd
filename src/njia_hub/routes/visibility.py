"""Who may see which routes, and how much of them. Every page, count, export and API operation asks here."""

from __future__ import annotations

from enum import StrEnum

from django.db.models import Q, QuerySet

from njia_hub.people.models import Person
from njia_hub.roles import Reach, Role
from njia_hub.routes.models import Route


class View(StrEnum):
    """How much of a route somebody sees."""

    WHOLE = "whole"  # everything, also free text: its own people and the coordinators
    SHARED = "shared"  # what the network shares: not what is personal, and the organisation only if named
    NOTHING = "nothing"


_NOTHING, _EVERYTHING = Q(pk__in=()), ~Q(pk__in=())
_IN_THE_NETWORK = frozenset({Role.REPORTER, Role.DATA_OFFICER, Role.COORDINATOR, Role.ANALYST})


def pool(person: Person) -> QuerySet[Route]:
    """Give what the network shares: accepted routes, for everyone in it."""
    return Route.objects.filter(_shared(person))


def own(person: Person, reach: Reach) -> QuerySet[Route]:
    """Give the routes that a person works on, in any state, as far as `reach` goes."""
    return Route.objects.filter(_theirs(person, reach))


def visible(person: Person) -> QuerySet[Route]:
    """Give every route that a person may open: what is shared, and their own."""
    return Route.objects.filter(_shared(person) | _theirs(person, Reach.NETWORK))


def _shared(person: Person) -> Q:
    if not person.may_work or person.role not in _IN_THE_NETWORK:
        return _NOTHING
    return Q(state=Route.State.ACCEPTED)


def _theirs(person: Person, reach: Reach) -> Q:
    """Say which routes are a person's: a right that is not given here is not there."""
    if not person.may_work or reach not in (Reach.SELF, Reach.ORGANISATION, Reach.NETWORK):
        return _NOTHING
    if reach is Reach.NETWORK and person.role == Role.COORDINATOR:
        return _EVERYTHING
    if person.organisation_id is None:
        return _NOTHING
    if reach is not Reach.SELF and person.role == Role.DATA_OFFICER:
        return Q(organisation=person.organisation_id)
    if person.role in (Role.REPORTER, Role.DATA_OFFICER):
        return Q(organisation=person.organisation_id, author=person)
    return _NOTHING


def view_of(person: Person, route: Route) -> View:
    """Say how much of one route a person sees."""
    if own(person, Reach.NETWORK).filter(pk=route.pk).exists():
        return View.WHOLE
    return View.SHARED if pool(person).filter(pk=route.pk).exists() else View.NOTHING


def sees_organisation(person: Person, route: Route) -> bool:
    """Say whether a person may know which organisation a route is from."""
    if not person.may_work or person.role not in _IN_THE_NETWORK:
        return False
    if person.role == Role.COORDINATOR or person.organisation_id == route.organisation_id:
        return True
    return route.organisation.is_named and route.organisation.is_active
