"""Which pairs of countries make up each corridor.

The corridors of `corridors`, divided by country of origin and of destination. A submission with an end
whose country is unknown or in no region is in no row; the denominator tells.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import counts, denominator
from njia.measures.corridor import COLUMNS, KEYS, in_a_corridor, named
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by corridor and pair of countries."""
    routes = tables.routes.filter(in_a_corridor(tables.routes))
    return named(
        counts.by(routes, "origin_region", "destination_region", "origin_country", "destination_country"),
        scope,
    )


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions whose two countries are in a region."""
    return denominator.where(in_a_corridor(tables.routes))


MEASURE = Measure(
    name="corridor_pairs",
    title="Pairs of countries in each corridor",
    unit=Unit.SUBMISSIONS,
    grain=(*KEYS, "origin_country", "destination_country"),
    columns=(
        *COLUMNS,
        Column("origin_country", "Country of origin", Unit.COUNTRY),
        Column("destination_country", "Country of destination", Unit.COUNTRY),
        *counts.COUNTS,
        counts.SHARE,
    ),
    denominator="submissions whose countries of origin and destination are each in a region, "
    "of all submissions",
    compute=compute,
    known=known,
)
