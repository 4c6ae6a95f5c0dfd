"""What a file leaves to ask is given as data: each question once, with what it may mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from njia.gazetteer import Gazetteer
from njia.intake import read
from njia.intake.asking import NoTable
from njia.network import Network

from .conftest import ReadRows
from .made import BUSIA_TO_BEIRUT, HEADERS, csv_file


def test_an_unknown_header_is_asked_about_with_some_of_its_cells(read_rows: ReadRows) -> None:
    rows = [[*HEADERS, "Victims rescued from"], *([*BUSIA_TO_BEIRUT, text] for text in "aabcdef")]
    (column,) = read_rows(rows).unknown_columns
    assert (column.column, column.samples) == ("Victims rescued from", ("a", "b", "c", "d"))
    assert column.file.endswith("routes.csv")


def test_the_nearest_header_is_proposed(read_rows: ReadRows) -> None:
    (column,) = read_rows([[*HEADERS, "Numbr of cases"], [*BUSIA_TO_BEIRUT, "3"]]).unknown_columns
    assert column.proposal == "cases"
    (column,) = read_rows([[*HEADERS, "Qqqqq"], [*BUSIA_TO_BEIRUT, "3"]]).unknown_columns
    assert column.proposal == ""


@pytest.mark.parametrize("header", ["Name of victim", "Phone of victim", "Mother's phone", "Simu ya mama"])
def test_cells_under_a_personal_header_are_not_shown(read_rows: ReadRows, header: str) -> None:
    (column,) = read_rows([[*HEADERS, header], [*BUSIA_TO_BEIRUT, "Achieng"]]).unknown_columns
    assert column.is_personal
    assert "Achieng" not in repr(column)


def test_an_empty_column_and_one_without_a_header_are_not_asked_about(read_rows: ReadRows) -> None:
    rows = [[*HEADERS, "Shoe size", ""], [*BUSIA_TO_BEIRUT, "", "x"]]
    assert read_rows(rows).unknown_columns == ()


def test_a_spelling_is_asked_about_once_with_how_many_rows_it_stands_in(read_rows: ReadRows) -> None:
    wrong = ["Bussia", "Kenya", "Bussia", "Beirut", "Lebanon"]
    intake = read_rows([HEADERS, wrong, wrong, BUSIA_TO_BEIRUT, ["Kisummu", "KE", "", "Beirut", "Lebanon"]])
    asked = {(one.kind, one.text, one.country): one for one in intake.unknown_spellings}
    assert asked["place", "Bussia", "KE"].rows == 2
    assert asked["place", "Kisummu", "KE"].rows == 1
    assert intake.unknown_spellings[0].text == "Bussia"
    assert asked["place", "Kisummu", "KE"].candidates


def test_a_country_by_name_and_by_code_is_one_question(read_rows: ReadRows) -> None:
    rows = [["Kisummu", country, "", "Beirut", "Lebanon"] for country in ("Kenya", "KE", "KENYA")]
    (asked,) = read_rows([HEADERS, *rows]).unknown_spellings
    assert (asked.country, asked.rows) == ("KE", 3)


def test_the_same_text_in_capitals_is_one_question(read_rows: ReadRows) -> None:
    rows = [["Kisummu", "Kenya", "", "Beirut", "Lebanon"], ["KISUMMU", "Kenya", "", "Beirut", "Lebanon"]]
    (asked,) = read_rows([HEADERS, *rows]).unknown_spellings
    assert (asked.text, asked.rows) == ("Kisummu", 2)


def test_what_says_that_a_place_is_unknown_is_not_asked_about(read_rows: ReadRows) -> None:
    rows = [[text, "", "", "Beirut", "Lebanon"] for text in ("unknown, Kenya", "n/a, Uganda")]
    assert read_rows([HEADERS, *rows]).unknown_spellings == ()


def test_an_unknown_wording_is_asked_about_with_the_nearest_code(read_rows: ReadRows) -> None:
    rows = [[*HEADERS, "Industry"], *([*BUSIA_TO_BEIRUT, text] for text in ("Minning", "Minning", "Qzxv"))]
    asked = {one.text: one for one in read_rows(rows).unknown_spellings}
    assert (asked["Minning"].kind, asked["Minning"].rows) == ("industry", 2)
    assert asked["Minning"].candidates == ("mining",)
    assert asked["Qzxv"].candidates == ()


def test_an_unknown_country_is_asked_about(read_rows: ReadRows) -> None:
    rows = [HEADERS, ["Jeddah", "Saudi Arabai", "", "Beirut", "Lebanon"], ["Goma", "Congo", "", "Beirut", ""]]
    asked = {one.text: one for one in read_rows(rows).unknown_spellings if one.kind == "country"}
    assert asked["Saudi Arabai"].candidates[0] == "SA"


def test_a_spelling_that_an_alias_cannot_mend_is_not_asked_about(read_rows: ReadRows) -> None:
    # Nairobi is not in Uganda, and two places are no one place: a person mends the cell.
    rows = [HEADERS, ["Nairobi", "Uganda", "", "Kisumu and Mombasa", "Kenya"]]
    intake = read_rows(rows)
    assert {problem.code for problem in intake.problems} >= {"place_elsewhere"}
    assert not [one for one in intake.unknown_spellings if one.text == "Nairobi"]


def test_a_file_without_doubts_asks_nothing(read_rows: ReadRows) -> None:
    intake = read_rows([HEADERS, BUSIA_TO_BEIRUT])
    assert (intake.unknown_columns, intake.unknown_spellings) == ((), ())


def test_a_table_without_one_known_header_is_asked_about(gazetteer: Gazetteer, tmp_path: Path) -> None:
    rows = [["Our cases"], ["Bilowga", "Dhamaadka", "Dadka"], ["Kisumu, Kenya", "Doha, Qatar", "3"]]
    file = csv_file(tmp_path / "routes.csv", rows)
    with pytest.raises(NoTable) as refused:
        read([file], gazetteer, Network())
    assert [(column.column, column.samples) for column in refused.value.columns] == [
        ("Bilowga", ("Kisumu, Kenya",)),
        ("Dhamaadka", ("Doha, Qatar",)),
        ("Dadka", ("3",)),
    ]
    said = {"bilowga": "origin", "dhamaadka": "destination"}
    assert read([file], gazetteer, Network(), headers=said).usable == 1
