"""In which industries people from other countries are exploited in the focus country.

Routes into the focus country: to it, from another known country. Where a route begins stands for the
nationality, which nobody asks for. A submission with two industries counts in both rows, so rows add up
to more than the submissions.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import coded, counts
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit
from njia.measures.direction import IN


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by industry."""
    codes = tables.codes
    return coded.by_code(codes.filter(codes.direction == IN), "industries", "industry")


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with a code, of those that the measure is about."""
    return coded.known(tables, "industries", tables.routes.direction == IN)


MEASURE = Measure(
    name="industries_of_foreign_nationals",
    title="Industries in {focus}, of people from other countries",
    unit=Unit.SUBMISSIONS,
    grain=("industry",),
    columns=(
        Column("industry", "Industry", Unit.CODE, "industry"),
        *counts.COUNTS,
        counts.SHARE,
    ),
    denominator="submissions whose industry is known, of those that lead into {focus} from another country",
    compute=compute,
    known=known,
)
