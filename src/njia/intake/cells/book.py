"""What comes out of a file: sheets of cells, before anyone knows what they mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """A cell without a usable value: `text` is the error as the spreadsheet shows it, or empty."""

    text: str


@dataclass(frozen=True, slots=True)
class Day:
    """A cell that the spreadsheet holds as a date; `written` is ISO 8601, with a time if there is one."""

    day: dt.date
    written: str


Cell = str | int | float | bool | Day | Fault


@dataclass
class Sheet:
    """One sheet's cells and what is known beside them; rows and columns count from 1."""

    name: str
    hidden: bool = False
    merged: list[tuple[int, int, int, int]] = field(
        default_factory=list
    )  # first row, column, last row, column
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[int, ...] = ()
    rows: list[tuple[int, tuple[Cell, ...]]] = field(default_factory=list)
    broken_quotes: list[int] = field(default_factory=list)


@dataclass
class Book:
    """A whole file's sheets, and how it was read."""

    kind: str  # xlsx, xlsb, xls, ods or csv
    encoding: str = "utf-8"
    encoding_sure: bool = True
    damaged: bool = False
    hides_rows: bool = False  # some rows are hidden, but the file does not say which in a way that is read
    sheets: list[Sheet] = field(default_factory=list)


def book_of(lines: Iterator[Any]) -> Book:
    """Build a book from the lines that the child wrote, already decoded from JSON.

    Raises KeyError, TypeError, ValueError or StopIteration when they are not what a child writes.
    """
    first = next(lines)
    book = Book(
        str(first["kind"]),
        encoding=str(first.get("encoding", "utf-8")),
        encoding_sure=bool(first.get("sure", True)),
        damaged=bool(first.get("damaged", False)),
        hides_rows=bool(first.get("hides_rows", False)),
    )
    known: dict[Cell, Cell] = {}
    for line in lines:
        if isinstance(line, list):
            cells = tuple(_cell(raw, known) for raw in line[1:])
            book.sheets[-1].rows.append((int(line[0]), cells))
        elif "sheet" in line:
            book.sheets.append(_sheet(line))
        elif "broken_quote" in line:
            book.sheets[-1].broken_quotes.append(int(line["broken_quote"]))
    return book


def _sheet(line: dict[str, Any]) -> Sheet:
    return Sheet(
        str(line["sheet"]),
        hidden=bool(line["hidden"]),
        merged=[(a, b, c, d) for a, b, c, d in line["merged"]],
        hidden_rows=frozenset(line["hidden_rows"]),
        hidden_columns=tuple(line["hidden_columns"]),
    )


def _cell(raw: Any, known: dict[Cell, Cell]) -> Cell:
    """Take one cell; equal texts become one object, which a large file repeats many times."""
    if isinstance(raw, str):
        return known.setdefault(raw, raw) if len(raw) < 100 else raw
    if isinstance(raw, dict):
        if "d" in raw:
            written = str(raw["d"])
            return Day(dt.date.fromisoformat(written[:10]), written)
        return Fault(str(raw["e"]))
    if isinstance(raw, bool | int | float):
        return raw
    raise TypeError("not a cell")
