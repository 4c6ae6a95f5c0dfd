"""By which means people are moved.

Every mode reported for a route counts, on whichever leg, and also where the leg is not told. A
submission with two of them counts in both rows, so rows add up to more than the submissions.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import coded, counts
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by mode."""
    return coded.by_code(tables.codes, "transport_modes", "mode")


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with a code, of all."""
    return coded.known(tables, "transport_modes")


MEASURE = Measure(
    name="transport_modes",
    title="Modes of transport",
    unit=Unit.SUBMISSIONS,
    grain=("mode",),
    columns=(
        Column("mode", "Mode of transport", Unit.CODE, "transport_mode"),
        *counts.COUNTS,
        counts.SHARE,
    ),
    denominator="submissions whose transport is known, of all submissions",
    compute=compute,
    known=known,
)
