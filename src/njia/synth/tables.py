"""Invented routes as the dataset's tables, a million in seconds: no loop runs over routes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from njia.dataset import CARRIERS, CODES, LEGS, PLACES, ROUTES, STOPS, Dataset
from njia.schema import CODED_FIELDS, Route
from njia.synth.places import places
from njia.vocabulary import code_list

Ints = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]

UNKNOWN = -1  # index of a stop that nobody knows
ORGANISATIONS = 40
AIRLINES = tuple(f"Airline {letter}" for letter in "ABCDEFGHJKLMNPQRSTUVWXYZ")
TRANSIT_SHARES = (0.24, 0.34, 0.21, 0.11, 0.06, 0.03, 0.01)  # of routes with 0, 1, 2 … transit stops
CASES_KINDS = ("exact", "about", "range", "at_least", "vague", "unknown")
CASES_SHARES = (0.50, 0.12, 0.10, 0.05, 0.08, 0.15)
FIRST_MONTH = np.datetime64("2020-01")  # cases come from the 36 months that begin here
MONTHS = 36
OPTIONAL_KNOWN = 0.15  # share of routes that answer an optional question; of the others 0.85


@dataclass(frozen=True)
class _Stops:
    """All stops in order: the route and the position of each, and its place's index."""

    route: Ints
    seq: Ints
    place: Ints
    last: Flags  # the route's destination


def synth(routes: int, seed: int = 0, earlier: int = 0) -> Dataset:
    """Make `routes` invented routes, of which the first `earlier` belong to an earlier collection.

    The same number and seed give the same routes. Few places, carriers and organisations hold most of
    them, as in real collections; stops are unknown or known by their country only in places.
    """
    rng = np.random.default_rng(seed)
    stops, intended = _stops(rng, routes), _pick(rng, routes, "destination", unknown=0.7)
    legs = ~stops.last
    modes = _modes(rng, stops, legs)
    ids = pc.binary_join_element_wise("s", pa.array(np.arange(routes)).cast(pa.string()), "")
    return Dataset(
        routes=_routes_table(rng, ids, stops, intended, earlier),
        stops=_stops_table(ids, stops),
        legs=_legs_table(rng, ids, stops, legs, modes),
        carriers=_carriers_table(rng, ids, stops, legs, modes),
        codes=_codes_table(rng, ids, stops, legs, modes),
        places=_places_table(stops, intended),
    )


def _weights(role: str) -> np.ndarray[Any, np.dtype[np.float64]]:
    weights = np.array([getattr(place, role) for place in places()], float)
    shares: np.ndarray[Any, np.dtype[np.float64]] = weights / weights.sum()
    return shares


def _pick(rng: np.random.Generator, count: int, role: str, unknown: float) -> Ints:
    picked = rng.choice(len(places()), count, p=_weights(role))
    return np.where(rng.random(count) < unknown, UNKNOWN, picked)


def _stops(rng: np.random.Generator, routes: int) -> _Stops:
    lengths = 2 + rng.choice(len(TRANSIT_SHARES), routes, p=TRANSIT_SHARES)
    route = np.repeat(np.arange(routes), lengths)
    firsts = np.cumsum(lengths) - lengths
    seq = np.arange(route.size) - firsts[route]
    last = seq == lengths[route] - 1
    place = _pick(rng, route.size, "transit", unknown=0.1)
    place[seq == 0] = _pick(rng, routes, "origin", unknown=0.03)
    place[last] = _pick(rng, routes, "destination", unknown=0.02)
    return _Stops(route, seq, place, last)


def _modes(rng: np.random.Generator, stops: _Stops, legs: Flags) -> Ints:
    """Give each leg's mode as an index into transport_mode: by air between regions, else over land."""
    groups = [code.group for code in code_list("transport_mode").codes.values()]
    by_air = np.array([i for i, group in enumerate(groups) if group == "air"])
    by_land = np.array([i for i, group in enumerate(groups) if group != "air"])
    regions = sorted({place.region for place in places()})
    region = np.array([regions.index(place.region) for place in places()] + [0])
    here = np.flatnonzero(legs)
    far = region[stops.place[here]] != region[stops.place[here + 1]]
    land = by_land[np.minimum(rng.geometric(0.4, here.size) - 1, by_land.size - 1)]
    mode = np.where(far, rng.choice(by_air, here.size), land)
    return np.where(rng.random(here.size) < 0.2, UNKNOWN, mode)


def _take(values: list[str | None], index: Ints) -> pa.Array:
    """Look values up; UNKNOWN gives null."""
    return pa.array([*values, None], pa.string()).take(pa.array(np.where(index < 0, len(values), index)))


def _ids(index: Ints) -> pa.Array:
    return _take([place.place_id for place in places()], index)


def _countries(index: Ints) -> pa.Array:
    return _take([place.country for place in places()], index)


def _paths(stops: _Stops, routes: int) -> pa.Array:
    """Join each route's places: a column a position, where shorter routes have nothing to join."""
    columns = []
    for seq in range(len(TRANSIT_SHARES) + 1):
        column = np.full(routes, -2)
        at = stops.seq == seq
        column[stops.route[at]] = stops.place[at]
        names = [place.place_id for place in places()]
        texts = pa.array(["?", *names, None], pa.string())
        columns.append(texts.take(pa.array(np.where(column == -2, len(names) + 1, column + 1))))
    return pc.binary_join_element_wise(*columns, " > ", null_handling="skip")


def _routes_table(
    rng: np.random.Generator, ids: pa.Array, stops: _Stops, intended: Ints, earlier: int
) -> pa.Table:
    routes = len(ids)
    origin, destination = stops.place[stops.seq == 0], stops.place[stops.last]
    organisation = np.minimum(rng.geometric(0.08, routes), ORGANISATIONS) - 1
    organisation[rng.random(routes) < 0.01] = ORGANISATIONS
    names = [f"Organisation {n + 1}" for n in range(ORGANISATIONS)]
    first = np.arange(routes) < earlier
    columns = {
        "route_id": ids,
        "collection": _take(["synthetic", "synthetic earlier"], first.astype(np.int64)),
        "organisation": _take([*names, ""], organisation),
        "provenance": _take(["reported"], np.zeros(routes, np.int64)),
        "source_kind": _take(list(code_list("source_kind").codes), _known(rng, routes, "source_kind", 0.95)),
        **_periods(rng.spawn(1)[0], routes),
        "path": _paths(stops, routes),
        "origin_place_id": _ids(origin),
        "origin_country": _countries(origin),
        "destination_place_id": _ids(destination),
        "destination_country": _countries(destination),
        "intended_place_id": _ids(intended),
        "intended_country": _countries(intended),
        "transit_count": np.bincount(stops.route, minlength=routes) - 2,
        **_cases(rng, routes),
        "prior_trafficking": _take(list(code_list("yes_no").codes), _known(rng, routes, "yes_no", 0.1)),
    }
    return _table(columns, ROUTES)


def _periods(rng: np.random.Generator, routes: int) -> dict[str, Any]:
    """Give each route one to three whole months, but for a tenth that do not say when."""
    month = FIRST_MONTH + rng.integers(0, MONTHS, routes)
    after = month + rng.integers(1, 4, routes)
    unstated = rng.random(routes) < 0.1
    start, end = month.astype("datetime64[D]"), after.astype("datetime64[D]") - 1
    return {"period_start": pa.array(start, mask=unstated), "period_end": pa.array(end, mask=unstated)}


def _known(rng: np.random.Generator, routes: int, list_: str, share: float) -> Ints:
    codes = len(code_list(list_).codes)
    picked = np.minimum(rng.geometric(0.35, routes) - 1, codes - 1)
    return np.where(rng.random(routes) < share, picked, UNKNOWN)


def _cases(rng: np.random.Generator, routes: int) -> dict[str, Any]:
    kind = rng.choice(len(CASES_KINDS), routes, p=CASES_SHARES)
    low = np.maximum(1, rng.lognormal(1.5, 1.3, routes).astype(np.int64))
    high = np.where(kind == CASES_KINDS.index("range"), low + rng.integers(1, 20, routes), low)
    unstated = kind >= CASES_KINDS.index("vague")
    return {
        "cases_kind": _take(list(CASES_KINDS), kind),
        "cases_low": pa.array(low, mask=unstated),
        "cases_best": pa.array((low + high) // 2, mask=unstated),
        "cases_high": pa.array(high, mask=unstated | (kind == CASES_KINDS.index("at_least"))),
    }


def _stops_table(ids: pa.Array, stops: _Stops) -> pa.Table:
    role = np.where(stops.seq == 0, 0, np.where(stops.last, 2, 1))
    precisions: list[str | None] = [place.precision for place in places()]
    known = stops.place >= 0
    columns = {
        "route_id": ids.take(pa.array(stops.route)),
        "seq": stops.seq,
        "role": _take(["origin", "transit", "destination"], role),
        "place_id": _ids(stops.place),
        "country": _countries(stops.place),
        "precision": pc.fill_null(_take(precisions, stops.place), "unknown"),
        "resolution": _take(["unresolved", "exact"], known.astype(np.int64)),
    }
    return _table(columns, STOPS)


def _legs_table(rng: np.random.Generator, ids: pa.Array, stops: _Stops, legs: Flags, modes: Ints) -> pa.Table:
    here = np.flatnonzero(legs)
    start, end = stops.place[here], stops.place[here + 1]
    columns = {
        "route_id": ids.take(pa.array(stops.route[here])),
        "seq": stops.seq[here],
        "from_place_id": _ids(start),
        "from_country": _countries(start),
        "to_place_id": _ids(end),
        "to_country": _countries(end),
        "mode": _take(list(code_list("transport_mode").codes), modes),
        "irregular": pa.array(rng.random(here.size) < 0.3, mask=rng.random(here.size) < 0.8),
    }
    return _table(columns, LEGS)


def _carriers_table(
    rng: np.random.Generator, ids: pa.Array, stops: _Stops, legs: Flags, modes: Ints
) -> pa.Table:
    air = [i for i, code in enumerate(code_list("transport_mode").codes.values()) if code.group == "air"]
    named = np.flatnonzero(legs)[np.isin(modes, air) & (rng.random(modes.size) < 0.6)]
    first = np.minimum(rng.geometric(0.2, named.size), len(AIRLINES)) - 1
    second = (first + 1) % len(AIRLINES)
    also = rng.random(named.size) < 0.15
    at = np.concatenate([named, named[also]])
    carrier = np.concatenate([first, second[also]])
    order = np.argsort(at, kind="stable")
    columns = {
        "route_id": ids.take(pa.array(stops.route[at[order]])),
        "seq": stops.seq[at[order]],
        "carrier": _take(list(AIRLINES), carrier[order]),
    }
    return _table(columns, CARRIERS)


def _codes_table(
    rng: np.random.Generator, ids: pa.Array, stops: _Stops, legs: Flags, modes: Ints
) -> pa.Table:
    """Give up to two codes a field and route; transport modes are those of the legs."""
    declared = {name: extra for name, _, extra in Route.declared()}
    parts = []
    for number, field in enumerate(CODED_FIELDS):
        codes = list(code_list(declared[field]["code_list"]).codes)
        if field == "transport_modes":
            stated = modes >= 0
            both = np.unique(stops.route[legs][stated] * len(codes) + modes[stated])
        else:
            share = OPTIONAL_KNOWN if declared[field].get("optional_question") else 0.85
            both = _up_to_two(rng, len(ids), len(codes), share)
        route, code = np.divmod(both, len(codes))
        parts.append((route, np.full(route.size, number), _take(list(codes), code)))
    route = np.concatenate([part[0] for part in parts])
    order = np.argsort(route, kind="stable")
    columns = {
        "route_id": ids.take(pa.array(route[order])),
        "field": _take(list(CODED_FIELDS), np.concatenate([part[1] for part in parts])[order]),
        "code": pa.concat_arrays([part[2] for part in parts]).take(pa.array(order)),
    }
    return _table(columns, CODES)


def _up_to_two(rng: np.random.Generator, routes: int, codes: int, share: float) -> Ints:
    known = np.flatnonzero(rng.random(routes) < share)
    first = np.minimum(rng.geometric(0.3, known.size) - 1, codes - 1)
    also = (rng.random(known.size) < 0.25) & (codes > 1)
    second = (first[also] + 1) % codes
    return np.concatenate([known * codes + first, known[also] * codes + second])


def _places_table(stops: _Stops, intended: Ints) -> pa.Table:
    used = set(np.unique(np.concatenate([stops.place, intended])).tolist()) - {UNKNOWN}
    rows = sorted((places()[index] for index in used), key=lambda place: place.place_id)
    columns = {
        field.name: [getattr(place, field.name) if field.name != "admin1" else "" for place in rows]
        for field in PLACES
    }
    return pa.table(columns, schema=PLACES)


def _table(columns: dict[str, Any], schema: pa.Schema) -> pa.Table:
    arrays = [pa.array(columns[field.name]).cast(field.type) for field in schema]
    return pa.table(arrays, schema=schema)
