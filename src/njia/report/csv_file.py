"""CSV as Njia writes it: UTF-8 without a mark, "\\n", one header row, and no cell that is a formula.

A text that a spreadsheet program would run gets an apostrophe in front; the read-me and the codebook say
so. Numbers are not text: a negative latitude stays a number.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

# The minus sign U+2212 has no plain form, and some programs take it for one.
_FORMULA_STARTS = frozenset("=+-@|\u2212")
# What is not seen, or is skipped before a cell's first character: marks, controls, spaces, accents without a
# letter, and the letters and signs that are blank (fillers of Hangul, the empty pattern of Braille).
_SKIPPED_CATEGORIES = frozenset("CMZ")
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
# Where a program that takes another sign for the separator, or loses the quotes, would begin a cell.
_CELL_ENDS = re.compile(r"([;\t\r\n\v\f\x85\u2028\u2029]+)")


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], tags: Sequence[str] = ()) -> str:
    """Write rows as CSV in the order of `columns`; None is an empty cell.

    `tags` are HXL hashtags, one for each column, in a row below their names.
    """
    lines = _Lines()
    writer = csv.writer(lines)
    writer.writerow([_cell(name) for name in columns])
    if tags:
        writer.writerow(tags)
    for row in rows:
        writer.writerow([_cell(row[name]) for name in columns])
    return "".join(lines)


class _Lines(list[str]):
    """Takes what a writer writes, whose lines end in "\\r\\n": so it quotes a cell with either of the two."""

    def write(self, line: str) -> None:
        """Keep a line, with "\\n" at its end."""
        self.append(line.removesuffix("\r\n") + "\n")


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless(value) if isinstance(value, str) else value


def harmless(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet program would take for a formula.

    Looks past white space, byte-order marks and control characters, and at full-width forms as at the
    plain ones. A text with a tab or a line break at its start is one too. Inside a text, a formula after a
    semicolon, a tab or a line break gets one as well: programs of some countries begin a cell there.
    """
    inside = "".join("'" + part if _runs(part) else part for part in _CELL_ENDS.split(text))
    return "'" + inside if _first(text) in {"\t", "\r", "\n"} else inside


def _runs(text: str) -> bool:
    """Say whether the first character that counts begins a formula."""
    first = _first(text)
    return bool(first) and unicodedata.normalize("NFKC", first)[0] in _FORMULA_STARTS


def _first(text: str) -> str:
    """Give the first character that counts, or the tab or line break that comes before it; "" for none."""
    for character in text:
        if character in "\t\r\n":
            return character
        if unicodedata.category(character)[0] not in _SKIPPED_CATEGORIES and character not in _BLANKS:
            return character
    return ""
