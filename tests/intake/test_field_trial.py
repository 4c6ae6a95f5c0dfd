"""Whole files as organisations send them: every route arrives, and nothing else does."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from njia.intake.result import Intake
from njia.problems import UnreadableFile
from njia.vocabulary import headers

from .conftest import ReadFile, ReadRows
from .made import csv_file, xlsx_file


def ways(intake: Intake) -> list[list[str]]:
    return [[stop.place_name for stop in route.stops] for route in intake.routes]


def codes(intake: Intake) -> list[str]:
    return [problem.code for problem in intake.problems]


ENDS = ["Origin city", "Origin country", "Destination city", "Destination country", "Cases"]
KISUMU = ["Kisumu", "Kenya", "Doha", "Qatar", "3"]


def test_a_summary_below_the_routes_is_no_route(read_rows: ReadRows) -> None:
    rows = [ENDS, KISUMU, [], ["Summary"], ["Country", "Cases"], ["Kenya", "6"], ["Qatar", "6"], [], KISUMU]
    intake = read_rows(rows)
    assert [row.row for row in intake.rows] == [2, 9]
    (said,) = [problem for problem in intake.problems if problem.code == "left_out_table"]
    assert said.message.startswith("Rows 4 to 7 ")


def test_a_second_table_of_routes_below_is_read_with_its_own_headers(read_rows: ReadRows) -> None:
    intake = read_rows([ENDS, KISUMU, [], ["Destination country", "Origin country"], ["Oman", "Uganda"]])
    assert ways(intake) == [["Kisumu", "Doha"], ["Uganda", "Oman"]]


def test_the_times_of_a_kobo_form_are_no_places(read_rows: ReadRows) -> None:
    header = ["start", "end", "journey/origin_country", "journey/destination_country", "_id"]
    intake = read_rows([header, ["2020-03-01T10:00", "2020-03-01T10:05", "Kenya", "Qatar", "1"]])
    assert ways(intake) == [["Kenya", "Qatar"]]
    assert set(codes(intake)) == {"column_not_used"}


def test_exploitation_beside_a_destination_is_the_kind_of_it(read_rows: ReadRows) -> None:
    header = ["Origin country", "Destination country", "Destination town", "Exploitation"]
    intake = read_rows([header, ["Kenya", "Saudi Arabia", "", "Sexual exploitation"]])
    assert ways(intake) == [["Kenya", "Saudi Arabia"]]
    assert intake.routes[0].exploitation_types == ("sexual_exploitation",)
    assert not codes(intake)


def test_from_and_to_are_places_where_nothing_else_is(read_rows: ReadRows) -> None:
    assert ways(read_rows([["From", "To"], ["Kisumu", "Doha"]])) == [["Kisumu", "Doha"]]
    header = ["Origin country", "From", "Destination country", "To"]
    assert ways(read_rows([header, ["Kenya", "Kisumu", "Qatar", "Doha"]])) == [["Kisumu", "Doha"]]


@pytest.mark.parametrize(
    "header",
    ["Source town/district", "City/Town of origin", "Origin (Town or village)", "Home county/district"],
)
def test_two_words_for_a_place_are_one_place(header: str) -> None:
    found = headers.match(header)
    assert found is not None
    assert found.key == "origin_place"


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("Oct-19", dt.date(2019, 10, 1), dt.date(2019, 10, 31)),
        ("15-Oct-19", dt.date(2019, 10, 15), dt.date(2019, 10, 15)),
        ("Q3 2019", dt.date(2019, 7, 1), dt.date(2019, 9, 30)),
        ("2019 Q1", dt.date(2019, 1, 1), dt.date(2019, 3, 31)),
        ("unknown", None, None),
        ("n/a", None, None),
    ],
)
def test_dates_as_excel_and_offices_write_them(
    read_rows: ReadRows, written: str, first: dt.date | None, last: dt.date | None
) -> None:
    intake = read_rows([["Origin", "Destination", "Date"], ["Kenya", "Qatar", written]])
    assert (intake.routes[0].period_start, intake.routes[0].period_end) == (first, last)
    assert not codes(intake)


def test_a_workbook_with_titles_merged_cells_and_two_rows_of_headers(
    read_file: ReadFile, tmp_path: Path
) -> None:
    rows = [
        ["Coalition - journeys 2020"],
        [],
        ["No", "Organisation", "Origin", None, "Transit", None, "Destination", None, "Estimated cases"],
        [None, None, "City", "Country", "1", "2", "City", "Country", None],
        [1, "A", "Busia", "Uganda", "Eldoret", "Nairobi", "Dubai", "UAE", 5],
        [2, None, "Moyale", "Ethiopia", "Isiolo", None, "Beirut", "Lebanon", "10-15"],
        [None, None, "Total", None, None, None, None, None, 20],
    ]
    merged = ["A1:I1", "C3:D3", "E3:F3", "G3:H3", "B5:B6"]
    intake = read_file(xlsx_file(tmp_path / "t.xlsx", rows, merged))
    assert ways(intake) == [["Busia", "Eldoret", "Nairobi", "Dubai"], ["Moyale", "Isiolo", "Beirut"]]
    assert [route.organisation for route in intake.routes] == ["A", "A"]
    assert [route.cases.best for route in intake.routes] == [5, 12]
    assert codes(intake) == ["left_out_total", "merged_filled"]


def test_a_sum_without_a_word_is_a_total_and_no_remark(read_rows: ReadRows) -> None:
    intake = read_rows([ENDS, KISUMU, ["", "", "", "", "3"]])
    assert len(intake.rows) == 1
    assert codes(intake) == ["left_out_total"]


def test_a_files_name_is_said_as_it_is(read_file: ReadFile, tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        csv_file(tmp_path / folder / "r.csv", [ENDS, ["Kisumu", "Kenya", "", "", "3"]])
    intake = read_file(tmp_path / "a" / "r.csv", tmp_path / "b" / "r.csv")
    assert len({route.id for route in intake.routes}) == 2
    assert f"  {tmp_path}/b/r.csv, row 2, column" in intake.as_text()


def test_a_dash_for_standard_input_is_refused_with_what_to_do(read_file: ReadFile) -> None:
    with pytest.raises(UnreadableFile, match="Save it as a file"):
        read_file(Path("-"))


def test_lowest_and_highest_in_brackets_are_not_the_number_itself(read_rows: ReadRows) -> None:
    header = ["Origin Country Code", "Dest Country Code", "Victims (min)", "Victims (max)", "Victims (best)"]
    intake = read_rows([header, ["KE", "SA", "10", "15", ""], ["UG", "OM", "", "", "7"]])
    cases = [(route.cases.low, route.cases.best, route.cases.high) for route in intake.routes]
    assert cases == [(10, 12, 15), (7, 7, 7)]
    assert ways(intake) == [["Kenya", "Saudi Arabia"], ["Uganda", "Oman"]]
    assert not codes(intake)


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("What is the victim's country of origin?", "origin_country"),
        ("Please list all transit points in order", "transit"),
        ("Alipitia", "transit"),
        ("Alikopelekwa (mji, nchi)", "destination"),
        ("Client gender", "sexes"),
        ("Destination country name", "destination_country"),
    ],
)
def test_questions_and_other_wordings_are_known(header: str, key: str) -> None:
    found = headers.match(header)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    "header", ["Client name", "Name", "What is your name?", "Country code", "Survivor's name"]
)
def test_no_question_for_a_name_is_taken_for_anything_else(header: str) -> None:
    assert headers.match(header) is None


def test_an_arrow_to_the_left_leads_on_in_arabic(read_rows: ReadRows) -> None:
    intake = read_rows([["بلد المنشأ", "العبور", "بلد الوجهة"], ["كينيا", "نيروبي ← دبي", "قطر"]])
    assert ways(intake) == [["Kenya", "Nairobi", "Dubai", "Qatar"]]


def test_an_article_does_not_hide_a_code(read_rows: ReadRows) -> None:
    intake = read_rows([["Origin", "Destination", "Recruiter"], ["Kenya", "Qatar", "A friend"]])
    assert intake.routes[0].recruiter_relations == ("friend",)
    assert not codes(intake)


def test_a_number_grouped_by_points_is_asked_back_in_one_clear_sentence(read_rows: ReadRows) -> None:
    intake = read_rows([["Origin", "Destination", "Cases"], ["Kenya", "Qatar", "1.000,00"]])
    assert '"unknown", here perhaps 1000. It counts' in intake.problems[0].remedy
