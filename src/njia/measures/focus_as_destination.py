"""Where the people exploited in the focus country come from, by country of origin.

Journeys within the focus country are in it, as the row of the focus country itself; "into" it are the
other rows.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import counts, denominator
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions to the focus country by country of origin."""
    routes = tables.routes
    found = routes.filter(
        (routes.destination_country == scope.focus_country) & routes.origin_country.notnull()
    )
    return counts.by(found, "origin_country")


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with an origin country, of those that end in the focus country."""
    routes = tables.routes
    return denominator.where(
        routes.origin_country.notnull(), routes.destination_country == scope.focus_country
    )


MEASURE = Measure(
    name="focus_as_destination",
    title="Into {focus}: countries of origin",
    unit=Unit.SUBMISSIONS,
    grain=("origin_country",),
    columns=(
        Column("origin_country", "Country of origin", Unit.COUNTRY),
        *counts.COUNTS,
        counts.SHARE,
    ),
    denominator="submissions whose country of origin is known, of those that end in {focus}",
    compute=compute,
    known=known,
)
