from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from njia.intake.cells.supervisor import read_book

from .conftest import ReadFile
from .made import BUSIA_TO_BEIRUT, HEADERS, csv_file

ROUTE = ["Busia", "Kenya", "Malaba", "Nyeri", "Kenya"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman"])
def test_a_text_file_is_read_whatever_its_delimiter_and_encoding(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    row = [*BUSIA_TO_BEIRUT, "Née à Kisumu, élève; très « jeune »"]
    rows = (
        read_book(csv_file(tmp_path / "r.csv", [[*HEADERS, "Remarques"], row], encoding, delimiter))
        .sheets[0]
        .rows
    )
    assert rows == [(1, (*HEADERS, "Remarques")), (2, tuple(row))]


def test_arabic_of_old_windows_files_is_read(tmp_path: Path) -> None:
    book = read_book(csv_file(tmp_path / "r.csv", [["المنشأ", "الوجهة"], ["كينيا", "لبنان"]], "cp1256"))
    assert book.sheets[0].rows[1] == (2, ("كينيا", "لبنان"))
    assert not book.encoding_sure


def test_the_line_that_tells_excel_the_delimiter_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("sep=;\nOrigin;Destination\nBusia, Kenya;Iraq\n")
    assert read_book(path).sheets[0].rows == [(1, ("Origin", "Destination")), (2, ("Busia, Kenya", "Iraq"))]


def test_a_stray_quotation_mark_costs_nothing_but_itself(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    lines = ["origin,destination,notes", '"Busia,Iraq,x', 'Nairobi,"Dubai, UAE",y', 'Kenya,Oman,"two']
    path.write_text("\n".join([*lines, 'lines"', 'Uganda,Qatar,"open', "Kenya,Iraq,z"]) + "\n")
    sheet = read_book(path).sheets[0]
    assert [cells for _, cells in sheet.rows[1:]] == [
        ('"Busia', "Iraq", "x"),
        ("Nairobi", "Dubai, UAE", "y"),
        ("Kenya", "Oman", "two\nlines"),
        ("Uganda", "Qatar", '"open'),
        ("Kenya", "Iraq", "z"),
    ]
    assert sheet.broken_quotes == [2, 5]


def test_an_old_excel_file_is_read(read_file: ReadFile, tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Routes")
    for at, row in enumerate([[*HEADERS, "Cases"], [*ROUTE, 4]]):
        for column, value in enumerate(row):
            sheet.write(at, column, value)
    book.save(str(tmp_path / "r.xls"))
    intake = read_file(tmp_path / "r.xls")
    assert (intake.usable, intake.routes[0].cases.best) == (1, 4)


def test_an_open_document_is_read(read_file: ReadFile, tmp_path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    table = Table(name="Routes")
    for row in ([*HEADERS, "Cases"], [*ROUTE, "10-15"]):
        line = TableRow()
        for value in row:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=value))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "r.ods"))
    intake = read_file(tmp_path / "r.ods")
    assert (intake.usable, intake.routes[0].cases.high) == (1, 15)


def test_a_spreadsheet_under_another_name_is_read_by_its_content(read_file: ReadFile, tmp_path: Path) -> None:
    csv_file(tmp_path / "r.xlsx", [HEADERS, ROUTE])
    assert read_file(tmp_path / "r.xlsx").usable == 1


@pytest.mark.parametrize("epoch", [1900, 1904])
def test_dates_are_right_in_both_of_excels_calendars(tmp_path: Path, epoch: int) -> None:
    book = openpyxl.Workbook()
    book.epoch = dt.datetime(1904, 1, 1) if epoch == 1904 else book.epoch
    book.active.append([dt.date(2019, 3, 1)])
    book.save(tmp_path / "d.xlsx")
    ((_, (cell,)),) = read_book(tmp_path / "d.xlsx").sheets[0].rows
    assert getattr(cell, "written", "") == "2019-03-01"


def test_a_symbolic_link_is_followed(read_file: ReadFile, tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(csv_file(tmp_path / "r.csv", [HEADERS, ROUTE]))
    assert read_file(tmp_path / "link.csv").usable == 1
