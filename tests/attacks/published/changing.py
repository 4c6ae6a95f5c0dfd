"""Change what goes in, line by line in the spreadsheet, as somebody with a text editor would."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.attacks.published.building import Input

Record = dict[str, str]


def changed(given: Input, home: Path, change: Callable[[list[Record]], list[Record]]) -> Input:
    """Give the input with other records, in a folder of its own."""
    text = given.routes.read_text(encoding="utf-8-sig")
    reader = csv.DictReader(io.StringIO(text))
    columns = list(reader.fieldnames or [])
    file = home / given.routes.name
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns)
        writer.writeheader()
        writer.writerows(change(list(reader)))
    return replace(given, routes=file, home=home)


def shuffled(records: list[Record]) -> list[Record]:
    """Give the same records in another order."""
    return random.Random(5).sample(records, len(records))


def without(number: int) -> Callable[[list[Record]], list[Record]]:
    """Leave one record out."""
    return lambda records: [*records[:number], *records[number + 1 :]]


def files(folder: Path) -> dict[str, bytes]:
    """Give every file of a release with its bytes."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
