"""In which places of the focus country people are exploited, wherever they come from.

Only destinations known better than by their country: a town, an estate, a county. Submissions that say
no more than the country are in no row; the denominator tells.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import counts, denominator
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions to the focus country by place of destination."""
    routes = tables.routes
    here = (routes.destination_country == scope.focus_country) & routes.destination_located
    return counts.by(routes.filter(here).rename(place_id="destination_place_id"), "place_id")


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with a place of destination, of those that end in the focus country."""
    routes = tables.routes
    return denominator.where(routes.destination_located, routes.destination_country == scope.focus_country)


MEASURE = Measure(
    name="focus_destination_places",
    title="Places of exploitation in {focus}",
    unit=Unit.SUBMISSIONS,
    grain=("place_id",),
    columns=(
        Column("place_id", "Place of exploitation", Unit.PLACE),
        *counts.COUNTS,
        counts.SHARE,
    ),
    denominator="submissions whose place of exploitation is known, of those that end in {focus}",
    compute=compute,
    known=known,
)
