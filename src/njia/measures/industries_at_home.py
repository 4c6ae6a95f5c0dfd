"""In which industries people are exploited in the focus country, wherever they come from.

Routes that end in the focus country, also those that begin in it or whose origin is not known. A
submission with two industries counts in both rows, so rows add up to more than the submissions.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import coded, counts
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by industry."""
    codes = tables.codes
    return coded.by_code(
        codes.filter(codes.destination_country == scope.focus_country), "industries", "industry"
    )


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with a code, of those that the measure is about."""
    return coded.known(tables, "industries", tables.routes.destination_country == scope.focus_country)


MEASURE = Measure(
    name="industries_at_home",
    title="Industries in {focus}",
    unit=Unit.SUBMISSIONS,
    grain=("industry",),
    columns=(
        Column("industry", "Industry", Unit.CODE, "industry"),
        *counts.COUNTS,
        counts.SHARE,
    ),
    denominator="submissions whose industry is known, of those that end in {focus}",
    compute=compute,
    known=known,
)
