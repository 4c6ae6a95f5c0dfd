"""Which airlines are named.

A submission that names four airlines, on one leg as alternatives or on several, counts for each, so rows
add up to more than the submissions. Carriers of legs by bus, boat or train are not airlines (see
`by_air.py`).
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import counts
from njia.measures.by_air import airlines_known
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by airline."""
    return counts.by(tables.carriers, "carrier")


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions that name an airline, of those with a mode by air or an airline."""
    return airlines_known(tables)


MEASURE = Measure(
    name="airlines",
    title="Airlines",
    unit=Unit.SUBMISSIONS,
    grain=("carrier",),
    columns=(
        Column("carrier", "Airline", Unit.TEXT),
        *counts.COUNTS,
        counts.SHARE,
    ),
    denominator="submissions that name an airline, of those that report a flight",
    compute=compute,
    known=known,
)
