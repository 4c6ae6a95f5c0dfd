"""The tables of a release as text, for print and page alike: what is withheld is said to be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from babel.numbers import format_decimal

from njia.disclosure import Method, Protected
from njia.gazetteer import countries
from njia.language import Catalogue, catalogue
from njia.measures import labelled
from njia.measures.declaration import KEY_UNITS, Column, Unit
from njia.measures.labels import NAMED, stand_for_several
from njia.report.material import Material
from njia.report.page.tables import said, span

OVERVIEW, CORRIDOR, CASES = "overview", "corridor", "cases_best"
_RANGE = ("cases_low", "cases_high")  # told beside the best estimate
PEOPLE = (*_RANGE, CASES)
_REASON = "(reason)"  # no column is called so
Values = dict[str, Any]


@dataclass(frozen=True)
class ReleasedColumn:
    """A column: its title, and what it holds."""

    name: str
    title: str
    kind: str  # key, number, share, cases; total for the count that rows are ranked by
    is_name: bool  # it names its rows

    @property
    def numeric(self) -> bool:
        """It holds numbers."""
        return self.kind != "key"


@dataclass(frozen=True)
class Cell:
    """A cell as it is written; `withheld` where it says that its number is not shown."""

    text: str
    withheld: bool = False


@dataclass(frozen=True)
class ReleasedRow:
    """A row: its cells, its main count (None: withheld), and whether it stands for several, or not known."""

    cells: tuple[Cell, ...]
    count: int | None
    is_wider: bool

    @property
    def is_withheld(self) -> bool:
        """What it counts is not shown."""
        return self.count is None


@dataclass(frozen=True)
class ReleasedTable:
    """One table of a release, whole."""

    measure: str
    title: str
    denominator: str
    columns: tuple[ReleasedColumn, ...]
    rows: tuple[ReleasedRow, ...]
    note: str  # how many rows are withheld, and why; "" for none

    def names(self, row: ReleasedRow) -> str:
        """Name a row by its keys: "Kenya → Qatar"; what is yes or no is no name."""
        keys = (cell.text for cell, column in zip(row.cells, self.columns, strict=True) if column.is_name)
        return " → ".join(keys)

    @cached_property
    def largest(self) -> str:
        """Name the row with the largest count that is shown; "" where it stands for several, or not alone."""
        shown = [row for row in self.rows if row.count]
        most = max((row.count or 0 for row in shown), default=0)
        leading = [row for row in shown if row.count == most]
        return "" if len(leading) != 1 or leading[0].is_wider else self.names(leading[0])


def released_table(material: Material, name: str) -> ReleasedTable:
    """Write a table of a release in the release's language; KeyError for one that it does not have."""
    protected, words = material.tables.tables[name], catalogue(material.language)
    columns = _shown(protected)
    _, labels = labelled(protected, material.tables.places, material.language, widened=True)
    _say_why(labels, protected, words)
    main = _main(protected)
    several = stand_for_several(protected, material.tables.places)
    named = [column.name for column in columns if column.unit in KEY_UNITS - {Unit.YES_NO}]
    rows = tuple(
        ReleasedRow(
            tuple(_cell(row, column, words) for column in columns),
            row[main],
            is_wider=is_wider or any(row[name] is None for name in named),
        )
        for row, is_wider in zip(labels, several, strict=True)
    )
    withheld = sum(row.is_withheld for row in rows)
    reason = "hidden" if protected.policy.method is Method.GUARDED else "few"
    return ReleasedTable(
        name,
        _title(material, protected, words),
        _denominator(material, protected, words),
        tuple(_titled(column, protected, words) for column in columns),
        rows,
        words.say(f"released.{reason}", count=withheld) if withheld and name != OVERVIEW else "",
    )


def _focus(material: Material) -> str:
    return countries.name(material.focus, material.language) if material.focus in countries.CODES else ""


def _title(material: Material, protected: Protected, words: Catalogue) -> str:
    focus = _focus(material)
    declared = protected.measure.title.replace("{focus}", focus)
    return said(words, "title", protected.measure.name, declared, focus=focus)


def _denominator(material: Material, protected: Protected, words: Catalogue) -> str:
    known, of = protected.known, protected.of
    text = protected.measure.denominator.replace("{focus}", _focus(material))
    if protected.measure.name == OVERVIEW:
        return ""
    if known is not None and of is not None:
        return words.say("page.denominator", known=known, of=of, text=text)
    if of is not None:
        return words.say("released.denominator.of", of=of)
    if known is not None:
        return words.say("released.denominator.known", known=known)
    return words.say("released.denominator.none")


def _main(protected: Protected) -> str:
    return "value" if protected.measure.name == OVERVIEW else protected.measure.main


def _shown(protected: Protected) -> list[Column]:
    """Leave out orders, ends of a range, what a corridor's name says, and columns that no row has."""
    measure, table = protected.measure, protected.rows
    if measure.name == OVERVIEW:
        return [column for column in measure.columns if column.name in ("figure", "value")]
    told = {name for name in table.column_names if table[name].null_count < table.num_rows}
    kept = told | {*protected.policy.tables.get(measure.name, ()), measure.main}
    kept -= {column.name for column in measure.columns if column.unit is Unit.YES_NO} - told
    if CORRIDOR in told:
        kept -= {"from_region", "to_region"}
    return [
        column
        for column in measure.columns
        if column.name in kept and column.name not in _RANGE and column.unit is not Unit.POSITION
    ]


def _named(column: Column) -> str:
    return f"{column.name.removesuffix('_id')}_name" if column.unit in NAMED else column.name


def _titled(column: Column, protected: Protected, words: Catalogue) -> ReleasedColumn:
    title = said(words, "column", _named(column), column.title)
    if column.unit in KEY_UNITS:
        kind = "key"
    elif column.name == _main(protected):
        kind = "total"
    elif column.unit is Unit.PERCENT:
        kind = "share"
    else:
        kind = "cases" if column.name == CASES else "number"
    return ReleasedColumn(column.name, title, kind, kind == "key" and column.unit is not Unit.YES_NO)


def _cell(row: Values, column: Column, words: Catalogue) -> Cell:
    value = row[column.name]
    if column.unit in KEY_UNITS:
        return Cell(_key(row, column, words))
    if value is None:
        return _missing(row, column, words)
    if column.name == CASES and row["cases_low"] is not None:
        return Cell(span(row, words))
    if column.unit is Unit.PERCENT:
        return Cell(str(format_decimal(value, "#,##0.0", locale=words.locale)))
    return Cell(words.number(value))


def _key(row: Values, column: Column, words: Catalogue) -> str:
    if column.name == CORRIDOR and row["from_region"] and row[CORRIDOR] == words.say("measure.others"):
        return " → ".join(dict.fromkeys((row["from_region"], row["to_region"])))
    value = row[_named(column)]
    if isinstance(value, bool):
        return words.say("page.yes" if value else "page.no")
    return words.say("released.not_told") if value is None else str(value)


def _missing(row: Values, column: Column, words: Catalogue) -> Cell:
    """Say why a number is not there: nobody told it, it has no upper bound, or it is withheld."""
    if column.name in (CASES, "value") and (reason := row.get(_REASON)):
        return Cell(words.say(reason))
    return Cell(words.say("released.not_shown"), withheld=True)


def _say_why(rows: list[Values], protected: Protected, words: Catalogue) -> None:
    """Note in rows why a number of people is not there, where that is told; name the headline figures.

    A count of none is shown for none alone, under a policy that rounds too.
    """
    if protected.measure.name != OVERVIEW:
        for row in rows:
            row[_REASON] = "page.not_stated" if row.get("cases_known") == 0 else ""
        return
    values = {row["figure"]: row["value"] for row in rows}
    for row in rows:
        name = row["figure"]
        row["figure_name"] = words.say(f"released.summary.figure.{name}")
        if name in PEOPLE and values.get("cases_known") == 0:
            row[_REASON] = "page.not_stated"
        elif name == "cases_high" and values.get(CASES) is not None and values["cases_low"] is not None:
            row[_REASON] = "released.no_upper"
