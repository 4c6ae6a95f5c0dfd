"""What the map of a release draws: its protected legs, and nothing that they do not tell.

Legs say neither where a route starts nor where it ends, so places have no numbers, and a leg's direction
is that of its own two ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from njia.disclosure import ProtectedTables
from njia.draw.flow import Ends, Flow, Place, Route, Tallies, Tally, largest, located, tallies
from njia.network import Network

LEGS = "map_legs"
Row = dict[str, Any]


def released_flow(tables: ProtectedTables, network: Network, focus: str) -> Flow:
    """Make what the map draws of a release's legs, by submissions: each leg that is shown has their count.

    A leg is left out when an end stands for a region or for all others, when both ends are the same area, and
    when its count is withheld; the flow says how many are.
    """
    places = located(tables.places, network, frozenset())
    rows = tables.tables[LEGS].rows.to_pylist() if LEGS in tables.tables else []
    told = [row for row in rows if row["submissions"] is not None]
    drawable = [row for row in told if _has_two_ends(row, places)]
    seen = [row for row in drawable if row["submissions"]]  # a rounded count can be 0
    routes = _legs(seen, places, focus)
    drawn, left_out = largest(tallies(routes), "submissions")
    return Flow(
        focus=focus,
        by="submissions",
        places=places,
        routes=routes,
        evidence={},
        legs=drawn,
        ends=_at_places(routes),
        left_out=left_out + len(drawable) - len(seen),
        network=network,
        of_legs=True,
        wider=len(told) - len(drawable),
        withheld=len(rows) - len(told),
    )


def _has_two_ends(row: Row, places: Mapping[str, Place]) -> bool:
    start, end = row["from_place_id"], row["to_place_id"]
    return start != end and start in places and end in places


def _legs(rows: list[Row], places: Mapping[str, Place], focus: str) -> tuple[Route, ...]:
    """Give each leg as a route of its own; rows of one leg, such as by two modes, count different things."""
    added: dict[tuple[str, str], Tally] = {}
    for row in rows:
        key = row["from_place_id"], row["to_place_id"]
        stated = row["cases_best"] is not None
        added[key] = added.get(key, Tally()) + Tally(
            row["submissions"], row["cases_best"] or 0, row["submissions"] if stated else 0
        )
    found = [
        Route(f"{start} > {end}", _direction(places[start], places[end], focus), tally, organisations=0)
        for (start, end), tally in added.items()
    ]
    return tuple(sorted(found, key=lambda leg: (-leg.tally.submissions, leg.path)))


def _direction(start: Place, end: Place, focus: str) -> str:
    """Say how a leg itself runs, whatever the routes that it is part of do."""
    if not focus or focus not in (start.country, end.country):
        return "elsewhere"
    if start.country == end.country:
        return "within"
    return "out" if start.country == focus else "in"


def _at_places(routes: tuple[Route, ...]) -> dict[str, Ends]:
    """Weigh places by what runs over them: neither starts nor ends are known."""
    found: dict[str, Tallies] = {}
    for leg in routes:
        for place in leg.stops:
            by_direction = found.setdefault(place, {})
            by_direction[leg.direction] = by_direction.get(leg.direction, Tally()) + leg.tally
    return {place: Ends(passes=tally) for place, tally in sorted(found.items())}
