"""Counting by a coded field, one of `njia.schema.CODED_FIELDS`, of which a route can have several."""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import counts, denominator
from njia.measures.declaration import Tables


def by_code(tables: Tables, field: str, name: str, routes: ir.Table | None = None) -> ir.Table:
    """Count submissions by code, in a column called `name`; only those of `routes` when given."""
    codes = tables.codes.filter(tables.codes.field == field).select("route_no", **{name: "code"})
    return counts.behind(_only(codes, routes), tables, name)


def known(tables: Tables, field: str, routes: ir.Table | None = None) -> ir.Table:
    """Know the submissions with a code, of all or of `routes`."""
    codes = tables.codes.filter(tables.codes.field == field).select("route_no")
    return denominator.among(_only(codes, routes), tables.routes if routes is None else routes)


def _only(codes: ir.Table, routes: ir.Table | None) -> ir.Table:
    return codes if routes is None else codes.semi_join(routes, "route_no")
