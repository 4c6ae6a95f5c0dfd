"""The sheet of what is wrong with a file: one line for each problem, to mend the file by."""

from __future__ import annotations

import io
from collections.abc import Iterator

import xlsxwriter
from django.utils.translation import gettext

from njia_hub.audit.acting import action
from njia_hub.people.models import Person
from njia_hub.routes.templatetags.found import message, remedy
from njia_hub.uploads.models import Upload, UploadedRow
from njia_hub.uploads.showing import verdict_in_words

_WIDTHS = (16, 8, 22, 26, 30, 60, 60)  # characters
_WRAPPED = {"text_wrap": True, "valign": "top"}


def sheet_to_mend(person: Person, upload: Upload) -> bytes:
    """Write the sheet as XLSX; it holds texts of the file, and so its making is an export."""
    written = io.BytesIO()
    # Texts of a file are never formulas, addresses or numbers here.
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(written, options) as book:
        sheet = book.add_worksheet(gettext("To mend")[:31])
        bold, wrap = book.add_format({"bold": True}), book.add_format(_WRAPPED)
        # A text stays one when somebody edits its cell: it has the apostrophe that Excel keeps out of sight.
        text = book.add_format({**_WRAPPED, "quote_prefix": True})
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width, wrap)
        sheet.write_row(0, 0, _headings(), bold)
        sheet.freeze_panes(1, 0)
        count = 0
        for count, line in enumerate(_lines(upload), start=1):
            for column, cell in enumerate(line):
                if isinstance(cell, int):
                    sheet.write_number(count, column, cell, wrap)
                else:
                    sheet.write_string(count, column, cell, text)
    with action("export.make", person.actor, f"upload:{upload.pk}", what="to_mend", lines=count):
        return written.getvalue()


def _headings() -> list[str]:
    return [
        gettext("Sheet"),
        gettext("Row"),
        gettext("Can it be used?"),
        gettext("Column"),
        gettext("What is written"),
        gettext("What is wrong"),
        gettext("What to do"),
    ]


def _lines(upload: Upload) -> Iterator[tuple[str | int, ...]]:
    """Give a line for each problem that wants a person, in the order of the file."""
    doubtful = upload.rows.exclude(verdict=UploadedRow.Verdict.USABLE).order_by("pk")
    for row in doubtful.iterator(chunk_size=500):
        for problem in row.problems:
            if problem["severity"] == "note":
                continue
            column = problem.get("where", "")
            text = row.corrections.get(column, row.written.get(column, ""))
            verdict = verdict_in_words(row.verdict)
            yield row.sheet, row.row, verdict, column, text, message(problem), remedy(problem)
