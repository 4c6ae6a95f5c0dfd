"""The maps on the page: every view for a wide screen and a phone, and the same data in tables."""

from __future__ import annotations

from dataclasses import dataclass

from njia.draw import figure
from njia.draw.figure import MapFigure
from njia.language import catalogue
from njia.report.bundle import Bundle
from njia.report.page.content import MAP_TABLES
from njia.report.page.tables import MOST_ROWS, FullTable, Heading, full_table, left_out

NUMBERS = 3  # the last columns of the table of legs hold numbers


@dataclass(frozen=True)
class Maps:
    """Maps with their controls as HTML, their style, their script with its data, and the tables behind."""

    html: str
    css: str
    script: str
    data: str
    tables: tuple[FullTable, ...]
    by: str  # what the widths show: "cases" or "submissions"


def maps(bundle: Bundle, drawn: MapFigure | None) -> Maps | None:
    """Put the maps as drawn beside their tables; None where no route can be drawn."""
    if drawn is None:
        return None
    legs = bundle.flow
    titles, rows, left = figure.legs_table(legs, bundle.language, MOST_ROWS)
    words = catalogue(bundle.language)
    table = FullTable(
        "map_legs",
        words.say("page.map.legs"),
        words.say("page.map.legs_note"),
        tuple(Heading(title, n >= len(titles) - NUMBERS) for n, title in enumerate(titles)),
        tuple(map(tuple, rows)),
        left_out(bundle, "map_legs", left),
    )
    tables = (table, *(full_table(bundle, name) for name in MAP_TABLES if name != "map_legs"))
    return Maps(drawn.html, drawn.css, drawn.script, drawn.data_json, tables, legs.by)
