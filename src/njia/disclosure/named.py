"""The places that the rows of protected tables name, and no others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import pyarrow as pa

from njia.dataset import PLACES, Dataset
from njia.gazetteer import Place
from njia.levels import place_row
from njia.measures.declaration import Measure, Unit


class _Rows(Protocol):
    @property
    def measure(self) -> Measure: ...
    @property
    def rows(self) -> pa.Table: ...


def named_places(tables: Mapping[str, _Rows], data: Dataset, counties: Mapping[str, Place]) -> pa.Table:
    """Give the places in the dataset's columns, in the order of their ids."""
    used = {
        key
        for table in tables.values()
        for column in table.measure.columns
        if column.unit is Unit.PLACE
        for key in table.rows[column.name].to_pylist()
        if key
    }
    known = {row["place_id"]: row for row in data.places.to_pylist()}
    wider = {county.place_id: county for county in counties.values()}
    rows = [known[key] if key in known else place_row(key, wider) for key in sorted(used)]
    return pa.Table.from_pylist([row for row in rows if row], schema=PLACES)
