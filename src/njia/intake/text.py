"""Text of cells made readable: invisible marks, odd spaces and foreign digits do not get in the way."""

from __future__ import annotations

import re
import unicodedata

from .cells.book import Cell, Day, Fault

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_SPACES = re.compile(r"[^\S\n]+")
EXCERPT_CHARACTERS = 60


def written(cell: Cell) -> str:
    """Give a cell's text exactly as it stands; a number as the shortest text that means it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, Day):
        return cell.written
    if isinstance(cell, Fault):
        return cell.text
    return repr(cell)


def is_empty(cell: Cell) -> bool:
    """Say whether a cell holds nothing that a person would see."""
    if not isinstance(cell, str):
        return False
    return not cell or (not cell[0].isalnum() and not tidy(cell))


def tidy(text: str) -> str:
    """Give text as a person sees it: no invisible or control characters, plain spaces, lines kept."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip(" ")
    text = _CONTROL.sub(" ", _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return "\n".join(line.strip() for line in _SPACES.sub(" ", text).split("\n")).strip()


def plain_digits(text: str) -> str:
    """Write the digits of any script (٣٠) as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() and c > "\x7f" else c for c in text)


def excerpt(text: str) -> str:
    """Give a short, clean piece of a cell's text that a message may quote."""
    line = " ".join(tidy(text[: EXCERPT_CHARACTERS * 20]).split())
    return line if len(line) <= EXCERPT_CHARACTERS else line[: EXCERPT_CHARACTERS - 1].rstrip() + "…"


def letter(column: int) -> str:
    """Give a column's letters as the spreadsheet shows them; 1 is A."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
