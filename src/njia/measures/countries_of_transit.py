"""Which countries the journeys pass through.

A country counts from transit stops only, also where it is the origin's or the destination's own: a
route from Busia through Nairobi to Riyadh has Kenya as a country of transit. A submission counts once
for each country that it passes through, so rows can add up to more than the submissions. A submission
without transit stops may be a direct journey or an untold one, so it is not in the denominator.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import counts, denominator
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by country of transit."""
    return counts.by(tables.passed, "country")


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with a transit stop whose country is known, of those with a transit stop."""
    return denominator.with_transit(tables, tables.routes.transit_country_known)


MEASURE = Measure(
    name="countries_of_transit",
    title="Countries of transit",
    unit=Unit.SUBMISSIONS,
    grain=("country",),
    columns=(Column("country", "Country of transit", Unit.COUNTRY), *counts.COUNTS, counts.SHARE),
    denominator="submissions that name a transit stop in a known country, of those reporting a transit stop",
    compute=compute,
    known=known,
)
