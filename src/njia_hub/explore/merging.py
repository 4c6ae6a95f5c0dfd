"""Put changed routes in the place of what was known of them."""

from __future__ import annotations

from collections.abc import Set

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
    return Dataset(**tables, places=_places(data.places, fresh.places))


def put(table: pa.Table, gone: pa.Array, fresh: pa.Table) -> pa.Table:
    """Take the rows of routes out of a table, and put fresh ones at its end."""
    kept = table.filter(pc.invert(pc.is_in(table["route_id"], value_set=gone)))
    return pa.concat_tables([kept, fresh]).combine_chunks() if fresh.num_rows else kept


def _some(table: pa.Table, ids: pa.Array) -> bool:
    return bool(pc.any(pc.is_in(table["route_id"], value_set=ids), min_count=0).as_py())


def _places(known: pa.Table, fresh: pa.Table) -> pa.Table:
    """Add places that were not there; one that no route names any more does no harm."""
    unknown = fresh.filter(
        pc.invert(pc.is_in(fresh["place_id"], value_set=known["place_id"].combine_chunks()))
    )
    return pa.concat_tables([known, unknown]).sort_by("place_id") if unknown.num_rows else known
