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


_IN_THE_NETWORK = frozenset({Role.REPORTER, Role.DATA_OFFICER, Role.COORDINATOR, Role.ANALYST})


def pool(person: Person) -> QuerySet[Route]:
    """Give what the network shares: accepted routes, for everyone in it."""
    if not person.may_work or person.role not in _IN_THE_NETWORK:
        return Route.objects.none()
    return Route.objects.filter(state=Route.State.ACCEPTED)


def own(person: Person, reach: Reach) -> QuerySet[Route]:
    """Give the routes that a person works on, in any state, as far as `reach` goes."""
    if not person.may_work:
        return Route.objects.none()
    if reach is Reach.NETWORK and person.role == Role.COORDINATOR:
        return Route.objects.all()
    if person.organisation_id is None:
        return Route.objects.none()
    of_organisation = Route.objects.filter(organisation=person.organisation_id)
    if reach in (Reach.NETWORK, Reach.ORGANISATION) and person.role == Role.DATA_OFFICER:
        return of_organisation
    if person.role in (Role.REPORTER, Role.DATA_OFFICER):
        return of_organisation.filter(author=person)
    return Route.objects.none()


def visible(person: Person) -> QuerySet[Route]:
    """Give every route that a person may open: what is shared, and their own."""
    return Route.objects.filter(
        Q(pk__in=pool(person).values("pk")) | Q(pk__in=own(person, Reach.NETWORK).values("pk"))
    )


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
