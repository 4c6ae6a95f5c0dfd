"""In which places of the focus country the journeys begin, wherever they lead.

Only origins known better than by their country: a town, a camp, a county. Submissions that say no more
than the country are in no row; the denominator tells.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import counts, denominator
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions from the focus country by place of origin."""
    routes = tables.routes
    here = routes.origin_country == scope.focus_country
    found = routes.filter(here & routes.origin_located)
    return counts.by(found, place_id="origin_place_id")


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with a place of origin, of those that start in the focus country."""
    routes = tables.routes
    return denominator.where(routes.origin_located, routes.origin_country == scope.focus_country)


MEASURE = Measure(
    name="focus_origin_places",
    title="Places of origin in {focus}",
    unit=Unit.SUBMISSIONS,
    grain=("place_id",),
    columns=(
        Column("place_id", "Place of origin", Unit.PLACE),
        *counts.COUNTS,
        counts.SHARE,
    ),
    denominator="submissions whose place of origin is known, of those that start in {focus}",
    compute=compute,
    known=known,
)
