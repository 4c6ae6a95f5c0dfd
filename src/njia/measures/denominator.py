"""How many submissions are known: the denominators that measures state."""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures.declaration import Tables

COUNTRY_LEVEL = "iso:"  # place ids of whole countries; see njia.dataset


def where(routes: ir.Table, condition: ir.BooleanValue) -> ir.Table:
    """Of `routes` (one row a submission), know those that meet the condition; unknown does not."""
    return routes.agg(known=condition.ifelse(1, 0).sum().coalesce(0), of=routes.count())


def among(known: ir.Table, of: ir.Table) -> ir.Table:
    """Of the submissions in `of`, know those in `known`: both have `route_no`, in any number of rows."""
    return known.agg(known=known.route_no.nunique()).cross_join(of.agg(of=of.route_no.nunique()))


def located(place_id: ir.StringValue) -> ir.BooleanValue:
    """Say whether a place is known better than by its country; never null."""
    known: ir.BooleanValue = place_id.notnull() & ~place_id.startswith(COUNTRY_LEVEL)
    return known


def both_countries(routes: ir.Table) -> ir.BooleanValue:
    """Say whether the countries of both ends of a route are known."""
    both: ir.BooleanValue = routes.origin_country.notnull() & routes.destination_country.notnull()
    return both


def transit(tables: Tables) -> ir.Table:
    """Give the transit stops, known and unknown."""
    return tables.stops.filter(tables.stops.role == "transit")
