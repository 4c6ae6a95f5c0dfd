"""For tests of noise: routes with chosen people and organisations, and what is shown of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from njia.dataset import Dataset
from njia.disclosure import STRICT, Figure, Policy, ProtectedTables, protect_tables
from njia.disclosure.strict.cells import Cells
from njia.measures import scope_for
from njia.network import Network
from njia.synth import synth

SECRET = b"a secret of the tests, of no network"


Release = tuple[ProtectedTables, tuple[Figure, ...]]


def released(data: Dataset, policy: Policy = STRICT, secret: bytes = SECRET) -> Release:
    return protect_tables(data, scope_for(Network(focus_country="KE"), data), policy, secret=secret)


def rows(made: ProtectedTables) -> dict[str, Any]:
    return {name: (one.rows.to_pylist(), one.known, one.of) for name, one in made.tables.items()}


def figures_with_rows(release: Release) -> Iterator[tuple[Figure, dict[str, Any]]]:
    """Give the figures of rows, each with the row as it is shown."""
    made, figures = release
    tables = {name: one.rows.to_pylist() for name, one in made.tables.items()}
    at = {
        (name, *(_key(row[key]) for key in made.policy.tables[name])): row
        for name, found in tables.items()
        for row in found
    }
    for figure in figures:
        if figure.part == "rows":
            yield figure, at[figure.table, *(_key(key) for key in figure.keys)]


def _key(key: object) -> str:
    return "*" if key is None else str(key).lower() if isinstance(key, bool) else str(key)


def only(data: Dataset, ids: Iterable[str]) -> Dataset:
    """Give the routes with some ids, in the order of the ids."""
    at = {id_: number for number, id_ in enumerate(data.routes["route_id"].to_pylist())}
    wanted = list(ids)
    tables = {
        name: table.filter(pc.is_in(table["route_id"], pa.array(wanted, pa.string())))
        for name, table in data.tables().items()
        if "route_id" in table.column_names
    }
    tables["routes"] = data.routes.take(pa.array([at[id_] for id_ in wanted], pa.int64()))
    return replace(data, **tables)


def routes(
    people: Sequence[int | None], organisations: Sequence[str] = (), **columns: Sequence[Any]
) -> Dataset:
    """Give as many routes as people, who are low, best and high where no other column says so."""
    data = synth(len(people), seed=5)
    named = organisations or [f"organisation {number % 5}" for number in range(len(people))]
    told: Mapping[str, Sequence[Any]] = {
        **dict.fromkeys(("cases_low", "cases_best", "cases_high"), people),
        "organisation": named,
        **columns,
    }
    table = data.routes
    for name, values in told.items():
        at = table.schema.get_field_index(name)
        table = table.set_column(at, table.schema.field(at), pa.array(values, table.schema.field(at).type))
    return replace(data, routes=table)


def counted(data: Dataset, policy: Policy = STRICT, secret: bytes = SECRET) -> dict[str, int | None]:
    """Count all routes of a dataset as one cell."""
    every = np.arange(data.routes.num_rows)
    return Cells(data, policy, secret).counts(np.zeros_like(every), every, 1, bounds=True)[0]
