"""The rows of a table: which of them are submissions, and which are titles, totals and remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from njia.problems import Problem, problem
from njia.vocabulary.headers import comparable

from .cells.book import Cell, Sheet
from .header import ON_ROUTE, Heading, find_heading, heading_in, is_other_heading
from .layout import Doubts
from .merged import MergedCells
from .taught import NO_HEADERS, TaughtHeaders
from .text import is_empty, tidy
from .wordlists import row_words

_TAG = re.compile(r"#[a-z]")
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


def read_table(sheet: Sheet, taught: TaughtHeaders = NO_HEADERS) -> Table | None:
    """Read a sheet's table; None when it has none. `taught` is what people have said of its headers."""
    heading = find_heading(sheet, taught)
    if heading is None:
        return None
    table = Table(sheet, heading, [], [])
    merged = MergedCells(sheet, heading)
    in_runs: dict[str, list[int]] = {"left_out_numbering": [], "left_out_table": []}
    previous = heading.last_row
    for at, (row, cells) in enumerate(sheet.rows):
        if row <= heading.last_row or all(map(is_empty, cells)):
            continue
        apart, previous = row > previous + 1, row
        repeated = _repeated(sheet, at, heading, taught, apart=apart)
        another = row - 1 in in_runs["left_out_table"][-1:] or (apart and _begins_another(sheet, at))
        heading = repeated or heading
        code = "left_out_header" if repeated else "left_out_table" if another else _left_out(cells, heading)
        if code in in_runs:
            in_runs[code].append(row)
        elif code:
            table.problems.append(problem(code, row=row))
        else:
            table.submissions.append(Submission(row, heading, *merged.filled(row, cells)))
    table.problems += [
        problem(code, row=first, first=first, last=last)
        for code, rows in in_runs.items()
        for first, last in _runs(rows)
    ]
    return table


def _begins_another(sheet: Sheet, at: int) -> bool:
    """Tell the title or the headers of a table without routes that stands below, behind an empty row."""
    row, cells = sheet.rows[at]
    if is_other_heading(sheet, at):
        return True
    is_title = sum(not is_empty(cell) for cell in cells) == 1
    followed = at + 1 < len(sheet.rows) and sheet.rows[at + 1][0] == row + 1
    return is_title and followed and is_other_heading(sheet, at + 1) and not heading_in(sheet, at + 1)


def _repeated(
    sheet: Sheet, at: int, heading: Heading, taught: TaughtHeaders, *, apart: bool
) -> Heading | None:
    """Tell a row that holds headers again, the same or, behind an empty row, those of another table."""
    row, cells = sheet.rows[at]
    texts = {cell for cell in cells if isinstance(cell, str) and cell}
    if len(texts) >= 2 and 2 * len(texts & heading.texts) > len(texts):
        return heading_in(sheet, at, taught) or heading
    if not apart:
        return None
    other = heading_in(sheet, at, taught)
    return other if other and other.first_row == row else None


def _left_out(cells: tuple[Cell, ...], heading: Heading) -> str:
    """Give the code of the note for a row that is no submission; "" for one that is."""
    if _is_plain_route(cells, heading):
        return ""
    filled = [at for at, cell in enumerate(cells) if not is_empty(cell)]
    texts = [tidy(cell) for at in filled[:2] if isinstance(cell := cells[at], str)]
    texts = [text for text in texts if not text.replace(",", "").replace(" ", "").isdecimal()]
    keys = [heading.columns[at].key if at < len(heading.columns) else "" for at in filled]
    on_route = sum(key in ON_ROUTE for key in keys)
    if texts and texts[0].startswith("#") and _are_tags(cells[at] for at in filled):
        return "left_out_header"
    if "reference" in keys and _is_example(cells[filled[keys.index("reference")]]):
        return "left_out_example"
    if on_route <= 1 and texts and comparable(texts[0][:_LONG_TEXT].rstrip(":")) in row_words("totals"):
        return "left_out_total"
    if set(keys) == {"reference"}:
        return "left_out_text" if texts and _is_remark(texts[0]) else "left_out_numbering"
    if len(filled) == 1 and keys[0].startswith("cases") and not texts:
        return "left_out_total"  # a sum without a word
    if len(filled) == 1 and (not on_route or (texts and _is_remark(texts[0]))):
        return "left_out_text"
    return ""


def _is_plain_route(cells: tuple[Cell, ...], heading: Heading) -> bool:
    """Tell at once what nearly every row is: two cells of its route are filled, and it is no example."""
    reference, filled = heading.reference, 0
    if reference is not None and reference < len(cells) and _is_example(cells[reference]):
        return False
    for at in heading.on_route:
        if at < len(cells) and not is_empty(cells[at]):
            if _is_tag(cells[at]):
                return False
            filled += 1
            if filled == 2:
                return True
    return False


def _is_tag(cell: Cell) -> bool:
    return isinstance(cell, str) and _TAG.match(cell.strip()) is not None


def _are_tags(cells: Iterable[Cell]) -> bool:
    """Tell a row of HXL tags, such as #loc+name."""
    return all(map(_is_tag, cells))


def _is_remark(text: str) -> bool:
    """Tell a sentence below a table from the name of a place."""
    if _REMARK_SIGNS.search(text) or len(text) > _LONG_TEXT or len(text.split()) >= _MANY_WORDS:
        return True
    words = comparable(text).split()
    opening = {" ".join(words[:length]) for length in (1, 2)}
    return bool(opening & row_words("remarks"))


def _is_example(cell: Cell) -> bool:
    return isinstance(cell, str) and tidy(cell[:_LONG_TEXT]).casefold().startswith(_examples())


@cache
def _examples() -> tuple[str, ...]:
    return tuple(sorted(row_words("examples")))


def _runs(rows: list[int]) -> Iterator[tuple[int, int]]:
    start = None
    for row, following in zip(rows, [*rows[1:], None], strict=False):
        start = row if start is None else start
        if following != row + 1:
            yield start, row
            start = None
