"""Places that a route leaves open: what they may be, and a reviewer's word on which it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from njia.gazetteer import Candidate, Place, is_unknown
from njia.intake.stops import at_place
from njia.intake.text import excerpt, tidy
from njia.network import Network
from njia.schema import Resolution, Stop
from njia.schema import Route as Journey
from njia_hub.audit.acting import action
from njia_hub.people.models import Person
from njia_hub.places import teaching
from njia_hub.places.at_hand import gazetteer
from njia_hub.review.deciding import check_reviewer
from njia_hub.routes.document import Document, Found
from njia_hub.routes.models import Route
from njia_hub.routes.submitting import NotAllowed, StaleRevision, change, locked

INTENDED = "intended"
SETTLED = frozenset({Resolution.EXACT, Resolution.ALIAS})
CORRECTABLE = (Route.State.SUBMITTED, Route.State.RETURNED, Route.State.ACCEPTED)


@dataclass(frozen=True)
class Open:
    """A stop that is not settled: where it stands, what it may be, and what can be taught."""

    path: str  # "stops.0", or "intended"
    stop: Stop
    candidates: tuple[Candidate, ...]
    teachable: frozenset[str]  # ids of the candidates that the spelling could stand for from now on


def stops_of(journey: Journey) -> Iterator[tuple[str, Stop]]:
    """Give every stop with its path, the intended destination last."""
    yield from ((f"stops.{at}", stop) for at, stop in enumerate(journey.stops))
    if journey.intended_destination:
        yield INTENDED, journey.intended_destination


def open_stops(journey: Journey, network: Network) -> list[Open]:
    """Give the stops that are written and not settled, with the places that they may be."""
    return [
        _open(path, stop, network)
        for path, stop in stops_of(journey)
        if stop.resolution not in SETTLED and not is_unknown(stop.written)
    ]


def _open(path: str, stop: Stop, network: Network) -> Open:
    answer = gazetteer(network.aliases).resolve(tidy(stop.written), tidy(stop.country_written) or None)
    # By now the network may know the spelling.
    found = (Candidate(answer.place, 1.0),) if answer.place else answer.candidates
    can = {c.place.place_id for c in found if _can_teach(stop, c.place)}
    return Open(path, stop, found, frozenset(can))


def _can_teach(stop: Stop, place: Place) -> bool:
    return teaching.can_teach(stop.written, stop.country_written, place.place_id)


def accept_place(
    person: Person, route: Route, based_on: int, path: str, place_id: str, *, always: bool = False
) -> Route:
    """Settle a stop as a correction; what was written is kept. `always` teaches the network the spelling.

    Raises StaleRevision, NotAllowed, or places.teaching.NotTeachable; then nothing has changed.
    """
    target, details = f"route:{route.pk}", {"based_on": based_on, "stop": path, "place": place_id}
    with action("route.correct", person.actor, target, **details) as recording:
        route = locked(route)
        if route.revision != based_on:
            raise StaleRevision(route)
        check_correctable(person, route)
        document = Document.model_validate(route.current.document)
        stop = dict(stops_of(document.route)).get(path)
        if stop is None:
            raise NotAllowed(gettext("The route has no such stop."))
        revise(person, route, placed(document, path, place_id), gettext("Place accepted"))
        if always:
            teaching.write(person, stop.written, stop.country_written, place_id, recording)
        recording.touch(route)
    return route


def check_correctable(person: Person, route: Route) -> None:
    """Raise NotAllowed when a person cannot correct a route in review."""
    check_reviewer(person, route)
    if route.state not in CORRECTABLE:
        raise NotAllowed(gettext("A route that is a double or withdrawn is not corrected."))


def revise(person: Person, route: Route, document: Document, reason: str) -> None:
    """Write a locked route's corrected revision, inside an action.

    Where two coordinators review, what they have decided does not hold for a revision of one of them.
    """
    change(person, route, document, reason, "correct")
    if route.collection.needs_second_review and route.state != Route.State.SUBMITTED:
        route.state = Route.State.SUBMITTED
        route.save(update_fields=["state"])


def placed(document: Document, path: str, place_id: str) -> Document:
    """Put a stop at a place, keep what was written, and drop the problem that this settles."""
    stop = dict(stops_of(document.route))[path]
    known = gazetteer()
    place = known.place(place_id, stop.country_code) or known.place(place_id)
    if place is None:
        raise NotAllowed(gettext("There is no such place."))
    settled = at_place(stop.role, stop.written, stop.country_written, place, Resolution.EXACT)
    if path == INTENDED:
        fields: dict[str, object] = {"intended_destination": settled}
    else:
        at = int(path.removeprefix("stops."))
        stops = document.route.stops
        fields = {"stops": (*stops[:at], settled, *stops[at + 1 :])}
    about = _about(document.problems, path, stop)
    problems = tuple(found for found in document.problems if found is not about)
    return document.model_copy(
        update={"route": document.route.model_copy(update=fields), "problems": problems}
    )


def _about(problems: tuple[Found, ...], path: str, stop: Stop) -> Found | None:
    """Give the problem of where a stop is: that of its path in a form, or of its text in a spreadsheet."""
    of_places = [found for found in problems if found.code.startswith(("place", "country_"))]
    texts = {excerpt(text) for text in (stop.written, stop.country_written) if text.strip()}
    of_path = [found for found in of_places if found.where == path]
    of_text = [found for found in of_places if found.details.get("text") in texts]
    return next(iter(of_path or of_text), None)
