"""What there is to say about a whole file or sheet: hidden parts, columns not used, rows left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from njia.problems import Problem, problem
from njia.vocabulary import LANGUAGES, guidance, headers

from .asking import SHOWN_SAMPLES, UnknownColumn
from .cells.book import Book, Cell, Sheet
from .header import Column, likeliest_heading
from .layout import Layout
from .personal import is_personal_header
from .table import Table
from .text import excerpt, is_empty, letter, written

SHOWN_ROWS = 10


def about_book(book: Book, without_table: list[Sheet], file: str) -> list[Problem]:
    """Say how the file was read, and which of its sheets hold no routes."""
    found = []
    if book.damaged:
        found.append(problem("text_damaged", file=file))
    elif not book.encoding_sure:
        found.append(
            problem("encoding_judged", file=file, encoding=_ENCODINGS.get(book.encoding, book.encoding))
        )
    if book.hides_rows:
        found.append(problem("rows_hidden", file=file, which=""))
    for sheet in without_table:
        if sheet.name in _of_the_template():
            continue
        found.append(problem("sheet_without_table", file=file, sheet=sheet.name, text=excerpt(sheet.name)))
    return found


@cache
def _of_the_template() -> frozenset[str]:
    """Give the names of the sheets that `njia template` writes for people to read."""
    return frozenset(
        guidance.sheet_name(key, language) for key in ("read_me", "codes", "lists") for language in LANGUAGES
    )


_ENCODINGS = {
    "cp1252": "Western European (Windows)",
    "mac_roman": "Western European (Mac)",
    "cp1256": "Arabic (Windows)",
}


def about_table(table: Table, file: str) -> list[Problem]:
    """Say what is hidden, missing, repeated or not used in a table, and which rows were left out."""
    sheet, layout = table.sheet, Layout(table.heading)
    found: list[Problem] = []
    if sheet.hidden:
        found.append(problem("sheet_hidden", text=excerpt(sheet.name)))
    found += _hidden(table)
    for what, keys in (
        ("origin", ("origin", "origin_place", "origin_country")),
        ("destination", ("destination", "destination_place", "destination_country")),
    ):
        if not layout.name_of(*keys):
            found.append(problem("column_missing", what=what))
    for column, first in layout.repeated():
        found.append(problem("column_repeated", column=column.name, first=excerpt(first.name)))
    found += [_by_neighbour(column) for column in table.heading.columns if column.beside]
    found += [_unused(column) for column in _columns_in_use(table) if not column.header]
    if not table.submissions:
        found.append(problem("no_rows"))
    found += [problem("broken_quote", row=row) for row in sheet.broken_quotes]
    found += table.problems
    return [replace(one, file=file, sheet=sheet.name) for one in found]


def _hidden(table: Table) -> list[Problem]:
    sheet, found = table.sheet, []
    rows = [submission.row for submission in table.submissions if submission.row in sheet.hidden_rows]
    if rows:
        shown = ", ".join(map(str, rows[:SHOWN_ROWS])) + (" and more" if len(rows) > SHOWN_ROWS else "")
        found.append(
            problem("rows_hidden", which=f" (row {shown})" if len(rows) == 1 else f" (rows {shown})")
        )
    columns = [column for column in _columns_in_use(table) if column.number in set(sheet.hidden_columns)]
    if columns:
        shown = ", ".join(letter(column.number) for column in columns[:SHOWN_ROWS])
        found.append(problem("columns_hidden", which=shown))
    return found


def _columns_in_use(table: Table) -> list[Column]:
    """Give the columns that hold anything in any submission."""
    used: set[int] = set()
    width = 0
    for submission in table.submissions:
        width = max(width, len(submission.cells))
        if len(used) < width:
            used |= {
                at
                for at, cell in enumerate(submission.cells, start=1)
                if at not in used and not is_empty(cell)
            }
    named = {column.number: column for column in table.heading.columns}
    return [named.get(number) or Column(number, letter(number), None) for number in sorted(used)]


def _by_neighbour(column: Column) -> Problem:
    what = headers.columns()[column.key].label("en", column.header.n if column.header else None)
    return problem("column_by_neighbour", column=column.name, what=what, beside=excerpt(column.beside))


def _unused(column: Column) -> Problem:
    if column.taught:
        return problem("column_left_aside", column=column.name, text=excerpt(column.name))
    if is_personal_header(column.name):
        return problem("personal_column", column=column.name)
    known = headers.match(column.text)  # and left aside on purpose: the "start" of a form
    near = "" if known else headers.nearest(column.text or column.name)
    meant = headers.columns()[near].labels["en"].replace(" {n}", "") if near else ""
    proposal = f"; it may be meant as '{meant}'" if meant else ""
    return problem("column_not_used", column=column.name, text=excerpt(column.name), proposal=proposal)


def unknown_columns(table: Table, file: str) -> list[UnknownColumn]:
    """Give the columns in use whose headers are not known, for a person to say what they are.

    A column without a header cannot be asked about: nothing would know it again.
    """
    asked = [
        column
        for column in _columns_in_use(table)
        if column.text and not column.header and not column.taught and not headers.match(column.text)
    ]
    rows = [submission.cells for submission in table.submissions]
    return [_unknown(column, table.sheet, rows, file) for column in asked]


def _unknown(column: Column, sheet: Sheet, rows: Iterable[tuple[Cell, ...]], file: str) -> UnknownColumn:
    here = (file, sheet.name, column.name)
    if is_personal_header(column.name):
        return UnknownColumn(*here, is_personal=True)
    known = headers.match(column.text)
    near = known.name if known else headers.nearest(column.text).replace("_n_", "_1_")
    samples: dict[str, None] = {}
    for cells in rows:
        cell = cells[column.number - 1] if column.number <= len(cells) else ""
        if not is_empty(cell):
            samples[excerpt(written(cell))] = None
        if len(samples) == SHOWN_SAMPLES:
            break
    return UnknownColumn(*here, tuple(samples), near)


def likely_columns(sheet: Sheet, file: str) -> list[UnknownColumn]:
    """Give the columns of a sheet without a table, by the row that is most like a row of headers."""
    found = likeliest_heading(sheet)
    if found is None:
        return []
    rows = [cells for row, cells in sheet.rows if row > found.last_row]
    return [_unknown(column, sheet, rows, file) for column in found.columns if column.text]


def letters_of(table: Table, file: str) -> dict[tuple[str, str, str], str]:
    """Give the letters of every column by file, sheet and header."""
    return {(file, table.sheet.name, column.name): letter(column.number) for column in table.heading.columns}
