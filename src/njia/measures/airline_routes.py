"""Which routes are flown with each airline: the whole path, from origin to destination.

A submission that names four airlines counts for each of them.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import counts
from njia.measures.by_air import airlines_known
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by airline and path."""
    return counts.by(tables.carriers, "carrier", "path")


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions that name an airline, of those with a mode by air or an airline."""
    return airlines_known(tables)


MEASURE = Measure(
    name="airline_routes",
    title="Routes flown with each airline",
    unit=Unit.SUBMISSIONS,
    grain=("carrier", "path"),
    columns=(
        Column("carrier", "Airline", Unit.TEXT),
        Column("path", "Route", Unit.PATH),
        *counts.COUNTS,
    ),
    denominator="submissions that name an airline, of those that report a flight",
    compute=compute,
    known=known,
)
