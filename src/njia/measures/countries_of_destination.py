"""In which countries the journeys end: where people were exploited.

One row a country. Submissions whose destination country is not known are in no row; the denominator
tells.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import counts, denominator
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by country of destination."""
    routes = tables.routes.filter(tables.routes.destination_country.notnull())
    return counts.by(routes, country="destination_country")


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with a destination country."""
    return denominator.where(tables.routes.destination_country.notnull())


MEASURE = Measure(
    name="countries_of_destination",
    title="Countries of destination",
    unit=Unit.SUBMISSIONS,
    grain=("country",),
    columns=(Column("country", "Country of destination", Unit.COUNTRY), *counts.COUNTS, counts.SHARE),
    denominator="submissions whose country of destination is known, of all submissions",
    compute=compute,
    known=known,
)
