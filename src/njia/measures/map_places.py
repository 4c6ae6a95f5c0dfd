"""What each place is on the routes: how many start in it, pass through it and end in it, by direction.

`starts`, `passes` and `ends` are submissions, `…_cases` the people that they state (null, not 0, when
none states a number). A submission can do several of these in one place, and then counts in each of
them, but once in `submissions`. `is_crossing`: some leg that changes country is known to cross here.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from njia.measures import counts, denominator
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit

ROLES = ("starts", "passes", "ends")
KEYS = ("place_id", "direction")


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by place and direction."""
    visits = tables.visits
    done = {name: visits[name].sum() for name in ROLES}
    cases = {
        f"{name}_cases": (visits[name] == 1).ifelse(visits.cases_best, ibis.null("int64")).sum()
        for name in ROLES
    }
    places = visits.group_by(list(KEYS)).agg(**done, **cases, **counts.totals(visits, visits.line_once.sum()))
    crossed = tables.crossings
    at = crossed.filter(crossed.place_id.notnull()).place_id
    return places.mutate(is_crossing=places.place_id.isin(at))


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with a known place."""
    return denominator.where(tables.routes.place_known)


MEASURE = Measure(
    name="map_places",
    title="Places on the map",
    unit=Unit.SUBMISSIONS,
    grain=KEYS,
    columns=(
        Column("place_id", "Place", Unit.PLACE),
        Column("direction", "Direction of the route", Unit.CODE),
        Column("starts", "Starting here", Unit.SUBMISSIONS),
        Column("passes", "Passing through", Unit.SUBMISSIONS),
        Column("ends", "Ending here", Unit.SUBMISSIONS),
        Column("starts_cases", "Cases starting here", Unit.CASES),
        Column("passes_cases", "Cases passing through", Unit.CASES),
        Column("ends_cases", "Cases ending here", Unit.CASES),
        Column("is_crossing", "Border crossing", Unit.YES_NO),
        *counts.COUNTS,
    ),
    denominator="submissions that name a known place, of all submissions",
    compute=compute,
    known=known,
)
