"""Cells of carriers: a known name is kept, anything else stays in the network."""

from __future__ import annotations

from pathlib import Path

import pytest

from njia.dataset import dataset
from njia.gazetteer import Gazetteer
from njia.intake import read
from njia.network import Network
from njia.problems import Severity
from njia.vocabulary.carriers import OTHER

from .conftest import ReadRows
from .made import BUSIA_TO_BEIRUT, HEADERS, csv_file


def rows(cell: str, header: str = "Airline", mode: str = "plane") -> list[list[str]]:
    return [
        [*HEADERS, header, "Transport to place of exploitation"],
        [*BUSIA_TO_BEIRUT, cell, mode],
    ]


def said(intake):
    return [(p.column, p.message) for p in intake.problems if p.code == "carrier_not_known"]


@pytest.mark.parametrize(
    ("cell", "carriers"),
    [
        ("emirates airlines", ("Emirates",)),
        ("KQ / Saudia", ("Kenya Airways", "Saudi Arabian Airlines")),
        ("Kenya Airways / KQ", ("Kenya Airways",)),
        ("Qatar Airways (economy)", ("Qatar Airways",)),
        ("EK720 and Fly Dubai", ("Emirates", "flydubai")),
        ("Emirates -> Saudia", ("Emirates", "Saudi Arabian Airlines")),
        ("Emirates, then KLM", ("Emirates", "KLM")),
        ("unknown", ()),
        ("N/A", ()),
        ("-", ()),
        ("Other airline", (OTHER,)),
    ],
)
def test_a_carrier_is_named_as_the_list_names_it(
    read_rows: ReadRows, cell: str, carriers: tuple[str, ...]
) -> None:
    intake = read_rows(rows(cell))
    assert intake.routes[0].legs[-1].carriers == carriers
    assert said(intake) == []


def test_what_no_list_knows_is_another_carrier_and_its_text_stays_in_the_network(read_rows: ReadRows) -> None:
    intake = read_rows(rows("Emirates; Juma's car"))
    leg = intake.routes[0].legs[-1]
    assert (leg.carriers, leg.carriers_written) == (("Emirates", OTHER), "Emirates; Juma's car")
    assert intake.rows[0].written["Airline"] == "Emirates; Juma's car"
    assert said(intake) == [("Airline", "'Juma's car' is not a carrier that Njia or this network knows.")]
    tables = dataset(intake.routes).tables()
    assert tables["carriers"]["carrier"].to_pylist() == ["Emirates", OTHER]
    assert not [name for name, table in tables.items() if "Juma" in str(table.to_pylist())]


@pytest.mark.parametrize("header", ["Airline", "Carrier to transit 1", "Carrier to place of exploitation"])
def test_a_carrier_that_is_not_known_is_a_warning_in_every_column(read_rows: ReadRows, header: str) -> None:
    intake = read_rows(rows("Nobody Air", header))
    (problem,) = [p for p in intake.problems if p.code == "carrier_not_known"]
    assert (problem.severity, problem.row, problem.column) == (Severity.WARNING, 2, header)
    assert "'carriers' in the network's settings" in problem.remedy
    assert intake.usable == 1


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("Juma Otieno 0722 123456", "a telephone number"),
        ("Juma, 0722 123 456", "a telephone number"),
        ("Juma 0722/123456", "a telephone number"),
        ("juma@example.org", "an e-mail address"),
        ("agent A1234567", "a passport number"),
    ],
)
def test_a_carrier_cell_with_personal_data_is_told_by_kind_and_never_quoted(
    read_rows: ReadRows, cell: str, kind: str
) -> None:
    intake = read_rows(rows(cell))
    assert intake.routes[0].legs[-1].carriers == (OTHER,)
    shown = f"A text that seems to hold {kind} is not a carrier that Njia or this network knows."
    assert said(intake) == [("Airline", shown)]
    assert not [p for p in intake.problems if "uma" in p.message + p.remedy]


def test_a_number_in_a_carrier_cell_for_a_leg_that_is_not_there_is_not_quoted(read_rows: ReadRows) -> None:
    table = [
        ["Origin country", "Transit 1", "Destination country", "Carrier to transit 2"],
        ["Kenya", "Nairobi", "Qatar", "x"],
        ["Kenya", "", "Qatar", "Juma 0722 123456"],
    ]
    table[0].insert(2, "Transit 2")
    table = [table[0], *[[*row[:2], "", *row[2:]] for row in table[1:]]]
    assert "0722" not in " ".join(p.message + p.remedy for p in read_rows(table).problems)


def test_a_network_names_carriers_of_its_own(gazetteer: Gazetteer, tmp_path: Path) -> None:
    network = Network(carriers=("Nyota  Coaches", "-", ""))
    file = csv_file(tmp_path / "routes.csv", rows("NYOTA COACH or KQ; ;"))
    intake = read([file], gazetteer, network)
    assert intake.routes[0].legs[-1].carriers == ("Nyota Coaches", "Kenya Airways")
    assert said(intake) == []


def test_a_known_airline_does_not_say_how_people_travelled(read_rows: ReadRows) -> None:
    route = read_rows(rows("Emirates", mode="")).routes[0]
    assert route.legs[-1].carriers == ("Emirates",)
    assert [leg.mode for leg in route.legs] == [None, None]
    assert route.transport_modes == ()


def test_a_story_in_a_carrier_cell_is_one_warning_and_no_carrier(read_rows: ReadRows) -> None:
    intake = read_rows(rows("x" * 20_000))
    assert intake.routes[0].legs[-1].carriers == (OTHER,)
    ((_, message),) = said(intake)
    assert len(message) < 150


@pytest.mark.parametrize("name", ["2020", "Kenya, second half of 2019", "x" * 40])
def test_the_name_of_a_collection_is_taken_as_it_is_written(read_rows: ReadRows, name: str) -> None:
    intake = read_rows([[*HEADERS, "Collection"], [*BUSIA_TO_BEIRUT, name]])
    assert intake.routes[0].collection == name
    assert "collection_not_used" not in {p.code for p in intake.problems}


@pytest.mark.parametrize("text", ["x" * 41, "2020, call 0722 123456", "juma@example.org"])
def test_a_collection_that_is_more_than_a_name_is_not_used_and_not_quoted(
    gazetteer: Gazetteer, tmp_path: Path, text: str
) -> None:
    file = csv_file(tmp_path / "routes.csv", [[*HEADERS, "Collection"], [*BUSIA_TO_BEIRUT, text]])
    intake = read([file], gazetteer, Network(collection="2021"))
    (problem,) = [p for p in intake.problems if p.code == "collection_not_used"]
    assert (problem.severity, problem.row, problem.column) == (Severity.WARNING, 2, "Collection")
    assert text not in problem.message + problem.remedy
    assert intake.routes[0].collection == "2021"
    assert intake.rows[0].written["Collection"] == text
