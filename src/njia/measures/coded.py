"""Counting by a coded field, one of `njia.schema.CODED_FIELDS`, of which a route can have several."""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import counts, denominator
from njia.measures.declaration import Known, Tables
from njia.measures.denominator import EVERY


def by_code(codes: ir.Table, field: str, name: str) -> ir.Table:
    """Count the submissions in `codes` by their codes of `field`, in a column called `name`."""
    return counts.by(codes.filter(codes.field == field), **{name: "code"})


def known(tables: Tables, field: str, of: ir.BooleanValue = EVERY) -> Known:
    """Of the submissions that meet `of`, know those with a code of `field`."""
    return denominator.where(tables.routes[f"has_{field}"], of)
