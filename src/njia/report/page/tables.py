"""Whole tables of the measures for the page: names instead of codes, and the denominator in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pyarrow.compute as pc
from babel.numbers import format_decimal

from njia.disclosure import Protected
from njia.gazetteer import countries
from njia.language import Catalogue, MissingPhrase, catalogue
from njia.measures import labelled
from njia.measures.declaration import KEY_UNITS, Column, Unit
from njia.report.bundle import Bundle
from njia.report.words import Words, sentence

MOST_ROWS = 100  # of a table on the page; the whole of it is in the folder of tables
MOST_ROWS_OF_ONE = 50  # of the table of one place
_RANGE = ("cases_low", "cases_high")  # told beside the best estimate
Row = dict[str, Any]


@dataclass(frozen=True)
class Heading:
    """One column: its title, and whether it holds numbers."""

    title: str
    numeric: bool


@dataclass(frozen=True)
class FullTable:
    """One measure's first rows, as text; `left` says how many more there are, and in which file."""

    measure: str
    title: str
    denominator: str
    columns: tuple[Heading, ...]
    rows: tuple[tuple[str, ...], ...]
    left: str = ""


def full_table(bundle: Bundle, measure: str) -> FullTable:
    """Write a measure as a table."""
    return _table(bundle, bundle.measures[measure], MOST_ROWS)


def table_of(bundle: Bundle, measure: str, key: str, value: str) -> FullTable:
    """Write the rows of a measure that have a value in their column `key` as a table."""
    protected = bundle.measures[measure]
    rows = protected.rows
    found = replace(protected, rows=rows.filter(pc.equal(rows[key], value)))
    return _table(bundle, found, MOST_ROWS_OF_ONE)


def _table(bundle: Bundle, protected: Protected, most_rows: int) -> FullTable:
    words, measure = catalogue(bundle.language), protected.measure
    first = replace(protected, rows=protected.rows.slice(0, most_rows))
    columns, rows = labelled(first, bundle.routes.tables["places"], bundle.language)
    shown = _shown(columns)
    denominator = words.say(
        "page.denominator", known=protected.known, of=protected.of, text=measure.denominator
    )
    return FullTable(
        measure.name,
        title_of(bundle, measure.name),
        denominator,
        tuple(Heading(said(words, "column", c.name, c.title), c.unit not in KEY_UNITS) for c in shown),
        tuple(tuple(_cell(row, column, words) for column in shown) for row in rows),
        left_out(bundle, measure.name, protected.rows.num_rows - len(rows)),
    )


def left_out(bundle: Bundle, measure: str, rows: int) -> str:
    """Say how many rows of a measure are not on the page, and where they are; "" for none."""
    words = Words(bundle.language)
    return f"{sentence(words.say('labels.and_more', count=rows, file=f'{measure}.csv'))}." if rows else ""


def title_of(bundle: Bundle, measure: str) -> str:
    """Name a measure in the bundle's language; one that the catalogue lacks is named as declared."""
    declared = bundle.measures[measure].measure.title
    focus = bundle.scope.focus_country
    name = countries.name(focus, bundle.language) if focus else ""
    return said(catalogue(bundle.language), "title", measure, declared, focus=name)


def said(words: Catalogue, kind: str, name: str, declared: str, **arguments: str) -> str:
    """Name a measure (`title`) or a column; what the catalogue lacks is named as declared."""
    try:
        return words.say(f"page.{kind}.{name}", **arguments)
    except MissingPhrase:
        return declared


def _shown(columns: tuple[Column, ...]) -> list[Column]:
    """Leave out codes that have a name beside them, orders, and the ends of a range."""
    names = {column.name for column in columns}
    return [
        column
        for column in columns
        if f"{column.name.removesuffix('_id')}_name" not in names
        and column.name not in _RANGE
        and column.unit is not Unit.POSITION
    ]


def _cell(row: Row, column: Column, words: Catalogue) -> str:
    value = row[column.name]
    if value is None:
        return words.say("page.not_stated")
    if isinstance(value, bool):
        return words.say("page.yes" if value else "page.no")
    if column.name == "cases_best" and "cases_low" in row:
        return span(row, words)
    if column.unit is Unit.PERCENT:
        return str(format_decimal(value, "#,##0.0", locale=words.locale))
    return words.number(value) if isinstance(value, int | float) else str(value)


def span(row: Row, words: Catalogue) -> str:
    """Write estimated cases as their best estimate, with low and high where these differ."""
    low, best, high = row["cases_low"], row["cases_best"], row["cases_high"]
    if high is None:
        return words.say("page.at_least", low=low, best=best)
    if low == high:
        return words.number(best)
    return words.say("page.range", low=low, best=best, high=high)
