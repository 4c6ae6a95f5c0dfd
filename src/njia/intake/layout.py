"""Where in a table each thing stands: the columns of one heading, ready to be asked for by what they are."""

from __future__ import annotations

from dataclasses import dataclass

from njia.schema import CODED_FIELDS

from .cells.book import Cell
from .header import Column, Heading
from .text import tidy, written

# What is doubtful in a row: code of the problem, column, details for its sentences.
Doubts = list[tuple[str, str | None, dict[str, str]]]

# Several columns of these may stand in one table: all of them are read.
_MANY = frozenset({"transit", "notes", "carrier", "irregular", *CODED_FIELDS})


@dataclass(frozen=True, slots=True)
class Written:
    """A cell's text, tidied no further than to see that it is not empty, with its column's name."""

    text: str
    column: str
    cell: Cell = ""


class Layout:
    """The columns of one heading by key."""

    def __init__(self, heading: Heading) -> None:
        self.heading = heading
        self.names = tuple(column.name for column in heading.columns)
        self.by_key: dict[str, list[Column]] = {}
        for column in heading.columns:
            if column.header:
                self.by_key.setdefault(column.key, []).append(column)
        self.transit_numbers = sorted(
            {
                column.header.n
                for key in ("transit_n_place", "transit_n_country")
                for column in self.by_key.get(key, ())
                if column.header and column.header.n
            }
        )
        self.numbered = {
            key: sorted((column.header.n or 0, column.number, column) for column in columns if column.header)
            for key, columns in self.by_key.items()
        }

    def all(self, cells: tuple[Cell, ...], key: str) -> list[Written]:
        """Give every filled cell of a key, from left to right."""
        found = []
        for column in self.by_key.get(key, ()):
            cell = cells[column.number - 1] if column.number <= len(cells) else ""
            text = written(cell)
            if text and (not isinstance(cell, str) or tidy(text)):
                found.append(Written(text, column.name, cell))
        return found

    def one(self, cells: tuple[Cell, ...], key: str) -> Written | None:
        """Give the first filled cell of a key."""
        found = self.all(cells, key)
        return found[0] if found else None

    def at(self, cells: tuple[Cell, ...], key: str, number: int) -> Written | None:
        """Give the filled cell of a numbered key, such as the place of transit point 2."""
        for n, _, column in self.numbered.get(key, ()):
            if n == number and column.number <= len(cells):
                text = written(cells[column.number - 1])
                if text and tidy(text):
                    return Written(text, column.name, cells[column.number - 1])
        return None

    def name_of(self, *keys: str) -> str | None:
        """Give the header of the first column that has one of the keys."""
        return next((self.by_key[key][0].name for key in keys if key in self.by_key), None)

    def repeated(self) -> list[tuple[Column, Column]]:
        """Give the columns that say the same as an earlier one, where only one can be used."""
        found: list[tuple[Column, Column]] = []
        first: dict[object, Column] = {}
        for column in self.heading.columns:
            if column.header and column.key not in _MANY:
                earlier = first.setdefault(column.header, column)
                if earlier is not column:
                    found.append((column, earlier))
        return found
