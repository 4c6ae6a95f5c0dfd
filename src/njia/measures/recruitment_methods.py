"""How people are drawn in.

A submission with two of them counts in both rows,
so rows add up to more than the submissions.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import coded, counts
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by recruitment_method."""
    return coded.by_code(tables.codes, "recruitment_methods", "recruitment_method")


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with a code, of all."""
    return coded.known(tables, "recruitment_methods")


MEASURE = Measure(
    name="recruitment_methods",
    title="Recruitment methods",
    unit=Unit.SUBMISSIONS,
    grain=("recruitment_method",),
    columns=(
        Column("recruitment_method", "Recruitment method", Unit.CODE, "recruitment_method"),
        *counts.COUNTS,
        counts.SHARE,
    ),
    denominator="submissions whose method of recruitment is known, of all submissions",
    compute=compute,
    known=known,
)
