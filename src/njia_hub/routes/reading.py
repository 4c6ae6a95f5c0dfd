"""Read a route as a person may see it: whole, or what the network shares.

What may be personal (`njia.schema.Sensitivity`) is read by its own people and the coordinators only, and
that somebody reads it of another person's route is an event.
"""

from __future__ import annotations

from dataclasses import dataclass

from njia.schema import Route as Journey
from njia.schema import Sensitivity
from njia_hub.audit.acting import action
from njia_hub.people.models import Person
from njia_hub.routes.document import Document
from njia_hub.routes.models import Revision, Route
from njia_hub.routes.visibility import View, sees_organisation, view_of

PERSONAL: tuple[str, ...] = tuple(
    name for name, _, extra in Journey.declared() if extra["sensitivity"] == Sensitivity.PERSONAL
)
_EMPTY = {name: Journey.model_fields[name].get_default() for name in PERSONAL}


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
    return journey.model_copy(update=_EMPTY | {"organisation": organisation})


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
