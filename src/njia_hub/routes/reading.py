"""Read a route as a person may see it: whole, or what the network shares.

What may be personal (`njia.schema.Sensitivity`) is read by its own people and the coordinators only, and
that somebody reads it of another person's route is an event.
"""

from __future__ import annotations

from dataclasses import dataclass

from njia.schema import Leg, Sensitivity
from njia.schema import Route as Journey
from njia_hub.audit.acting import action
from njia_hub.people.models import Person
from njia_hub.routes.document import Document
from njia_hub.routes.models import Revision, Route
from njia_hub.routes.visibility import View, sees_organisation, view_of


def _personal(record: type[Journey] | type[Leg]) -> tuple[str, ...]:
    return tuple(n for n, _, extra in record.declared() if extra["sensitivity"] == Sensitivity.PERSONAL)


PERSONAL, PERSONAL_OF_LEGS = _personal(Journey), _personal(Leg)
_EMPTY = {name: Journey.model_fields[name].get_default() for name in PERSONAL}
_EMPTY_LEG = {name: Leg.model_fields[name].get_default() for name in PERSONAL_OF_LEGS}


@dataclass(frozen=True)
class Reading:
    """A revision of a route as one person sees it. `document` is there for those who see it whole."""

    route: Route
    view: View
    journey: Journey
    organisation: str  # its name; "" for those who may not know it
    document: Document | None


def shared(journey: Journey, organisation: str = "") -> Journey:
    """Give what the network shares of a route: nothing personal, and the organisation only if it is given."""
    legs = tuple(leg.model_copy(update=_EMPTY_LEG) for leg in journey.legs)
    return journey.model_copy(update=_EMPTY | {"legs": legs, "organisation": organisation})


def read(person: Person, route: Route, revision: Revision | None = None) -> Reading | None:
    """Give a route, its current revision unless told otherwise, as a person sees it; None for nothing.

    A revision before the current one is only for those who see the route whole. Reading another person's
    route whole is recorded.
    """
    view = view_of(person, route)
    is_former = revision is not None and revision.number != route.revision
    if view is View.NOTHING or (is_former and view is not View.WHOLE):
        return None
    document = Document.model_validate((revision or route.current).document)
    name = route.organisation.name if sees_organisation(person, route) else ""
    if view is View.SHARED:
        return Reading(route, view, shared(document.route, name), name, None)
    if route.author_id != person.pk:
        record(person, [route])
    return Reading(route, view, document.route.model_copy(update={"organisation": name}), name, document)


def record(person: Person, routes: list[Route]) -> None:
    """Record that a person reads other people's routes whole; call it before they are given out."""
    target = f"route:{routes[0].pk}" if len(routes) == 1 else ""
    with action("route.read", person.actor, target, count=len(routes)):
        pass
