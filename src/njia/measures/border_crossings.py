"""Where the journeys cross borders: between which countries, and at which border post.

A row counts submissions with a reported leg from one known country to another. `place_id` is the border
post that the leg leaves from or arrives at (see `crossings.py`), null when none is stated. Legs by air
cross no land border: they are rows of their own, `by_air`, without a place. A submission counts once in
each row and can cross several borders, so rows add up to more than the submissions.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import counts, denominator
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit

KEYS = ("place_id", "from_country", "to_country", "by_air")


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by crossing."""
    return counts.by(tables.crossings, *KEYS)


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with a stated border post, of those that cross a border not by air."""
    routes = tables.routes
    return denominator.where(routes.crosses_at_post, routes.crosses_by_land)


MEASURE = Measure(
    name="border_crossings",
    title="Border crossings",
    unit=Unit.SUBMISSIONS,
    grain=KEYS,
    columns=(
        Column("place_id", "Crossing", Unit.PLACE),
        Column("from_country", "From", Unit.COUNTRY),
        Column("to_country", "To", Unit.COUNTRY),
        Column("by_air", "By air", Unit.YES_NO),
        *counts.COUNTS,
    ),
    denominator="submissions that name the border post of a crossing, "
    "of those that cross a border other than by air",
    compute=compute,
    known=known,
)
