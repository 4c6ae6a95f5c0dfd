"""The routes of one collection as columns, and how other tables get what counting needs of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from njia.measures.declaration import Scope
from njia.measures.direction import DIRECTIONS, direction
from njia.measures.numbered import (
    Ints,
    as_arrow,
    as_numpy,
    distinct,
    is_first,
    nullable,
    number,
    texts,
)

OWN_CASEWORK = "own_casework"  # code of the vocabulary's source_kind
CASES = ("cases_low", "cases_best", "cases_high")
AS_WRITTEN = (
    *("origin_country", "destination_country", "intended_country"),
    *("source_kind", "provenance", "prior_trafficking", "transit_count"),
)


@dataclass(frozen=True)
class Texts:
    """The different texts of the whole dataset, in their order."""

    place_ids: pa.Array
    paths: pa.Array
    organisations: pa.Array
    located: pa.Array  # whether each place is known better than by its country
    as_bits: bool  # organisations are few enough to be counted as sets of bits


@dataclass(frozen=True)
class Routes:
    """Routes in scope: their ids, their numbers, and columns of the table that measures read."""

    ids: pa.ChunkedArray
    path: Ints
    line: Ints  # path and direction
    columns: Mapping[str, pa.Array]

    def table(self, **more: pa.Array) -> pa.Table:
        """Give the routes' own table."""
        numbers = as_arrow(np.arange(len(self.path), dtype=np.int32))
        return pa.table({**self.columns, "route_no": numbers, **more})

    def counted(self, route: Ints, also: tuple[str, ...] = (), **more: pa.Array) -> pa.Table:
        """Give a table with a row for each of `route`: what counting needs, `also`, and `more`."""
        rows = as_arrow(route.astype(np.int32))
        names = (*of_route(self.columns), *also)
        taken = {name: self.columns[name].take(rows) for name in names}
        return pa.table({**taken, "route_no": rows, **more})


def of_route(columns: Mapping[str, pa.Array]) -> tuple[str, ...]:
    """Name the columns that a row must have of its route to be counted."""
    organisation = "organisation_bit" if "organisation_bit" in columns else "organisation_id"
    return ("path", organisation, "own_casework", *CASES)


def routes_in_scope(routes: pa.Table, scope: Scope, known: Texts) -> Routes:
    """Number routes; the columns are described in `declaration.Tables`."""
    path = number(routes["path"], known.paths)
    way = direction(routes["origin_country"], routes["destination_country"], scope.focus_country)
    line = path * len(DIRECTIONS) + way
    own = pc.fill_null(pc.equal(routes["source_kind"], pa.scalar(OWN_CASEWORK)), pa.scalar(False))
    columns = {
        **{name: routes[name].combine_chunks() for name in AS_WRITTEN},
        **{name: _narrow(routes[name]) for name in CASES},
        **_ends(routes, scope, known),
        **_organisations(routes["organisation"], known),
        "direction": texts(way, pa.array(DIRECTIONS)),
        "own_casework": as_arrow(as_numpy(own).astype(np.int32)),
        "path": nullable(path),
        "path_once": as_arrow(is_first(path).astype(np.int32)),
        "line_once": as_arrow(is_first(line).astype(np.int32)),
        "stop_unknown": _stop_unknown(known.paths).take(nullable(path)),
    }
    return Routes(routes["route_id"], path, line, columns)


def _ends(routes: pa.Table, scope: Scope, known: Texts) -> dict[str, pa.Array]:
    regions = sorted(scope.regions.items())
    codes = pa.array([code for code, _ in regions], pa.string())
    names = pa.array([region for _, region in regions], pa.string())
    columns = {}
    for end in ("origin", "destination"):
        place = nullable(number(routes[f"{end}_place_id"], known.place_ids))
        columns[f"{end}_place_id"] = place
        columns[f"{end}_located"] = pc.fill_null(known.located.take(place), pa.scalar(False))
        columns[f"{end}_region"] = names.take(nullable(number(routes[f"{end}_country"], codes)))
    return columns


def _organisations(names: pa.ChunkedArray, known: Texts) -> dict[str, pa.Array]:
    ids = number(names, known.organisations)
    columns = {"organisation_id": nullable(ids)}
    if known.as_bits:
        bits = as_arrow(np.left_shift(1, np.maximum(ids, 0)))
        columns["organisation_bit"] = pc.if_else(as_arrow(ids < 0), pa.scalar(None, pa.int64()), bits)
    return columns


def _narrow(cases: pa.ChunkedArray) -> pa.Array:
    """Give numbers in 32 bits where they fit."""
    most = pc.max(cases).as_py()
    fits = most is None or (most < 2**31 and pc.min(cases).as_py() >= -(2**31))
    return (cases.cast(pa.int32()) if fits else cases).combine_chunks()


def _stop_unknown(paths: pa.Array) -> pa.Array:
    """Say of each path whether one of its stops is unknown."""
    unknown = [pc.equal(paths, pa.scalar("?")), pc.starts_with(paths, "? > "), pc.ends_with(paths, " > ?")]
    between = pc.match_substring(paths, " > ? > ")
    return pc.or_(pc.or_(unknown[0], unknown[1]), pc.or_(unknown[2], between))


def texts_of(routes: pa.Table, stops: pa.Table, places: pa.Table, most_bits: int) -> Texts:
    """Gather the different texts of a dataset."""
    ids = distinct(stops["place_id"], places["place_id"], routes["intended_place_id"])
    named = routes["organisation"].filter(pc.not_equal(routes["organisation"], pa.scalar("")))
    located = pc.invert(pc.starts_with(ids, "iso:"))  # place ids of whole countries; see njia.dataset
    organisations = distinct(named)
    return Texts(ids, distinct(routes["path"]), organisations, located, len(organisations) <= most_bits)
