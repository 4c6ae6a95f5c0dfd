"""Number everything that the map adds up, once for each version of the data and each level.

What is numbered is what `njia.draw.flow` makes of the measures: each leg of a route between known stops
once, each place of a route once. After that a filter is a mask over routes, and adding up is counting
numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from njia.dataset import Dataset
from njia.filters import Sieve
from njia.gazetteer import Place
from njia.levels import Level, coarsened
from njia.measures.direction import DIRECTIONS, direction
from njia.measures.joined_legs import JoinedLegs, joined_legs
from njia.measures.numbered import (
    Flags,
    Ints,
    as_arrow,
    as_numpy,
    coded,
    distinct,
    number,
    route_numbers,
)
from njia.measures.routes_in_scope import OWN_CASEWORK
from njia.measures.visits import visits
from njia.measures.within_route import first_like

ROLES = ("origin", "transit", "destination")  # bits 1, 2 and 4 of what a place is on a route
# What the map can show of a route: nothing, for no stop is known; nothing, for all that is known is one
# place; only where it goes on to something unknown; a leg between two places.
NOWHERE, STAYS, OPEN, RUNS = REACHES = (0, 1, 2, 3)


@dataclass(frozen=True)
class Counted:
    """Rows that are counted: a row's route, and the number of what it is counted for."""

    route: Ints
    number: Ints


@dataclass(frozen=True)
class Keys:
    """Legs by number: the places that each runs from and to, -1 for none known; and what lies between."""

    start: Ints
    end: Ints
    unknown_between: Flags


@dataclass(frozen=True)
class Organisations:
    """Pairs of a line (leg times four plus direction) and an organisation that reports it."""

    pairs: Counted
    line: Ints  # by pair
    of_leg: Ints  # by pair: the number of the pair of the line's leg and the organisation
    leg: Ints  # by pair of a leg and an organisation


@dataclass(frozen=True)
class Modes:
    """Pairs of a line and a mode of transport that is told of it, in the order of both."""

    pairs: Counted
    line: Ints  # by pair
    mode: Ints  # by pair: its place in `names`
    names: tuple[str, ...]


@dataclass(frozen=True)
class Rows:
    """One level of the data, numbered."""

    places: pa.Table  # as in `njia.dataset`, those that have a point, in the order of their numbers
    paths: Ints  # by route
    keys: Keys
    legs: Counted  # leg times four plus direction
    organisations: Organisations
    modes: Modes
    reach: Ints  # by route: one of the numbers of `REACHES`
    at: Counted  # place times four plus direction, times eight plus bits of roles


class Prepared:
    """A version of the data, ready to be filtered and added up; nothing in it changes but what is kept."""

    def __init__(self, data: Dataset, focus: str, counties: Mapping[str, Place] | None = None) -> None:
        """Number the routes; `focus` is the country that directions are seen from, "" for none."""
        self.data, self.focus, self.counties = data, focus, dict(counties or {})
        self.sieve = Sieve(data, self.counties)
        routes = data.routes
        self.direction = direction(routes["origin_country"], routes["destination_country"], focus).astype(
            np.int8
        )
        self.cases = as_numpy(pc.fill_null(routes["cases_best"], 0))
        self.stated = as_numpy(pc.is_valid(routes["cases_best"]))
        self.own_casework = as_numpy(pc.fill_null(pc.equal(routes["source_kind"], OWN_CASEWORK), False))
        names = distinct(routes["organisation"].filter(pc.not_equal(routes["organisation"], "")))
        self.organisation = number(routes["organisation"], names).astype(np.int32)
        self._rows: dict[Level, Rows] = {}
        self._numbering = Lock()

    def rows(self, level: Level) -> Rows:
        """Give the data numbered at a level; it is numbered when it is first asked for."""
        with self._numbering:
            if level not in self._rows:
                told = coarsened(self.data, level, self.counties)
                self._rows[level] = _rows(told, self)
            return self._rows[level]


def _rows(data: Dataset, prepared: Prepared) -> Rows:
    places = data.places.filter(pc.and_(pc.is_valid(data.places["lat"]), pc.is_valid(data.places["lon"])))
    ids = places["place_id"].combine_chunks()
    joined, modes = _joined(data, ids)
    moving = joined.start != joined.end
    route, mode = joined.route[moving], joined.mode[moving]
    keys, leg = _keys(joined.start[moving], joined.end[moving], joined.unknown_between[moving], len(ids))
    once = first_like(route, leg) == np.arange(route.size)
    line = leg * len(DIRECTIONS) + prepared.direction[route]
    paths = number(data.routes["path"], distinct(data.routes["path"]))
    return Rows(
        places=places,
        paths=paths.astype(np.int32),
        keys=keys,
        legs=_directed(route[once], leg[once], prepared),
        organisations=_organisations(route, line, prepared),
        modes=_modes(route, line, mode, modes),
        reach=_reach(joined, moving, prepared.sieve.routes),
        at=_at(data, ids, prepared),
    )


def _in_order(table: pa.Table, routes: pa.Table) -> tuple[pa.Table, Ints]:
    """Give rows in the order of routes and travel, with their routes' numbers."""
    route = route_numbers(table["route_id"], routes["route_id"])
    order = np.lexsort((as_numpy(table["seq"]), route))
    order = order[route[order] >= 0]
    in_order = order.size == route.size and bool((np.diff(order) > 0).all())
    return (table, route) if in_order else (table.take(as_arrow(order)), route[order])


def _joined(data: Dataset, ids: pa.Array) -> tuple[JoinedLegs, tuple[str, ...]]:
    legs, route = _in_order(data.legs, data.routes)
    start, end = (number(legs[f"{end}_place_id"], ids) for end in ("from", "to"))
    mode, modes = coded(legs["mode"])
    return joined_legs(route, start, end, mode), tuple(modes.to_pylist())


def _keys(start: Ints, end: Ints, between: Flags, places: int) -> tuple[Keys, Ints]:
    """Number legs; that a stop between is unknown is said of those with two known ends."""
    known = between & (start >= 0) & (end >= 0)
    codes, leg = np.unique(((start + 1) * (places + 1) + end + 1) * 2 + known, return_inverse=True)
    ends, unknown_between = np.divmod(codes, 2)
    starts, stops = np.divmod(ends, places + 1)
    return Keys(starts - 1, stops - 1, unknown_between.astype(np.bool_)), leg.astype(np.int32)


def _pairs(route: Ints, line: Ints, told: Ints) -> tuple[Ints, Ints, Counted]:
    """Number the pairs of a line and what is told of it, -1 for nothing: their lines, what is told, rows."""
    named = told >= 0
    most = int(told.max(initial=0)) + 1
    codes, pair = np.unique(line[named].astype(np.int64) * most + told[named], return_inverse=True)
    lines, values = np.divmod(codes, most)
    return lines, values, Counted(route[named].astype(np.int32), pair.astype(np.int32))


def _organisations(route: Ints, line: Ints, prepared: Prepared) -> Organisations:
    lines, organisation, pairs = _pairs(route, line, prepared.organisation[route])
    most = int(organisation.max(initial=0)) + 1
    codes, of_leg = np.unique(lines // len(DIRECTIONS) * most + organisation, return_inverse=True)
    return Organisations(pairs, lines, of_leg, codes // most)


def _modes(route: Ints, line: Ints, mode: Ints, names: tuple[str, ...]) -> Modes:
    lines, modes, pairs = _pairs(route, line, mode)
    return Modes(pairs, lines, modes, names)


def _directed(route: Ints, thing: Ints, prepared: Prepared) -> Counted:
    numbers = thing * len(DIRECTIONS) + prepared.direction[route]
    return Counted(route.astype(np.int32), numbers.astype(np.int32))


def _reach(joined: JoinedLegs, moving: Flags, routes: int) -> Ints:
    reach = np.full(routes, NOWHERE, np.int8)
    reach[joined.route] = STAYS
    reach[joined.route[moving]] = OPEN
    reach[joined.route[moving & (joined.start >= 0) & (joined.end >= 0)]] = RUNS
    return reach


def _at(data: Dataset, ids: pa.Array, prepared: Prepared) -> Counted:
    stops, route = _in_order(data.stops, data.routes)
    role = {name: as_numpy(pc.equal(stops["role"], name)) for name in ROLES}
    seen = visits(route, number(stops["place_id"], ids), role)
    bits = seen.starts * 1 + seen.passes * 2 + seen.ends * 4
    directed = _directed(seen.route, seen.place, prepared)
    return Counted(directed.route, (directed.number * 8 + bits).astype(np.int32))
