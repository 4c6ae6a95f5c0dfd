"""A measure's rows for people and programs: with names beside the codes, as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, Protocol

import pyarrow as pa

from njia.gazetteer import countries
from njia.language import MissingPhrase, catalogue
from njia.measures.declaration import Column, Measure, Unit
from njia.vocabulary import code_list

_NAMED = frozenset({Unit.COUNTRY, Unit.PLACE, Unit.CODE, Unit.PATH})


class _Result(Protocol):
    """A measure's result, inside the network or let out of it."""

    @property
    def measure(self) -> Measure: ...
    @property
    def rows(self) -> pa.Table: ...
    @property
    def known(self) -> int: ...
    @property
    def of(self) -> int: ...


def labelled(
    result: _Result, places: pa.Table, language: str = "en"
) -> tuple[tuple[Column, ...], list[dict[str, Any]]]:
    """Give a result's columns and rows with a name beside every key that is a code.

    A column `country` is followed by `country_name`, `place_id` by `place_name`. What is null is named
    "not stated" in `language`. `places` is the dataset's table. Rows keep their order.
    """
    names = _Names(places, language)
    columns: list[Column] = []
    values: dict[str, list[Any]] = {}
    for column in result.measure.columns:
        columns.append(column)
        values[column.name] = result.rows[column.name].to_pylist()
        if column.unit in _NAMED:
            name = Column(f"{column.name.removesuffix('_id')}_name", column.title, Unit.TEXT)
            columns.append(name)
            values[name.name] = names.of_column(column, values[column.name])
    rows = [dict(zip(values, row, strict=True)) for row in zip(*values.values(), strict=True)]
    return tuple(columns), rows


def as_json(result: _Result, places: pa.Table, language: str = "en") -> dict[str, Any]:
    """Give a result as plain data: title, unit, columns, rows, known and of."""
    columns, rows = labelled(result, places, language)
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

    def __init__(self, places: pa.Table, language: str) -> None:
        self.language = language
        self.say = catalogue(language).say
        self.not_stated = _word("not_stated", language)
        rows = places.select(["place_id", "name", "country"]).to_pylist()
        self.places = {row["place_id"]: row for row in rows}
        homes = {(row["name"], row["country"]) for row in rows}
        self.times = Counter(name for name, _ in homes)

    def of_column(self, column: Column, values: list[Any]) -> list[str]:
        """Name a column's values, each value once however often it comes."""
        name = self._namer(column)
        known = {value: name(value) for value in set(values) - {None}}
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
        return countries.name(code, self.language)

    def _place(self, place_id: str) -> str:
        if place_id.startswith("iso:"):
            return self._country(place_id.removeprefix("iso:"))
        place = self.places.get(place_id)
        if place is None:
            return place_id
        if place["country"] and self.times[place["name"]] > 1:
            return f"{place['name']} ({self._country(place['country'])})"
        return str(place["name"])

    def _path(self, path: str) -> str:
        return " > ".join(self.not_stated if stop == "?" else self._place(stop) for stop in path.split(" > "))

    def _code(self, list_: str, value: str) -> str:
        if not list_:
            return _word(value, self.language)
        codes = code_list(list_)
        return " + ".join(
            codes.label(code, self.language) if code in codes.codes else code for code in value.split(" + ")
        )


def _word(value: str, language: str) -> str:
    """Name a word of the measures; one that the language's catalogue lacks is said in English."""
    for catalogued in (language, "en"):
        try:
            return catalogue(catalogued).say(f"measure.{value}")
        except MissingPhrase:
            continue
    return value
