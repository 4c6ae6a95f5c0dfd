"""What is unknown: of how many submissions each field is known.

`known` of `of` submissions. A place is known when it is better known than by its country. Transit stops
count as known where a submission's every transit stop is a known place, of the submissions that report
one; legs where every leg has a mode. A coded field is known when it has a code. An optional question
that a collection did not ask is known of none.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from njia.measures import counts, denominator
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit
from njia.measures.stacked import stacked
from njia.schema import CODED_FIELDS

ROUTE_FIELDS = (
    "origin_country",
    "origin_place",
    "destination_country",
    "destination_place",
    "transit_places",
    "leg_modes",
    "cases",
    "intended_destination",
    "source_kind",
    "organisation",
    "prior_trafficking",
)
FIELDS = (*ROUTE_FIELDS[:6], *CODED_FIELDS, *ROUTE_FIELDS[6:])


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give how many submissions are known, by field."""
    row = _routes(tables.routes).cross_join(_stops(tables), _legs(tables))
    rows = stacked(
        row,
        [
            {
                "position": ibis.literal(position, "int64"),
                "field": field,
                "known": ibis.literal(0, "int64") if field in CODED_FIELDS else row[field],
                "of": row.with_transit if field == "transit_places" else row.submissions,
            }
            for position, field in enumerate(FIELDS, 1)
        ],
    )
    routes = tables.codes.select("field", "route_no").distinct()
    coded = routes.group_by("field").agg(coded=routes.count())
    return rows.left_join(coded, "field").select(
        "position", "field", "of", known=ibis._.known + ibis._.coded.coalesce(0)
    )


def _routes(routes: ir.Table) -> ir.Table:
    flags = {
        "origin_country": routes.origin_country.notnull(),
        "origin_place": routes.origin_located,
        "destination_country": routes.destination_country.notnull(),
        "destination_place": routes.destination_located,
        "cases": routes.cases_best.notnull(),
        "intended_destination": routes.intended_country.notnull(),
        "source_kind": routes.source_kind.notnull(),
        "organisation": routes.organisation_id.notnull(),
        "prior_trafficking": routes.prior_trafficking.notnull(),
    }
    return routes.agg(
        submissions=routes.count(),
        **{name: flag.ifelse(1, 0).sum().coalesce(0).cast("int64") for name, flag in flags.items()},
    )


def _stops(tables: Tables) -> ir.Table:
    stops = denominator.transit(tables)
    unlocated = stops.route_no.nunique(where=~stops.located)
    found = stops.agg(with_transit=stops.route_no.nunique(), unlocated=unlocated)
    return found.select("with_transit", transit_places=found.with_transit - found.unlocated)


def _legs(tables: Tables) -> ir.Table:
    legs = tables.legs
    unstated = legs.route_no.nunique(where=legs["mode"].isnull())
    found = legs.agg(legs=legs.route_no.nunique(), unstated=unstated)
    return found.select(leg_modes=found.legs - found.unstated)


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with both countries and a number of cases."""
    routes = tables.routes
    return denominator.where(routes, denominator.both_countries(routes) & routes.cases_best.notnull())


MEASURE = Measure(
    name="completeness",
    title="What is known and what is not",
    unit=Unit.SUBMISSIONS,
    grain=("position", "field"),
    columns=(
        Column("position", "Order", Unit.POSITION),
        Column("field", "Field", Unit.CODE),
        Column("known", "Known", Unit.SUBMISSIONS),
        Column("of", "Of submissions", Unit.SUBMISSIONS),
        counts.SHARE,
    ),
    denominator="submissions with both countries and a number of cases, of all submissions",
    compute=compute,
    known=known,
    main="known",
    ranked=False,
)
