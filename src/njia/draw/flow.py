"""What the flow map draws: places, legs and routes, added up from protected measures.

Everything comes from the paths of `map_routes`, so that the map of all routes, of those through one
place and of a single one are made by the same addition. `map_legs` adds mode and evidence, `map_places`
says which places are border crossings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pyarrow as pa

from njia.disclosure import Protected, ProtectedDataset
from njia.network import Network

DIRECTIONS = ("out", "in", "within", "elsewhere")
MOST_LEGS = 300


@dataclass(frozen=True, order=True)
class LegKey:
    """A leg's ends as place ids, "" for an end that is not known; and whether a stop between is not."""

    start: str
    end: str
    unknown_between: bool = False

    def __str__(self) -> str:
        """Write the key as in `network.map.bows`, with the unknown stop as "?"."""
        between = " > ? > " if self.unknown_between else " > "
        return f"{self.start or '?'}{between}{self.end or '?'}"


@dataclass(frozen=True)
class Tally:
    """Submissions, the people that they state, and how many of them state a number."""

    submissions: int = 0
    cases: int = 0
    known: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.submissions + other.submissions, self.cases + other.cases, self.known + other.known)

    def value(self, by: str) -> int | None:
        """Give the number that is drawn: submissions, or cases (None when none is stated)."""
        if by == "submissions":
            return self.submissions
        return self.cases if self.known else None


Tallies = dict[str, Tally]  # by direction


@dataclass(frozen=True)
class Place:
    """A place on the map. `precision` county or country is an area and never drawn as a point."""

    id: str
    name: str
    country: str
    lon: float
    lat: float
    precision: str
    crossing: bool = False

    @property
    def is_country(self) -> bool:
        """Only the country is known."""
        return self.precision == "country"


@dataclass(frozen=True)
class Evidence:
    """What stands behind a leg: at least so many organisations, from own casework, by which modes."""

    organisations: int = 0
    own_casework: int = 0
    modes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Route:
    """One path with its direction, what is behind it, and its details by field."""

    path: str
    direction: str
    tally: Tally
    organisations: int
    details: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def stops(self) -> tuple[str, ...]:
        """Place ids in order; "" for a stop that is not known."""
        return tuple("" if stop == "?" else stop for stop in self.path.split(" > "))

    @cached_property
    def legs(self) -> tuple[LegKey, ...]:
        """The legs between known stops, each once."""
        return tuple(dict.fromkeys(_legs(self.stops)))


@dataclass(frozen=True)
class Ends:
    """What a place is on routes: how much starts, passes and ends there, by direction."""

    starts: Tallies = field(default_factory=dict)
    passes: Tallies = field(default_factory=dict)
    ends: Tallies = field(default_factory=dict)

    def submissions(self) -> int:
        """Add up what starts, passes and ends here."""
        return sum(t.submissions for part in (self.starts, self.passes, self.ends) for t in part.values())


@dataclass(frozen=True, eq=False)  # told apart by identity, so that layouts of it can be kept
class Flow:
    """Everything that the map draws, by `by` (cases or submissions), seen from the focus country."""

    focus: str
    by: str
    places: Mapping[str, Place]
    routes: tuple[Route, ...]
    evidence: Mapping[LegKey, Evidence]
    legs: Mapping[LegKey, Tallies]  # those that are drawn
    ends: Mapping[str, Ends]
    left_out: int  # thinner legs that are not drawn
    network: Network = field(default_factory=Network)
    told_by: str = "place"  # or "country", "county": how exactly places are told on purpose
    of_legs: bool = False  # legs alone are known: no whole routes, nor what starts and ends where
    wider: int = 0  # legs with an end that is told less exactly than by its country: not drawn
    withheld: int = 0  # legs whose count is withheld: not drawn

    def totals(self) -> Tallies:
        """Add up all routes by direction."""
        return dict(self._totals)

    @property
    def distinct(self) -> int:
        """How many distinct paths there are."""
        return len({route.path for route in self.routes})

    @cached_property
    def _totals(self) -> Tallies:
        return _add((route.direction, route.tally) for route in self.routes)

    def through(self, place: str) -> tuple[Route, ...]:
        """Give the routes that start in a place, pass through it or end in it."""
        return tuple(route for route in self.routes if place in route.stops)

    def framed(self) -> list[Place]:
        """Give the places that the map makes room for: the ends of what is drawn."""
        used = {end for key in self.legs for end in (key.start, key.end)} - {""}
        return [self.places[p] for p in sorted(used) if p in self.places]

    def all_legs(self) -> dict[LegKey, Tallies]:
        """Add up every leg, also those that are left out of the drawing."""
        return dict(self._all_legs)

    @cached_property
    def _all_legs(self) -> dict[LegKey, Tallies]:
        return tallies(self.routes)

    def counted(self, by: str) -> Flow:
        """Give the same flow drawn by cases or by submissions."""
        legs, left_out = largest(tallies(self.routes), by)
        return replace(self, by=by, legs=legs, left_out=left_out)


def flow(
    measured: Mapping[str, Protected], data: ProtectedDataset, network: Network, focus: str, by: str = ""
) -> Flow:
    """Add up what the map draws.

    `measured` needs map_routes, map_legs, map_places and map_route_details. `by` is "cases" or
    "submissions"; empty takes cases when at least half of the legs have a stated number.
    """
    crossings = {row["place_id"] for row in measured["map_places"].rows.to_pylist() if row.get("is_crossing")}
    places = located(data.tables["places"], network, crossings)
    routes = _routes(measured, places)
    legs = tallies(routes)
    if not by:
        stated = sum(1 for tally in legs.values() if any(t.known for t in tally.values()))
        by = "cases" if legs and stated * 2 >= len(legs) else "submissions"
    drawn, left_out = largest(legs, by)
    evidence = _evidence(measured["map_legs"])
    return Flow(focus, by, places, routes, evidence, drawn, ends(routes), left_out, network)


def tallies(routes: Iterable[Route]) -> dict[LegKey, Tallies]:
    """Add up routes by leg and direction; a route that runs a leg twice counts once."""
    found: dict[LegKey, Tallies] = {}
    for route in routes:
        for leg in route.legs:
            by_direction = found.setdefault(leg, {})
            by_direction[route.direction] = by_direction.get(route.direction, Tally()) + route.tally
    return dict(sorted(found.items()))


def ends(routes: Iterable[Route]) -> dict[str, Ends]:
    """Add up what starts in each place, passes through it and ends in it."""
    found: dict[str, Ends] = {}
    for route in routes:
        stops = route.stops
        roles = (("starts", stops[:1]), ("passes", stops[1:-1]), ("ends", stops[-1:]))
        for role, at in roles:
            for place in sorted(set(at) - {""}):
                part = getattr(found.setdefault(place, Ends()), role)
                part[route.direction] = part.get(route.direction, Tally()) + route.tally
    return dict(sorted(found.items()))


def total(by_direction: Tallies) -> Tally:
    """Add up over directions."""
    return sum(by_direction.values(), Tally())


def _add(pairs: Iterable[tuple[str, Tally]]) -> Tallies:
    found = {direction: Tally() for direction in DIRECTIONS}
    for direction, tally in pairs:
        found[direction] += tally
    return found


def largest(legs: dict[LegKey, Tallies], by: str) -> tuple[dict[LegKey, Tallies], int]:
    """Keep the MOST_LEGS largest legs; also how many are left out."""
    if len(legs) <= MOST_LEGS:
        return legs, 0
    order = sorted(legs, key=lambda k: (-(total(legs[k]).value(by) or 0), -total(legs[k]).submissions, k))
    drawn = set(order[:MOST_LEGS])
    return {key: tally for key, tally in legs.items() if key in drawn}, len(legs) - MOST_LEGS


def _legs(stops: tuple[str, ...]) -> Iterable[LegKey]:
    """Join the legs over unknown stops, as `measures/joined_legs.py` does."""
    before, skipped = "", 0
    for position, stop in enumerate(stops):
        if not stop:
            skipped += 1
            continue
        if position and stop != before:
            yield LegKey(before, stop, bool(before) and skipped > 0)
        before, skipped = stop, 0
    if before and skipped:
        yield LegKey(before, "", False)


def located(table: pa.Table, network: Network, crossings: Set[str]) -> dict[str, Place]:
    """Give the places of the dataset's table that have a position, in the order of their ids."""
    found = {}
    for row in table.to_pylist():
        country = row["country"] or ""
        lat, lon = row["lat"], row["lon"]
        if row["precision"] == "country":
            lat, lon = network.map.anchors.get(country, (lat, lon))
        if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180):
            continue
        crossing = row["place_id"] in crossings or row["kind"] == "border_post"
        found[row["place_id"]] = Place(
            row["place_id"], row["name"], country, lon, lat, row["precision"], crossing
        )
    return dict(sorted(found.items()))


def _routes(measured: Mapping[str, Protected], places: Mapping[str, Place]) -> tuple[Route, ...]:
    details: dict[str, dict[str, list[str]]] = {}
    for row in measured["map_route_details"].rows.to_pylist():
        details.setdefault(row["path"], {}).setdefault(row["field"], []).append(row["code"])
    found = []
    for row in measured["map_routes"].rows.to_pylist():
        path = " > ".join(stop if stop in places else "?" for stop in row["path"].split(" > "))
        fields = {name: tuple(sorted(codes)) for name, codes in details.get(row["path"], {}).items()}
        tally = Tally(row["submissions"], row["cases_best"] or 0, row["cases_known"])
        found.append(Route(path, row["direction"], tally, row["organisations"], fields))
    return tuple(sorted(found, key=lambda r: (-r.tally.submissions, r.path, r.direction)))


def _evidence(legs: Protected) -> dict[LegKey, Evidence]:
    """Collect evidence by leg; organisations of several rows may be the same ones: at least the most."""
    rows: dict[LegKey, list[dict[str, Any]]] = {}
    for row in legs.rows.to_pylist():
        start, end = row["from_place_id"] or "", row["to_place_id"] or ""
        unknown = bool(row["unknown_between"]) and bool(start) and bool(end)
        rows.setdefault(LegKey(start, end, unknown), []).append(row)
    return {
        key: Evidence(
            max(row["organisations"] for row in found),
            sum(row["own_casework"] or 0 for row in found),
            tuple(sorted({row["mode"] for row in found if row["mode"]})),
        )
        for key, found in sorted(rows.items())
    }
