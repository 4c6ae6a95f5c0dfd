"""Figures tell places as exactly as the address says, as far as they can; the map's link keeps the level."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from tests.hub.conftest import Hub, journey
from tests.hub.explore.conftest import accepted

from njia.measures import Unit
from njia.schema import Leg, Stop, StopRole
from njia_hub.explore.measuring import LEVELS, SHOWN

MALINDI = ("gn:187968", "Malindi", "KE")
KILIFI = ("gn:192067", "Kilifi", "KE")  # both in Kilifi County
KENYA = ("iso:KE", "Kenya", "KE")
COUNTIES, PLACES, COUNTRIES = "Counties", "Places", "Countries"


def by_way_of(place: tuple[str, str, str]) -> dict[str, Any]:
    """Give a route from Mombasa through a place to Lebanon, by plane."""
    direct = journey().stops
    way: Stop = journey(origin=place).stops[0].model_copy(update={"role": StopRole.TRANSIT})
    return {"stops": (direct[0], way, direct[1]), "legs": (Leg(mode="bus"), Leg(mode="plane"))}


@pytest.fixture
def hub_with_ways(hub: Hub) -> Hub:
    for place in (MALINDI, KILIFI, KENYA):
        accepted(hub.alice, hub.collection, **by_way_of(place))
    return hub


def page(browser: Any, name: str, query: str = "") -> str:
    answer = browser.get(f"/map/figures/{name}/{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def rows(text: str) -> set[tuple[str, str]]:
    """Give the first cell and the first number of each row of the table."""
    return set(re.findall(r'<tr><td>([^<]*)</td>.*?<td class="number">(\d+)<', text))


def switch(text: str) -> tuple[list[str], str]:
    """Give the words of the level switch, and those of the level that is shown."""
    found = re.search(r'<nav aria-label="How exactly[^>]*>(.*?)</nav>', text)
    if not found:
        return [], ""
    words = re.findall(r">([^<>]+)</a>", found[1])
    return words, "".join(re.findall(r'aria-current="true">([^<]+)<', found[1]))


@pytest.mark.parametrize(
    ("query", "told", "shown", "known"),
    [
        ("", {("Malindi", "1"), ("Kilifi", "1")}, PLACES, "2 of 3"),
        ("?level=place", {("Malindi", "1"), ("Kilifi", "1")}, PLACES, "2 of 3"),
        ("?level=county", {("Kilifi County", "2")}, COUNTIES, "2 of 3"),
        ("?level=country", {("Kilifi County", "2")}, COUNTIES, "2 of 3"),  # countries are another figure
    ],
)
def test_places_of_transit_are_told_at_the_level_of_the_address(
    hub_with_ways: Hub, signed_in: Any, query: str, told: set[Any], shown: str, known: str
) -> None:
    text = page(signed_in(hub_with_ways.anna), "transit_places", query)
    assert rows(text) == told
    assert switch(text) == ([COUNTIES, PLACES], shown)
    assert f"Known of {known}" in text


def test_what_comes_into_a_place_is_told_by_country_too(hub_with_ways: Hub, signed_in: Any) -> None:
    text = page(signed_in(hub_with_ways.anna), "transit_flows", "?level=country")
    assert switch(text) == ([COUNTRIES, COUNTIES, PLACES], COUNTRIES)
    assert {name for name, _ in rows(text)} == {"Kenya", "Lebanon"}
    assert "Malindi" not in text.split("<table>")[1].split("</table>")[0]


def test_a_figure_that_tells_no_places_has_no_switch_and_stays_what_it_is(
    hub_with_ways: Hub, signed_in: Any
) -> None:
    browser = signed_in(hub_with_ways.anna)
    for name in ("completeness", "overview", "transport_modes", "border_crossings"):
        tables = [
            page(browser, name, query).split("<table>")[1].split("</table>")[0]
            for query in ("", "?level=country")
        ]
        assert tables[0] == tables[1]
        assert switch(page(browser, name)) == ([], "")


def test_the_level_stays_in_every_link_and_in_the_form(hub_with_ways: Hub, signed_in: Any) -> None:
    browser = signed_in(hub_with_ways.anna)
    for text in (
        browser.get("/map/figures/?level=county&collection=2024").content.decode(),
        page(browser, "transit_places", "?level=county&collection=2024"),
    ):
        assert '<input type="hidden" name="level" value="county">' in text
        links = re.findall(r'href="(/map/(?:figures/)?(?:[a-z_]+/)?\?[^"]*)"', text.split("<main")[1])
        assert links
        assert all("level=county" in link and "collection=2024" in link for link in links)


def test_a_file_tells_places_as_the_page_does(hub_with_ways: Hub, signed_in: Any) -> None:
    browser = signed_in(hub_with_ways.anna)
    wanted = {"what": "transit_places", "format": "csv", "query": "?level=county"}
    said = list(csv.DictReader(io.StringIO(browser.post("/map/export/", wanted).content.decode())))
    assert [(row["place_id"], row["place_name"], row["submissions"]) for row in said] == [
        ("adm1:KE.23", "Kilifi County", "2")
    ]


def test_every_figure_that_tells_places_says_at_which_levels() -> None:
    told = {
        name
        for name, measure in SHOWN.items()
        if any(column.unit in (Unit.PLACE, Unit.PATH) for column in measure.columns)
    }
    assert told - set(LEVELS) == {"border_crossings"}  # a border post is no county and no country
    assert set(LEVELS) <= told
