"""The spreadsheet to hand to organisations: headers that the intake knows, notes, drop-downs, an example row.

Four sheets: the routes to fill in, what to write in each column, what each code means, and (hidden) the lists
behind the drop-downs. The same arguments give the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from njia.gazetteer import countries
from njia.schema import Route
from njia.vocabulary import LISTS, code_list, guidance, headers
from njia.vocabulary.text import normalise

OPTIONAL = (
    "period",
    "period_end",
    "irregular",
    "means_of_control",
    "sexes",
    "age_groups",
    "facilitators",
    "prior_trafficking",
    "outcomes",
    "documents",
)
ROWS_WITH_LISTS = 2000  # rows of the first sheet that offer drop-downs

_NEEDED = frozenset({"origin_place", "origin_country", "destination_place", "destination_country"})
_LINE = 130  # characters that fit on one line of the second sheet
_CREATED = dt.datetime(2026, 1, 1)
_FONT = "Calibri"
_COLOURS = {"needed": "#17375E", "helpful": "#2F6F73", "optional": "#6B6B6B"}
_EVERY_SECOND_TRANSIT = "#4A5F8A"  # so that one transit point's columns are seen to belong together
_A3, _A4 = 8, 9
_RIGHT_TO_LEFT = 2  # else the full stop of an Arabic sentence stands at its beginning
_FIXED_LISTS = {
    "source_kind": "source_kind",
    "irregular": "yes_no",
    "prior_trafficking": "yes_no",
    **dict.fromkeys(("leg_n_mode", "leg_last_mode"), "transport_mode"),
    **dict.fromkeys(
        ("origin_country", "transit_n_country", "destination_country", "intended_country"), "country"
    ),
}
_WIDTHS = {"reference": 24, "organisation": 24, "cases": 16, "notes": 40, "leg_n_carrier": 18}
_EXAMPLE_PLACES = {"origin_place": "Busia", "transit_n_place": "Nairobi", "destination_place": "Beirut"}
_EXAMPLE_COUNTRIES = {"origin_country": "KE", "transit_n_country": "KE", "destination_country": "LB"}
_EXAMPLE_CODES = {
    "source_kind": ("own_casework",),
    "leg_n_mode": ("bus",),
    "leg_last_mode": ("plane",),
    "industries": ("domestic_work",),
    "exploitation_types": ("forced_labour",),
    "recruitment_methods": ("friends", "job_promise"),
    "recruiter_relations": ("friend",),
}


@dataclass(frozen=True)
class _Asked:
    """One column of the first sheet; `n` is its transit point or leg."""

    key: str
    n: int | None = None

    @property
    def list_name(self) -> str:
        """Name the list behind the drop-down, "" for a column without one."""
        return _FIXED_LISTS.get(self.key) or _coded().get(self.key, "")

    @property
    def kind(self) -> str:
        """Say how much the column is asked for: needed, helpful or optional."""
        return "needed" if self.key in _NEEDED else "optional" if self.key in OPTIONAL else "helpful"

    @property
    def colour(self) -> str:
        """Give the colour of the header."""
        return _EVERY_SECOND_TRANSIT if self.n and self.n % 2 == 0 else _COLOURS[self.kind]


def write(
    path: Path | str,
    languages: Sequence[str] = ("en",),
    transit_columns: int = 4,
    optional: Sequence[str] = OPTIONAL,
) -> None:
    """Write the template as XLSX.

    Headers and notes are in every language given; drop-downs and texts in the first. `transit_columns`
    is how many transit points there is room for; `optional` names the columns of OPTIONAL to ask for.
    Raises ValueError for a language, column or number that there is none of, OSError where the file
    cannot be written.
    """
    _check(languages, transit_columns, optional)
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": guidance.text("title", languages[0]), "created": _CREATED})
        _Template(book, tuple(languages), _columns(transit_columns, optional)).write()


def _check(languages: Sequence[str], transit_columns: int, optional: Sequence[str]) -> None:
    known = headers.columns()["notes"].labels
    if not languages or any(language not in known for language in languages):
        raise ValueError(f"languages: one or more of {', '.join(known)}")
    if transit_columns < 0:
        raise ValueError("transit_columns: 0 or more")
    if strange := [key for key in optional if key not in OPTIONAL]:
        raise ValueError(f"optional: no such column: {', '.join(strange)}")


def _coded() -> dict[str, str]:
    return {name: extra["code_list"] for name, _, extra in Route.declared() if "code_list" in extra}


def _columns(transit_columns: int, optional: Sequence[str]) -> tuple[_Asked, ...]:
    """Give the columns in the order of the journey, the optional ones last."""
    journey = [_Asked("origin_place"), _Asked("origin_country")]
    for n in range(1, transit_columns + 1):
        keys = ("leg_n_mode", "leg_n_carrier", "transit_n_place", "transit_n_country")
        journey += [_Asked(key, n) for key in keys]
    last = ("leg_last_mode", "leg_last_carrier", "destination_place", "destination_country")
    told = ("intended_place", "intended_country", "cases", "industries", "exploitation_types")
    how = ("recruitment_methods", "recruiter_relations", "notes")
    first = ("reference", "organisation", "source_kind")
    more = tuple(key for key in OPTIONAL if key in optional)
    return (*map(_Asked, first), *journey, *map(_Asked, (*last, *told, *how, *more)))


class _Template:
    """Writes the four sheets."""

    def __init__(self, book: Any, languages: tuple[str, ...], columns: tuple[_Asked, ...]) -> None:
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
        used = sorted({column.list_name for column in self.columns} - {""})
        name = guidance.sheet_name("lists", self.language)
        for at, list_name in enumerate(used):
            labels = _labels(list_name, self.language)
            self.lists.write_column(0, at, labels, self._format())
            letter = xlsxwriter.utility.xl_col_to_name(at)
            self.book.define_name(f"list_{list_name}", f"='{name}'!${letter}$1:${letter}${len(labels)}")

    def _write_routes(self) -> None:
        sheet = self.routes
        # As text, "10-15" stays a range and does not become the fifteenth of October.
        text, date = self._format(num_format="@"), self._format(num_format="yyyy-mm-dd")
        heads = {
            colour: self._format(bold=True, font_color="white", bg_color=colour, text_wrap=True, border=1)
            for colour in (*_COLOURS.values(), _EVERY_SECOND_TRANSIT)
        }
        for at, column in enumerate(self.columns):
            is_date = column.key in ("period", "period_end")
            sheet.set_column(at, at, _WIDTHS.get(column.key, 22), date if is_date else text)
            sheet.write_string(0, at, self._header(column), heads[column.colour])
            note = "\n".join(guidance.note(column.key, language, column.n) for language in self.languages)
            size = {"x_scale": 2.2, "y_scale": 0.9 * len(self.languages), "author": "Njia"}
            sheet.write_comment(0, at, note, size)
            self._offer_list(at, column)
        sheet.set_row(0, 48 if len(self.languages) == 1 else 66)
        self._write_example()
        sheet.freeze_panes(1, 1)
        sheet.set_paper(_A3)
        sheet.fit_to_pages(3, 0)
        sheet.repeat_rows(0)

    def _header(self, column: _Asked) -> str:
        labels = (headers.columns()[column.key].label(language, column.n) for language in self.languages)
        return " / ".join(dict.fromkeys(labels))

    def _offer_list(self, at: int, column: _Asked) -> None:
        """Offer the list; what is not on it can be written all the same, and the intake will ask."""
        if not column.list_name:
            return
        rule: dict[str, Any] = {"validate": "list", "source": f"=list_{column.list_name}"}
        if column.list_name == "country":
            question = guidance.text("choose_country", self.language)
            rule |= {"error_type": "warning", "error_message": question}
        else:
            rule["show_error"] = False
        if column.key in _coded() and column.key not in _FIXED_LISTS:
            rule["input_message"] = guidance.text("several", self.language)
        self.routes.data_validation(1, at, ROWS_WITH_LISTS, at, rule)

    def _write_example(self) -> None:
        look = self._format(
            italic=True, font_color="#7F6000", bg_color="#FFF2CC", num_format="@", text_wrap=True
        )
        for at, column in enumerate(self.columns):
            self.routes.write_string(1, at, self._example(column), look)

    def _example(self, column: _Asked) -> str:
        key, language = column.key, self.language
        if key == "reference":
            return f"{guidance.example('mark', language)} – {guidance.example('reference', language)}"
        if key in ("organisation", "notes"):
            return guidance.example(key, language)
        if key == "cases":
            return "10-15"
        if column.n and column.n > 1:
            return ""
        if key == "leg_last_carrier":
            return guidance.example("carrier", language)
        if key in _EXAMPLE_COUNTRIES:
            return countries.name(_EXAMPLE_COUNTRIES[key], language)
        labels = (code_list(column.list_name).label(code, language) for code in _EXAMPLE_CODES.get(key, ()))
        return _EXAMPLE_PLACES.get(key) or "; ".join(labels)

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
                column.kind, self._format(bold=True, text_wrap=True, font_color=_COLOURS[column.kind])
            )
            sheet.write_string(at, 0, self._header(column), kind)
            sheet.write_string(at, 1, guidance.text(column.kind, language), wrapped)
            sheet.write_string(at, 2, guidance.note(column.key, language, column.n), wrapped)

    def _write_codes(self) -> None:
        sheet = self.codes
        for at, width in enumerate((26, 44, 28, 90)):
            sheet.set_column(at, at, width)
        self._head(sheet, 0, ("list", "label", "code", "definition"))
        sheet.freeze_panes(1, 0)
        plain, wrapped = self._format(), self._format(text_wrap=True)
        for row, (title, label, code, definition) in enumerate(self._code_rows(), start=1):
            for at, cell in enumerate((title, label, code)):
                sheet.write_string(row, at, cell, plain)
            sheet.write_string(row, 3, definition, wrapped)

    def _code_rows(self) -> Iterator[tuple[str, str, str, str]]:
        used = {column.list_name for column in self.columns}
        for name in LISTS:
            if name in used:
                codes = code_list(name)
                for code in codes.codes.values():
                    yield codes.titles[self.language], code.labels[self.language], code.id, code.definition

    def _head(self, sheet: Any, row: int, keys: tuple[str, ...]) -> None:
        look = self._format(bold=True, font_color="white", bg_color=_COLOURS["needed"], border=1)
        for at, key in enumerate(keys):
            sheet.write_string(row, at, guidance.text(key, self.language), look)


def _labels(list_name: str, language: str) -> list[str]:
    """Give a list's labels as they are offered: codes in the list's order, countries by name."""
    if list_name == "country":
        # As people look them up: Égypte stands under E.
        names = (countries.name(code, language) for code in countries.CODES)
        return sorted(names, key=lambda name: (normalise(name), name))
    return [code.labels[language] for code in code_list(list_name).codes.values()]
