"""What comes into each place and what goes on from it: the hub diagram of any place.

`side` is `in` for legs that arrive, `out` for legs that leave, `starts` for journeys that begin here and
`ends` for those that end here; the last two have no neighbour and no mode. Legs are those between known
stops (see `joined_legs.py`), so `neighbour_id` is the nearest known stop on that side, and null when
there is none. `direction` is the whole route's. A submission that passes twice the same way counts once
in its row; what comes in and what starts is what goes on and what ends, but for such loops.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from njia.measures import counts, denominator
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit

KEYS = ("place_id", "side", "neighbour_id", "mode", "unknown_between", "direction")


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by place, side, neighbour, mode and direction."""
    legs, visits = tables.joined_legs, tables.visits
    arriving = _side(
        "in",
        legs,
        place_id="to_place_id",
        neighbour_id="from_place_id",
        mode="mode",
        unknown_between="unknown_between",
        once="leg_once",
    )
    leaving = _side(
        "out",
        legs,
        place_id="from_place_id",
        neighbour_id="to_place_id",
        mode="mode",
        unknown_between="unknown_between",
        once="leg_once",
    )
    nothing = {
        "neighbour_id": ibis.null("int32"),
        "mode": ibis.null("string"),
        "unknown_between": ibis.literal(False),
        "once": "line_once",
    }
    starting = _side("starts", visits.filter(visits.starts == 1), place_id="place_id", **nothing)
    ending = _side("ends", visits.filter(visits.ends == 1), place_id="place_id", **nothing)
    flows = ibis.union(arriving, leaving, starting, ending)
    return counts.by(flows.filter(flows.place_id.notnull()), *KEYS, once="once")


def _side(side: str, rows: ir.Table, **columns: str | ir.Value) -> ir.Table:
    return rows.select("direction", *counts.of_route(rows), side=ibis.literal(side), **columns)


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with a known transit stop, of those with a transit stop."""
    return denominator.with_transit(tables, tables.routes.transit_place_known)


MEASURE = Measure(
    name="transit_flows",
    title="Into and out of each place",
    unit=Unit.SUBMISSIONS,
    grain=KEYS,
    columns=(
        Column("place_id", "Place", Unit.PLACE),
        Column("side", "Side", Unit.CODE),
        Column("neighbour_id", "From or to", Unit.PLACE),
        Column("mode", "Mode of transport", Unit.CODE, "transport_mode"),
        Column("unknown_between", "Unknown stop between", Unit.YES_NO),
        Column("direction", "Direction of the route", Unit.CODE),
        *counts.COUNTS,
    ),
    denominator="submissions with a known transit stop, of those reporting a transit stop",
    compute=compute,
    known=known,
)
