"""Where in a table each thing stands, and the filled cells of one row by what they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from njia.schema import CODED_FIELDS

from .asking import Question
from .cells.book import Cell, Fault
from .header import Column, Heading
from .text import is_empty, written


class Doubted(NamedTuple):
    """What is doubtful in a row: the code of the problem, its column, and what fills its sentences."""

    code: str
    column: str | None
    details: Mapping[str, str]
    question: Question | None = None  # that mends it, wherever the text stands


Doubts = list[Doubted]

# Several columns of these may stand in one table: all of them are read.
_MANY = frozenset({"transit", "notes", "carrier", "irregular", *CODED_FIELDS})


Place = tuple[str, int | None]  # a key of the headers, and the number of the transit point or leg


class Written(NamedTuple):
    """A filled cell: its text, its column's header, and the cell itself."""

    text: str
    column: str
    cell: Cell = ""


class Filled:
    """The filled cells of one row; an error and a formula without a value are not filled."""

    __slots__ = ("_by_place", "faults")

    def __init__(self, layout: Layout, cells: tuple[Cell, ...]) -> None:
        self.faults: list[Written] = []
        self._by_place: dict[Place, list[Written]] = {}
        # One pass with few calls: this is where a large file spends its time.
        for cell, name, place in zip(cells, layout.names, layout.places, strict=False):
            if isinstance(cell, str):
                # Most cells begin with a letter: no need to look for marks that nobody sees.
                if not cell or place is None or not (cell[0].isalnum() or not is_empty(cell)):
                    continue
                found = Written(cell, name, cell)
            elif isinstance(cell, Fault):
                self.faults.append(Written(cell.text, name, cell))
                continue
            else:
                found = Written(written(cell), name, cell)
            if place in self._by_place:
                self._by_place[place].append(found)
            elif place is not None:
                self._by_place[place] = [found]

    def all(self, key: str, number: int | None = None) -> list[Written]:
        """Give every filled cell of a key, from left to right; `number` where the key is numbered."""
        return self._by_place.get((key, number), [])

    def one(self, key: str, number: int | None = None) -> Written | None:
        """Give the first filled cell of a key."""
        found = self._by_place.get((key, number))
        return found[0] if found else None


class Layout:
    """The columns of one heading by key."""

    def __init__(self, heading: Heading) -> None:
        self.heading = heading
        self.names = tuple(column.name for column in heading.columns)
        self.places: tuple[Place | None, ...] = tuple(
            (column.key, column.header.n) if column.header else None for column in heading.columns
        )
        self.meanings = tuple(column.header.name if column.header else "" for column in heading.columns)
        self._first: dict[str, Column] = {}
        for column in heading.columns:
            self._first.setdefault(column.key, column)
        self.transit_count = self._most("transit_n_place", "transit_n_country")
        self.legs = tuple(self._legs())
        self.references = frozenset(
            column.number - 1 for column in heading.columns if column.key == "reference"
        )

    def _legs(self) -> Iterator[tuple[str, str, int | None]]:
        """Give the columns about single legs: kind, key, and the leg's number, or None for the last."""
        there = set(self.places)
        numbers = sorted({place[1] for place in self.places if place and place[1] is not None})
        for kind in ("mode", "carrier", "irregular"):
            keys = [(f"leg_n_{kind}", number) for number in numbers]
            yield from ((kind, *place) for place in (*keys, (f"leg_last_{kind}", None)) if place in there)

    def _most(self, *keys: str) -> int:
        return max((place[1] or 0 for place in self.places if place and place[0] in keys), default=0)

    def name_of(self, *keys: str) -> str | None:
        """Give the header of the first column that has one of the keys."""
        return next((self._first[key].name for key in keys if key in self._first), None)

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
