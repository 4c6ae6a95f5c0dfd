"""The spreadsheet to hand to organisations: headers that the intake knows, notes, drop-downs, an example row.

Four sheets: the routes to fill in, what to write in each column, what each code means, and (hidden) the lists
behind the drop-downs. The same arguments give the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from njia.vocabulary import guidance, headers

from .form.questions import ExtraQuestion
from .template_columns import (
    BETWEEN_LANGUAGES,
    COLOURS,
    COUNTRY,
    EVERY_SECOND_TRANSIT,
    OPTIONAL,
    Column,
    columns,
    explained,
)

__all__ = ["OPTIONAL", "write"]

ROWS_WITH_LISTS = 2000  # rows of the first sheet that offer drop-downs

_LINE = 130  # characters that fit on one line of the second sheet
_CREATED = dt.datetime(2026, 1, 1)
_FONT = "Calibri"
_A3, _A4 = 8, 9
_RIGHT_TO_LEFT = 2  # else the full stop of an Arabic sentence stands at its beginning


def write(
    path: Path | str,
    languages: Sequence[str] = ("en",),
    transit_columns: int = 4,
    optional: Sequence[str] = OPTIONAL,
    questions: Iterable[ExtraQuestion] = (),
) -> None:
    """Write the template as XLSX.

    Headers and notes are in every language given; drop-downs and texts in the first. `transit_columns`
    is how many transit points there is room for; `optional` names the columns of OPTIONAL to ask for, and
    `questions` are a collection's own, each in a column of its wording.
    Raises ValueError for a language, column or number that there is none of, OSError where the file
    cannot be written.
    """
    _check(languages, transit_columns, optional)
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": guidance.text("title", languages[0]), "created": _CREATED})
        asked = columns(transit_columns, optional, questions)
        _Template(book, tuple(languages), asked).write()


def _check(languages: Sequence[str], transit_columns: int, optional: Sequence[str]) -> None:
    known = headers.columns()["notes"].labels
    if not languages or any(language not in known for language in languages):
        raise ValueError(f"languages: one or more of {', '.join(known)}")
    if transit_columns < 0:
        raise ValueError("transit_columns: 0 or more")
    if strange := [key for key in optional if key not in OPTIONAL]:
        raise ValueError(f"optional: no such column: {', '.join(strange)}")


class _Template:
    """Writes the four sheets."""

    def __init__(self, book: Any, languages: tuple[str, ...], columns: tuple[Column, ...]) -> None:
        self.book, self.languages, self.columns = book, languages, columns
        self.language = languages[0]
        self.routes, self.read_me, self.codes, self.lists = (
            self._sheet(name) for name in ("routes", "read_me", "codes", "lists")
        )

    def _sheet(self, name: str) -> Any:
        sheet = self.book.add_worksheet(guidance.sheet_name(name, self.language))
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        if self.language == "ar":
            sheet.right_to_left()
        return sheet

    def _format(self, **more: Any) -> Any:
        look = {"font_name": _FONT, "font_size": 11, "valign": "top", **more}
        return self.book.add_format(
            look | ({"reading_order": _RIGHT_TO_LEFT} if self.language == "ar" else {})
        )

    def write(self) -> None:
        self._write_lists()
        self._write_routes()
        self._write_read_me()
        self._write_codes()
        self.routes.activate()

    def _write_lists(self) -> None:
        """Put each list into a column of the hidden sheet, under a name that the drop-downs use."""
        self.lists.hide()
        used = {column.list_name: column for column in self.columns if column.list_name}
        name = guidance.sheet_name("lists", self.language)
        for at, (list_name, column) in enumerate(sorted(used.items())):
            labels = column.offered(self.language)
            self.lists.write_column(0, at, labels, self._format())
            letter = xlsxwriter.utility.xl_col_to_name(at)
            self.book.define_name(f"list_{list_name}", f"='{name}'!${letter}$1:${letter}${len(labels)}")

    def _write_routes(self) -> None:
        sheet = self.routes
        # As text, "10-15" stays a range and does not become the fifteenth of October.
        text, date = self._format(num_format="@"), self._format(num_format="yyyy-mm-dd")
        heads = {
            colour: self._format(bold=True, font_color="white", bg_color=colour, text_wrap=True, border=1)
            for colour in (*COLOURS.values(), EVERY_SECOND_TRANSIT)
        }
        for at, column in enumerate(self.columns):
            sheet.set_column(at, at, column.width, date if column.is_date else text)
            sheet.write_string(0, at, self._header(column), heads[column.colour])
            note = "\n".join(column.note(language) for language in self.languages)
            size = {"x_scale": 2.2, "y_scale": 0.9 * len(self.languages), "author": "Njia"}
            sheet.write_comment(0, at, note, size)
            self._offer_list(at, column)
        sheet.set_row(0, 48 if len(self.languages) == 1 else 66)
        self._write_example()
        sheet.freeze_panes(1, 1)
        sheet.set_paper(_A3)
        sheet.fit_to_pages(3, 0)
        sheet.repeat_rows(0)

    def _header(self, column: Column) -> str:
        return BETWEEN_LANGUAGES.join(dict.fromkeys(map(column.label, self.languages)))

    def _offer_list(self, at: int, column: Column) -> None:
        """Offer the list; what is not on it can be written all the same, and the intake will ask."""
        if not column.list_name:
            return
        rule: dict[str, Any] = {"validate": "list", "source": f"=list_{column.list_name}"}
        if column.list_name == COUNTRY:
            question = guidance.text("choose_country", self.language)
            rule |= {"error_type": "warning", "error_message": question}
        else:
            rule["show_error"] = False
        if column.takes_several:
            rule["input_message"] = guidance.text("several", self.language)
        self.routes.data_validation(1, at, ROWS_WITH_LISTS, at, rule)

    def _write_example(self) -> None:
        look = self._format(
            italic=True, font_color="#7F6000", bg_color="#FFF2CC", num_format="@", text_wrap=True
        )
        for at, column in enumerate(self.columns):
            self.routes.write_string(1, at, column.example(self.language), look)

    def _write_read_me(self) -> None:
        sheet, language = self.read_me, self.language
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 40)
        sheet.set_column(1, 1, 14)
        sheet.set_column(2, 2, 90)
        sheet.write_string(0, 0, guidance.text("title", language), self._format(bold=True, font_size=18))
        wrapped = self._format(text_wrap=True)
        row = 2
        for paragraph in guidance.how_to(language):
            sheet.merge_range(row, 0, row, 2, paragraph, wrapped)
            sheet.set_row(row, 20 if len(paragraph) < _LINE else 36)
            row += 1
        self._head(sheet, row + 1, ("column", "needed", "what_to_write"))
        kinds: dict[str, Any] = {}
        for at, column in enumerate(self.columns, start=row + 2):
            kind = kinds.setdefault(
                column.kind, self._format(bold=True, text_wrap=True, font_color=COLOURS[column.kind])
            )
            sheet.write_string(at, 0, self._header(column), kind)
            sheet.write_string(at, 1, guidance.text(column.kind, language), wrapped)
            sheet.write_string(at, 2, column.note(language), wrapped)

    def _write_codes(self) -> None:
        sheet = self.codes
        for at, width in enumerate((26, 44, 28, 90)):
            sheet.set_column(at, at, width)
        self._head(sheet, 0, ("list", "label", "code", "definition"))
        sheet.freeze_panes(1, 0)
        plain, wrapped = self._format(), self._format(text_wrap=True)
        for row, (title, label, code, definition) in enumerate(
            explained(self.columns, self.language), start=1
        ):
            for at, cell in enumerate((title, label, code)):
                sheet.write_string(row, at, cell, plain)
            sheet.write_string(row, 3, definition, wrapped)

    def _head(self, sheet: Any, row: int, keys: tuple[str, ...]) -> None:
        look = self._format(bold=True, font_color="white", bg_color=COLOURS["needed"], border=1)
        for at, key in enumerate(keys):
            sheet.write_string(row, at, guidance.text(key, self.language), look)
