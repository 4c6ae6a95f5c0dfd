"""What reading files gives: rows with their routes and problems, as data and in words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from njia.problems import Problem, Severity
from njia.schema import Route

from .asking import UnknownColumn, UnknownSpelling
from .cells.book import Cell
from .taught import NO_TEXTS
from .text import written


@dataclass(frozen=True, slots=True)
class Row:
    """One submission: where it stands, what was written, and what was made of it.

    `route` is None when the row cannot be used; its problems then say why.
    """

    file: str
    sheet: str
    row: int
    columns: tuple[str, ...]  # the headers, each once
    cells: tuple[Cell, ...]
    route: Route | None
    problems: tuple[Problem, ...] = ()
    reference: str = ""  # the organisation's own; the best sign that two rows are one submission
    # What a person has had read in the place of what was written, by header.
    corrected: Mapping[str, str] = field(default_factory=lambda: NO_TEXTS)
    meanings: tuple[str, ...] = ()  # what each column is, as `headers.named` reads it; "" for one of its own

    @property
    def written(self) -> dict[str, str]:
        """Give the exact text of every cell that is not empty, by header."""
        texts = zip(self.columns, map(written, self.cells), strict=False)
        return {name: text for name, text in texts if text}

    @property
    def content(self) -> str:
        """Give a SHA-256 of what is written under which header, wherever the row stands and in what file."""
        said = "\x1e".join(f"{name}\x1f{text}" for name, text in sorted(self.written.items()))
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Intake:
    """Everything that was read from one or more files."""

    rows: tuple[Row, ...]
    file_problems: tuple[Problem, ...] = ()  # about a whole file, sheet or column, and rows left out
    files: tuple[str, ...] = ()
    letters: dict[tuple[str, str, str], str] = field(default_factory=dict)  # file, sheet, header: letters
    unknown_columns: tuple[UnknownColumn, ...] = ()
    unknown_spellings: tuple[UnknownSpelling, ...] = ()  # those in most rows first

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Give every problem: those of whole files and sheets first, then row by row."""
        return (*self.file_problems, *(problem for row in self.rows for problem in row.problems))

    @property
    def routes(self) -> tuple[Route, ...]:
        """Give the routes of the rows that can be used."""
        return tuple(self.iter_routes())

    def iter_routes(self) -> Iterator[Route]:
        """Go through the routes without a second list of them."""
        return (row.route for row in self.rows if row.route is not None)

    @property
    def usable(self) -> int:
        """Give how many rows can be used."""
        return sum(row.route is not None for row in self.rows)

    def as_report(self) -> dict[str, Any]:
        """Give counts and problems as plain data, for programs."""
        return {
            "rows": len(self.rows),
            "usable": self.usable,
            "problems": [problem.as_dict() for problem in self.problems],
        }

    def as_text(self, file: str = "") -> str:
        """Say for people what was found; `file` limits it to one of the files."""
        from .words import in_words

        return in_words(self, file)

    def count(self, severity: Severity) -> int:
        """Give how many problems there are of a severity."""
        return sum(problem.severity is severity for problem in self.problems)
