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

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

import ibis
import ibis.expr.types as ir

from njia.measures.declaration import Column, Unit

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

_each_route = ContextVar("njia_each_route", default=False)


@contextmanager
def each_route() -> Iterator[None]:
    """Have `by` say which routes are behind a row, instead of counting them."""
    token = _each_route.set(True)
    try:
        yield
    finally:
        _each_route.reset(token)


def of_route(rows: ir.Table) -> tuple[str, ...]:
    """Name the columns that `rows` has of its routes for counting; `scoped.py` puts them into every table."""
    organisation = "organisation_bit" if "organisation_bit" in rows.columns else "organisation_id"
    return ("path", organisation, "own_casework", "cases_low", "cases_best", "cases_high")


def by(rows: ir.Table, *keys: str, once: str = "", **named: str) -> ir.Table:
    """Count submissions behind each value of `keys`, where each is in at most one row of a key.

    `country="origin_country"` counts by a column under another name. `once` is a column that is 1 in
    one row for each path behind a value of the keys, and 0 in others: adding up is cheaper than telling
    paths apart, and possible where the path decides the keys.

    Within `each_route` nothing is added up: there is a row for each key and route behind it.
    """
    if _each_route.get():
        return rows.select(
            *keys, "route_no", **{name: rows[column] for name, column in named.items()}
        ).distinct()
    paths = rows[once].sum() if once else None
    if "path" in keys:
        paths = ibis.literal(1, "int64")
    return rows.group_by(*keys, **{name: rows[column] for name, column in named.items()}).agg(
        **totals(rows, paths)
    )


def totals(routes: ir.Table, paths: ir.Scalar | None = None) -> dict[str, ir.Scalar]:
    """Give the eight counts as aggregations of `routes`, one row a submission.

    `organisations` is a set of bits where the rows hold organisations as bits; see `numbered.py`.
    """
    bounded = routes.cases_high.count() == routes.cases_best.count()
    bits = "organisation_bit" in routes.columns
    return {
        "submissions": routes.count(),
        "routes": routes.path.nunique() if paths is None else paths,
        "cases_low": routes.cases_low.sum(),
        "cases_best": routes.cases_best.sum(),
        "cases_high": ibis.ifelse(bounded, routes.cases_high.sum(), ibis.null("int64")),
        "cases_known": routes.cases_best.count(),
        "organisations": routes.organisation_bit.bit_or() if bits else routes.organisation_id.nunique(),
        "own_casework": routes.own_casework.sum(),
    }
