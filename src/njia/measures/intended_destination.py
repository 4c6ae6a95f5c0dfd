"""Which country people were promised, and where they were taken.

Pairs of intended and actual country of destination; `as_intended` says whether they are the same
country, which is all that it says: the place in it can be another. Submissions without an intended
destination were not asked, did not know, or were promised nothing.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import counts, denominator
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by intended and by actual country of destination."""
    routes = tables.routes
    pairs = counts.by(routes.filter(_both(routes)), "intended_country", "destination_country")
    return pairs.mutate(as_intended=pairs.intended_country == pairs.destination_country)


def _both(routes: ir.Table) -> ir.BooleanValue:
    both: ir.BooleanValue = routes.intended_country.notnull() & routes.destination_country.notnull()
    return both


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with both countries."""
    return denominator.where(_both(tables.routes))


MEASURE = Measure(
    name="intended_destination",
    title="Intended and actual destination",
    unit=Unit.SUBMISSIONS,
    grain=("intended_country", "destination_country"),
    columns=(
        Column("intended_country", "Intended country", Unit.COUNTRY),
        Column("destination_country", "Actual country", Unit.COUNTRY),
        Column("as_intended", "As intended", Unit.YES_NO),
        *counts.COUNTS,
        counts.SHARE,
    ),
    denominator="submissions whose intended and actual countries of destination are both known, "
    "of all submissions",
    compute=compute,
    known=known,
)
