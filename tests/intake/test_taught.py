"""What people have said about a file is read, and what was written is kept beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from njia.gazetteer import Gazetteer
from njia.intake import Intake, read
from njia.network import Network
from njia.vocabulary import headers

from .made import BUSIA_TO_BEIRUT, HEADERS, csv_file, xlsx_file

ReadTaught = Callable[..., Intake]


@pytest.fixture
def read_taught(gazetteer: Gazetteer, tmp_path: Path) -> ReadTaught:
    def read_it(rows: Sequence[Sequence[str]], **taught: Mapping[object, str]) -> Intake:
        file = csv_file(tmp_path / "routes.csv", rows)
        return read([file], gazetteer, Network(), **taught)  # type: ignore[arg-type]

    return read_it


def ways(intake: Intake) -> list[list[str]]:
    return [[stop.place_name for stop in route.stops] for route in intake.routes]


def codes(intake: Intake) -> list[str]:
    return [problem.code for problem in intake.problems]


def test_a_header_that_was_taught_is_read(read_taught: ReadTaught) -> None:
    rows = [["Taken at", "Dropped at", "Heads"], ["Kisumu, Kenya", "Doha, Qatar", "3"]]
    intake = read_taught(rows, headers={"taken at": "origin", "DROPPED  AT": "destination", "heads": "cases"})
    assert ways(intake) == [["Kisumu", "Doha"]]
    assert intake.routes[0].cases.best == 3
    assert intake.unknown_columns == ()


def test_a_numbered_column_is_taught_with_its_number(read_taught: ReadTaught) -> None:
    rows = [
        [*HEADERS[:2], "Rest house B", "Rest house A", *HEADERS[3:]],
        ["Busia", "Kenya", "Dubai", "Nairobi", "Beirut", "Lebanon"],
    ]
    taught = {"rest house a": "transit_1_place", "rest house b": "transit_2_place"}
    assert ways(read_taught(rows, headers=taught)) == [["Busia", "Nairobi", "Dubai", "Beirut"]]


def test_a_column_is_left_aside_when_people_say_so_and_its_text_is_kept(read_taught: ReadTaught) -> None:
    rows = [[*HEADERS, "Cases"], [*BUSIA_TO_BEIRUT, "250"]]
    assert read_taught(rows).routes[0].cases.best == 250
    intake = read_taught(rows, headers={"cases": ""})
    assert intake.routes[0].cases.best is None
    assert intake.rows[0].written["Cases"] == "250"
    assert codes(intake) == ["column_left_aside"]


def test_what_was_taught_goes_before_what_njia_knows(read_taught: ReadTaught) -> None:
    rows = [["From", "To", "Notes"], ["Doha, Qatar", "Kisumu, Kenya", "4"]]
    intake = read_taught(rows, headers={"from": "destination", "to": "origin", "notes": "cases"})
    assert ways(intake) == [["Kisumu", "Doha"]]
    assert intake.routes[0].cases.best == 4
    assert intake.routes[0].notes == ""


@pytest.mark.parametrize(
    "name", ["shoe_size", "transit_n_place", "transit_0_place", "origin_1_place", "Origin"]
)
def test_a_column_that_there_is_not_cannot_be_taught(read_taught: ReadTaught, name: str) -> None:
    with pytest.raises(KeyError):
        read_taught([HEADERS, BUSIA_TO_BEIRUT], headers={"x": name})


def test_every_column_has_a_name_that_is_read_again() -> None:
    for key in headers.columns():
        header = headers.Header(key, 7 if "_n_" in key else None)
        assert headers.named(header.name) == header


def test_an_organisations_own_wording_is_read_in_every_row(read_taught: ReadTaught) -> None:
    rows = [
        [*HEADERS, "Industry", "Transport"],
        [*BUSIA_TO_BEIRUT, "Shamba la boss", "Probox"],
        [*BUSIA_TO_BEIRUT, "shamba la BOSS; mining", "probox"],
    ]
    wordings = {("industry", "shamba la boss"): "agriculture", ("transport_mode", "Probox"): "car"}
    assert "code_unknown" in codes(read_taught(rows))
    intake = read_taught(rows, wordings=wordings)
    assert [route.industries for route in intake.routes] == [("agriculture",), ("agriculture", "mining")]
    assert {route.transport_modes for route in intake.routes} == {("car",)}
    assert intake.unknown_spellings == ()


def test_a_wording_that_a_list_knows_keeps_its_meaning(read_taught: ReadTaught) -> None:
    rows = [[*HEADERS, "Industry"], [*BUSIA_TO_BEIRUT, "Mining"]]
    intake = read_taught(rows, wordings={("industry", "mining"): "agriculture"})
    assert intake.routes[0].industries == ("mining",)


def test_an_own_spelling_of_a_country_is_read_and_kept(read_taught: ReadTaught) -> None:
    rows = [HEADERS, ["Jeddah", "Saudiya Kubwa", "Nairobi; Dubai", "Goma", "Congo"]]
    assert "country_unrecognised" in codes(read_taught(rows))
    intake = read_taught(rows, wordings={("country", "saudiya kubwa"): "SA", ("country", "congo"): "CD"})
    assert codes(intake) == []
    (route,) = intake.routes
    assert (route.origin.country_code, route.origin.country_written) == ("SA", "Saudiya Kubwa")
    assert (route.destination.place_name, route.destination.country_code) == ("Goma", "CD")


@pytest.mark.parametrize(("kind", "code"), [("industry", "no_such"), ("country", "ZZ"), ("colour", "red")])
def test_a_wording_needs_a_code_that_there_is(read_taught: ReadTaught, kind: str, code: str) -> None:
    with pytest.raises(KeyError):
        read_taught([HEADERS, BUSIA_TO_BEIRUT], wordings={(kind, "x"): code})


def test_a_corrected_cell_is_read_and_the_original_stays(read_taught: ReadTaught) -> None:
    rows = [[*HEADERS, "Cases"], ["Bussia", *BUSIA_TO_BEIRUT[1:], "thrity"], [*BUSIA_TO_BEIRUT, "1"]]
    wrong = read_taught(rows)
    assert {problem.row for problem in wrong.problems} == {2}
    intake = read_taught(
        rows, corrections={("", 2, "Place of origin"): "Busia", ("", 2, "Cases"): "30", ("", 2, "Notes"): "x"}
    )
    assert ways(intake)[0] == ["Busia", "Nairobi", "Beirut"]
    assert intake.routes[0].cases.best == 30
    assert intake.rows[0].written == wrong.rows[0].written
    assert intake.rows[0].written["Place of origin"] == "Bussia"
    assert intake.rows[0].corrected["Cases"] == "30"
    assert intake.rows[1].corrected == {}
    assert codes(intake) == []


def test_a_row_that_cannot_be_used_is_mended_by_filling_an_empty_cell(read_taught: ReadTaught) -> None:
    rows = [[*HEADERS, "Cases"], ["", "", "Nairobi", "", "", "3"]]
    assert read_taught(rows).usable == 0
    intake = read_taught(rows, corrections={("", 2, "Country of exploitation"): "Oman"})
    assert intake.usable == 1
    assert intake.routes[0].destination.country_code == "OM"


def test_a_correction_belongs_to_its_sheet(gazetteer: Gazetteer, tmp_path: Path) -> None:
    file = xlsx_file(tmp_path / "routes.xlsx", [HEADERS, BUSIA_TO_BEIRUT])
    intake = read([file], gazetteer, Network(), corrections={("Sheet2", 2, "Place of origin"): "Kisumu"})
    assert ways(intake) == [["Busia", "Nairobi", "Beirut"]]
