"""Name routes by what they say, so that a route is known again in another file of the same data.

Reading files names a route by where it stands too. A list of figures must know it again when a file is
renamed or rows are added above it, and the noise of `strict` must be the same for the same route. A route
that was corrected is another one; one whose organisation or collection has another name is not.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pyarrow as pa

from njia.dataset import Dataset

_NAMES = ("route_id", "organisation", "collection")  # of where it comes from


def by_content(data: Dataset) -> Dataset:
    """Give the dataset with ids made of the routes' contents; of equal routes the second ends in ".2"."""
    said: dict[str, list[str]] = {id_: [] for id_ in data.routes["route_id"].to_pylist()}
    tables = {name: table for name, table in data.tables().items() if "route_id" in table.column_names}
    for name, table in sorted(tables.items()):
        for id_, row in _rows(table):
            said[id_].append(f"{name}\x1f{row}")
    times = Counter[str]()
    ids = {}
    for id_, lines in said.items():
        digest = hashlib.sha256("\x1e".join(sorted(lines)).encode("utf-8", "surrogatepass")).hexdigest()[:20]
        times[digest] += 1
        ids[id_] = digest if times[digest] == 1 else f"{digest}.{times[digest]}"
    return replace(data, **{name: _renamed(table, ids) for name, table in tables.items()})


def _rows(table: pa.Table) -> Iterator[tuple[str, str]]:
    others = [name for name in table.column_names if name not in _NAMES]
    columns = [table[name].to_pylist() for name in others]
    for id_, values in zip(table["route_id"].to_pylist(), zip(*columns, strict=True), strict=True):
        yield id_, "\x1f".join("" if value is None else f"={value}" for value in values)


def _renamed(table: pa.Table, ids: dict[str, str]) -> pa.Table:
    at = table.schema.get_field_index("route_id")
    names = pa.array([ids[id_] for id_ in table["route_id"].to_pylist()], pa.string())
    return table.set_column(at, table.schema.field(at), names)
