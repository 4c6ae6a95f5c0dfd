"""A row read again from what is kept of it says what it said in its file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from njia.gazetteer import Gazetteer
from njia.intake import Row, read
from njia.intake.rereading import Kept, Rereader
from njia.network import Network

from .made import HEADERS, csv_file, xlsx_file


def kept(row: Row) -> Kept:
    return Kept(row.sheet, row.row, row.columns, row.meanings, row.written)


def test_a_row_says_again_what_it_said_in_its_file(gazetteer: Gazetteer, tmp_path: Path) -> None:
    rows = [
        ["Ref", *HEADERS, "Cases", "Start date", "Transport", "Industry", "Shoe size"],
        [
            "K-1",
            "Busia",
            "Kenya",
            "Nairobi; Dubai",
            "Bairut",
            "Lebanon",
            30,
            dt.date(2020, 3, 1),
            "bus",
            "xx",
            4.5,
        ],
        ["", "", "", "somewhere", "", "", "several", "", "", "", ""],
    ]
    rereader = Rereader(gazetteer, Network())
    for row in read([xlsx_file(tmp_path / "routes.xlsx", rows)], gazetteer, Network()).rows:
        again = rereader.read(kept(row), {}, row.route.id if row.route else "")
        assert (again.route, again.content, again.reference) == (row.route, row.content, row.reference)
        assert [one.code for one in again.problems] == [one.code for one in row.problems]


def test_two_rows_of_headers_and_a_taught_one_keep_their_meaning(
    gazetteer: Gazetteer, tmp_path: Path
) -> None:
    rows = [["Origin", "", "Destination", "", ""], ["Town", "Country", "Town", "Country", "Dadka"],
            ["Kisumu", "Kenya", "Doha", "Qatar", "7"]]  # fmt: skip
    file = csv_file(tmp_path / "routes.csv", rows)
    (row,) = read([file], gazetteer, Network(), headers={"Destination: Dadka": "cases"}).rows
    again = Rereader(gazetteer, Network()).read(kept(row), {}, row.route.id if row.route else "")
    assert row.route is not None
    assert again.route == row.route
    assert row.route.cases.best == 7


def test_a_correction_is_read_and_what_is_left_to_ask_is_said(gazetteer: Gazetteer, tmp_path: Path) -> None:
    rows = [HEADERS, ["Bussia", "Kenya", "", "Beirutt", "Lebanon"]]
    (row,) = read([csv_file(tmp_path / "routes.csv", rows)], gazetteer, Network()).rows
    rereader = Rereader(gazetteer, Network())
    again = rereader.read(kept(row), {"Place of origin": "Busia"}, "id")
    assert again.route is not None
    assert again.route.origin.place_name == "Busia"
    assert again.written == row.written
    assert [one.text for one in rereader.unknown_spellings()] == ["Beirutt"]
