"""The page of a release in a real browser, opened from a file without network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.report.released.reading import html_of

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
Picture = Callable[[Page, str], None]


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a release's page, alone in a folder as if passed on by itself."""
    path = tmp_path_factory.mktemp("release") / "index.html"
    path.write_text(html_of("strict"), encoding="utf-8")
    return path


def overflow(page: Page) -> int:
    """How many pixels the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def open_everything(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")


@pytest.mark.parametrize("width", (360, 768, 1280))
def test_it_never_scrolls_sideways(visit: Open, picture: Picture, width: int) -> None:
    page = visit(width)
    picture(page, f"release-{width}")
    assert overflow(page) == 0
    open_everything(page)
    assert overflow(page) == 0


@pytest.mark.parametrize("width", (360, 1280))
def test_axe_finds_nothing(visit: Open, width: int) -> None:
    page = visit(width)
    open_everything(page)
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()


def test_without_script_map_and_tables_are_there(visit: Open) -> None:
    page = visit(script=False)
    assert page.locator("#map svg").first.is_visible()
    assert page.locator("#countries table").first.is_visible()
    assert "not shown" in page.locator("#countries table").first.inner_text()


def test_a_table_opens_and_closes_by_keyboard(visit: Open) -> None:
    page = visit()
    numbers = page.locator("#countries details.numbers").first
    numbers.locator("summary").focus()
    page.keyboard.press("Space")
    assert not numbers.locator("table").is_visible()
    page.keyboard.press("Enter")
    assert numbers.locator("table").is_visible()


def test_the_legs_of_a_place_can_be_chosen(visit: Open) -> None:
    page = visit()
    page.locator("#nmap select").first.select_option(label="Nairobi, Kenya")
    assert page.locator("#nmap .nsay").inner_text().startswith("From or to Nairobi, Kenya: ")
    assert page.locator("#nmap .noff").count() > 0


def test_the_first_stop_of_the_keyboard_skips_to_the_content(visit: Open) -> None:
    page = visit()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content"
