"""CSV as Njia writes it: UTF-8 without a mark, "\\n", one header row, and no cell that is a formula.

A text that a spreadsheet program would run gets an apostrophe in front; the read-me and the codebook say
so. Numbers are not text: a negative latitude stays a number.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

_FORMULA_STARTS = frozenset("=+-@|")
# What spreadsheet programs skip before they look at a cell's first character.
_SKIPPED_CATEGORIES = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Write rows as CSV in the order of `columns`; None is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_cell(name) for name in columns])
    for row in rows:
        writer.writerow([_cell(row[name]) for name in columns])
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless(value) if isinstance(value, str) else value


def harmless(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet program would take for a formula.

    Looks past white space, byte-order marks and control characters, and at full-width forms as at the
    plain ones. A text with a tab or a line break at its start is one too.
    """
    for character in text:
        if character in "\t\r\n":
            return "'" + text
        if unicodedata.category(character) in _SKIPPED_CATEGORIES:
            continue
        return "'" + text if unicodedata.normalize("NFKC", character)[0] in _FORMULA_STARTS else text
    return text
