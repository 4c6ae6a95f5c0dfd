"""Resolve a file of names: a CSV with `name` and `country` in, the same rows with their places out."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from njia.gazetteer import countries
from njia.gazetteer.answer import Answer
from njia.gazetteer.resolve import Gazetteer
from njia.gazetteer.spelling import words

ADDED = (
    "status",
    "place_id",
    "place_name",
    "admin1",
    "country_code",
    "lat",
    "lon",
    "precision",
    "score",
)
_DELIMITERS = ",;\t|"
_EVERY = 500  # rows between two calls of progress


class BatchError(Exception):
    """The file of names cannot be read or written; the message says what is wrong and what to do."""


def columns(answer: Answer) -> dict[str, str]:
    """Give an answer as the columns that the batch adds, as text.

    A proposed answer shows the place that is proposed; an ambiguous or unresolved one shows no place, and
    the country as far as it is known.
    """
    place = answer.place or answer.proposal
    values = dict.fromkeys(ADDED, "") | {
        "status": answer.status.value,
        "country_code": answer.country_code or "",
        "precision": "unknown",
        "score": str(answer.score),
    }
    if place:
        values |= {
            "place_id": place.place_id,
            "place_name": place.name,
            "admin1": place.admin1,
            "country_code": place.country_code,
            "lat": str(place.lat),
            "lon": str(place.lon),
            "precision": place.precision.value,
        }
    return values


def describe(text: str, answer: Answer) -> str:
    """Write an answer for a person to read: the place, or the candidates and what to do."""
    shown = text if len(text) <= 80 else f"{text[:77]}…"
    lines = [f"{''.join(c if c.isprintable() else ' ' for c in shown)}: {answer.status.value}"]
    place = answer.place
    if place:
        where = ", ".join(part for part in (place.admin1, countries.name(place.country_code)) if part)
        lines.append(f"  {place.name} ({where})")
        lines.append(f"  {place.place_id}  {place.lat}, {place.lon}  {place.precision.value}  {place.kind}")
    if answer.sentence:
        lines.append(f"  {answer.sentence}")
    for candidate in answer.candidates:
        where = ", ".join(
            part for part in (candidate.place.admin1, countries.name(candidate.place.country_code)) if part
        )
        lines.append(
            f"  - {candidate.place.name} ({where})  {candidate.place.place_id}  "
            f"{candidate.place.kind}  {candidate.score:.2f}"
        )
    return "\n".join(lines)


def resolve_file(
    source: Path, target: Path, gazetteer: Gazetteer, progress: Callable[[int, int], None] | None = None
) -> int:
    """Resolve every row of a CSV file and write them all, in order; give their number.

    Any delimiter of comma, semicolon, tab or bar, and UTF-8, UTF-16 or Windows-1252, are read; UTF-8 with
    commas is written. What was in the file is written as it was, with the added columns after name and
    country and any others at the end. Raises BatchError.
    """
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        encoding = _encoding(source)
        with source.open(encoding=encoding, newline="") as file:
            header, delimiter = _header(file)
            total, width = _measure(csv.reader(file, delimiter=delimiter), len(header))
        part = target.with_name(f"{target.name}.part")
        try:
            with (
                source.open(encoding=encoding, newline="") as file,
                part.open("w", encoding="utf-8", newline="") as out,
            ):
                rows = csv.reader(file, delimiter=delimiter)
                next(rows)
                _resolve_rows(
                    rows, _Layout(header, width), csv.writer(out).writerow, gazetteer, total, progress
                )
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise BatchError(f"{error.filename or source}: {error.strerror or error}.") from error
    except (csv.Error, UnicodeDecodeError) as error:
        raise BatchError(f"{source}: not a CSV file that can be read ({error}).") from error
    return total


def _encoding(source: Path) -> str:
    with source.open("rb") as file:
        start = file.read(4)
        if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return "utf-16"
    try:
        with source.open(encoding="utf-8-sig") as text:
            while text.read(1 << 16):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _header(file: IO[str]) -> tuple[list[str], str]:
    line = file.readline(1 << 16)
    for delimiter in _DELIMITERS:
        header = next(csv.reader([line], delimiter=delimiter), [])
        if "name" in [words(cell) for cell in header]:
            return header, delimiter
    shown = line.strip()[:60]
    raise BatchError(
        f"The first line must name the columns 'name' and 'country'; it is: '{shown}'."
        if shown
        else "The file is empty; its first line must name the columns 'name' and 'country'."
    )


def _measure(rows: Iterator[list[str]], width: int) -> tuple[int, int]:
    total = 0
    for row in rows:
        total += bool(row)
        width = max(width, len(row))
    return total, width


class _Layout:
    """Where name and country are in the file, and the header of what is written."""

    def __init__(self, header: list[str], width: int) -> None:
        plain = [words(cell) for cell in header]
        self.name = plain.index("name")
        self.country = plain.index("country") if "country" in plain else None
        self.others = [i for i in range(width) if i not in (self.name, self.country)]
        taken = {"name", "country", *ADDED}
        titles = [header[i] if i < len(header) else f"column_{i + 1}" for i in self.others]
        self.header = ["name", "country", *ADDED]
        self.header += [f"input_{title}" if title in taken else title for title in titles]

    def read(self, row: list[str]) -> tuple[str, str, list[str]]:
        """Give a row's name, country and other cells."""
        cells = dict(enumerate(row))
        country = "" if self.country is None else cells.get(self.country, "")
        return cells.get(self.name, ""), country, [cells.get(i, "") for i in self.others]


def _resolve_rows(
    rows: Iterator[list[str]],
    layout: _Layout,
    write: Callable[[list[str]], object],
    gazetteer: Gazetteer,
    total: int,
    progress: Callable[[int, int], None] | None,
) -> None:
    write(layout.header)
    done = 0
    for row in rows:
        if not row:
            continue
        name, country, others = layout.read(row)
        answer = columns(gazetteer.resolve(name, country))
        write([name, country, *(answer[column] for column in ADDED), *others])
        done += 1
        if progress and (done % _EVERY == 0 or done == total):
            progress(done, total)
