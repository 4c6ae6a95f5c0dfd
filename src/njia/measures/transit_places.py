"""Which places the journeys pass through.

Only transit stops known better than by their country. A submission counts once for each place that it
passes through, so rows can add up to more than the submissions. A submission without transit stops may
be a direct journey or an untold one, so it is not in the denominator.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import counts, denominator
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by place of transit."""
    visits = tables.visits
    return counts.by(visits.filter((visits.passes == 1) & visits.located), "place_id", once="path_once")


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with a located transit stop, of those with a transit stop."""
    return denominator.with_transit(tables, tables.routes.transit_located)


MEASURE = Measure(
    name="transit_places",
    title="Places of transit",
    unit=Unit.SUBMISSIONS,
    grain=("place_id",),
    columns=(
        Column("place_id", "Place of transit", Unit.PLACE),
        *counts.COUNTS,
        counts.SHARE,
    ),
    denominator="submissions that name a place of transit, of those reporting a transit stop",
    compute=compute,
    known=known,
)
