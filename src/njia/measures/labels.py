"""A measure's rows for people and programs: with names beside the codes, as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, Protocol

import pyarrow as pa

from njia.gazetteer import countries
from njia.language import MissingPhrase, catalogue
from njia.measures.declaration import Column, Measure, Unit
from njia.measures.widened import OTHER, group_of, is_widened, region_of
from njia.vocabulary import code_list

NAMED = frozenset({Unit.COUNTRY, Unit.PLACE, Unit.CODE, Unit.PATH})  # units with a name beside the key

_AREAS = ("country", "county")  # precisions of places that stand for their other places in a release


class _Result(Protocol):
    """A measure's result, inside the network or let out of it."""

    @property
    def measure(self) -> Measure: ...
    @property
    def rows(self) -> pa.Table: ...
    @property
    def known(self) -> int | None: ...
    @property
    def of(self) -> int | None: ...


def labelled(
    result: _Result, places: pa.Table, language: str = "en", *, widened: bool = False
) -> tuple[tuple[Column, ...], list[dict[str, Any]]]:
    """Give a result's columns and rows with a name beside every key that is a code.

    A column `country` is followed by `country_name`, `place_id` by `place_name`. What is null is named
    "not stated" in `language`. `places` is the dataset's table. Rows keep their order. With `widened` a place
    that is a country or a county stands for its other places, as in the tables of a release, and a text of
    "*" for others: see `njia.measures.widened`.
    """
    names = _Names(places, language, widened)
    columns: list[Column] = []
    values: dict[str, list[Any]] = {}
    for column in result.measure.columns:
        columns.append(column)
        values[column.name] = result.rows[column.name].to_pylist()
        if column.unit in NAMED:
            name = Column(f"{column.name.removesuffix('_id')}_name", column.title, Unit.TEXT)
            columns.append(name)
            values[name.name] = names.of_column(column, values[column.name])
        elif widened and column.unit is Unit.TEXT:
            values[column.name] = [names.others if text == OTHER else text for text in values[column.name]]
    rows = [dict(zip(values, row, strict=True)) for row in zip(*values.values(), strict=True)]
    return tuple(columns), rows


def stand_for_several(result: _Result, places: pa.Table) -> list[bool]:
    """Say of each row of a release's table whether a key of it stands for several."""
    rows = places.select(["place_id", "precision"]).to_pylist()
    areas = {row["place_id"] for row in rows if row["precision"] in _AREAS}
    keys = result.rows.select(list(result.measure.grain)).to_pylist()
    return [
        any(isinstance(key, str) and (is_widened(key) or key in areas) for key in row.values())
        for row in keys
    ]


def as_json(
    result: _Result, places: pa.Table, language: str = "en", *, widened: bool = False
) -> dict[str, Any]:
    """Give a result as plain data: title, unit, columns, rows, known and of."""
    columns, rows = labelled(result, places, language, widened=widened)
    return {
        "title": result.measure.title,
        "unit": result.measure.unit.value,
        "columns": [{"name": c.name, "title": c.title, "unit": c.unit.value} for c in columns],
        "rows": rows,
        "known": result.known,
        "of": result.of,
    }


class _Names:
    """Names of places, countries and codes in one language."""

    def __init__(self, places: pa.Table, language: str, widened: bool = False) -> None:
        self.language, self.widened = language, widened
        self.not_stated = _word("not_stated", language)
        self.others = _word("others", language)
        rows = places.select(["place_id", "name", "country", "precision"]).to_pylist()
        self.places = {row["place_id"]: row for row in rows}
        homes = {(row["name"], row["country"]) for row in rows}
        self.times = Counter(name for name, _ in homes)

    def of_column(self, column: Column, values: list[Any]) -> list[str]:
        """Name a column's values, each value once however often it comes."""
        name = self._namer(column)
        known = {value: self.others if value == OTHER else name(value) for value in set(values) - {None}}
        return [self.not_stated if value is None else known[value] for value in values]

    def _namer(self, column: Column) -> Callable[[str], str]:
        if column.unit is Unit.COUNTRY:
            return self._country
        if column.unit is Unit.PLACE:
            return self._place
        if column.unit is Unit.PATH:
            return self._path
        return lambda value: self._code(column.code_list, value)

    def _country(self, code: str) -> str:
        if region := region_of(code):
            return _word("other_countries", self.language, region=region)
        return countries.name(code, self.language)

    def _place(self, place_id: str) -> str:
        name = self._place_name(place_id)
        place = self.places.get(place_id)
        if self.widened and place and place["precision"] in _AREAS:
            return _word("other_places", self.language, place=name)
        return name

    def _place_name(self, place_id: str) -> str:
        if place_id.startswith("iso:"):
            return self._country(place_id.removeprefix("iso:"))
        place = self.places.get(place_id)
        if place is None:
            return self._country(place_id) if region_of(place_id) else place_id
        if place["country"] and self.times[place["name"]] > 1:
            return f"{place['name']} ({self._country(place['country'])})"
        return str(place["name"])

    def _path(self, path: str) -> str:
        return " > ".join(self.not_stated if stop == "?" else self._place(stop) for stop in path.split(" > "))

    def _code(self, list_: str, value: str) -> str:
        if not list_:
            return _word(value, self.language)
        codes = code_list(list_)
        if group := group_of(value):
            return _word("other_codes", self.language, group=codes.groups[group].label(self.language))
        return " + ".join(
            codes.label(code, self.language) if code in codes.codes else code for code in value.split(" + ")
        )


def _word(value: str, language: str, **arguments: str) -> str:
    """Name a word of the measures; one that the language's catalogue lacks is said in English."""
    for catalogued in (language, "en"):
        try:
            return catalogue(catalogued).say(f"measure.{value}", **arguments)
        except MissingPhrase:
            continue
    return value
