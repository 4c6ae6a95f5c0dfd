"""In which industries people from the focus country are exploited in other countries.

Routes out of the focus country: from it, to another known country. A submission with two industries counts
in both rows, so rows add up to more than the submissions.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import coded, counts
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit
from njia.measures.direction import OUT


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by industry."""
    codes = tables.codes
    return coded.by_code(codes.filter(codes.direction == OUT), "industries", "industry")


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with a code, of those that the measure is about."""
    return coded.known(tables, "industries", tables.routes.direction == OUT)


MEASURE = Measure(
    name="industries_abroad",
    title="Industries abroad, of people from {focus}",
    unit=Unit.SUBMISSIONS,
    grain=("industry",),
    columns=(
        Column("industry", "Industry", Unit.CODE, "industry"),
        *counts.COUNTS,
        counts.SHARE,
    ),
    denominator="submissions whose industry is known, of those that lead out of {focus}",
    compute=compute,
    known=known,
)
