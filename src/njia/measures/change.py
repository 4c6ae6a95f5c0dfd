"""Which countries are reported in this collection, in the earlier one, or in both.

For each country and role (`origin` or `destination`), `status` is `new`, `both` or `only_earlier`, with
the submissions of both collections. A country that nobody reported this time has not become safe: who
reported, and what about, has changed. So there is no difference and no percentage here. Without an
earlier collection the table is empty.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from njia.measures import counts, denominator
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit

KEYS = ("role", "country")
EARLIER = ("submissions", "cases_best", "organisations")


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions now and earlier by role and country."""
    if scope.earlier is None:  # nothing is new, then
        return _nothing(tables.earlier)
    earlier = _ends(tables.earlier).select(*KEYS, **{f"earlier_{name}": name for name in EARLIER})
    now = _ends(tables.routes)
    both = now.outer_join(earlier, list(KEYS))
    missing = both.submissions.isnull()
    status = ibis.cases((missing, "only_earlier"), (both.earlier_submissions.isnull(), "new"), else_="both")
    counted = ("submissions", "routes", "cases_known", "organisations", "own_casework")
    return both.select(
        **{key: both[key].coalesce(both[f"{key}_right"]) for key in KEYS},
        status=status,
        **{name: both[name].coalesce(0) for name in counted},
        **{name: both[name] for name in ("cases_low", "cases_best", "cases_high")},
        earlier_submissions=both.earlier_submissions.coalesce(0),
        earlier_cases_best=both.earlier_cases_best,
        earlier_organisations=both.earlier_organisations.coalesce(0),
    )


def _nothing(routes: ir.Table) -> ir.Table:
    """Give the columns without a row, from a table without one."""
    texts = {name: ibis.null("string") for name in (*KEYS, "status")}
    numbers = [column.name for column in MEASURE.columns if column.name not in texts]
    return routes.select(**texts, **{name: ibis.null("int64") for name in numbers})


def _ends(routes: ir.Table) -> ir.Table:
    ends = [
        routes.filter(routes[f"{role}_country"].notnull()).mutate(
            country=ibis._[f"{role}_country"], role=ibis.literal(role)
        )
        for role in ("origin", "destination")
    ]
    return counts.by(ibis.union(*ends), *KEYS)


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions of this collection with both countries."""
    routes = tables.routes
    return denominator.where(denominator.both_countries(routes), ibis.literal(scope.earlier is not None))


MEASURE = Measure(
    name="change",
    title="Countries reported now and earlier",
    unit=Unit.SUBMISSIONS,
    grain=KEYS,
    columns=(
        Column("role", "Role", Unit.CODE),
        Column("country", "Country", Unit.COUNTRY),
        Column("status", "Reported", Unit.CODE),
        *counts.COUNTS,
        Column("earlier_submissions", "Submissions, earlier", Unit.SUBMISSIONS),
        Column("earlier_cases_best", "Cases, earlier", Unit.CASES),
        Column("earlier_organisations", "Organisations, earlier", Unit.ORGANISATIONS),
    ),
    denominator="submissions whose countries of origin and destination are both known, of this collection",
    compute=compute,
    known=known,
)
