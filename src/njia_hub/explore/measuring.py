"""One measure of the routes that a filter chooses, and the list of all measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from django.utils.translation import gettext as _

from njia.disclosure import INSIDE, Protected, protect
from njia.filters import Filter
from njia.filters.sifting import taken
from njia.language import catalogue
from njia.levels import Level
from njia.measures import MEASURES, Column, Unit, labelled, measure_all
from njia.measures.declaration import KEY_UNITS, Measure
from njia_hub.explore.pool import Pool

NUMBERS = frozenset(Unit) - KEY_UNITS - {Unit.TEXT}
# What the map is drawn from is shown by the map and its own table.
_OF_THE_MAP = frozenset(name for name in MEASURES if name.startswith("map_"))
# These compare with an earlier collection, which the page of two collections does.
_OF_TWO = frozenset({"change"})
SHOWN = {name: measure for name, measure in MEASURES.items() if name not in _OF_THE_MAP | _OF_TWO}

# The levels at which figures can tell their places; others tell none, or are of places as they are. Where
# a figure is of places within a country, a whole country is none: its countries are figures of their own.
_WITHIN_COUNTRIES = (Level.COUNTY, Level.PLACE)
LEVELS: dict[str, tuple[Level, ...]] = {
    "airline_routes": tuple(Level),
    "focus_destination_places": _WITHIN_COUNTRIES,
    "focus_origin_places": _WITHIN_COUNTRIES,
    "transit_flows": tuple(Level),
    "transit_places": _WITHIN_COUNTRIES,
}


@dataclass(frozen=True)
class Heading:
    """A column of a table as it is shown."""

    words: str
    is_number: bool


@dataclass(frozen=True)
class Cell:
    """One cell, as text."""

    text: str
    is_number: bool


@dataclass(frozen=True)
class Table:
    """A measure as it is shown."""

    title: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    left_out: int
    known: str
    of: str
    denominator: str


def titled(measure: Measure, focus: str) -> str:
    """Give a measure's title with the focus country's name in it."""
    return _(measure.title).replace("{focus}", focus or _("the focus country"))


def level_of(name: str, wanted: Level) -> Level:
    """Give the level at which a measure tells its places: the one wanted, or the nearest that it has."""
    levels = LEVELS.get(name, (Level.PLACE,))
    return wanted if wanted in levels else levels[0]


def measured(pool: Pool, name: str, chosen: Filter, level: Level) -> Protected:
    """Compute one measure of the routes chosen, at a level of its own; KeyError for one that is not shown."""
    wanted = {name: SHOWN[name]}
    data = taken(pool.told(level), pool.prepared.sieve.flags(chosen))
    return protect(measure_all(data, pool.scope, measures=wanted)[name], INSIDE)


def table(result: Protected, places: pa.Table, title: str, language: str, most_rows: int) -> Table:
    """Set a measure's result as a table: names for codes, numbers as they are written in the language.

    `places` is the table of the dataset that was measured.
    """
    columns, rows = labelled(result, places, language)
    shown = [column for column in columns if not _has_name(column, columns)]
    numbers = catalogue(language)
    return Table(
        title=title,
        headings=tuple(Heading(_(column.title), column.unit in NUMBERS) for column in shown),
        rows=tuple(
            tuple(Cell(_text(row[c.name], c.unit, numbers), c.unit in NUMBERS) for c in shown)
            for row in rows[:most_rows]
        ),
        left_out=max(0, len(rows) - most_rows),
        known=_text(result.known, Unit.SUBMISSIONS, numbers),
        of=_text(result.of, Unit.SUBMISSIONS, numbers),
        denominator=_(result.measure.denominator),
    )


def _has_name(column: Column, columns: tuple[Column, ...]) -> bool:
    named = f"{column.name.removesuffix('_id')}_name"
    return column.unit is not Unit.TEXT and any(other.name == named for other in columns)


def _text(value: Any, unit: Unit, numbers: Any) -> str:
    if value is None:
        return "–" if unit in NUMBERS else ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return numbers.number(value) if isinstance(value, int | float) else str(value)
