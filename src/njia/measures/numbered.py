"""Numbers for what is counted by: places, paths, organisations and routes.

Grouping and counting distinct texts is what costs at a million routes, so engines are given numbers.
Places and paths are numbered in the order of their texts: sorting by number is sorting by text.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from njia.dataset import Dataset
from njia.measures.declaration import Scope, Unit

COUNTRY_LEVEL = "iso:"  # place ids of whole countries; see njia.dataset
BORDER_POST = "border_post"  # a place's kind


@dataclass(frozen=True)
class Numbered:
    """The dataset's tables with numbers for ids, a table of regions, and what the numbers stand for."""

    tables: dict[str, pa.Table]
    place_ids: pa.Array
    paths: pa.Array

    def named(self, numbers: pa.ChunkedArray, unit: Unit) -> pa.ChunkedArray:
        """Put ids back where a column of places or paths holds their numbers."""
        if unit is Unit.PLACE:
            return _look_up(self.place_ids, numbers)
        return _look_up(self.paths, numbers) if unit is Unit.PATH else numbers


def numbered(data: Dataset, scope: Scope) -> Numbered:
    """Number a dataset for an engine.

    Columns `…_place_id` and `path` hold numbers. Beside them come, in routes, `route_no`,
    `organisation_id` (null when nobody is named), whether each end is `…_located`, known better than by
    its country, and `stop_unknown`, whether any stop is; in stops `located`; in legs whether each end is
    a border post, `…_post`.
    """
    routes, legs = data.routes, data.legs
    columns = [data.stops["place_id"], data.places["place_id"], routes["intended_place_id"]]
    ids = _distinct(*columns)
    paths = _distinct(routes["path"])
    posts = data.places.filter(pc.equal(data.places["kind"], BORDER_POST))["place_id"].combine_chunks()
    named = pc.if_else(
        pc.equal(routes["organisation"], ""), pa.scalar(None, pa.string()), routes["organisation"]
    )
    more = {
        "route_no": pa.array(range(routes.num_rows), pa.int32()),
        "stop_unknown": pc.match_substring(_between(routes["path"]), " > ? > "),
        "organisation_id": _number(named, _distinct(named)),
        "origin_located": _located(routes["origin_place_id"]),
        "destination_located": _located(routes["destination_place_id"]),
    }
    tables = {
        "routes": _replaced(_with(routes, more), "path", _number(routes["path"], paths)),
        "stops": _with(data.stops, {"located": _located(data.stops["place_id"])}),
        "legs": _with(
            legs, {f"{end}_post": _is_in(legs[f"{end}_place_id"], posts) for end in ("from", "to")}
        ),
        "carriers": data.carriers,
        "codes": data.codes,
        "regions": _regions(scope),
    }
    return Numbered({name: _places_numbered(table, ids) for name, table in tables.items()}, ids, paths)


def _places_numbered(table: pa.Table, ids: pa.Array) -> pa.Table:
    for name in table.column_names:
        if name.endswith("place_id"):
            table = _replaced(table, name, _number(table[name], ids))
    return table


def _regions(scope: Scope) -> pa.Table:
    regions = sorted(scope.regions.items())
    return pa.table(
        {
            "country": pa.array([country for country, _ in regions], pa.string()),
            "region": pa.array([region for _, region in regions], pa.string()),
        }
    )


def _between(path: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.binary_join_element_wise("", path, "", " > ")


def _distinct(*columns: pa.ChunkedArray) -> pa.Array:
    found = pc.drop_null(pa.concat_arrays([pc.unique(column) for column in columns]))
    found = pc.unique(found)
    return found.take(pc.sort_indices(found))


def _number(texts: pa.ChunkedArray, distinct: pa.Array) -> pa.ChunkedArray:
    return pc.index_in(texts, value_set=distinct)


def _look_up(texts: pa.Array, numbers: pa.ChunkedArray) -> pa.ChunkedArray:
    return pa.chunked_array([texts.take(numbers.combine_chunks())], pa.string())


def _located(place_id: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.fill_null(pc.invert(pc.starts_with(place_id, COUNTRY_LEVEL)), False)


def _is_in(place_id: pa.ChunkedArray, some: pa.Array) -> pa.ChunkedArray:
    return pc.is_in(place_id, value_set=some)


def _with(table: pa.Table, columns: dict[str, pa.ChunkedArray]) -> pa.Table:
    for name, column in columns.items():
        table = table.append_column(name, column)
    return table


def _replaced(table: pa.Table, name: str, column: pa.ChunkedArray) -> pa.Table:
    return table.set_column(table.column_names.index(name), name, column)
