"""The rows of a table: which of them are submissions, and which are titles, totals and remarks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from njia.problems import Problem, problem
from njia.vocabulary.headers import comparable

from .cells.book import Cell, Sheet
from .header import Column, Heading, find_heading, heading_in
from .layout import Doubts
from .merged import MergedCells
from .text import letter, tidy, written
from .wordlists import row_words

_ROUTE = re.compile(r"^(?:origin|destination|transit)")
_REMARK_SIGNS = re.compile(r"^[*†‡•(\[]|^\d\)|:$")
_MANY_WORDS = 6
_LONG_TEXT = 60


@dataclass(frozen=True, slots=True)
class Submission:
    """One row that reports a route: its number, its cells, and the columns that they stand in."""

    row: int
    heading: Heading
    cells: tuple[Cell, ...]
    doubts: Doubts = field(default_factory=list)  # about merged cells


@dataclass
class Table:
    """A sheet's submissions in order, and what there is to say about the rest of the sheet."""

    sheet: Sheet
    heading: Heading
    submissions: list[Submission]
    problems: list[Problem]


def read_table(sheet: Sheet) -> Table | None:
    """Read a sheet's table; None when it has none."""
    heading = find_heading(sheet)
    if heading is None:
        return None
    table = Table(sheet, heading, [], [])
    merged = MergedCells(sheet, heading)
    numbering: list[int] = []
    previous = heading.last_row
    for at, (row, cells) in enumerate(sheet.rows):
        if row <= heading.last_row or not any(_filled(cell) for cell in cells):
            continue
        repeated = _repeated(sheet, at, heading, apart=row > previous + 1)
        previous = row
        if repeated:
            heading = repeated
            table.problems.append(problem("left_out_header", row=row))
            continue
        code = _left_out(cells, heading)
        if code == "left_out_numbering":
            numbering.append(row)
        elif code:
            table.problems.append(problem(code, row=row))
        else:
            table.submissions.append(Submission(row, heading, *merged.filled(row, cells)))
    table.problems += [
        problem("left_out_numbering", row=first, first=first, last=last) for first, last in _runs(numbering)
    ]
    return table


def _filled(cell: Cell) -> bool:
    return not isinstance(cell, str) or bool(tidy(cell))


def _repeated(sheet: Sheet, at: int, heading: Heading, *, apart: bool) -> Heading | None:
    """Tell a row that holds headers again, the same or, behind an empty row, those of another table."""
    row, cells = sheet.rows[at]
    texts = {tidy(cell) for cell in cells if isinstance(cell, str)} - {""}
    names = {column.name for column in heading.columns}
    if len(texts) >= 2 and 2 * len(texts & names) > len(texts):
        return heading_in(sheet, at) or heading
    if not apart:
        return None
    other = heading_in(sheet, at)
    return other if other and other.first_row == row else None


def _left_out(cells: tuple[Cell, ...], heading: Heading) -> str:
    """Give the code of the note for a row that is no submission; "" for one that is."""
    filled = [(column, cell) for column, cell in _named(cells, heading) if _filled(cell)]
    on_route = [column for column, _ in filled if _ROUTE.match(column.key)]
    texts = [tidy(cell) for _, cell in filled if isinstance(cell, str)]
    if all(text.startswith("#") and len(text) > 1 and text[1].isalpha() for text in texts) and texts:
        return "left_out_header" if len(texts) == len(filled) else ""  # a row of HXL tags
    if any(c.key == "reference" and _is_example(cell) for c, cell in filled):
        return "left_out_example"
    if texts and comparable(texts[0][:_LONG_TEXT].rstrip(":")) in row_words("totals") and len(on_route) <= 1:
        return "left_out_total"
    if all(column.key == "reference" for column, _ in filled):
        return "left_out_text" if texts and _is_remark(texts[0]) else "left_out_numbering"
    if len(filled) == 1 and (not on_route or not texts or _is_remark(texts[0])):
        return "left_out_text"
    return ""


def _named(cells: tuple[Cell, ...], heading: Heading) -> Iterator[tuple[Column, Cell]]:
    for number, cell in enumerate(cells, start=1):
        known = number <= len(heading.columns)
        yield (heading.columns[number - 1] if known else Column(number, letter(number), None)), cell


def _is_remark(text: str) -> bool:
    """Tell a sentence below a table from the name of a place."""
    if _REMARK_SIGNS.search(text) or len(text) > _LONG_TEXT or len(text.split()) >= _MANY_WORDS:
        return True
    words = comparable(text).split()
    opening = {" ".join(words[:length]) for length in (1, 2)}
    return bool(opening & row_words("remarks"))


def _is_example(cell: Cell) -> bool:
    words = comparable(written(cell)[:_LONG_TEXT]).split()
    return bool(words) and words[0] in row_words("examples")


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    start = None
    for row, following in zip(rows, [*rows[1:], None], strict=False):
        start = row if start is None else start
        if following != row + 1:
            yield start, row
            start = None
