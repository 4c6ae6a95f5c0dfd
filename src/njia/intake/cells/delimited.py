"""Records out of a delimited text file, with whatever delimiter and however its quotes went wrong."""

from __future__ import annotations

import csv
import io
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from .encoding import Encoding
from .limits import MAX_CELL_CHARACTERS, Refused

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_RECORDS = 60
_SAMPLE_CHARACTERS = 64 * 1024
_FORGIVEN = 1_000  # broken quotes; in a file with more, quotes mean nothing

csv.field_size_limit(MAX_CELL_CHARACTERS)


def open_text(file: BinaryIO, encoding: Encoding) -> io.TextIOWrapper:
    """Open the file as text; what cannot be decoded becomes U+FFFD and is reported by the caller."""
    return io.TextIOWrapper(file, encoding=encoding.name, errors="replace", newline="")


def shape_of(text: io.TextIOWrapper) -> tuple[str, int]:
    """Tell the delimiter and how many cells most records have, and leave the text at its first record.

    Excel's own "sep=;" line is believed and passed over, as Excel does.
    """
    sample = text.read(_SAMPLE_CHARACTERS)
    first, _, _ = sample.partition("\n")
    stated = first.strip().removeprefix("\ufeff").lower()
    text.seek(0)
    if stated.startswith("sep=") and len(stated) == 5:
        text.readline()
        return stated[4], _regularity(sample, stated[4])[1]
    if stated == "sep=" and "\t" in first:
        text.readline()
        return "\t", _regularity(sample, "\t")[1]
    found = {delimiter: _regularity(sample, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: found[delimiter][0])
    return best, found[best][1]


def _regularity(sample: str, delimiter: str) -> tuple[float, int]:
    """Say how much the sample looks like a table with this delimiter, and how wide; 0 for not at all."""
    lines = sample.splitlines(keepends=True)
    if len(sample) == _SAMPLE_CHARACTERS and len(lines) > 1:
        lines.pop()  # cut off in the middle
    widths: Counter[int] = Counter()
    try:
        for record in csv.reader(lines, delimiter=delimiter):
            if any(cell.strip() for cell in record):
                widths[len(record)] += 1
            if widths.total() >= _SAMPLE_RECORDS:
                break
    except csv.Error:
        return 0.0, 0
    several = {width: count for width, count in widths.items() if width > 1}
    if not several:
        return 0.0, 0
    width, count = max(several.items(), key=lambda item: (item[1] * min(item[0], 8), item[0]))
    return count / widths.total() * min(width, 8) + width / 1000, width


class _Lines:
    """The file's lines, with those that the current record has taken, so that they can be given back."""

    def __init__(self, text: Iterable[str]) -> None:
        self._text = iter(text)
        self._returned: deque[str] = deque()
        self.taken: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._returned.popleft() if self._returned else next(self._text)
        self.taken.append(line)
        return line

    def give_back(self) -> str:
        """Put back all but the first line of the current record, and give that."""
        first, *others = self.taken
        self._returned.extendleft(reversed(others))
        self.taken = []
        return first


def records(text: Iterable[str], delimiter: str, width: int = 0) -> Iterator[tuple[list[str], bool]]:
    """Give each record's cells, and whether a quote in it was opened and never closed.

    Such a line is taken as it stands, quotes and all, and the lines behind it are records again: a stray
    quotation mark costs nothing but itself. `width` is how many cells most records have, 0 if not known.
    """
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter)
    broken = 0
    while broken <= _FORGIVEN:
        lines.taken = []
        cells: list[str] | None = None
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if len(lines.taken) <= 1:
                raise Refused("cell_too_long") from error
        if cells is not None and not _is_broken(lines.taken, cells, delimiter, width):
            yield cells, False
            continue
        yield _unquoted(lines.give_back(), delimiter), True
        reader = csv.reader(lines, delimiter=delimiter)
        broken += 1
    lines.taken = []
    for line in lines:
        lines.taken = []
        yield _unquoted(line, delimiter), '"' in line


def _unquoted(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])


def _is_broken(lines: list[str], cells: list[str], delimiter: str, width: int) -> bool:
    """Tell a record over several lines that is one only because a quote was not closed."""
    if len(lines) == 1:
        return _opens_quote(lines[0], delimiter)
    try:
        if len(list(csv.reader(lines, delimiter=delimiter, strict=True))) != 1:
            return True
    except csv.Error:
        return True
    return len(cells) != width and len(_unquoted(lines[0], delimiter)) == width


def _opens_quote(line: str, delimiter: str) -> bool:
    """Tell whether a last line without a successor leaves a quote open."""
    if line.count('"') % 2 == 0:
        return False
    try:
        list(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "end of data" in str(error)
    return False
