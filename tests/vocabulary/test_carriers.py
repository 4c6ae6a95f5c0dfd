"""Carriers: only what the list holds is a carrier, however it is written."""

import pytest

from njia.vocabulary.carriers import (
    OTHER,
    Carrier,
    CarrierKind,
    carriers,
    index,
    is_other,
    match,
    names_of,
)
from njia.vocabulary.lists import LONGEST, VocabularyError


def name_of(text: str) -> str | None:
    carrier = match(text)
    return carrier.name if carrier else None


@pytest.mark.parametrize("carrier", carriers(), ids=lambda carrier: carrier.name)
def test_everything_that_names_a_carrier_leads_back_to_it(carrier: Carrier) -> None:
    for wording in carrier.wordings():
        assert match(wording) is carrier
        assert match(f" {wording.upper()} ") is carrier
    if carrier.iata:
        assert match(f"{carrier.iata} 123") is carrier


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Emirates Airlines", "Emirates"),
        ("KQ", "Kenya Airways"),
        ("kq 310", "Kenya Airways"),
        ("Kenya Airways (KQ)", "Kenya Airways"),
        ("KENYA  AIRWAYS", "Kenya Airways"),
        ("Qatar", "Qatar Airways"),
        ("Qatar airway", "Qatar Airways"),
        ("Saudia", "Saudi Arabian Airlines"),
        ("الخطوط الجوية السعودية", "Saudi Arabian Airlines"),
        ("Ethiopian", "Ethiopian Airlines"),
        ("Turkish", "Turkish Airlines"),
        ("Fly Dubai", "flydubai"),
        ("K.L.M.", None),
        ("SGR", "Madaraka Express"),
        ("Simba Coaches", "Simba Coach"),
        ("Air Cote d’Ivoire", "Air Côte d'Ivoire"),
    ],
)
def test_what_people_write_is_what_the_report_prints(written: str, name: str | None) -> None:
    assert name_of(written) == name


@pytest.mark.parametrize(
    "printed",
    [
        "Saudi Arabian Airlines",
        "KLM",
        "Lufthansa",
        "Turkish Airlines",
        "Emirates",
        "Kenya Airways",
        "Qatar Airways",
        "Ethiopian Airlines",
    ],
)
def test_the_names_printed_in_2020_stay_as_they_are(printed: str) -> None:
    assert name_of(printed) == printed


@pytest.mark.parametrize(
    "text", ["", " ", "John", "0722 123456", "Emirates driver", "Ana", "12", "KQ 12345 678"]
)
def test_what_is_no_carrier_matches_none(text: str) -> None:
    assert match(text) is None


@pytest.mark.parametrize("country", ["SA", "KE", "UK", "TR", "LY"])
def test_a_countrys_code_is_an_airline_only_with_a_flight_number(country: str) -> None:
    assert match(country) is None
    assert match(f"{country}101") is not None


def test_a_story_is_no_carrier() -> None:
    assert match("Emirates " * LONGEST) is None
    assert not is_other("other " * LONGEST)


def test_another_carrier_is_no_carrier_of_the_list_and_says_so_itself() -> None:
    assert match(OTHER) is None
    assert is_other(OTHER) and is_other("Other airline")
    assert not is_other("Emirates") and not is_other("")


def test_two_carriers_with_one_wording_are_refused() -> None:
    one = Carrier(name="One Air", kind=CarrierKind.AIR)
    two = Carrier(name="Two Air", kind=CarrierKind.AIR, aliases=("one  AIR",))
    with pytest.raises(VocabularyError, match="names both One Air and Two Air"):
        index((one, two))


def test_buses_and_trains_are_no_airlines() -> None:
    on_the_ground = set(names_of(CarrierKind.ROAD, CarrierKind.RAIL))
    assert {"Modern Coast", "Madaraka Express"} <= on_the_ground
    assert not on_the_ground & set(names_of(CarrierKind.AIR))
