"""How many submissions are known: the denominators that measures state.

A denominator is two aggregations of one of the tables, so that all measures' denominators are computed
together, in one pass over each table.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures.declaration import Known, Tables


def where(routes: ir.Table, known: ir.BooleanValue, of: ir.BooleanValue | None = None) -> Known:
    """Of `routes` (one row a submission), or those that meet `of`, know those that meet `known`."""
    if of is None:
        return Known(routes.count(where=known), routes.count())
    return Known(routes.count(where=known & of), routes.count(where=of))


def having(rows: ir.Table, known: ir.BooleanValue, of: ir.IntegerScalar) -> Known:
    """Of `of` submissions, know those that have a row in `rows` that meets `known`."""
    return Known(rows.route_no.nunique(where=known), of)


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
    return having(stops, known & (stops.role == "transit"), routes.count(where=routes.transit_count > 0))
