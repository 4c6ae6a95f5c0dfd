"""Where the journeys that begin in the focus country lead, by country of destination.

Journeys within the focus country are in it, as the row of the focus country itself; "out of" it are the
other rows.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import counts, denominator
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions from the focus country by country of destination."""
    routes = tables.routes
    found = routes.filter(
        (routes.origin_country == scope.focus_country) & routes.destination_country.notnull()
    )
    return counts.by(found, "destination_country")


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with a destination country, of those that start in the focus country."""
    routes = tables.routes
    return denominator.where(
        routes.destination_country.notnull(), routes.origin_country == scope.focus_country
    )


MEASURE = Measure(
    name="focus_as_origin",
    title="Out of {focus}: countries of destination",
    unit=Unit.SUBMISSIONS,
    grain=("destination_country",),
    columns=(
        Column("destination_country", "Country of destination", Unit.COUNTRY),
        *counts.COUNTS,
        counts.SHARE,
    ),
    denominator="submissions whose country of destination is known, of those that start in {focus}",
    compute=compute,
    known=known,
)
