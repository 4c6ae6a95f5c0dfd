"""The page in a real browser, opened from a file without network: it is whole, and it asks for nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
Picture = Callable[[Page, str], None]
WIDTHS = (360, 768, 1280)


def overflow(page: Page) -> int:
    """How many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def open_everything(page: Page) -> None:
    """Open every disclosure, also those that close one another."""
    page.evaluate(
        "document.querySelectorAll('details').forEach(d => { d.removeAttribute('name'); d.open = true })"
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_never_scrolls_sideways(visit: Open, picture: Picture, width: int) -> None:
    page = visit(width)
    picture(page, f"page-{width}")
    assert overflow(page) == 0
    open_everything(page)
    assert overflow(page) == 0


def open_one_of_each(page: Page) -> None:
    """Open the first table of every section: the others are made by the same lines of a template."""
    page.evaluate(
        "document.querySelectorAll('section').forEach(s => {"
        "const first = s.querySelector('details.numbers'); if (first) first.open = true })"
    )


@pytest.mark.parametrize("width", (360, 1280))
def test_axe_finds_nothing(visit: Open, width: int) -> None:
    page = visit(width)
    open_one_of_each(page)
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()


def test_its_own_typeface_comes_with_it(visit: Open) -> None:
    page = visit()
    loaded = page.evaluate(
        "document.fonts.ready.then(all => [...all].filter(f => f.status === 'loaded').map(f => f.family))"
    )
    assert any("Source Sans 3" in family for family in loaded)


def test_a_place_s_diagram_opens_by_keyboard(visit: Open) -> None:
    page = visit()
    second = page.locator("details.hub").nth(1)
    second.locator(":scope > summary").focus()
    page.keyboard.press("Enter")
    assert second.locator("figure").is_visible()
    assert not page.locator("details.hub").first.locator("figure").is_visible()


def test_the_numbers_of_a_chart_open_by_keyboard(visit: Open) -> None:
    page = visit()
    numbers = page.locator("#countries details.numbers").first
    numbers.locator("summary").focus()
    page.keyboard.press("Space")
    assert numbers.locator("table").is_visible()
    assert "Kenya" in numbers.locator("tbody").inner_text()


def test_the_first_stop_of_the_keyboard_skips_to_the_content(visit: Open) -> None:
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"


def test_a_phone_gets_its_own_diagram(visit: Open) -> None:
    page = visit(360)
    hub = page.locator("details.hub[open]")
    assert hub.locator(".on-phone svg").is_visible()
    assert not hub.locator(".on-wide svg").is_visible()


def test_without_script_everything_can_still_be_read(visit: Open, picture: Picture) -> None:
    page = visit(script=False)
    picture(page, "page-without-script")
    assert page.locator("#map svg").first.is_visible()
    legs = page.locator("#map details.numbers").nth(1)
    legs.locator("summary").click()
    assert legs.locator("table").is_visible()
    assert legs.locator("tbody tr").count() > 20


def test_printed_it_has_no_screen_controls(visit: Open) -> None:
    page = visit()
    page.emulate_media(media="print")
    assert not page.locator(".contents").is_visible()
    assert not page.locator("details.numbers").first.is_visible()
    assert not page.locator("#nmap select").first.is_visible()
    assert page.locator(".hub .on-wide svg").first.is_visible()
