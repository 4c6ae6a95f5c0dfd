"""Two collections that differ in what is withheld alone: not a byte of what is published differs.

So nothing that is drawn, no size of a file and no hash, which is a file's ETag, tells what is withheld.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.attacks.published.building import Built, Input
from tests.attacks.published.changing import Record, changed, files
from tests.attacks.published.reading import WITHHELD, Published

pytestmark = pytest.mark.xdist_group("published")
FIELD = "Industry"


def rare(records: list[Record]) -> list[int]:
    """Give the records that name an industry which hardly any other does."""
    times = Counter(record[FIELD] for record in records)
    return [number for number, record in enumerate(records) if record[FIELD] and times[record[FIELD]] <= 2]


def others(given: Input, home: Path) -> Iterator[Built]:
    """Give releases of the collection without one rare industry each."""
    records: list[Record] = []
    changed(given, home, lambda found: records.extend(found) or found)
    for number in rare(records):
        here = home / str(number)
        here.mkdir()
        left_out = {**records[number], FIELD: ""}
        yield changed(
            given, here, lambda found, n=number, one=left_out: [*found[:n], one, *found[n + 1 :]]
        ).release("other", "guarded")


def test_another_number_behind_what_is_withheld_gives_the_same_bytes(
    kenya_in: Input, full: dict[str, Built], tmp_path: Path
) -> None:
    first = Published(full["guarded"].folder)
    withheld = [row for row in first.tables["industries_abroad"] if row["submissions"] == WITHHELD]
    assert withheld  # which counts the rare ones
    same = next(one for one in others(kenya_in, tmp_path) if Published(one.folder).tables == first.tables)
    assert same.ledger.read_bytes() != full["guarded"].ledger.read_bytes()
    assert files(same.folder) == files(full["guarded"].folder)
