"""Anna opens the map, narrows it down, compares two years and takes a table away: phone, desk, keyboard."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.hub.browser.conftest import DESKTOP, PHONE
from tests.hub.conftest import Hub, accept, submit

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

NAIROBI = ("gn:184745", "Nairobi", "KE")
RIYADH = ("iso:SA", "Saudi Arabia", "SA")
SIZES = pytest.mark.parametrize("width", [PHONE, DESKTOP])


@pytest.fixture
def story(hub: Hub) -> Hub:
    from njia_hub.audit.acting import SYSTEM, action
    from njia_hub.collections.models import Collection

    with action("test.prepare", SYSTEM):
        later = Collection.objects.create(
            name="2025",
            slug="2025",
            state=Collection.State.OPEN,
            period_start=dt.date(2025, 1, 1),
            period_end=dt.date(2025, 12, 31),
        )
    accept(submit(hub.alice, hub.collection, people=3))
    accept(submit(hub.bob, hub.collection, people=10, origin=NAIROBI))
    accept(submit(hub.bob, later, people=100, origin=NAIROBI, destination=RIYADH))
    return hub


def counts(page: Page) -> list[str]:
    return page.locator("dl.figures").first.locator("dd").all_inner_texts()


@SIZES
def test_she_narrows_the_map_down_and_back_again(
    story: Hub, visit: Callable[..., Page], sound: Any, width: int
) -> None:
    page = visit(story.anna, "/", width)
    expect(page.locator("h1")).to_have_text("Map of routes")
    assert counts(page) == ["1", "1", "100"]  # it opens on the newest collection
    page.get_by_role("link", name="Show everything").first.click()
    assert counts(page) == ["3", "3", "113"]
    sound(page)
    if width == PHONE:
        page.get_by_role("link", name="Choose routes").click()
    page.get_by_label("Origin").select_option(label="Nairobi, Kenya")
    page.get_by_role("button", name="Show", exact=True).click()
    assert counts(page) == ["2", "2", "110"]
    assert "origin=gn%3A184745" in page.url
    page.get_by_role("link", name="Countries", exact=True).click()
    assert counts(page) == ["2", "2", "110"]
    sound(page)
    page.get_by_role("link", name="Origin: Nairobi, Kenya").click()
    assert counts(page) == ["3", "2", "113"]


@SIZES
def test_the_map_fits_the_window_and_zooms(story: Hub, visit: Callable[..., Page], width: int) -> None:
    page = visit(story.anna, "/map/", width)
    size = "phone" if width == PHONE else "desk"
    expect(page.locator(f"#map[data-size={size}] .nsvg")).to_be_visible()
    box = page.locator("#map .nsvg").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    whole = page.locator("#map .nsvg").get_attribute("viewBox")
    page.get_by_role("button", name="Zoom in").click()
    assert page.locator("#map .nsvg").get_attribute("viewBox") != whole
    page.get_by_role("button", name="Show the whole map").click()
    assert page.locator("#map .nsvg").get_attribute("viewBox") == whole


def test_a_window_that_becomes_narrow_gets_the_other_drawing(story: Hub, visit: Callable[..., Page]) -> None:
    page = visit(story.anna, "/map/?collection=2025", DESKTOP)
    expect(page.locator("#map[data-size=desk]")).to_be_attached()
    legend = page.locator("#map .nlegendbox").inner_html()
    page.set_viewport_size({"width": PHONE, "height": 740})
    expect(page.locator("#map[data-size=phone] .nsvg")).to_be_visible()
    assert page.locator("#map .nlegendbox").inner_html() != legend  # its lines are as wide as the map's
    assert page.locator("#map .nplace").count() == 2


def test_a_form_sends_what_is_chosen_and_nothing_else(story: Hub, visit: Callable[..., Page]) -> None:
    page = visit(story.anna, "/map/figures/?level=county", DESKTOP)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.is_navigation_request() else None)
    page.get_by_label("Destination").select_option(label="Saudi Arabia")
    page.get_by_label("Cases from").fill("2025-01-01")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**/map/figures/?**from=2025-01-01**")
    assert [one.split("?")[1] for one in asked] == ["level=county&from=2025-01-01&destination=iso%3ASA"]
    page.go_back()
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**destination=iso%3ASA**")  # what the browser kept in the form is sent again


@SIZES
@pytest.mark.parametrize("script", [True, False])
def test_a_place_that_no_list_offers_is_written(
    story: Hub,
    visit: Callable[..., Page],
    sound: Any,
    width: int,
    script: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("njia_hub.explore.choices.MOST_PLACES", 1)
    accept(submit(story.alice, story.collection, people=7, origin=("gn:199989", "Busia", "KE")))
    accept(submit(story.alice, story.collection, people=8, origin=("gn:234077", "Busia", "UG")))
    page = visit(story.anna, "/map/", width, script=script)
    page.get_by_label("Origin: another place").fill("Busia")
    page.get_by_label("Origin: another place").press("Enter")
    expect(page.locator("h1")).to_have_text("Which place?")
    if script:
        sound(page)
    page.get_by_role("link", name="Busia, Eastern, Uganda (border post)").click()
    assert counts(page) == ["1", "1", "8"]
    assert page.url.endswith("/map/?origin=gn%3A234077")
    if script:
        sound(page)


@SIZES
def test_figures_tell_places_at_the_level_of_the_switch(
    story: Hub, visit: Callable[..., Page], sound: Any, width: int
) -> None:
    page = visit(story.anna, "/map/figures/focus_origin_places/?collection=2024", width)
    expect(page.locator("tbody")).to_contain_text("Mombasa")
    page.get_by_role("link", name="Counties", exact=True).click()
    expect(page.locator("tbody")).to_contain_text("Mombasa County")
    assert page.url.endswith("?collection=2024&level=county")
    sound(page)
    page.get_by_role("link", name="On the map").click()
    expect(page.get_by_role("link", name="Counties", exact=True)).to_have_attribute("aria-current", "true")


@SIZES
def test_without_script_everything_is_a_link_or_a_form(
    story: Hub, visit: Callable[..., Page], width: int
) -> None:
    page = visit(story.anna, "/map/", width, script=False)
    page.get_by_label("Collection").select_option("2025")
    page.get_by_role("button", name="Show", exact=True).click()
    assert counts(page) == ["1", "1", "100"]
    assert page.url.endswith("/map/?collection=2025")  # nothing of the lists in which nothing is chosen
    assert page.get_by_role("button", name="Zoom in").count() == 0
    page.get_by_role("link", name="The same as figures").click()
    page.get_by_role("link", name="Countries of destination", exact=True).click()
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody")).to_contain_text("Saudi Arabia")


def test_with_the_keyboard_alone_she_follows_a_place_of_the_map(
    story: Hub, visit: Callable[..., Page]
) -> None:
    page = visit(story.anna, "/map/?by=cases", DESKTOP)
    mark = page.locator("#map a", has=page.locator('[data-p="gn:184745"]'))
    for _ in range(80):
        page.keyboard.press("Tab")
        if mark.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**through=gn%3A184745**")
    assert counts(page) == ["2", "2", "110"]


@SIZES
def test_she_compares_two_years_on_one_scale(
    story: Hub, visit: Callable[..., Page], sound: Any, width: int
) -> None:
    page = visit(story.anna, "/map/compare/", width)
    expect(page.locator("h2").first).to_have_text("2024")
    assert page.locator(".map .nsvg").count() == 2
    page.get_by_label("On the left").select_option("2025")
    page.get_by_label("On the right").select_option("2024")
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("h2").first).to_have_text("2025")
    sound(page)


@SIZES
def test_every_page_of_the_room_is_sound(
    story: Hub, visit: Callable[..., Page], sound: Any, width: int
) -> None:
    page = visit(story.anna, "/map/figures/", width)
    sound(page)
    for path in ("figures/overview/", "figures/transit_places/", "routes/", "files/", "?origin=iso:FR"):
        page.goto(page.url.split("/map/")[0] + f"/map/{path}")
        sound(page)


def test_she_takes_the_table_and_the_picture_away(
    story: Hub, visit: Callable[..., Page], tmp_path: Path
) -> None:
    page = visit(story.anna, "/map/?collection=2024", DESKTOP)
    with page.expect_download() as taken:
        page.get_by_role("button", name="CSV").click()
    taken.value.save_as(tmp_path / "legs.csv")
    with (tmp_path / "legs.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {(row["from_place_name"], row["to_place_name"]) for row in rows} == {
        ("Mombasa", "Lebanon"),
        ("Nairobi", "Lebanon"),
    }
    with page.expect_download() as taken:
        page.get_by_role("button", name="PNG").click()
    assert taken.value.suggested_filename.endswith(".png")


def test_the_map_reads_from_right_to_left_where_the_language_does(
    story: Hub, visit: Callable[..., Page], sound: Any
) -> None:
    page = visit(story.anna, "/map/", PHONE)
    page.locator("button[value=ar]").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert counts(page)[0] == "3"
    sound(page)
