"""Figures, the routes behind them and two collections: each as far as a person may see it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.hub.conftest import Hub, submit
from tests.hub.explore.conftest import NAIROBI, accepted

from njia_hub.audit.acting import SYSTEM, action
from njia_hub.explore.measuring import SHOWN


@pytest.fixture
def two(hub: Hub, later: Any) -> Hub:
    accepted(hub.alice, hub.collection, people=3)
    accepted(hub.bob, hub.collection, people=10, origin=NAIROBI)
    accepted(hub.bob, later, people=None, origin=NAIROBI)
    submit(hub.alice, hub.collection, people=777)
    return hub


@pytest.mark.parametrize("name", sorted(SHOWN))
def test_every_measure_is_a_page(two: Hub, signed_in: Any, name: str) -> None:
    answer = signed_in(two.anna).get(f"/map/figures/{name}/?origin=iso:KE")
    assert answer.status_code == 200
    assert re.search(r"Known of \d+ of \d+", answer.content.decode())


def test_a_measure_counts_what_the_filter_chooses(two: Hub, signed_in: Any) -> None:
    browser = signed_in(two.anna)
    rows = re.findall(
        r"<tr><td>(\w+)</td><td[^>]*>(\d+)", browser.get("/map/figures/countries_of_origin/").content.decode()
    )
    assert rows == [("Kenya", "3")]
    one = browser.get("/map/figures/countries_of_origin/?collection=2025").content.decode()
    assert re.findall(r"<tr><td>(\w+)</td><td[^>]*>(\d+)", one) == [("Kenya", "1")]


def test_what_is_not_stated_is_not_a_zero(two: Hub, signed_in: Any) -> None:
    text = signed_in(two.anna).get("/map/figures/countries_of_destination/?collection=2025").content.decode()
    row = re.search(r"<tr><td>Lebanon</td>(.*?)</tr>", text)
    assert row
    assert re.findall(r">([^<]*)</td>", row[1])[:5] == ["1", "1", "–", "–", "–"]


@pytest.mark.parametrize("name", ["no_such_measure", "map_legs", "__class__"])
def test_there_are_no_other_measures(two: Hub, signed_in: Any, name: str) -> None:
    assert signed_in(two.anna).get(f"/map/figures/{name}/").status_code == 404


def test_the_routes_behind_a_figure_are_listed_without_their_organisation(two: Hub, signed_in: Any) -> None:
    text = signed_in(two.anna).get("/map/routes/?collection=2024").content.decode()
    assert "2 submissions" in text
    assert text.index("10 people") < text.index("3 people")
    assert "CANARY-ORG" not in text
    assert "777" not in text


def test_ones_own_organisation_is_named_and_others_only_when_they_say_so(two: Hub, signed_in: Any) -> None:
    text = signed_in(two.alice).get("/map/routes/").content.decode()
    assert "CANARY-ORG-A" in text
    assert "CANARY-ORG-B" not in text
    with action("test.name", SYSTEM):
        two.bobs.is_named = True
        two.bobs.save()
    assert "CANARY-ORG-B" in signed_in(two.anna).get("/map/routes/").content.decode()


def test_an_organisation_that_has_left_is_named_no_more(two: Hub, signed_in: Any) -> None:
    with action("test.leave", SYSTEM):
        two.bobs.is_named, two.bobs.is_active = True, False
        two.bobs.save()
    assert "CANARY-ORG-B" not in signed_in(two.anna).get("/map/routes/").content.decode()


def test_pages_of_routes_turn_and_a_page_that_is_not_there_is_the_last(
    two: Hub, signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from njia_hub.explore import views

    monkeypatch.setattr(views, "ROUTES_A_PAGE", 2)
    browser = signed_in(two.anna)
    first, second = (browser.get(f"/map/routes/?page={n}").content.decode() for n in (1, "99999"))
    assert len(re.findall("The whole route", first)) == 2
    assert len(re.findall("The whole route", second)) == 1
    assert browser.get("/map/routes/?page=x").status_code == 200


def test_two_collections_have_one_scale_and_say_who_reported(two: Hub, signed_in: Any) -> None:
    text = signed_in(two.anna).get("/map/compare/?by=submissions").content.decode()
    assert re.findall(r'id="side-\d">(\d+)<', text) == ["2024", "2025"]
    assert "2 organisations reported this" in text
    assert "1 organisation reported this" in text
    legends = re.findall(r'<path class="nw2"[^>]*stroke-width="([\d.]+)"', text)
    assert legends[: len(legends) // 2] == legends[len(legends) // 2 :] != []


def test_the_sides_can_be_chosen_and_keep_the_filter(two: Hub, signed_in: Any) -> None:
    text = signed_in(two.anna).get("/map/compare/?left=2025&right=2024&origin=gn:184745").content.decode()
    assert re.findall(r'id="side-\d">(\d+)<', text) == ["2025", "2024"]
    assert re.findall(r"<dd>(\w+)</dd>", text)[::3] == ["1", "1"]
    assert '<input type="hidden" name="origin" value="gn:184745">' in text


def test_a_collection_that_there_is_not_is_told_without_repeating_it(two: Hub, signed_in: Any) -> None:
    answer = signed_in(two.anna).get("/map/compare/?left=<b>2030")
    assert answer.status_code == 400
    assert b"2030" not in answer.content.split(b"<main")[1].split(b"</main>")[0]


def test_a_collection_without_accepted_routes_is_not_offered(two: Hub, signed_in: Any) -> None:
    from njia_hub.collections.models import Collection

    with action("test.prepare", SYSTEM):
        Collection.objects.create(
            name="CANARY-PLANNED", slug="planned", period_start="2026-01-01", period_end="2026-12-31"
        )
    for path in ("/map/", "/map/compare/"):
        assert b"CANARY-PLANNED" not in signed_in(two.anna).get(path).content
