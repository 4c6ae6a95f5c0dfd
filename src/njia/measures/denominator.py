"""How many submissions are known: the denominators that measures state.

They are conditions on routes, so that those of all measures are counted together, in one pass.
"""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

from njia.measures.declaration import Known, Tables

EVERY = ibis.literal(True)


def where(known: ir.BooleanValue, of: ir.BooleanValue = EVERY) -> Known:
    """Of the submissions that meet `of`, know those that meet `known` too."""
    return Known(known if of is EVERY else known & of, of)


def denominators(all_known: Mapping[str, Known], routes: ir.Table) -> ir.Table:
    """Count every denominator in one row, with columns such as `overview.known` and `overview.of`."""
    flags: dict[str, ir.Value] = {}
    for name, known in all_known.items():
        flags[f"{name}.known"], flags[f"{name}.of"] = known.known, known.of
    marked = routes.select(**{name: flag.ifelse(1, 0) for name, flag in flags.items()})
    return marked.agg(**{name: marked[name].sum().coalesce(0) for name in flags})


def both_countries(routes: ir.Table) -> ir.BooleanValue:
    """Say whether the countries of both ends of a route are known."""
    both: ir.BooleanValue = routes.origin_country.notnull() & routes.destination_country.notnull()
    return both


def with_transit(tables: Tables, known: ir.BooleanValue) -> Known:
    """Of the submissions with a transit stop, know those that meet `known`."""
    return where(known, tables.routes.transit_count > 0)
