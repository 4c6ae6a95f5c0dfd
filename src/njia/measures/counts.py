"""The eight count columns that every measure's rows carry, and the two ways to fill them.

submissions    rows reported
routes         distinct paths among them: the same stops in the same order
cases_low …    people, added up over the submissions that state a number; null, not 0, when none does.
cases_high     is also null when one of them has no upper bound ("over 20")
cases_known    submissions that state a number
organisations  distinct organisations named as reporting them
own_casework   submissions from an organisation's own casework, as opposed to heard of

A submission counts once in each row that it belongs to. Where it can belong to several rows (two
industries, three transit places) the rows add up to more than the submissions: the measure says so.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from njia.measures.declaration import Column, Tables, Unit

COUNTS: tuple[Column, ...] = (
    Column("submissions", "Submissions", Unit.SUBMISSIONS),
    Column("routes", "Distinct routes", Unit.ROUTES),
    Column("cases_low", "Cases, low", Unit.CASES),
    Column("cases_best", "Cases", Unit.CASES),
    Column("cases_high", "Cases, high", Unit.CASES),
    Column("cases_known", "Submissions stating cases", Unit.SUBMISSIONS),
    Column("organisations", "Organisations", Unit.ORGANISATIONS),
    Column("own_casework", "From own casework", Unit.SUBMISSIONS),
)
SHARE = Column("share", "Share of known, %", Unit.PERCENT)

_COUNTED = ("path_id", "organisation_id", "own_casework", "cases_low", "cases_best", "cases_high")


def by(routes: ir.Table, *keys: str) -> ir.Table:
    """Count routes (one row a submission) behind each value of `keys`, columns of theirs."""
    return routes.group_by(list(keys)).agg(**totals(routes))


def behind(keyed: ir.Table, tables: Tables, *keys: str) -> ir.Table:
    """Count the submissions behind each value of `keys`; each submission once in each row.

    `keyed` has `route_no` and the keys, in any number of rows a submission; a key that it lacks, such
    as `direction`, is the route's own.
    """
    own = [key for key in keys if key not in keyed.columns]
    once = keyed.select("route_no", *(key for key in keys if key in keyed.columns)).distinct()
    counted = once.join(tables.routes.select("route_no", *own, *_COUNTED), "route_no")
    return by(counted, *keys)


def totals(routes: ir.Table) -> dict[str, ir.Scalar]:
    """Give the eight counts as aggregations of `routes`, one row a submission."""
    bounded = routes.cases_high.count() == routes.cases_best.count()
    return {
        "submissions": routes.count(),
        "routes": routes.path_id.nunique(),
        "cases_low": routes.cases_low.sum(),
        "cases_best": routes.cases_best.sum(),
        "cases_high": ibis.ifelse(bounded, routes.cases_high.sum(), ibis.null("int64")),
        "cases_known": routes.cases_best.count(),
        "organisations": routes.organisation_id.nunique(),
        "own_casework": routes.own_casework.sum(),
    }
