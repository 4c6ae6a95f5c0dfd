"""Whatever stands in the cells: no accident, no row lost, everything kept as it was written."""

from __future__ import annotations

from collections.abc import Sequence
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from njia.gazetteer import Gazetteer
from njia.intake import read
from njia.intake.cells.book import Book, Cell, Fault, Sheet
from njia.intake.result import Intake
from njia.network import Network
from njia.problems import CATALOGUE

HEADERS = (
    "Organisation",
    "Place of origin",
    "Country of origin",
    "Transit",
    "Transit 1 country",
    "Transport to transit 1",
    "Place of exploitation",
    "Country of exploitation",
    "Intended destination",
    "Cases",
    "Lowest number of cases",
    "Date",
    "Airline",
    "Industry",
    "Irregular crossing",
    "Notes",
    "Own column",
)
WORDS = st.sampled_from(
    [
        "Kenya",
        "Busia",
        "Busia, Kenya",
        "Nairobi; Dubai",
        "unknown",
        "-",
        "10-15",
        "several",
        "bus > plane",
        "NA",
    ]
)
CELLS = st.one_of(
    WORDS,
    st.text(max_size=40),
    st.text(st.characters(categories=("Cf", "Zs", "Nd", "Cc")), max_size=5),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.sampled_from([Fault("#REF!"), Fault("")]),
)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=len(HEADERS) + 1), max_size=6)


def read_cells(gazetteer: Gazetteer, rows: Sequence[Sequence[Cell]]) -> Intake:
    """Read rows as if a file held them."""
    numbered = [(at, tuple(cells)) for at, cells in enumerate([HEADERS, *rows], start=1)]
    book = Book("xlsx", sheets=[Sheet("Routes", rows=numbered)])
    with mock.patch("njia.intake.reading.read_book", return_value=book):
        return read(["routes.xlsx"], gazetteer, Network())  # type: ignore[list-item]


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(rows=ROWS)
def test_no_row_is_lost_and_every_text_is_kept(gazetteer: Gazetteer, rows: list[list[Cell]]) -> None:
    intake = read_cells(gazetteer, rows)
    said = [p for p in intake.file_problems if p.row is not None and p.code.startswith("left_out")]
    left_out = {row for p in said for row in ([p.row] if p.code != "left_out_numbering" else [])}
    kept = {row.row for row in intake.rows}
    assert not left_out & kept
    for at, cells in enumerate(rows, start=2):
        if at not in kept and at not in left_out:
            assert all(isinstance(cell, str) and not cell.strip().isalnum() for cell in cells)
    for row in intake.rows:
        texts = [cell for cell in rows[row.row - 2] if isinstance(cell, str) and cell][: len(HEADERS)]
        assert [text for text in row.written.values() if text in texts] or not texts
        assert (row.route is None) == any(p.severity.value == "error" for p in row.problems)
    assert {problem.code for problem in intake.problems} <= set(CATALOGUE)
    assert intake.as_text()


@pytest.mark.parametrize("brace", ["{text}", "{0}", "{x", "{used!r:>999999999}", "%s {{a}}"])
def test_braces_in_a_cell_do_nothing(gazetteer: Gazetteer, brace: str) -> None:
    intake = read_cells(
        gazetteer, [["", brace, "Kenya", brace, "", brace, brace, brace, brace, brace, brace]]
    )
    assert intake.usable == 1
    assert any(brace in problem.message for problem in intake.problems)
