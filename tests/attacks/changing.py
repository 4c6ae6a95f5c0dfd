"""Collections that grow, shrink and change: what is between one release and the next."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from njia.dataset import Dataset
from njia.disclosure import GUARDED, Figure, Policy, ProtectedTables, protect_tables
from njia.measures import scope_for
from njia.network import Network


def of_tables(*names: str) -> Policy:
    """Give a policy of some of the tables of `guarded`."""
    plain = GUARDED.model_dump() | {"name": "few", "tables": {name: GUARDED.tables[name] for name in names}}
    return Policy.model_validate(plain)


FEW_TABLES = of_tables(
    "overview",
    "countries_of_origin",
    "countries_of_destination",
    "origin_destination",
    "corridors",
    "focus_as_origin",
    "focus_origin_places",
    "transport_modes",
    "source_kinds",
)
# Without pairs of countries, over which it takes long to decide.
SINGLE_ENDS = of_tables(
    "overview", "countries_of_origin", "countries_of_destination", "transport_modes", "source_kinds"
)
# Without the totals and countries that everything else is a part of.
NO_ENDS = of_tables("focus_origin_places", "transport_modes", "exploitation_types", "source_kinds")
NETWORK = Network(focus_country="KE")


def release(
    data: Dataset, earlier: Sequence[Sequence[Figure]] = (), policy: Policy = FEW_TABLES
) -> tuple[ProtectedTables, tuple[Figure, ...]]:
    return protect_tables(data, scope_for(NETWORK, data), policy, earlier=earlier)


def kept(data: Dataset, keeps: Callable[[Mapping[str, Any]], bool]) -> Dataset:
    """Keep the routes for which it is so."""
    columns = ["route_id", "origin_country", "destination_country", "organisation"]
    rows = data.routes.select(columns).to_pylist()
    ids = {row["route_id"] for number, row in enumerate(rows) if keeps(row | {"number": number})}
    tables = {
        name: one.filter(pa.array([id_ in ids for id_ in one["route_id"].to_pylist()], pa.bool_()))
        for name, one in data.tables().items()
        if "route_id" in one.column_names
    }
    return replace(data, **tables)


def first(data: Dataset, routes: int) -> Dataset:
    return kept(data, lambda row: row["number"] < routes)


def without(data: Dataset, *numbers: int) -> Dataset:
    return kept(data, lambda row: row["number"] not in numbers)


def changed(data: Dataset, number: int, **columns: Any) -> Dataset:
    """Have one report, with its id, say something else."""
    routes = data.routes
    for name, value in columns.items():
        at, values = routes.schema.get_field_index(name), routes[name].to_pylist()
        values[number] = value
        field = routes.schema.field(at)
        routes = routes.set_column(at, field, pa.array(values, field.type))
    return replace(data, routes=routes)


def before_corrections(data: Dataset, numbers: Collection[int], *fields: str) -> Dataset:
    """Give what was reported before these reports said anything in these columns, or by these codes."""
    routes = data.routes
    for name in {*fields} & {*routes.column_names}:
        values = [
            None if number in numbers else value for number, value in enumerate(routes[name].to_pylist())
        ]
        at, field = routes.schema.get_field_index(name), routes.schema.field(name)
        routes = routes.set_column(at, field, pa.array(values, field.type))
    ids = routes["route_id"].take(pa.array(sorted(numbers))).combine_chunks()
    said = pc.and_(
        pc.is_in(data.codes["field"], value_set=pa.array(fields)),
        pc.is_in(data.codes["route_id"], value_set=ids),
    )
    return replace(data, routes=routes, codes=data.codes.filter(pc.invert(said)))


def rows(shown: ProtectedTables) -> dict[str, Any]:
    return {name: (one.rows.to_pylist(), one.known, one.of) for name, one in shown.tables.items()}
