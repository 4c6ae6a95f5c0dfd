"""What the recruiter is to the person.

A submission with two of them counts in both rows,
so rows add up to more than the submissions.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import coded, counts
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by recruiter_relation."""
    return coded.by_code(tables.codes, "recruiter_relations", "recruiter_relation")


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with a code, of all."""
    return coded.known(tables, "recruiter_relations")


MEASURE = Measure(
    name="recruiter_relations",
    title="Recruiter's relation to the person",
    unit=Unit.SUBMISSIONS,
    grain=("recruiter_relation",),
    columns=(
        Column("recruiter_relation", "Recruiter's relation", Unit.CODE, "recruiter_relation"),
        *counts.COUNTS,
        counts.SHARE,
    ),
    denominator="submissions whose recruiter's relation is known, of all submissions",
    compute=compute,
    known=known,
)
