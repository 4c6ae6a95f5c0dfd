"""Keys that stand for several have a name in every language, and are never shown as codes."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pytest

from njia.dataset import PLACES
from njia.measures import labelled
from njia.measures.declaration import Column, Measure, Unit
from njia.measures.widened import OTHER, group, region

LANGUAGES = ("en", "sw", "fr", "ar", "am")
COLUMNS = (
    Column("country", "Country", Unit.COUNTRY),
    Column("place_id", "Place", Unit.PLACE),
    Column("mode", "Mode", Unit.CODE, "transport_mode"),
    Column("carrier", "Airline", Unit.TEXT),
)


MEASURE = Measure(
    "invented", "Invented", Unit.SUBMISSIONS, ("country",), COLUMNS, "",
    compute=lambda tables, scope: tables.routes, known=lambda tables, scope: None,  # type: ignore[arg-type, return-value]
)  # fmt: skip


@dataclass(frozen=True)
class Result:
    rows: pa.Table
    known: int | None = None
    of: int | None = None
    measure: Measure = MEASURE


def place(place_id: str, name: str, precision: str) -> dict[str, object]:
    return {
        "place_id": place_id, "name": name, "admin1": "", "country": "KE", "lat": 0.0, "lon": 37.0,
        "precision": precision, "kind": precision,
    }  # fmt: skip


def named(column: str, key: str, language: str = "en", *, widened: bool = True) -> str:
    places = pa.Table.from_pylist(
        [
            place("iso:KE", "Kenya", "country"),
            place("c:1", "Kitui County", "county"),
            place("t:1", "Kitui", "town"),
        ],
        schema=PLACES,
    )
    rows = pa.table({each.name: pa.array([key if each.name == column else None]) for each in COLUMNS})
    _, (row,) = labelled(Result(rows), places, language, widened=widened)
    return str(row.get(f"{column.removesuffix('_id')}_name", row[column]))


def test_the_rest_of_a_region_names_the_region() -> None:
    assert named("country", region("East Africa")) == "Other countries in East Africa"
    assert named("place_id", region("East Africa")) == "Other countries in East Africa"


def test_the_rest_of_a_country_or_a_county_names_it() -> None:
    assert named("place_id", "iso:KE") == "Other places in Kenya"
    assert named("place_id", "c:1") == "Other places in Kitui County"
    assert named("place_id", "t:1") == "Kitui"


def test_where_nothing_stands_for_several_a_country_is_itself() -> None:
    assert named("place_id", "iso:KE", widened=False) == "Kenya"


def test_the_rest_of_a_group_names_the_group() -> None:
    assert named("mode", group("road")) == "Other: road"
    assert named("mode", group("road"), "sw") == "Nyingine: barabara"


@pytest.mark.parametrize("column", ("country", "place_id", "mode", "carrier"))
def test_all_others_are_not_said_to_be_known(column: str) -> None:
    assert named(column, OTHER) == "Others, or not known"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_shows_a_code(language: str) -> None:
    said = {
        named(column, key, language)
        for column, key in (
            ("country", region("East Africa")),
            ("country", OTHER),
            ("place_id", "iso:KE"),
            ("place_id", OTHER),
            ("mode", group("road")),
            ("mode", OTHER),
            ("carrier", OTHER),
        )
    }
    assert not any(mark in text for text in said for mark in ("*", "region:", "group:", "iso:"))
    assert len(said) == 4


def test_every_language_says_it_in_its_own_words() -> None:
    assert len({named("country", OTHER, language) for language in LANGUAGES}) == len(LANGUAGES)
    assert len({named("place_id", "iso:KE", language) for language in LANGUAGES}) == len(LANGUAGES)
