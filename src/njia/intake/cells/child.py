"""The child process: reads the file on its standard input, writes cells as lines of JSON.

First line: what the file is. Then for each sheet a line with its facts and a line for each row,
`[number, cell, cell, …]`; last `{"end": true}`, or `{"refused": code, "details": {…}}` at any point.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any, BinaryIO

from . import limits
from .archive import Archive, inspect
from .delimited import open_text, records, shape_of
from .encoding import detect
from .kind import HEAD_BYTES, ole_kind, recognise, zip_kind
from .limits import MAX_COLUMNS, MAX_ROWS, MAX_TEXT_BYTES, Refused
from .workbook import SheetFacts, buffered, open_workbook, rows, sheets

_FLUSH_BYTES = 1 << 18


class Out:
    """Lines of JSON on standard output, with a limit to them all."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._pending: list[bytes] = []
        self._pending_bytes = 0
        self._bytes_left = MAX_TEXT_BYTES

    def line(self, value: Any) -> None:
        """Write one line."""
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"
        self._bytes_left -= len(text)
        if self._bytes_left < 0:
            raise Refused("too_much_text")
        self._pending.append(text)
        self._pending_bytes += len(text)
        if self._pending_bytes > _FLUSH_BYTES:
            self.flush()

    def flush(self) -> None:
        """Hand over what is waiting."""
        self._stream.write(b"".join(self._pending))
        self._stream.flush()
        self._pending, self._pending_bytes = [], 0


def main() -> None:
    """Read standard input within the limits."""
    limits.limit_memory()
    out = Out(sys.stdout.buffer)
    try:
        with os.fdopen(0, "rb", closefd=False) as file:
            _hand_over(file, out)
        last: dict[str, Any] = {"end": True}
    except Refused as refusal:
        last = {"refused": refusal.code, "details": refusal.details}
    except MemoryError:
        last = {"refused": "too_much_memory", "details": {}}
    # The parent learns of the end even when the cells have used up what may be said.
    out.flush()
    sys.stdout.buffer.write(json.dumps(last).encode() + b"\n")
    sys.stdout.buffer.flush()


def _hand_over(file: BinaryIO, out: Out) -> None:
    kind = recognise(file.read(HEAD_BYTES))
    if kind == "text":
        _delimited(file, out)
        return
    archive = Archive()
    file.seek(0)
    if kind == "zip":
        archive = inspect(file)
        kind = zip_kind(archive.names, archive.mimetype)
        held = buffered(file)
    else:
        held = buffered(file)
        kind = ole_kind(held.getvalue())
    book = open_workbook(held)
    out.line({"kind": kind, "hides_rows": archive.hides_rows, "knows_hidden": kind == "xlsx"})
    risky_seconds = limits.cpu_seconds()
    started = 0.0
    for facts, sheet in sheets(book, archive):
        risky_seconds += limits.cpu_seconds() - started if started else 0.0
        limits.allow_streaming()
        _sheet(out, facts)
        for number, cells in rows(facts, sheet):
            out.line([number, *cells])
        out.flush()
        limits.resume_risk(risky_seconds)
        started = limits.cpu_seconds()


def _sheet(out: Out, facts: SheetFacts) -> None:
    out.line(
        {
            "sheet": facts.name,
            "hidden": facts.hidden,
            "merged": facts.merged,
            "hidden_rows": facts.marks.hidden_rows,
            "hidden_columns": facts.marks.hidden_columns,
        }
    )


def _delimited(file: BinaryIO, out: Out) -> None:
    encoding = detect(file)
    limits.allow_streaming()
    text = open_text(file, encoding)
    delimiter, width = shape_of(text)
    out.line({"kind": "csv", "encoding": encoding.name, "sure": encoding.sure, "damaged": encoding.damaged})
    _sheet(out, SheetFacts(""))
    filled = 0
    for number, (cells, broken) in enumerate(records(text, delimiter, width), start=1):
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > MAX_COLUMNS:
            raise Refused("too_many_columns", limit=MAX_COLUMNS)
        if cells:
            filled += 1
            if filled > MAX_ROWS:
                raise Refused("too_many_rows", limit=MAX_ROWS)
            out.line([number, *cells])
        if broken:
            out.line({"broken_quote": number})
