"""The map's page: what the address chooses, told in numbers, drawing and table; without script."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.urls import reverse
from tests.hub.conftest import Hub
from tests.hub.explore.conftest import MOMBASA, NAIROBI, accepted, numbers_of

RIYADH = ("iso:SA", "Saudi Arabia", "SA")


@pytest.fixture
def hub_with_routes(hub: Hub, later: Any) -> Hub:
    accepted(hub.alice, hub.collection, people=3)
    accepted(hub.alice, hub.collection, people=None, origin=NAIROBI, industries=("fishing",))
    accepted(hub.bob, hub.collection, people=10, origin=NAIROBI)
    accepted(hub.bob, later, people=100, origin=NAIROBI, destination=RIYADH, source_kind="heard_of")
    return hub


def page(browser: Any, query: str = "") -> str:
    answer = browser.get(f"/map/{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", ["4", "3", "113"]),
        ("?collection=2024", ["3", "2", "13"]),
        ("?collection=2024&collection=2025", ["4", "3", "113"]),
        ("?origin=gn:184745", ["3", "2", "110"]),
        ("?origin=iso:KE&destination=iso:SA", ["1", "1", "100"]),
        ("?origin=adm1:KE.05", ["3", "2", "110"]),
        ("?industry=fishing", ["1", "1", "not stated"]),
        ("?source=heard_of", ["1", "1", "100"]),
        ("?organisations=2", ["2", "1", "10"]),
        ("?level=country", ["4", "2", "113"]),
    ],
)
def test_the_address_chooses_what_is_counted(
    hub_with_routes: Hub, signed_in: Any, query: str, numbers: list[str]
) -> None:
    assert numbers_of(page(signed_in(hub_with_routes.anna), query)) == numbers


def test_a_number_of_people_says_how_many_submissions_state_one(hub_with_routes: Hub, signed_in: Any) -> None:
    assert "stated in 3 of 4 submissions" in page(signed_in(hub_with_routes.anna))


def test_routes_that_are_not_accepted_are_in_no_number(hub_with_routes: Hub, signed_in: Any) -> None:
    from tests.hub.conftest import submit

    submit(hub_with_routes.alice, hub_with_routes.collection, people=1000)
    assert numbers_of(page(signed_in(hub_with_routes.alice))) == ["4", "3", "113"]


def test_every_link_of_the_page_keeps_what_is_chosen(hub_with_routes: Hub, signed_in: Any) -> None:
    chosen = "?origin=iso%3AKE&industry=domestic_work&level=county&by=cases"
    text = page(signed_in(hub_with_routes.anna), chosen)
    switches = re.findall(r'<a href="(\?[^"]*)"(?: aria-current="true")?>(?:Countries|Places|Near)', text)
    assert switches
    for address in switches:
        kept = parse_qsl(urlsplit(address.replace("&amp;", "&")).query)
        assert ("origin", "iso:KE") in kept
        assert ("industry", "domestic_work") in kept
        assert ("by", "cases") in kept


def test_the_form_shows_what_is_chosen_and_keeps_the_level(hub_with_routes: Hub, signed_in: Any) -> None:
    text = page(
        signed_in(hub_with_routes.anna), "?origin=gn:184745&level=country&from=2024-01-01&organisations=2"
    )
    assert '<option value="gn:184745" selected>Nairobi, Kenya</option>' in text
    assert '<input type="hidden" name="level" value="country">' in text
    assert 'value="2024-01-01"' in text
    assert '<option value="2" selected>2 or more</option>' in text


def test_a_mark_on_the_map_leads_to_what_passes_through_it(hub_with_routes: Hub, signed_in: Any) -> None:
    browser = signed_in(hub_with_routes.anna)
    links = re.findall(
        r'<a href="(\?[^"]*through[^"]*)"><g class="nplace"', page(browser, "?collection=2024")
    )
    assert len(links) == 3
    through = next(link for link in links if "184745" in link).replace("&amp;", "&")
    assert numbers_of(page(browser, through)) == ["2", "1", "10"]


def test_a_thing_that_is_chosen_can_be_taken_out_by_a_link(hub_with_routes: Hub, signed_in: Any) -> None:
    browser = signed_in(hub_with_routes.anna)
    text = page(browser, "?collection=2025&origin=iso:KE")
    link = re.search(r'<a href="(\?[^"]*)"><span>Collection: 2025</span>', text)
    assert link
    assert numbers_of(page(browser, link[1].replace("&amp;", "&"))) == ["4", "3", "113"]


@pytest.mark.parametrize(
    "query",
    [
        "?surprise=1",
        "?origin=Nairobi",
        "?level=street",
        "?view=moon",
        "?by=hand",
        "?size=huge",
        "?level=place&level=country",
        "?from=2024-13-01",
        "?industry=%3Cscript%3Ealert(1)%3C/script%3E",
        "?origin=iso:KE%01",
        "?organisations=99999999999999999999",
    ],
)
def test_an_address_that_asks_for_what_there_is_not_is_told_so(
    hub_with_routes: Hub, signed_in: Any, query: str
) -> None:
    answer = signed_in(hub_with_routes.anna).get(f"/map/{query}")
    assert answer.status_code == 400
    assert b"alert(1)" not in answer.content.split(b"<main")[1].split(b"</main>")[0]
    assert b"asks for what there is not" in answer.content


def test_a_place_of_no_accepted_route_gives_nothing_of_itself_away(
    hub_with_routes: Hub, signed_in: Any
) -> None:
    from tests.hub.conftest import submit

    hidden = ("xx:hidden", "CANARY-HIDDEN", "KE")
    submit(hub_with_routes.bob, hub_with_routes.collection, origin=hidden)
    for person in (hub_with_routes.alice, hub_with_routes.anna):
        text = page(signed_in(person), "?origin=xx:hidden")
        assert "a place that is not in the data" in text
        assert "CANARY-HIDDEN" not in text


def test_an_empty_network_says_that_it_is_empty(hub: Hub, signed_in: Any) -> None:
    assert "No route has been accepted yet" in page(signed_in(hub.alice))
    for name in ("compare", "routes", "measures", "exports"):
        assert signed_in(hub.alice).get(reverse(f"explore:{name}")).status_code == 200


def test_what_nobody_reported_says_so_and_offers_the_way_back(hub_with_routes: Hub, signed_in: Any) -> None:
    assert "No accepted route is like that" in page(signed_in(hub_with_routes.anna), "?origin=iso:FR")


def test_the_page_holds_no_style_and_no_script_of_its_own(hub_with_routes: Hub, signed_in: Any) -> None:
    text = page(signed_in(hub_with_routes.anna))
    assert not re.search(r"<style|\sstyle=|<script(?! src=)|\son\w+=\"|javascript:", text)


def test_a_phone_gets_the_phones_drawing_and_a_script_can_ask_for_either(
    hub_with_routes: Hub, signed_in: Any
) -> None:
    browser = signed_in(hub_with_routes.anna)
    phone = browser.get("/map/", headers={"sec-ch-ua-mobile": "?1"}).content
    old_phone = browser.get("/map/", headers={"user-agent": "Mozilla/5.0 (Android 9; Mobile)"}).content
    desk = browser.get("/map/").content
    assert b'data-size="phone"' in phone
    assert b'data-size="phone"' in old_phone
    assert b'data-size="desk"' in desk
    part = browser.get("/map/?size=phone").content
    assert b'data-size="phone"' in part
    assert b"<html" not in part


def test_the_style_of_the_map_is_the_renderers_own() -> None:
    from django.contrib.staticfiles import finders

    from njia.draw.style import css

    with open(finders.find("njia/map.css"), encoding="utf-8") as file:  # noqa: PTH123 - as finders gives it
        kept = file.read().split("\n", 1)[1]
    assert kept.replace("\n", "") == css()


def test_all_the_page_is_small_enough_for_a_slow_line(hub_with_routes: Hub, signed_in: Any) -> None:
    answer = signed_in(hub_with_routes.anna).get("/map/", headers={"accept-encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.content) < 60_000


def test_where_figures_come_from_is_said_on_the_page(hub_with_routes: Hub, signed_in: Any) -> None:
    from njia_hub.explore.pool import pool

    assert f"version {pool().fingerprint}" in page(signed_in(hub_with_routes.anna))


def test_a_partner_is_refused_every_page_of_the_network(hub_with_routes: Hub, signed_in: Any) -> None:
    browser = signed_in(hub_with_routes.pat)
    for path in (
        "/map/",
        "/map/compare/",
        "/map/routes/",
        "/map/figures/",
        "/map/figures/overview/",
        "/map/files/",
    ):
        assert browser.get(path).status_code == 403


def test_mombasa_is_named_as_the_gazetteer_names_it(hub: Hub, signed_in: Any) -> None:
    accepted(hub.alice, hub.collection, origin=(MOMBASA[0], "CANARY-WRITTEN", "KE"))
    text = page(signed_in(hub.anna))
    assert "CANARY-WRITTEN" not in text
    assert "Mombasa" in text
