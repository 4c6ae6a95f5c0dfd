"""Corridors: pairs of regions, and what the network calls them."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from njia.measures.declaration import Column, Scope, Unit

KEYS = ("corridor", "from_region", "to_region")
COLUMNS = (
    Column("corridor", "Corridor", Unit.TEXT),
    Column("from_region", "From", Unit.TEXT),
    Column("to_region", "To", Unit.TEXT),
)


def in_a_corridor(routes: ir.Table) -> ir.BooleanValue:
    """Say whether both ends of a route are in a region."""
    both: ir.BooleanValue = routes.origin_region.notnull() & routes.destination_region.notnull()
    return both


def named(counted: ir.Table, scope: Scope) -> ir.Table:
    """Add the corridor's name to counts by `origin_region` and `destination_region`."""
    rows = counted.rename(from_region="origin_region", to_region="destination_region")
    name: ir.StringValue = rows.from_region + " to " + rows.to_region
    if scope.corridor_names:
        key = rows.from_region + " > " + rows.to_region
        own = [(key == pair, own_name) for pair, own_name in sorted(scope.corridor_names.items())]
        name = ibis.cases(*own, else_=name)
    return rows.mutate(corridor=name)
