"""The legs that the map draws: from each known stop to the next known one, by direction and mode.

Stops that are unknown are skipped (see `joined_legs.py`): `unknown_between` says that there was one, and
an end is null when no stop on that side is known. A submission that runs the same leg twice counts once
in its row, so rows add up to more than the submissions.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import counts, denominator
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit

KEYS = ("from_place_id", "to_place_id", "direction", "mode", "unknown_between")


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by leg between known stops."""
    return counts.by(tables.joined_legs, *KEYS, once="leg_once")


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions that have a leg with both ends known."""
    return denominator.where(tables.routes.leg_known)


MEASURE = Measure(
    name="map_legs",
    title="Legs on the map",
    unit=Unit.SUBMISSIONS,
    grain=KEYS,
    columns=(
        Column("from_place_id", "From", Unit.PLACE),
        Column("to_place_id", "To", Unit.PLACE),
        Column("direction", "Direction of the route", Unit.CODE),
        Column("mode", "Mode of transport", Unit.CODE, "transport_mode"),
        Column("unknown_between", "Unknown stop between", Unit.YES_NO),
        *counts.COUNTS,
    ),
    denominator="submissions that have a leg between two known places, of all submissions",
    compute=compute,
    known=known,
)
