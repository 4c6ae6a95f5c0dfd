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
_LONGEST_QUOTED_LINES = 2_000  # a cell of more lines than this is a quote that was never closed
_SHORT_QUOTED_LINES = 20  # in a file whose quotes have gone wrong again and again
_FORGIVEN = 20

csv.field_size_limit(MAX_CELL_CHARACTERS)


def open_text(file: BinaryIO, encoding: Encoding) -> io.TextIOWrapper:
    """Open the file as text; what cannot be decoded becomes U+FFFD and is reported by the caller."""
    return io.TextIOWrapper(file, encoding=encoding.name, errors="replace", newline="")


def delimiter_of(text: io.TextIOWrapper) -> str:
    """Tell the delimiter from the first records, and leave the text at its first record.

    Excel's own "sep=;" line is believed and passed over, as Excel does.
    """
    sample = text.read(_SAMPLE_CHARACTERS)
    first, _, _ = sample.partition("\n")
    stated = first.strip().removeprefix("\ufeff").lower()
    text.seek(0)
    if stated.startswith("sep=") and len(stated) == 5:
        text.readline()
        return stated[4]
    if stated == "sep=" and "\t" in first:
        text.readline()
        return "\t"
    return max(DELIMITERS, key=lambda delimiter: _regularity(sample, delimiter))


def _regularity(sample: str, delimiter: str) -> float:
    """Say how much the sample looks like a table with this delimiter: 0 when it never occurs."""
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
        return 0.0
    several = {width: count for width, count in widths.items() if width > 1}
    if not several:
        return 0.0
    width, count = max(several.items(), key=lambda item: (item[1] * min(item[0], 8), item[0]))
    return count / widths.total() * min(width, 8) + width / 1000


class _Lines:
    """The file's lines, with those that the current record has taken, so that they can be given back."""

    def __init__(self, text: Iterable[str]) -> None:
        self._text = iter(text)
        self._returned: deque[str] = deque()
        self.taken: list[str] = []
        self.most = _LONGEST_QUOTED_LINES

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= self.most:
            raise csv.Error("a quoted cell of too many lines")
        line = self._returned.popleft() if self._returned else next(self._text)
        self.taken.append(line)
        return line

    def give_back(self) -> str:
        """Put back all but the first line of the current record, and give that."""
        first, *others = self.taken
        self._returned.extendleft(reversed(others))
        self.taken = []
        return first


def records(text: Iterable[str], delimiter: str) -> Iterator[tuple[list[str], bool]]:
    """Give each record's cells, and whether a quote in it was opened and never closed.

    Such a line is taken as it stands, quotes and all, and the lines behind it are records again: a stray
    quotation mark costs nothing but itself.
    """
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter)
    broken = 0
    while True:
        lines.taken = []
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            if len(lines.taken) < lines.most:
                raise Refused("cell_too_long") from error
            cells = []
        if len(lines.taken) > 1 and not _well_quoted(lines.taken, delimiter):
            line = lines.give_back()
            cells = next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
            reader = csv.reader(lines, delimiter=delimiter)
            broken += 1
            if broken > _FORGIVEN:
                lines.most = _SHORT_QUOTED_LINES
            yield cells, True
        elif len(lines.taken) == 1 and _opens_quote(lines.taken[0], delimiter):
            line = lines.taken[0]
            yield next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), []), True
        else:
            yield cells, False


def _well_quoted(lines: list[str], delimiter: str) -> bool:
    try:
        found = list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return len(found) == 1 and len(lines) < _LONGEST_QUOTED_LINES


def _opens_quote(line: str, delimiter: str) -> bool:
    """Tell whether a last line without a successor leaves a quote open."""
    if line.count('"') % 2 == 0:
        return False
    try:
        list(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "end of data" in str(error)
    return False
