"""In which countries the journeys begin.

One row a country. Submissions whose origin country is not known are in no row; the denominator tells.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import counts, denominator
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by country of origin."""
    routes = tables.routes.filter(tables.routes.origin_country.notnull())
    return counts.by(routes, country="origin_country")


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with an origin country."""
    return denominator.where(tables.routes.origin_country.notnull())


MEASURE = Measure(
    name="countries_of_origin",
    title="Countries of origin",
    unit=Unit.SUBMISSIONS,
    grain=("country",),
    columns=(Column("country", "Country of origin", Unit.COUNTRY), *counts.COUNTS, counts.SHARE),
    denominator="submissions whose country of origin is known, of all submissions",
    compute=compute,
    known=known,
)
