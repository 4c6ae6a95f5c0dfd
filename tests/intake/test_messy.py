from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from njia.intake.result import Intake

from .conftest import ReadFile, ReadRows
from .made import BUSIA_TO_BEIRUT, HEADERS, csv_file, xlsx_file


def path_of(intake: Intake, row: int = 0) -> list[str | None]:
    route = intake.rows[row].route
    assert route is not None
    return [stop.place_name or None for stop in route.stops]


def codes(intake: Intake) -> list[str]:
    return [problem.code for problem in intake.problems]


def test_headers_stand_in_any_order_and_language(read_rows: ReadRows) -> None:
    intake = read_rows(
        [
            ["Destination city", "Nombre de cas", "Nchi ya asili", "Lieu d'origine", "بلد الاستغلال"],
            ["Beirut", "3", "Kenya", "Busia", "Lebanon"],
        ]
    )
    assert path_of(intake) == ["Busia", "Beirut"]
    assert intake.routes[0].cases.best == 3


def test_the_groups_of_a_kobo_form_do_not_hide_its_questions(read_rows: ReadRows) -> None:
    header = [f"case/journey/{name}" for name in ("origin_place", "origin_country", "destination_country")]
    assert path_of(read_rows([[*header, "case/cases"], ["Busia", "Kenya", "Qatar", "3"]])) == [
        "Busia",
        "Qatar",
    ]


def test_titles_and_empty_rows_above_the_headers_are_passed_over(read_file: ReadFile, tmp_path: Path) -> None:
    rows = [["Victim journeys of all partners"], [], ["Collected in 2020"], HEADERS, [], BUSIA_TO_BEIRUT]
    intake = read_file(xlsx_file(tmp_path / "t.xlsx", rows, ["A1:E1"]))
    assert [row.row for row in intake.rows] == [6]
    assert path_of(intake) == ["Busia", "Nairobi", "Beirut"]


@pytest.mark.parametrize("merged", [["A1:B1", "D1:E1"], []])
def test_headers_in_two_rows_are_read_together(
    read_file: ReadFile, tmp_path: Path, merged: list[str]
) -> None:
    rows = [
        ["Origin", "", "Transit", "Destination", ""],
        ["City", "Country", "", "City", "Country"],
        BUSIA_TO_BEIRUT,
    ]
    intake = read_file(xlsx_file(tmp_path / "t.xlsx", rows, merged))
    assert path_of(intake) == ["Busia", "Nairobi", "Beirut"]


def test_one_column_places_are_taken_apart(read_rows: ReadRows) -> None:
    intake = read_rows(
        [["Origin", "Destination"], ["Busia, Kenya", "Nairobi (Kenya)"], ["Kenya", "Dubai, UAE"]]
    )
    assert path_of(intake) == ["Busia", "Nairobi"]
    assert path_of(intake, 1) == ["Kenya", "Dubai"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Nairobi; Dubai", ["Nairobi", "Dubai"]),
        ("Nairobi, Mombasa", ["Nairobi", "Mombasa"]),
        ("Nairobi > Dubai", ["Nairobi", "Dubai"]),
        ("Nairobi -> Dubai", ["Nairobi", "Dubai"]),
        ("Nairobi → Dubai", ["Nairobi", "Dubai"]),
        ("via Nairobi then Dubai", ["Nairobi", "Dubai"]),
        ("Nairobi\nDubai", ["Nairobi", "Dubai"]),
        ("Nairobi and Mombasa", ["Nairobi", "Mombasa"]),
        ("Nairobi, Kenya, Dubai, UAE", ["Nairobi", "Dubai"]),
        ("Busia, Uganda", ["Busia"]),
        ("Kenya, Uganda", ["Kenya", "Uganda"]),
        ("Egypt", ["Egypt"]),
        ("(unknown transit location)", [None]),
        ("Nairobi; unknown; Dubai", ["Nairobi", None, "Dubai"]),
        ("none", []),
        ("direct", []),
        ("-", []),
        ("", []),
    ],
)
def test_transit_in_one_cell_is_taken_apart_in_order(
    read_rows: ReadRows, cell: str, expected: list[str | None]
) -> None:
    intake = read_rows([HEADERS, ["Busia", "Kenya", cell, "Beirut", "Lebanon"]])
    assert path_of(intake)[1:-1] == expected


def test_transit_in_several_columns_leaves_out_the_empty_ones_with_their_legs(read_rows: ReadRows) -> None:
    header = ["Origin country", "Transit 1", "Transit 1 country", "Transit 2", "Transit 2 country"]
    header += [
        "Transport to transit 1",
        "Transport to transit 2",
        "Transport to destination",
        "Destination country",
    ]
    intake = read_rows([header, ["Kenya", "", "", "Kampala", "Uganda", "bus", "", "plane", "Qatar"]])
    assert path_of(intake) == ["Kenya", "Kampala", "Qatar"]
    assert [leg.mode for leg in intake.routes[0].legs] == ["bus", "plane"]


def test_an_airline_belongs_to_the_last_leg_by_air_and_several_are_alternatives(read_rows: ReadRows) -> None:
    rows = [[*HEADERS, "Airline", "Transport"], [*BUSIA_TO_BEIRUT, "Emirates; Kenya Airways", "plane > bus"]]
    legs = read_rows(rows).routes[0].legs
    assert [leg.carriers for leg in legs] == [("Emirates", "Kenya Airways"), ()]
    rows[1][-1] = ""
    assert read_rows(rows).routes[0].legs[-1].carriers == ("Emirates", "Kenya Airways")


def test_a_single_mode_on_a_route_of_several_legs_stays_with_the_route(read_rows: ReadRows) -> None:
    route = read_rows([[*HEADERS, "Transport"], [*BUSIA_TO_BEIRUT, "plane"]]).routes[0]
    assert [leg.mode for leg in route.legs] == [None, None]
    assert route.transport_modes == ("plane",)


def test_what_stands_below_the_table_is_left_out_and_said(read_rows: ReadRows) -> None:
    intake = read_rows(
        [
            [*HEADERS, "Number of cases"],
            [*BUSIA_TO_BEIRUT, "4"],
            [],
            ["Total", "", "", "", "", "4"],
            ["Source: partners' own records"],
            ["* names were changed"],
        ]
    )
    assert len(intake.rows) == 1
    assert [(p.row, p.code) for p in intake.problems] == [
        (4, "left_out_total"),
        (5, "left_out_text"),
        (6, "left_out_text"),
    ]


def test_a_row_with_only_an_origin_is_a_row(read_rows: ReadRows) -> None:
    intake = read_rows([HEADERS, ["", "Kenya", "", "", ""], ["Malindi"]])
    assert (len(intake.rows), intake.usable) == (2, 2)
    assert codes(intake).count("destination_missing") == 2


def test_a_row_that_says_nothing_of_its_ends_cannot_be_used_and_keeps_its_text(read_rows: ReadRows) -> None:
    intake = read_rows([[*HEADERS, "Cases"], ["unknown", "", "Nairobi", "", "-", "12"]])
    assert (len(intake.rows), intake.usable) == (1, 0)
    assert codes(intake) == ["route_missing"]
    assert intake.rows[0].written["Cases"] == "12"


def test_headers_repeated_further_down_are_no_row(read_rows: ReadRows) -> None:
    intake = read_rows([HEADERS, BUSIA_TO_BEIRUT, HEADERS, ["Mombasa", "Kenya", "", "Doha", "Qatar"]])
    assert [row.row for row in intake.rows] == [2, 4]
    assert "left_out_header" in codes(intake)


def test_a_second_table_with_other_columns_is_read_by_its_own_headers(read_rows: ReadRows) -> None:
    intake = read_rows(
        [HEADERS, BUSIA_TO_BEIRUT, [], [], ["Destination", "Origin", "Cases"], ["Qatar", "Kenya", "9"]]
    )
    assert path_of(intake, 1) == ["Kenya", "Qatar"]
    assert intake.routes[1].cases.best == 9


def test_a_merged_cell_stands_in_every_row_but_its_cases_count_once(
    read_file: ReadFile, tmp_path: Path
) -> None:
    rows = [["Organisation", *HEADERS, "Cases"], ["Org 1", *BUSIA_TO_BEIRUT, 30]]
    rows += [["", *BUSIA_TO_BEIRUT, ""], ["", *BUSIA_TO_BEIRUT, ""]]
    intake = read_file(xlsx_file(tmp_path / "m.xlsx", rows, ["A2:A4", "G2:G4"]))
    assert [route.organisation for route in intake.routes] == ["Org 1"] * 3
    assert [route.cases.best for route in intake.routes] == [30, None, None]
    assert codes(intake).count("merged_filled") == 2
    assert codes(intake).count("cases_merged") == 1


def test_every_sheet_has_its_own_headers_and_one_without_a_table_is_named(
    read_file: ReadFile, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Destination", "Origin"])
    book.active.append(["Doha, Qatar", "Busia, Uganda"])
    other = book.create_sheet("More")
    other.append(HEADERS)
    other.append(BUSIA_TO_BEIRUT)
    book.create_sheet("Contacts").append(["Name", "Street"])
    book.create_sheet("Empty")
    other.sheet_state = "hidden"
    other.row_dimensions[2].hidden = True
    other.column_dimensions["C"].hidden = True
    book.save(tmp_path / "s.xlsx")
    intake = read_file(tmp_path / "s.xlsx")
    assert [row.sheet for row in intake.rows] == ["Sheet", "More"]
    said = {problem.code: problem for problem in intake.problems}
    assert said["sheet_without_table"].sheet == "Contacts"
    assert {"sheet_hidden", "rows_hidden", "columns_hidden"} <= set(said)
    assert "row 2" in said["rows_hidden"].message


def test_numbers_dates_and_formulas_are_what_the_spreadsheet_shows(
    read_file: ReadFile, tmp_path: Path
) -> None:
    rows = [[*HEADERS, "Cases", "Date"]]
    rows.append([*BUSIA_TO_BEIRUT, 12, dt.date(2019, 3, 1)])
    rows.append([*BUSIA_TO_BEIRUT, "12", 2019])
    rows.append([*BUSIA_TO_BEIRUT, dt.date(2019, 10, 15), "Jan 2019"])
    rows.append([*BUSIA_TO_BEIRUT, "=6+6", "1/2/2019"])
    intake = read_file(xlsx_file(tmp_path / "n.xlsx", rows))
    assert [route.cases.best for route in intake.routes] == [12, 12, None, None]
    assert [route.period_start for route in intake.routes] == [
        dt.date(2019, 3, 1),
        dt.date(2019, 1, 1),
        dt.date(2019, 1, 1),
        dt.date(2019, 2, 1),
    ]
    assert {"cases_date", "formula_without_value"} <= set(codes(intake))
    assert intake.rows[0].written["Cases"] == "12"


def test_invisible_marks_and_odd_spaces_change_nothing_and_are_kept(read_rows: ReadRows) -> None:
    odd = ["\u200fBusia\u200b", "\u00a0Kenya ", "\u202bNairobi\u202c", "Bei\u00adrut", "Lebanon\ufeff"]
    intake = read_rows([HEADERS, odd])
    assert path_of(intake) == ["Busia", "Nairobi", "Beirut"]
    assert list(intake.rows[0].written.values()) == odd


def test_a_cell_of_a_megabyte_is_kept_whole(read_rows: ReadRows) -> None:
    story = "she said \u2019 \n" * 100_000
    intake = read_rows([[*HEADERS, "Notes"], [*BUSIA_TO_BEIRUT, story]])
    assert intake.rows[0].written["Notes"] == story
    assert intake.routes[0].notes == story


def test_an_unknown_column_is_named_and_its_text_kept(read_rows: ReadRows) -> None:
    intake = read_rows([[*HEADERS, "Shoe size"], [*BUSIA_TO_BEIRUT, "43"]])
    assert codes(intake) == ["column_not_used"]
    assert intake.rows[0].written["Shoe size"] == "43"


def test_columns_with_the_same_header_are_said_and_nothing_is_lost(read_rows: ReadRows) -> None:
    intake = read_rows([[*HEADERS, "Cases", "Cases"], [*BUSIA_TO_BEIRUT, "4", "5"]])
    assert intake.routes[0].cases.best == 4
    assert codes(intake) == ["column_repeated"]
    assert intake.rows[0].written["Cases (G)"] == "5"


def test_a_place_in_another_country_is_not_moved_in_silence(read_rows: ReadRows) -> None:
    intake = read_rows([HEADERS, ["Dubai", "Kenya", "", "Beirut", "Lebanon"]])
    origin = intake.routes[0].origin
    assert (origin.place_id, origin.written) == ("iso:KE", "Dubai")
    assert codes(intake) == ["place_elsewhere"]


def test_a_proposal_is_never_accepted_and_falls_back_to_its_country(read_rows: ReadRows) -> None:
    intake = read_rows([HEADERS, ["Nairobbi", "Kenya", "", "Busia", ""]])
    route = intake.routes[0]
    assert route.origin.place_id == "iso:KE"
    assert route.destination.place_id is None
    assert codes(intake) == ["place_proposed", "place_ambiguous"]


def test_personal_data_is_named_by_kind_and_never_repeated(read_rows: ReadRows) -> None:
    secret = "Her number is +254 712 345 678, mail wanjiru@example.org, passport A1234567, PIN A123456789Z"
    intake = read_rows([[*HEADERS, "Notes", "Phone number"], [*BUSIA_TO_BEIRUT, secret, "0712345678"]])
    said = [problem for problem in intake.problems if problem.code == "personal_data"]
    assert len(said) == 4
    for problem in intake.problems:
        assert not any(part in problem.message + problem.remedy for part in ("712", "wanjiru", "A12"))
    assert "personal_column" in codes(intake)


def test_codes_are_matched_part_by_part_and_the_rest_is_proposed(read_rows: ReadRows) -> None:
    intake = read_rows(
        [[*HEADERS, "Industry"], [*BUSIA_TO_BEIRUT, "Domestic work; Fishing and mining; Fihsing"]]
    )
    assert intake.routes[0].industries == ("domestic_work", "fishing", "mining")
    (problem,) = intake.problems
    assert problem.code == "code_unknown"
    assert "Fihsing" in problem.message
    assert "Fishing" in problem.remedy


def test_rows_that_say_the_same_all_count_and_are_pointed_out(read_rows: ReadRows) -> None:
    intake = read_rows([["Ref", *HEADERS], ["1", *BUSIA_TO_BEIRUT], ["2", *BUSIA_TO_BEIRUT]])
    assert intake.usable == 2
    assert codes(intake) == ["same_as_row"]
    assert len({route.id for route in intake.routes}) == 2


def test_ids_stay_the_same_in_another_folder_and_differ_for_a_file_given_twice(
    read_file: ReadFile, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    here = csv_file(tmp_path / "r.csv", [HEADERS, BUSIA_TO_BEIRUT])
    there = csv_file(tmp_path / "other" / "r.csv", [HEADERS, BUSIA_TO_BEIRUT])
    assert read_file(here).routes[0].id == read_file(there).routes[0].id
    assert len({route.id for route in read_file(here, there).routes}) == 2


def test_the_text_for_people_begins_with_the_verdict(read_rows: ReadRows) -> None:
    intake = read_rows([HEADERS, BUSIA_TO_BEIRUT, ["", "", "Nairobi", "", "?"]])
    lines = intake.as_text().splitlines()
    assert lines[0] == "1 of 2 rows can be used."
    assert lines[2] == "Cannot be used until mended:"
    assert "Row 3" in lines[3]


def test_the_report_for_programs_has_every_problem_with_its_place(read_rows: ReadRows) -> None:
    report = read_rows([[*HEADERS, "Cases"], [*BUSIA_TO_BEIRUT, "2.5"]]).as_report()
    (problem,) = report.pop("problems")
    assert report == {"rows": 1, "usable": 1}
    assert (problem["row"], problem["column"], problem["code"]) == (2, "Cases", "cases_unclear")
    assert problem["severity"] == "warning"
