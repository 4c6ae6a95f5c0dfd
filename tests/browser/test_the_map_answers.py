"""The map on the page: a place or a route is chosen by keyboard, and widths, numbers and words follow."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
Picture = Callable[[Page, str], None]


def sentence(page: Page) -> str:
    return page.locator("#nmap .nsay").inner_text()


def shown_map(page: Page) -> Locator:
    return page.locator("#nmap svg[data-map]:visible").first


def through(page: Page) -> Locator:
    return page.locator('#nmap select[data-kind="through"]')


def faded_lines(page: Page) -> int:
    return shown_map(page).locator(".nleg.noff").count()


def numbers(page: Page) -> list[str]:
    """The numbers beside the places that can be seen, as written."""
    labels = shown_map(page).locator(".nlab:not(.nhide)").all_text_contents()
    return [label for label in labels if re.search(r"\d", label)]


def choose_busia(page: Page) -> None:
    """Type the name into the list, as somebody without a mouse would."""
    through(page).focus()
    page.keyboard.type("Busia")


def test_a_hub_is_chosen_by_keyboard_and_everything_follows(visit: Open, picture: Picture) -> None:
    page = visit()
    before, numbers_before = sentence(page), numbers(page)
    choose_busia(page)
    picture(page, "map-through-busia")
    assert re.search(r"Busia.*\d", sentence(page))
    assert sentence(page) != before
    assert faded_lines(page) > 0
    assert numbers(page) != numbers_before


def test_the_sentence_has_the_totals_of_the_table(visit: Open) -> None:
    page = visit()
    choose_busia(page)
    routes = page.locator("#map details.numbers").nth(1).locator("tbody th").all_text_contents()
    said = re.search(r"(\d+) routes", sentence(page))
    assert said is not None
    assert int(said[1]) == len([route for route in routes if re.search(r"\bBusia\b", route)])


def test_escape_shows_everything_again(visit: Open) -> None:
    page = visit()
    before, numbers_before = sentence(page), numbers(page)
    choose_busia(page)
    page.keyboard.press("Escape")
    assert sentence(page) == before
    assert faded_lines(page) == 0
    assert numbers(page) == numbers_before


def test_a_link_to_a_section_leaves_the_choice(visit: Open) -> None:
    page = visit()
    choose_busia(page)
    chosen = sentence(page)
    page.locator("nav a[href^='#']").first.click()
    assert sentence(page) == chosen


def test_a_mark_on_the_map_is_chosen_by_keyboard(visit: Open) -> None:
    page = visit()
    mark = shown_map(page).locator(".nplace[tabindex='0']")
    mark.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert shown_map(page).locator(".nplace[aria-pressed='true']").count() == 1
    assert faded_lines(page) > 0


def test_a_route_shows_what_is_known_of_it(visit: Open) -> None:
    page = visit()
    routes = page.locator('#nmap select[data-kind="route"]')
    routes.focus()
    page.keyboard.press("ArrowDown")
    details = page.locator("#nmap .ndetail")
    assert {"Origin", "Actual destination", "Through", "Transport", "Industry"} <= set(
        details.locator("dt").all_text_contents()
    )


def test_the_other_views_are_reached_by_keyboard(visit: Open, picture: Picture) -> None:
    page = visit()
    assert shown_map(page).get_attribute("data-map") == "wide-whole"
    page.locator("#nview-whole").focus()
    page.keyboard.press("ArrowRight")
    assert shown_map(page).get_attribute("data-map") == "wide-near"
    picture(page, "map-near")


def test_the_views_are_reached_without_script(visit: Open) -> None:
    page = visit(script=False)
    page.locator('label[for="nview-near"]').click()
    assert shown_map(page).get_attribute("data-map") == "wide-near"
    assert not page.locator("#nmap select").first.is_visible()


def test_zoom_never_leaves_the_map(visit: Open) -> None:
    page = visit()
    whole = shown_map(page).get_attribute("viewBox")
    frame = page.locator("#nmap .nframe:visible").first
    frame.focus()
    page.keyboard.press("+")
    assert shown_map(page).get_attribute("viewBox") != whole
    for _ in range(40):
        page.keyboard.press("ArrowLeft")
    assert float((shown_map(page).get_attribute("viewBox") or "").split(" ")[0]) == 0
    page.keyboard.press("0")
    assert [float(n) for n in (shown_map(page).get_attribute("viewBox") or "").split(" ")] == [
        float(n) for n in (whole or "").split(" ")
    ]


def test_a_finger_on_a_phone_chooses_a_place(visit: Open, picture: Picture) -> None:
    page = visit(360)
    assert (shown_map(page).get_attribute("data-map") or "").startswith("phone")
    shown_map(page).locator('.nplace[data-p="gn:184745"]').dispatch_event("click")
    assert "Nairobi" in sentence(page)
    picture(page, "phone-through-nairobi")
