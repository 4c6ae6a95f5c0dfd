"""A bare "Country" or "City" takes its meaning from the column beside it, and says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from njia.intake.result import Intake
from njia.vocabulary import headers

from .conftest import ReadFile, ReadRows
from .made import xlsx_file


def countries_of(intake: Intake, row: int = 0) -> list[str | None]:
    route = intake.rows[row].route
    assert route is not None
    return [stop.country_code for stop in route.stops]


def places_of(intake: Intake, row: int = 0) -> list[str]:
    route = intake.rows[row].route
    assert route is not None
    return [stop.place_name for stop in route.stops]


def said(intake: Intake, code: str) -> list[str | None]:
    return [problem.column for problem in intake.problems if problem.code == code]


@pytest.mark.parametrize(
    ("country", "origin", "destination"),
    [
        ("Country", "City of origin", "Destination city"),
        ("Nchi", "Mji wa asili", "Mahali pa unyonyaji"),
        ("Pays", "Ville d'origine", "Ville de destination"),
        ("البلد", "مدينة المنشأ", "مدينة الوجهة"),
        ("አገር", "የመነሻ ከተማ", "የመድረሻ ከተማ"),
    ],
)
def test_a_bare_country_belongs_to_the_place_at_its_left(
    read_rows: ReadRows, country: str, origin: str, destination: str
) -> None:
    header = [origin, country, "Transit", destination, country]
    intake = read_rows([header, ["Moyale", "Ethiopia", "Nairobi", "Tripoli", "Lebanon"]])
    assert countries_of(intake) == ["ET", "KE", "LB"]
    assert said(intake, "column_by_neighbour") == [country, f"{country} (E)"]
    assert not said(intake, "column_not_used")


def test_a_bare_country_before_the_place_belongs_to_the_place_at_its_right(read_rows: ReadRows) -> None:
    header = ["Organisation", "Country", "City of origin", "Country", "Destination city"]
    intake = read_rows([header, ["A", "Ethiopia", "Moyale", "Lebanon", "Tripoli"]])
    assert countries_of(intake) == ["ET", "LB"]


def test_a_bare_city_belongs_to_the_country_beside_it(read_rows: ReadRows) -> None:
    header = ["Country of origin", "City", "Country of destination", "Town"]
    intake = read_rows([header, ["Ethiopia", "Moyale", "Lebanon", "Tripoli"]])
    assert places_of(intake) == ["Moyale", "Tripoli"]
    assert countries_of(intake) == ["ET", "LB"]


def test_numbered_transit_points_have_their_bare_countries(read_rows: ReadRows) -> None:
    header = ["City of origin", "Country", "Transit 1", "Country", "Transit 2", "Country", "Destination city"]
    intake = read_rows([header, ["Busia", "Uganda", "Moyale", "Ethiopia", "Busia", "Kenya", "Dubai"]])
    assert countries_of(intake)[:3] == ["UG", "ET", "KE"]


def test_a_district_between_a_town_and_its_country_is_passed_over(read_rows: ReadRows) -> None:
    header = ["City of origin", "District", "Country", "Destination country"]
    intake = read_rows([header, ["Moyale", "Borena", "Ethiopia", "Qatar"]])
    assert countries_of(intake) == ["ET", "QA"]
    assert said(intake, "column_not_used") == ["District"]


def test_a_country_that_is_given_in_full_is_never_replaced(read_rows: ReadRows) -> None:
    header = ["City of origin", "Country", "Country of origin", "Destination country"]
    intake = read_rows([header, ["Moyale", "Kenya", "Ethiopia", "Qatar"]])
    assert countries_of(intake) == ["ET", "QA"]
    assert said(intake, "column_by_neighbour") == []


def test_an_unknown_header_gets_no_far_fetched_proposal(read_rows: ReadRows) -> None:
    header = ["Origin", "Destination", "Country", "Continent", "Nmber of victims"]
    intake = read_rows([header, ["Kenya", "Qatar", "x", "y", "z"]])
    messages = {p.column: p.message for p in intake.problems if p.code == "column_not_used"}
    assert messages["Continent"] == "The column 'Continent' was not used."
    assert "'Estimated number of cases'" in messages["Nmber of victims"]


@pytest.mark.parametrize("header", ["country", "continent", "comment on quality", "status code", "week"])
def test_only_a_real_likeness_is_a_likeness(header: str) -> None:
    assert headers.nearest(header) in ("", "notes", "outcomes") or not header


@pytest.mark.parametrize("name", ["Read me", "Codes", "Soma kwanza", "القوائم"])
def test_the_templates_own_helper_sheets_are_passed_over_quietly(
    read_file: ReadFile, tmp_path: Path, name: str
) -> None:
    import openpyxl

    path = xlsx_file(tmp_path / "t.xlsx", [["Origin", "Destination"], ["Kenya", "Qatar"]])
    book = openpyxl.load_workbook(path)
    book.create_sheet(name).append(["How to fill in"])
    book.create_sheet("Budget").append(["Fuel", 3])
    book.save(path)
    intake = read_file(path)
    assert [p.sheet for p in intake.problems if p.code == "sheet_without_table"] == ["Budget"]
