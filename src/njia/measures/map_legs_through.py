"""For each place, the legs of the routes that pass through it, start in it or end in it.

This is what the map shows when a place is selected. Legs are those of `map_legs`, whatever their mode.
The rows grow with the square of a route's stops and not with the number of submissions.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import counts, denominator
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit

KEYS = ("through_place_id", "from_place_id", "to_place_id", "direction")


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by place passed through and leg."""
    visits, legs = tables.visits, tables.joined_legs
    through = visits.select(
        "route_no", "direction", "line_once", *counts.of_route(visits), through_place_id="place_id"
    )
    legs = legs.filter(legs.is_new).select("route_no", "from_place_id", "to_place_id")
    return counts.by(through.join(legs, "route_no"), *KEYS, once="line_once")


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with a known place."""
    return denominator.where(tables.routes.place_known)


MEASURE = Measure(
    name="map_legs_through",
    title="Legs of the routes through each place",
    unit=Unit.SUBMISSIONS,
    grain=KEYS,
    columns=(
        Column("through_place_id", "Through", Unit.PLACE),
        Column("from_place_id", "From", Unit.PLACE),
        Column("to_place_id", "To", Unit.PLACE),
        Column("direction", "Direction of the route", Unit.CODE),
        *counts.COUNTS,
    ),
    denominator="submissions that name a known place, of all submissions",
    compute=compute,
    known=known,
)
