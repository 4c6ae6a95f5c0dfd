"""The tables that measures read: one collection, numbered, with what the scope says about its routes.

What a route could hold twice (a place, a leg, a country, an airline) is held once here, so that measures
only group and count. `declaration.Tables` says which columns there are.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from njia.dataset import Dataset
from njia.measures.by_air import air_modes, on_the_ground
from njia.measures.crossings import crossings
from njia.measures.declaration import Scope, Unit
from njia.measures.details import details
from njia.measures.joined_legs import joined_legs
from njia.measures.numbered import (
    Flags,
    Ints,
    Numbered,
    as_arrow,
    as_numpy,
    coded,
    is_first,
    nullable,
    number,
    route_numbers,
    texts,
)
from njia.measures.routes_in_scope import Routes, Texts, routes_in_scope, texts_of
from njia.measures.visits import visits
from njia.measures.within_route import any_of, first_like
from njia.schema import CODED_FIELDS

ROLES = ("origin", "transit", "destination")


def scoped(data: Dataset, scope: Scope, most_bits: int) -> Numbered:
    """Number a dataset's routes that are in scope, and those of the earlier collection.

    Up to `most_bits` organisations are held as bits of one number.
    """
    known = texts_of(data.routes, data.stops, data.places, most_bits)
    collection = data.routes["collection"]
    now = routes_in_scope(_where(data.routes, _now(collection, scope)), scope, known)
    # No collection has a null name, so without an earlier collection this is empty.
    before = pc.equal(collection, pa.scalar(scope.earlier, pa.string()))
    earlier = routes_in_scope(_where(data.routes, before), scope, known)
    flags: dict[str, Flags] = {}
    tables = {
        "earlier": earlier.table(),
        **_of_stops(data.stops, now, known, flags),
        **_of_legs(data, now, known, flags),
    }
    tables["codes"] = _of_codes(data.codes, now, flags)
    tables["details"], names = details(tables["codes"], data.carriers, now)
    tables["routes"] = now.table(**{name: as_arrow(flag) for name, flag in flags.items()})
    by_number = {Unit.PLACE: known.place_ids, Unit.PATH: known.paths, **names}
    return Numbered(tables, by_number, known.as_bits)


def _now(collection: pa.ChunkedArray, scope: Scope) -> pa.ChunkedArray:
    return (
        pc.is_valid(collection)
        if scope.earlier is None
        else pc.not_equal(collection, pa.scalar(scope.earlier))
    )


def _where(table: pa.Table, condition: pa.ChunkedArray) -> pa.Table:
    condition = pc.fill_null(condition, pa.scalar(False))
    return table if pc.all(condition, min_count=0).as_py() else table.filter(condition)


def in_order(table: pa.Table, routes: Routes) -> tuple[pa.Table, Ints]:
    """Give the rows of routes in scope, in the order of routes and travel, and their routes' numbers."""
    route = route_numbers(table["route_id"], routes.ids)
    if (route < 0).any():
        table, route = table.filter(as_arrow(route >= 0)), route[route >= 0]
    seq = as_numpy(table["seq"]) if "seq" in table.column_names else np.zeros(route.size, np.int32)
    step = np.diff(route)
    if not ((step > 0) | ((step == 0) & (np.diff(seq) >= 0))).all():
        order = np.lexsort((seq, route))
        table, route = table.take(as_arrow(order)), route[order]
    return table, route


def _of_stops(stops: pa.Table, routes: Routes, known: Texts, flags: dict[str, Flags]) -> dict[str, pa.Table]:
    stops, route = in_order(stops, routes)
    place = number(stops["place_id"], known.place_ids)
    country, codes = coded(stops["country"])
    role = {name: as_numpy(pc.equal(stops["role"], pa.scalar(name))) for name in ROLES}
    located, transit, some = known.located.take(nullable(place)), role["transit"], len(routes.path)
    found = as_numpy(pc.fill_null(located, pa.scalar(False)))
    for name, condition in {
        "country_known": country >= 0,
        "place_known": place >= 0,
        "place_located": found,
        "transit_country_known": transit & (country >= 0),
        "transit_place_known": transit & (place >= 0),
        "transit_located": transit & found,
        "transit_unlocated": transit & ~found,
    }.items():
        flags[name] = any_of(route, condition, some)
    seen = visits(route, place, role)
    passed = transit & (country >= 0)
    passed_route, passed_country = route[passed], country[passed]
    once = first_like(passed_route, passed_country) == np.arange(passed_route.size)
    return {
        "visits": routes.counted(
            seen.route,
            ("direction", "path_once", "line_once"),
            place_id=nullable(seen.place),
            located=known.located.take(nullable(seen.place)),
            **{name: as_arrow(getattr(seen, name).astype(np.int32)) for name in ("starts", "passes", "ends")},
        ),
        "passed": routes.counted(passed_route[once], country=texts(passed_country[once], codes)),
    }


def _of_legs(data: Dataset, routes: Routes, known: Texts, flags: dict[str, Flags]) -> dict[str, pa.Table]:
    legs, route = in_order(data.legs, routes)
    start, end = (number(legs[f"{name}_place_id"], known.place_ids) for name in ("from", "to"))
    mode, modes = coded(legs["mode"])
    flags["leg_reported"] = any_of(route, np.ones(route.size, np.bool_), len(routes.path))
    flags["leg_without_mode"] = any_of(route, mode < 0, len(routes.path))
    joined = joined_legs(route, start, end, mode)
    both = (joined.start >= 0) & (joined.end >= 0)
    flags["leg_known"] = any_of(joined.route, both, len(routes.path))
    by_air = np.append(as_numpy(pc.is_in(modes, pa.array(air_modes(), pa.string()))), False)[mode]
    crossed = crossings(data, legs, route, (start, end), by_air, known)
    flags["crosses_by_land"] = any_of(crossed.route, ~crossed.by_air, len(routes.path))
    flags["crosses_at_post"] = any_of(crossed.route, crossed.place >= 0, len(routes.path))
    carriers = _carriers(data.carriers, routes, (route, as_numpy(legs["seq"])), by_air | (mode < 0), flags)
    return {
        "joined_legs": routes.counted(
            joined.route,
            ("direction", "line_once"),
            from_place_id=nullable(joined.start),
            to_place_id=nullable(joined.end),
            mode=texts(joined.mode, modes),
            unknown_between=as_arrow(joined.unknown_between),
            is_new=as_arrow(joined.is_new),
            leg_once=as_arrow(_legs_once(routes.line[joined.route], joined.position, joined.mode)),
        ),
        "crossings": crossed.table(routes),
        "carriers": carriers,
    }


def _legs_once(line: Ints, position: Ints, mode: Ints) -> Ints:
    """Mark with 1 the first of the legs that are alike in path, direction, leg and mode, else 0."""
    positions, modes = position.max(initial=0) + 1, mode.max(initial=0) + 2
    return is_first((line * positions + position) * modes + mode + 1).astype(np.int32)


def _carriers(
    carriers: pa.Table, routes: Routes, legs: tuple[Ints, Ints], flown: Flags, flags: dict[str, Flags]
) -> pa.Table:
    """Give the airlines of each route.

    A carrier is asked for where people flew, so one of a leg without a mode is taken for an airline; one
    of a stated bus, boat or train leg is not, nor is a company that is known to have those.
    """
    carriers, route = in_order(carriers, routes)
    carrier, names = coded(carriers["carrier"])
    seqs = max((int(seq.max(initial=0)) for seq in (legs[1], as_numpy(carriers["seq"]))), default=0) + 1
    of_legs, wanted = legs[0] * seqs + legs[1], route * seqs + as_numpy(carriers["seq"])
    at = np.searchsorted(of_legs, wanted)
    at[at == of_legs.size] = 0
    named = (of_legs[at] == wanted) & flown[at] if of_legs.size else np.zeros(route.size, np.bool_)
    named &= ~as_numpy(pc.is_in(names, pa.array(on_the_ground(), pa.string())))[carrier]
    route, carrier = route[named], carrier[named]
    once = first_like(route, carrier) == np.arange(route.size)
    flags["airline_named"] = any_of(route, np.ones(route.size, np.bool_), len(routes.path))
    return routes.counted(route[once], carrier=texts(carrier[once], names))


def _of_codes(codes: pa.Table, routes: Routes, flags: dict[str, Flags]) -> pa.Table:
    codes, route = in_order(codes, routes)
    field, fields = coded(codes["field"])
    code, names = coded(codes["code"])
    for name in CODED_FIELDS:
        at = fields.index(name).as_py()
        flags[f"has_{name}"] = any_of(route, (field == at) if at >= 0 else field < -1, len(routes.path))
    modes = fields.index("transport_modes").as_py()
    air = np.append(as_numpy(pc.is_in(names, pa.array(air_modes(), pa.string()))), False)[code]
    flags["flown"] = flags["airline_named"] | any_of(
        route, (field == modes) & (modes >= 0) & air, len(routes.path)
    )
    return routes.counted(
        route,
        ("direction", "destination_country"),
        field=texts(field, fields),
        code=texts(code, names),
    )
