"""What people write into a cell of transit points, and the stops that it means, in order."""

from __future__ import annotations

import pytest

from njia.intake.result import Intake
from njia.schema import Stop

from .conftest import ReadRows


def transit_of(intake: Intake, row: int = 0) -> list[Stop]:
    route = intake.rows[row].route
    assert route is not None
    return list(route.stops[1:-1])


def names(intake: Intake, row: int = 0) -> list[str]:
    return [stop.place_name or f"?{stop.written}" for stop in transit_of(intake, row)]


def codes(intake: Intake) -> set[str]:
    return {problem.code for problem in intake.problems}


def read_cell(read_rows: ReadRows, cell: str) -> Intake:
    return read_rows([["Origin country", "Transit", "Destination country"], ["Kenya", cell, "Italy"]])


@pytest.mark.parametrize(
    "cell",
    [
        "Nairobi » Dubai",
        "Nairobi ➝ Dubai",
        "Nairobi ==> Dubai",
        "Nairobi፣ Dubai",
        "Nairobi፤ Dubai",
        "1.Nairobi\n2.Dubai",
        "1) Nairobi 2) Dubai",
        "a) Nairobi b) Dubai",
        "Nairobi. Dubai.",
        "Nairobi, finally Dubai",
        "from Nairobi to Dubai",
        "first Nairobi, then flight to Dubai",
        "Nairobi እና Dubai",
        "Nairobi-Dubai",
    ],
)
def test_signs_and_words_between_places_part_them_in_order(read_rows: ReadRows, cell: str) -> None:
    intake = read_cell(read_rows, cell)
    assert names(intake) == ["Nairobi", "Dubai"]
    assert not codes(intake)


@pytest.mark.parametrize(
    "cell", ["transit in Dubai", "direct flight to Dubai", "stopover in Dubai", "Through Dubai"]
)
def test_words_before_a_place_are_no_part_of_its_name(read_rows: ReadRows, cell: str) -> None:
    assert names(read_cell(read_rows, cell)) == ["Dubai"]


@pytest.mark.parametrize(
    "cell",
    [
        "Nairobi (by bus), Dubai (by air)",
        "Nairobi by bus then Dubai by plane",
        "Nairobi (2 weeks), Dubai (bus)",
    ],
)
def test_how_people_travelled_does_not_hide_the_place_and_is_said(read_rows: ReadRows, cell: str) -> None:
    intake = read_cell(read_rows, cell)
    assert names(intake) == ["Nairobi", "Dubai"]
    assert codes(intake) == {"transit_aside"}


@pytest.mark.parametrize("cell", ["Nairobi/Mombasa/Dubai", "Nairobi \\ Mombasa \\ Dubai"])
def test_places_between_slashes_are_stops_in_order_and_it_is_said(read_rows: ReadRows, cell: str) -> None:
    intake = read_cell(read_rows, cell)
    assert names(intake) == ["Nairobi", "Mombasa", "Dubai"]
    assert codes(intake) == {"transit_slashed"}


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Trinidad and Tobago", ["Trinidad and Tobago"]),
        (
            "Bosnia and Herzegovina, Sao Tome and Principe",
            ["Bosnia and Herzegovina", "São Tomé and Príncipe"],
        ),
        ("Port-au-Prince", ["Port-au-Prince"]),
        ("Guinea-Bissau", ["Guinea-Bissau"]),
        ("Bujumbura/Burundi", ["Bujumbura"]),
        ("Washington, D.C.", ["Washington"]),
        ("Dar es Salaam and Zanzibar", ["Dar es Salaam", "Zanzibar"]),
    ],
)
def test_a_name_that_holds_a_sign_or_a_word_stays_whole(
    read_rows: ReadRows, cell: str, expected: list[str]
) -> None:
    intake = read_cell(read_rows, cell)
    assert names(intake) == expected
    assert not codes(intake)


def test_a_place_on_both_sides_of_a_border_is_parted_from_its_neighbours_all_the_same(
    read_rows: ReadRows,
) -> None:
    intake = read_cell(read_rows, "Kigali-Kampala-Busia")
    assert names(intake) == ["Kigali", "Kampala", "?Busia"]
    assert codes(intake) == {"place_ambiguous"}


def test_an_unknown_stop_between_two_others_is_not_lost(read_rows: ReadRows) -> None:
    assert names(read_cell(read_rows, "Nairobi, unknown, Dubai")) == ["Nairobi", "?unknown", "Dubai"]
    assert names(read_cell(read_rows, "Nairobi, unknown")) == ["Nairobi", "?unknown"]


def test_yes_is_an_answer_and_no_town_in_iran(read_rows: ReadRows) -> None:
    intake = read_cell(read_rows, "Yes")
    assert names(intake) == ["?Yes"]
    assert codes(intake) == {"place_unresolved"}


HEADER = ["Origin country", "Transit country", "Transit town", "Destination country"]


@pytest.mark.parametrize(
    ("lands", "places", "expected"),
    [
        ("Kenya", "Busia, Nairobi", ["Busia/KE", "Nairobi/KE"]),
        ("Kenya, Ethiopia", "Nairobi, Addis Ababa", ["Nairobi/KE", "Addis Ababa/ET"]),
        ("Uganda, Kenya", "Nairobi", ["Uganda/UG", "Nairobi/KE"]),
        ("Uganda, Kenya, Ethiopia", "Kampala, Nairobi", ["Kampala/UG", "Nairobi/KE", "Ethiopia/ET"]),
        ("Kenya, Ethiopia", "Nairobi, Isiolo, Addis Ababa", ["Nairobi/KE", "Isiolo/KE", "Addis Ababa/ET"]),
        ("Kenya", "", ["Kenya/KE"]),
        ("", "Nairobi", ["Nairobi/KE"]),
    ],
)
@pytest.mark.parametrize("lands_first", [True, False])
def test_a_column_of_transit_countries_and_one_of_towns_make_one_way(
    read_rows: ReadRows, lands: str, places: str, expected: list[str], lands_first: bool
) -> None:
    header, row = HEADER[:], ["Burundi", lands, places, "Oman"]
    if not lands_first:
        header[1:3], row[1:3] = header[2:0:-1], row[2:0:-1]
    intake = read_rows([header, row])
    assert [f"{stop.place_name}/{stop.country_code}" for stop in transit_of(intake)] == expected
    assert not codes(intake)


def test_a_country_that_two_states_share_is_not_lost_in_silence(read_rows: ReadRows) -> None:
    intake = read_rows([["Country of origin", "Country of destination"], ["Congo", "Georgia"]])
    (found,) = intake.problems
    assert found.code == "place_ambiguous"
    assert "Democratic Republic of the Congo" in found.remedy


@pytest.mark.parametrize(
    ("written", "country"),
    [
        ("Kenia", "Kenya"),
        ("Ugnada", "Uganda"),
        ("Saudi Arabai", "Saudi Arabia"),
        ("Somali", "Somalia"),
        ("Quatar", "Qatar"),
        ("Omani", "Oman"),
        ("Lebannon", "Lebanon"),
    ],
)
def test_for_a_misspelt_country_the_likely_one_is_proposed(
    read_rows: ReadRows, written: str, country: str
) -> None:
    intake = read_rows([["Country of origin", "Country of destination"], [written, "Italy"]])
    (found,) = intake.problems
    assert found.code == "country_unrecognised"
    assert found.remedy.endswith(f"such as {country}.")


def test_no_far_country_is_proposed_for_a_word_that_is_none(read_rows: ReadRows) -> None:
    intake = read_rows([["Country of origin", "Country of destination"], ["Thai", "Italy"]])
    assert "such as" not in intake.problems[0].remedy


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Moyale, Marsabit, Isiolo", ["?Moyale", "Marsabit", "Isiolo"]),
        ("Kitale, Trans Nzoia, Nairobi", ["Kitale", "Nairobi"]),
        ("Eastleigh, Nairobi, Dubai", ["Eastleigh", "Dubai"]),
        ("Malindi, Kilifi, Mombasa", ["Malindi", "Kilifi", "Mombasa"]),
        ("Busia, Kenya, Nairobi", ["Busia", "Nairobi"]),
    ],
)
def test_a_town_in_a_list_is_a_stop_and_no_county_of_the_one_before(
    read_rows: ReadRows, cell: str, expected: list[str]
) -> None:
    assert names(read_cell(read_rows, cell)) == expected
