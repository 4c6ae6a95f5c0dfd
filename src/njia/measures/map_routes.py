"""Every distinct path: its stops in order, with its direction and what is behind it.

Paths are told apart by their places, so two submissions over the same stops are one row here. A path
runs in one direction, but for towns that two countries claim, which give it a row for each.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import counts, denominator
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by path."""
    return counts.by(tables.routes, "path", "direction")


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions none of whose stops is unknown."""
    return denominator.where(~tables.routes.stop_unknown)


MEASURE = Measure(
    name="map_routes",
    title="Distinct routes",
    unit=Unit.SUBMISSIONS,
    grain=("path", "direction"),
    columns=(
        Column("path", "Route", Unit.PATH),
        Column("direction", "Direction", Unit.CODE),
        *counts.COUNTS,
    ),
    denominator="submissions none of whose stops is unknown, of all submissions",
    compute=compute,
    known=known,
)
