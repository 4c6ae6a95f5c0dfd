"""What is known about each distinct path: its codes, its carriers and where its rows come from.

`field` is a coded field of the schema, `carrier` or `provenance`; `code` is the code, the carrier's name
in the list of carriers, or the provenance. A submission counts once in each row, and can be in several.
"""

from __future__ import annotations

import ibis.expr.types as ir

from njia.measures import coded
from njia.measures.declaration import Column, Known, Measure, Scope, Tables, Unit

KEYS = ("path", "field", "code")


def compute(tables: Tables, scope: Scope) -> ir.Table:
    """Give submissions by path, field and code."""
    told = tables.details
    counted = told.group_by("path", "detail").agg(submissions=told.count())
    return counted.select("path", "submissions", field="detail", code="detail")


def known(tables: Tables, scope: Scope) -> Known:
    """Know the submissions with an industry."""
    return coded.known(tables, "industries")


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
    denominator="submissions whose industry is known, of all submissions",
    compute=compute,
    known=known,
    ranked=False,
)
