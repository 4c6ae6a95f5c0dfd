"""Between which countries people are taken: pairs of origin and destination.

One row a pair, ranked by submissions; `cases_best` gives the same pairs by people. Journeys within one
country are a pair too. A submission with an unknown end is in no row; the denominator tells.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import counts, denominator
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by country of origin and of destination."""
    return counts.by(
        tables.routes.filter(denominator.both_countries(tables.routes)),
        "origin_country",
        "destination_country",
    )


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with both countries."""
    return denominator.where(denominator.both_countries(tables.routes))


MEASURE = Measure(
    name="origin_destination",
    title="Origin and destination",
    unit=Unit.SUBMISSIONS,
    grain=("origin_country", "destination_country"),
    columns=(
        Column("origin_country", "Country of origin", Unit.COUNTRY),
        Column("destination_country", "Country of destination", Unit.COUNTRY),
        *counts.COUNTS,
        counts.SHARE,
    ),
    denominator="submissions whose countries of origin and destination are both known, of all submissions",
    compute=compute,
    known=known,
)
