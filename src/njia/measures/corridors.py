"""Between which regions people are taken, by the network's own table of regions.

A corridor is a pair of regions, or one region when a journey stays in it. A submission with an end whose
country is unknown or in no region is in no corridor: the denominator says how many are. Names are the
network's (`corridor_names`), else "From to To".
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import counts, denominator
from njia.measures.corridor import COLUMNS, KEYS, in_a_corridor, named
from njia.measures.declaration import Known, Measure, Scope, Tables, Unit


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by corridor."""
    routes = tables.routes.filter(in_a_corridor(tables.routes))
    return named(counts.by(routes, "origin_region", "destination_region"), scope)


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions whose two countries are in a region."""
    return denominator.where(in_a_corridor(tables.routes))


MEASURE = Measure(
    name="corridors",
    title="Corridors",
    unit=Unit.SUBMISSIONS,
    grain=KEYS,
    columns=(
        *COLUMNS,
        *counts.COUNTS,
        counts.SHARE,
    ),
    denominator="submissions whose countries of origin and destination are each in a region, "
    "of all submissions",
    compute=compute,
    known=known,
)
