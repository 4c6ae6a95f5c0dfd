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
    row = _routes(tables.routes)
    return stacked(
        row,
        [
            {
                "position": ibis.literal(position, "int64"),
                "field": field,
                "known": row[field],
                "of": row.with_transit if field == "transit_places" else row.submissions,
            }
            for position, field in enumerate(FIELDS, 1)
        ],
    )


def _routes(routes: ir.Table) -> ir.Table:
    flags = {
        "origin_country": routes.origin_country.notnull(),
        "origin_place": routes.origin_located,
        "destination_country": routes.destination_country.notnull(),
        "destination_place": routes.destination_located,
        "with_transit": routes.transit_count > 0,
        "transit_places": (routes.transit_count > 0) & ~routes.transit_unlocated,
        "leg_modes": routes.leg_reported & ~routes.leg_without_mode,
        **{field: routes[f"has_{field}"] for field in CODED_FIELDS},
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


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with both countries and a number of cases."""
    routes = tables.routes
    return denominator.where(denominator.both_countries(routes) & routes.cases_best.notnull())


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
