"""Legs from each known stop of a route to its next known stop.

Stops that are unknown are skipped and the legs on both sides of them joined into one, marked
`unknown_between`. A route that begins or ends with unknown stops has a joined leg with a null end there.
A route of unknown stops only has none. A joined leg has a mode when every leg in it has that same mode,
else null: not stated, or not one. A route that runs the same joined leg twice has it once.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir


def joined_legs(legs: ir.Table) -> ir.Table:
    """Join legs (route_no, seq, from_place_id, to_place_id, mode) over unknown stops."""
    so_far = ibis.window(group_by="route_no", order_by="seq", preceding=None, following=0)
    # A new joined leg starts at every known stop, so counting known starts numbers them.
    numbered = legs.mutate(
        part=legs.from_place_id.notnull().ifelse(1, 0).sum().over(so_far),
    )
    joined = numbered.group_by(["route_no", "part"]).agg(
        from_place_id=numbered.from_place_id.max(),
        to_place_id=numbered.to_place_id.max(),
        unknown_between=numbered.count() > 1,
        one_mode=(numbered["mode"].count() == numbered.count())
        & (numbered["mode"].min() == numbered["mode"].max()),
        any_mode=numbered["mode"].min(),
    )
    drawn = joined.filter(joined.from_place_id.notnull() | joined.to_place_id.notnull())
    return drawn.select(
        "route_no",
        "from_place_id",
        "to_place_id",
        "unknown_between",
        mode=drawn.one_mode.ifelse(drawn.any_mode, ibis.null("string")),
    ).distinct()
