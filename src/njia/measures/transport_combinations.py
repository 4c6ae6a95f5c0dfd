"""Which means of transport people are moved by together, on one route.

Every mode of a submission, in alphabetical order of their codes and joined by " + "; each submission
with a known mode is in exactly one row. The order of the legs is not told here.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import coded, counts
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by combination of modes."""
    modes = tables.codes.filter(tables.codes.field == "transport_modes")
    together = modes.group_by("route_no", *counts.of_route(modes)).agg(modes=modes.code.collect())
    return counts.by(together.mutate(combination=together.modes.sort().join(" + ")), "combination")


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with a mode, of all."""
    return coded.known(tables, "transport_modes")


MEASURE = Measure(
    name="transport_combinations",
    title="Combinations of transport",
    unit=Unit.SUBMISSIONS,
    grain=("combination",),
    columns=(
        Column("combination", "Modes of transport", Unit.CODE, "transport_mode"),
        *counts.COUNTS,
        counts.SHARE,
    ),
    denominator="submissions whose transport is known, of all submissions",
    compute=compute,
    known=known,
)
