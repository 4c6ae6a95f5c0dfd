"""Every problem in the catalogue is produced by some file, and is written for people."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from njia.intake.cells import supervisor
from njia.problems import CATALOGUE, Severity, UnreadableFile, problem

from .conftest import ReadFile
from .made import BUSIA_TO_BEIRUT, HEADERS, archive, csv_file, text_cell, worksheet, xlsx_file
from .test_hostile import HOSTILE

ENDS = ["Country of origin", "Country of exploitation"]
KENYA_QATAR = ["Kenya", "Qatar"]


def with_column(header: str, *cells: Any) -> list[list[Any]]:
    return [[*HEADERS, header], *([*BUSIA_TO_BEIRUT, cell] for cell in cells)]


TABLES: dict[str, list[list[Any]]] = {
    "route_missing": [HEADERS, ["unknown", "", "Nairobi", "", ""]],
    "column_missing": [["Country of origin", "Cases"], ["Kenya", "3"]],
    "column_repeated": [[*ENDS, "Cases", "Cases"], [*KENYA_QATAR, "1", "2"]],
    "no_rows": [HEADERS],
    "column_by_neighbour": [["City of origin", "Country", *ENDS[1:]], ["Busia", *KENYA_QATAR]],
    "personal_column": with_column("Victim's name", "X"),
    "origin_missing": [ENDS, ["", "Qatar"]],
    "destination_missing": [ENDS, ["Kenya", "?"]],
    "place_unresolved": [HEADERS, ["Xqzvwk Wqxz", "Kenya", "", "", "Qatar"]],
    "place_proposed": [HEADERS, ["Nairobbi", "Kenya", "", "", "Qatar"]],
    "place_ambiguous": [HEADERS, ["Busia", "", "", "", "Qatar"]],
    "place_elsewhere": [HEADERS, ["Dubai", "Kenya", "", "", "Qatar"]],
    "places_several": [HEADERS, ["Nairobi, Mombasa", "Kenya", "", "", "Qatar"]],
    "country_unrecognised": [ENDS, ["Kenia", "Qatar"]],
    "leg_beyond_route": with_column("Transport to transit 7", "bus"),
    "irregular_unplaced": [
        [*ENDS, "Transit", "Irregular border crossing"],
        [*KENYA_QATAR, "Uganda; Egypt", "yes"],
    ],
    "transit_twice": [[*ENDS, "Transit 1 place", "Transit"], [*KENYA_QATAR, "Kampala", "Dubai"]],
    "left_out_table": [ENDS, KENYA_QATAR, [], ["Country", "Cases"], ["Kenya", "3"]],
    "transit_slashed": [[*ENDS, "Transit"], [*KENYA_QATAR, "Kampala/Dubai"]],
    "transit_aside": [[*ENDS, "Transit"], [*KENYA_QATAR, "Kampala (by bus)"]],
    "transit_mismatch": [
        [*ENDS, "Transit countries", "Transit towns"],
        [*KENYA_QATAR, "Egypt, Oman", "Kampala, Dubai, Juba"],
    ],
    "cases_unclear": with_column("Cases", "quite some number"),
    "cases_date": with_column("Cases", dt.date(2020, 10, 15)),
    "cases_negative": with_column("Cases", -3),
    "cases_absurd": with_column("Cases", 1e9),
    "cases_large": with_column("Cases", 43753),
    "cases_zero": with_column("Cases", 0),
    "cases_contradict": [[*ENDS, "Cases, lowest", "Cases, highest"], [*KENYA_QATAR, 20, 10]],
    "code_unknown": with_column("Industry", "Xyzzy"),
    "carrier_not_known": with_column("Airline", "Nobody Air"),
    "collection_not_used": with_column("Collection", "call +254 712 345 678"),
    "modes_on_leg": [[*ENDS, "Transport to place of exploitation"], [*KENYA_QATAR, "bus and plane"]],
    "period_unclear": with_column("Date", "long ago"),
    "period_reversed": [[*ENDS, "Period from", "Period to"], [*KENYA_QATAR, "2020", "2019"]],
    "formula_without_value": with_column("Cases", "=1+1"),
    "personal_data": with_column("Notes", "call +254 712 345 678"),
    "column_not_used": with_column("Shoe size", "43"),
    "left_out_text": [HEADERS, BUSIA_TO_BEIRUT, ["Source: the partners"]],
    "left_out_total": [[*HEADERS, "Cases"], [*BUSIA_TO_BEIRUT, 3], ["Total", "", "", "", "", 3]],
    "left_out_example": [["Reference", *HEADERS], ["EXAMPLE 1", *BUSIA_TO_BEIRUT]],
    "left_out_numbering": [["No", *HEADERS], ["1", *BUSIA_TO_BEIRUT], ["2"], ["3"]],
    "left_out_header": [HEADERS, BUSIA_TO_BEIRUT, HEADERS],
    "same_as_row": [HEADERS, BUSIA_TO_BEIRUT, BUSIA_TO_BEIRUT],
}


def cells_with_an_error(path: Path) -> Path:
    cells = text_cell("A2", "Kenya") + '<c r="B2" t="e"><f>X1</f><v>#REF!</v></c>'
    header = text_cell("A1", "origin") + text_cell("B1", "destination")
    return archive(path, worksheet(f'<row r="1">{header}</row><row r="2">{cells}</row>'))


def broken_quote(path: Path) -> Path:
    path.write_text('origin,destination\nKenya,"Qatar\nUganda,Qatar\n')
    return path


def damaged_text(path: Path) -> Path:
    path.write_bytes(b"origin,destination,notes\n" + "Kenya,Qatar,élève née\n".encode() * 20 + b"\xff\n")
    return path


def hidden_parts(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active.append(HEADERS)
    book.active.append(BUSIA_TO_BEIRUT)
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["A"].hidden = True
    hidden = book.create_sheet("Old")
    hidden.append(HEADERS)
    hidden.sheet_state = "hidden"
    book.create_sheet("Contacts").append(["Who", "Where"])
    book.save(path)
    return path


def merged(path: Path) -> Path:
    rows = [["Organisation", *ENDS, "Cases"], ["Org 1", *KENYA_QATAR, 5], ["", *KENYA_QATAR, ""]]
    return xlsx_file(path, rows, ["A2:A3", "D2:D3"])


FILES: dict[str, Callable[[Path], Path]] = {
    "cell_error": cells_with_an_error,
    "broken_quote": broken_quote,
    "text_damaged": damaged_text,
    "encoding_judged": lambda path: csv_file(path, [[*ENDS, "Notes"], [*KENYA_QATAR, "élève"]], "cp1252"),
    "sheet_without_table": hidden_parts,
    "sheet_hidden": hidden_parts,
    "rows_hidden": hidden_parts,
    "columns_hidden": hidden_parts,
    "merged_filled": merged,
    "cases_merged": merged,
}
REFUSALS = {code for _, code, _ in HOSTILE}
STOPPED = {"standard_input", "no_permission", "too_slow", "reader_failed"}  # see the tests below


@pytest.mark.parametrize(("code", "rows"), TABLES.items())
def test_a_table_produces_the_problem(
    read_file: ReadFile, tmp_path: Path, code: str, rows: list[list[Any]]
) -> None:
    found = read_file(xlsx_file(tmp_path / "t.xlsx", rows)).problems
    assert code in {problem.code for problem in found}
    assert {problem.code for problem in found} <= set(CATALOGUE)


@pytest.mark.parametrize(("code", "make"), FILES.items())
def test_a_file_produces_the_problem(
    read_file: ReadFile, tmp_path: Path, code: str, make: Callable[[Path], Path]
) -> None:
    found = read_file(make(tmp_path / "file")).problems
    assert code in {problem.code for problem in found}
    assert {problem.code for problem in found} <= set(CATALOGUE)


@pytest.fixture
def routes(tmp_path: Path) -> Iterator[Path]:
    yield csv_file(tmp_path / "r.csv", [ENDS, KENYA_QATAR])


def refused(read_file: ReadFile, path: Path) -> str:
    with pytest.raises(UnreadableFile) as refusal:
        read_file(path)
    return refusal.value.problem.code


def test_a_file_that_nobody_may_read_says_so(
    read_file: ReadFile, routes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object) -> int:
        raise PermissionError

    monkeypatch.setattr(supervisor.os, "open", forbidden)
    assert refused(read_file, routes) == "no_permission"


def test_a_child_that_falls_silent_is_stopped(
    read_file: ReadFile, routes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "_START", "import time; time.sleep(60)")
    monkeypatch.setattr(supervisor, "SILENT_SECONDS", 0.3)
    assert refused(read_file, routes) == "too_slow"


@pytest.mark.parametrize("said", ["", "[1]", '{"kind": 1}', "no json"])
def test_what_no_child_would_write_is_not_taken(
    read_file: ReadFile, routes: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setattr(supervisor, "_START", f"print({said!r}); print('[1, 2]')")
    assert refused(read_file, routes) == "reader_failed"


def test_a_child_that_is_gone_before_its_last_line_had_no_memory(
    read_file: ReadFile, routes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        supervisor, "_START", """print('{"kind": "csv"}', flush=True); import os; os.abort()"""
    )
    assert refused(read_file, routes) == "too_much_memory"


def test_a_child_that_never_came_to_the_file_says_nothing_of_the_file(
    read_file: ReadFile, routes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "_START", "import no_such_module")
    assert refused(read_file, routes) == "reader_failed"


def test_what_the_interpreter_takes_to_start_is_not_counted_against_the_file(
    read_file: ReadFile, routes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Elsewhere an interpreter may reserve more address space than a file may ever take.
    hungry = "import mmap; reserved = mmap.mmap(-1, 900 << 20); "
    monkeypatch.setattr(supervisor, "_START", hungry + supervisor._START)
    assert len(read_file(routes).rows) == 1


def test_nothing_in_the_catalogue_is_left_untested() -> None:
    taught = {"column_left_aside"}  # test_taught.py
    form = {"answer_missing", "answers_several", "number_unclear"}  # tests/intake/form
    assert set(TABLES) | set(FILES) | REFUSALS | STOPPED | taught | form == set(CATALOGUE)


def test_every_problem_says_what_is_wrong_and_what_to_do_in_whole_sentences() -> None:
    for kind in CATALOGUE.values():
        for sentence in (kind.message, kind.remedy, kind.what_to_do(in_form=True)):
            assert sentence[0].isupper() or sentence[0] in "'{", kind.code
            assert re.search(r"[.}]$", sentence), kind.code
            assert len(sentence) < 220, kind.code


def test_details_are_put_in_as_they_are() -> None:
    made = problem("left_out_numbering", row=3, first="{last}", last="{first}")
    assert made.message == "Rows {last} to {first} hold nothing but a reference; they were left out."
    assert made.severity is Severity.NOTE
