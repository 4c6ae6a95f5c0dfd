"""How those who reported know of the journeys: from their own casework, or heard of.

Each submission with a known source kind is in exactly one row.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import counts, denominator
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by source kind."""
    return counts.by(tables.routes.filter(tables.routes.source_kind.notnull()), "source_kind")


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with a source kind."""
    return denominator.where(tables.routes.source_kind.notnull())


MEASURE = Measure(
    name="source_kinds",
    title="Source of the submissions",
    unit=Unit.SUBMISSIONS,
    grain=("source_kind",),
    columns=(
        Column("source_kind", "Source", Unit.CODE, "source_kind"),
        *counts.COUNTS,
        counts.SHARE,
    ),
    denominator="submissions whose source is stated, of all submissions",
    compute=compute,
    known=known,
)
