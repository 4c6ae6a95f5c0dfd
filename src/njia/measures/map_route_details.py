"""What is known about each distinct path: its codes, its carriers and where its rows come from.

`field` is a coded field of the schema, `carrier` or `provenance`; `code` is the code, the carrier's name
as it is written, or the provenance. A submission counts once in each row, and can be in several.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from njia.measures import denominator
from njia.measures.declaration import Column, Measure, Scope, Tables, Unit

KEYS = ("path", "field", "code")


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by path, field and code."""
    found = tables.codes.select("route_no", "path_id", "field", "code").union(
        tables.carriers.select(
            "route_no", "path_id", field=ibis.literal("carrier"), code="carrier"
        ).distinct(),
        tables.routes.select("route_no", "path_id", field=ibis.literal("provenance"), code="provenance"),
    )
    # Grouped by the path's number and named afterwards: its text is long and the rows are many.
    counted = found.group_by(["path_id", "field", "code"]).agg(submissions=found.count())
    names = tables.routes.select("path_id", "path").distinct()
    return counted.join(names, "path_id").select(*KEYS, "submissions")


def known(tables: Tables, scope: Scope) -> ir.Table:
    """Know the submissions with a code or a carrier."""
    coded = tables.codes.select("route_no").union(tables.carriers.select("route_no"))
    return denominator.among(coded, tables.routes)


MEASURE = Measure(
    name="map_route_details",
    title="Details of the distinct routes",
    unit=Unit.SUBMISSIONS,
    grain=KEYS,
    columns=(
        Column("path", "Route", Unit.PATH),
        Column("field", "Field", Unit.CODE),
        Column("code", "Value", Unit.TEXT),
        Column("submissions", "Submissions", Unit.SUBMISSIONS),
    ),
    denominator="submissions with a coded field or a carrier, of all submissions",
    compute=compute,
    known=known,
)
