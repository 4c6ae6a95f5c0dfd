"""How many submissions are known: the denominators that measures state.

They are conditions on rows, so that those of all measures are counted together, in one pass over each
table: see `denominators`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from njia.measures.declaration import Known, Tables

EVERY = ibis.literal(True)


def where(routes: ir.Table, known: ir.BooleanValue, of: ir.BooleanValue = EVERY) -> Known:
    """Of `routes` (one row a submission) that meet `of`, know those that meet `known`."""
    return Known(routes, known & of, routes, of)


def having(rows: ir.Table, known: ir.BooleanValue, of_rows: ir.Table, of: ir.BooleanValue = EVERY) -> Known:
    """Of the submissions in `of_rows` that meet `of`, know those with a row in `rows` that meets `known`."""
    return Known(rows, known, of_rows, of)


def denominators(all_known: Mapping[str, Known], routes: ir.Table) -> ir.Table:
    """Count every denominator in one row, with columns such as `overview.known` and `overview.of`."""
    by_table: dict[ir.Table, dict[str, ir.Value]] = defaultdict(dict)
    for name, known in all_known.items():
        by_table[known.rows][f"{name}.known"] = known.known
        by_table[known.of_rows][f"{name}.of"] = known.of
    parts = []
    for table, conditions in by_table.items():
        flags = {name: condition.ifelse(1, 0) for name, condition in conditions.items()}
        marked = table.select("route_no", **flags)
        if not table.equals(routes):  # there a submission is one row
            marked = marked.group_by("route_no").agg(**{name: marked[name].max() for name in flags})
        parts.append(marked.agg(**{name: marked[name].sum().coalesce(0) for name in flags}))
    first, *others = parts
    return first.cross_join(*others) if others else first


def both_countries(routes: ir.Table) -> ir.BooleanValue:
    """Say whether the countries of both ends of a route are known."""
    both: ir.BooleanValue = routes.origin_country.notnull() & routes.destination_country.notnull()
    return both


def transit(tables: Tables) -> ir.Table:
    """Give the transit stops, known and unknown."""
    return tables.stops.filter(tables.stops.role == "transit")


def with_transit(tables: Tables, known: ir.BooleanValue) -> Known:
    """Of the submissions with a transit stop, know those with one that meets `known`, of `tables.stops`."""
    routes, stops = tables.routes, tables.stops
    return having(stops, known & (stops.role == "transit"), routes, routes.transit_count > 0)
