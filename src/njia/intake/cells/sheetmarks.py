"""What a worksheet's XML marks and the parser does not tell, found while it streams by.

Patterns never cross a "<", so that no input makes them slow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .limits import MAX_FAULTS, MEBIBYTE

_ATTRIBUTES = rb"[^<>]{0,600}"
_HIDDEN_ROW = re.compile(
    rb"<(?:\w{1,20}:)?row\s" + _ATTRIBUTES + rb"\bhidden=[\"'](?:1|true)[\"']" + _ATTRIBUTES + rb">"
)
_ROW_NUMBER = re.compile(rb"\br=[\"'](\d{1,7})[\"']")
_COLUMNS = re.compile(rb"<(?:\w{1,20}:)?col\s" + _ATTRIBUTES + rb">")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_COLUMN_SPAN = re.compile(rb"\b(min|max)=[\"'](\d{1,5})[\"']")
_FORMULA = re.compile(
    rb"<(?:\w{1,20}:)?c\s(" + _ATTRIBUTES + rb")>\s*<(?:\w{1,20}:)?f\b" + _ATTRIBUTES + rb">"
    rb"(?:[^<]{0,9000}</(?:\w{1,20}:)?f>)?\s*"
    rb"(?:<(?:\w{1,20}:)?v\s*/>|<(?:\w{1,20}:)?v>\s*</(?:\w{1,20}:)?v>)?\s*</(?:\w{1,20}:)?c>"
)
_ERROR = re.compile(
    rb"<(?:\w{1,20}:)?c\s(" + _ATTRIBUTES + rb"\bt=[\"']e[\"']" + _ATTRIBUTES + rb")>"
    rb"(?:\s*<(?:\w{1,20}:)?f\b" + _ATTRIBUTES + rb">(?:[^<]{0,9000}</(?:\w{1,20}:)?f>)?)?"
    rb"\s*<(?:\w{1,20}:)?v>([^<]{1,20})</"
)
_REFERENCE = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
_EMPTY_TEXT = re.compile(rb"\bt=[\"']str[\"']")  # a formula whose value is the empty text


@dataclass
class SheetMarks:
    """Hidden rows and columns (1-based), and faulty cells by (row, column), 1-based."""

    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    faults: dict[tuple[int, int], str] = field(default_factory=dict)  # "#REF!", or "" without a value


class SheetScan:
    """Searches a worksheet's XML in pieces; a match may lie across two of them."""

    def __init__(self) -> None:
        self._marks = SheetMarks()
        self._rest = b""

    def feed(self, piece: bytes) -> None:
        """Search one more piece."""
        text = self._rest + piece
        # Cut behind the last whole cell or row: what follows is searched with the next piece.
        cut = max(text.rfind(b"c>"), text.rfind(b"row>"), text.rfind(b"</cols>"))
        if cut < 0:
            self._rest = text[-MEBIBYTE:]
            return
        end = text.find(b">", cut) + 1
        self._search(text[:end])
        self._rest = text[end:][-MEBIBYTE:]

    def finish(self) -> SheetMarks:
        """Search what is left and give everything found."""
        self._search(self._rest)
        return self._marks

    def _search(self, text: bytes) -> None:
        marks = self._marks
        if b"hidden=" in text:
            for row in _HIDDEN_ROW.finditer(text):
                number = _ROW_NUMBER.search(row.group())
                if number and len(marks.hidden_rows) < MAX_FAULTS:
                    marks.hidden_rows.append(int(number.group(1)))
            for columns in _COLUMNS.finditer(text):
                if _HIDDEN.search(columns.group()):
                    span = {key: int(value) for key, value in _COLUMN_SPAN.findall(columns.group())}
                    first = span.get(b"min", 1)
                    last = min(span.get(b"max", first), first + 1000)
                    marks.hidden_columns += range(first, last + 1)
        if b't="e"' in text or b"t='e'" in text:
            for cell in _ERROR.finditer(text):
                self._fault(cell.group(1), cell.group(2).decode("ascii", "replace"))
        if b"f>" in text or b"<f" in text:
            for cell in _FORMULA.finditer(text):
                if not _EMPTY_TEXT.search(cell.group(1)):
                    self._fault(cell.group(1), "")

    def _fault(self, attributes: bytes, text: str) -> None:
        reference = _REFERENCE.search(attributes)
        if reference and len(self._marks.faults) < MAX_FAULTS:
            column = 0
            for letter in reference.group(1):
                column = column * 26 + letter - 64
            self._marks.faults[int(reference.group(2)), column] = text
