"""The drawings of the printed report: maps and hub diagrams, in the sizes of an A4 page."""

from __future__ import annotations

from njia.draw import hub
from njia.report.bundle import Bundle
from njia.report.compose import Drawings
from njia.report.document import Picture
from njia.report.words import Words

MOST_HUBS = 6
LEAST_SUBMISSIONS = 2  # a diagram of one journey shows what its row says already


def drawings(bundle: Bundle) -> Drawings:
    """Draw everything that the report shows."""
    return Drawings(hubs=_hubs(bundle))


def _hubs(bundle: Bundle) -> tuple[Picture, ...]:
    """Draw the places that most routes pass through, the largest first."""
    rows = bundle.measures["transit_places"].rows.to_pylist()
    chosen = [row["place_id"] for row in rows if row["submissions"] >= LEAST_SUBMISSIONS][:MOST_HUBS]
    return tuple(_hub(bundle, place_id, number) for number, place_id in enumerate(chosen, 1))


def _hub(bundle: Bundle, place_id: str, number: int) -> Picture:
    words, flows = Words(bundle.language), bundle.measures["transit_flows"]
    svg = hub.render(
        place_id, flows, bundle.routes, bundle.scope.focus_country, profile="a4", language=bundle.language
    )
    place = hub.hub_rows.read(place_id, flows, bundle.routes, bundle.language, None).name
    return Picture(
        name=f"hub-{number}",
        svg=svg,
        alt=words.say("hub.alt", place=place),
        title=f"{words.say('labels.figure', count=number)} {words.say('hub.title', place=place)}",
        caption=hub.caption(place_id, flows, bundle.routes, language=bundle.language),
    )


def map_svg(bundle: Bundle) -> str:
    """Draw the whole picture for a wide screen, as a file of its own."""
    raise NotImplementedError
