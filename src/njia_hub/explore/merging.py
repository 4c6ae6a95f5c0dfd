"""Put changed routes in the place of what was known of them."""

from __future__ import annotations

from collections.abc import Mapping, Set

import pyarrow as pa
import pyarrow.compute as pc

from njia.dataset import Dataset


def merged(data: Dataset, gone: Set[str], fresh: Dataset) -> Dataset:
    """Take the routes with the ids of `gone` out of a dataset, and put fresh ones in.

    Where neither changes anything it is the very same dataset.
    """
    ids = pa.array(sorted(gone), pa.string())
    if not fresh.routes.num_rows and not _some(data.routes, ids):
        return data
    tables = {
        name: put(table, ids, getattr(fresh, name))
        for name, table in data.tables().items()
        if "route_id" in table.column_names
    }
    return Dataset(**tables, places=_places(data.places, fresh.places, tables))


def put(table: pa.Table, gone: pa.Array, fresh: pa.Table) -> pa.Table:
    """Take the rows of routes out of a table, and put fresh ones at its end."""
    kept = table.filter(pc.invert(pc.is_in(table["route_id"], value_set=gone)))
    return pa.concat_tables([kept, fresh]).combine_chunks() if fresh.num_rows else kept


def _some(table: pa.Table, ids: pa.Array) -> bool:
    return bool(pc.any(pc.is_in(table["route_id"], value_set=ids), min_count=0).as_py())


def _places(known: pa.Table, fresh: pa.Table, tables: Mapping[str, pa.Table]) -> pa.Table:
    """Keep the places that some route still names."""
    unknown = fresh.filter(pc.invert(_among(fresh, known["place_id"])))
    every = pa.concat_tables([known, unknown])
    used = pc.or_(
        _among(every, tables["stops"]["place_id"]), _among(every, tables["routes"]["intended_place_id"])
    )
    return every.filter(used).sort_by("place_id").combine_chunks()


def _among(places: pa.Table, ids: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.is_in(places["place_id"], value_set=pc.unique(ids))
