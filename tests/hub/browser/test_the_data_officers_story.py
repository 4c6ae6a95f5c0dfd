"""Dan sends his organisation's spreadsheet: on a phone and at a desk, with script and without."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.hub.browser.conftest import DESKTOP, PHONE, Visit
from tests.hub.conftest import Hub
from tests.hub.uploads.conftest import BUSIA, BUSSIA, HEADERS, KISUMU, NOWHERE, csv_bytes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Sound = Callable[[Page], None]
Picture = Callable[[Page, str], None]
ROWS = [
    BUSIA,
    BUSSIA,
    NOWHERE,
    KISUMU,
    [*BUSIA[:6], "approx. 30", *BUSIA[7:]],
    [*BUSSIA[:6], "7", *BUSSIA[7:]],
]


def with_sizes(rows: list[list[str]]) -> bytes:
    return csv_bytes([[*row, str(40 + at)] for at, row in enumerate(rows)], [*HEADERS, "Shoe size"])


def work() -> None:
    from njia_hub.work.jobs import run_pending

    run_pending()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "our cases 2024.csv"
    path.write_bytes(with_sizes(ROWS))
    return path


def choose(page: Page, label: str, words: str) -> None:
    """Choose an answer among those that are proposed first, or among all."""
    field = page.get_by_label(label, exact=True)
    field.select_option(label=words)


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_spreadsheet_is_sent_looked_at_mended_and_submitted(
    hub: Hub, visit: Visit, sound: Sound, picture: Picture, file: Path, width: int
) -> None:
    page = visit(hub.dan, "/files/", width)
    sound(page)
    picture(page, f"files-empty-{width}")
    page.get_by_label("Your spreadsheet").set_input_files(file)
    page.get_by_role("button", name="Upload to 2024").click()
    expect(page.get_by_text("The file is being read.")).to_be_visible()
    sound(page)
    picture(page, f"files-reading-{width}")
    work()
    # The page follows by itself.
    expect(page.get_by_role("button", name="Send 5 rows")).to_be_visible()
    sound(page)
    picture(page, f"files-read-{width}")

    page.get_by_role("link", name="Say what they mean").click()
    choose(page, "Shoe size", "It is our own: do not read it")
    choose(page, "Shamba work", "Agriculture")
    page.get_by_text("Another place", exact=True).click()
    page.get_by_label("Another place for Bussia").fill("Kisumu")
    sound(page)
    picture(page, f"files-questions-{width}")
    page.get_by_role("button", name="Remember, and read the file again").click()
    expect(page.get_by_text("The file is being read again.")).to_be_visible()
    work()
    expect(page.get_by_role("link", name="Say what they mean")).to_have_count(0)

    page.get_by_role("link", name="Cannot be used").click()
    page.get_by_role("link", name="Correct row 4").click()
    page.get_by_label("Country of exploitation").fill("Oman")
    sound(page)
    picture(page, f"files-row-{width}")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Please look", exact=True).first).to_be_visible()
    page.get_by_role("link", name=file.name).click()
    page.get_by_role("button", name="Send 6 rows").click()
    work()
    expect(page.get_by_text("Everything in this file is sent.")).to_be_visible()
    sound(page)
    picture(page, f"files-sent-{width}")
    page.get_by_role("link", name="All files").click()
    sound(page)
    picture(page, f"files-list-{width}")
    page.get_by_role("link", name="What your files mean").click()
    sound(page)
    picture(page, f"files-taught-{width}")


def test_a_corrected_file_makes_no_doubles(
    hub: Hub, visit: Visit, sound: Sound, picture: Picture, tmp_path: Path
) -> None:
    from njia_hub.routes.models import Route

    page = visit(hub.dan, "/files/", PHONE)
    for rows in ([BUSIA, KISUMU, NOWHERE], [[*BUSIA[:6], "40", *BUSIA[7:]], KISUMU, NOWHERE, BUSSIA]):
        file = tmp_path / "cases.csv"
        file.write_bytes(csv_bytes(rows))
        page.goto(page.url.split("/files/")[0] + "/files/")
        page.get_by_label("Your spreadsheet").set_input_files(file)
        page.get_by_role("button", name="Upload to 2024").click()
        work()
        sending = page.get_by_role("button", name="Send 2 rows")
        expect(sending).to_be_visible()
        picture(page, f"files-version-{len(rows)}")
        sound(page)
        sending.click()
        work()
        expect(page.get_by_text("Sent").first).to_be_visible()
    assert Route.objects.count() == 3
    assert sorted(Route.objects.values_list("revision", flat=True)) == [1, 1, 2]


def test_without_script_the_page_comes_again_by_itself(hub: Hub, visit: Visit, file: Path) -> None:
    page = visit(hub.dan, "/files/", PHONE, script=False)
    page.get_by_label("Your spreadsheet").set_input_files(file)
    page.get_by_role("button", name="Upload to 2024").click()
    expect(page.get_by_role("link", name="Look again")).to_be_visible()
    work()
    expect(page.get_by_role("button", name="Send 5 rows")).to_be_visible(timeout=10_000)
    page.get_by_role("button", name="Send 5 rows").click()
    work()
    expect(page.get_by_text("5", exact=True).first).to_be_visible(timeout=10_000)


def test_a_file_that_is_too_large_is_said_before_it_is_sent(
    hub: Hub, visit: Visit, tmp_path: Path, settings: Any
) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000
    file = tmp_path / "large.csv"
    file.write_bytes(b"x" * 2_000)
    page = visit(hub.dan, "/files/", PHONE)
    page.get_by_label("Your spreadsheet").set_input_files(file)
    expect(page.get_by_text("This file is too large.")).to_be_visible()


def test_a_coordinator_sees_proposed_spellings(
    hub: Hub, visit: Visit, sound: Sound, picture: Picture
) -> None:
    from tests.hub.uploads.conftest import send

    from njia_hub.uploads.matching import Answers, match

    upload = send(hub.dan, hub.collection, csv_bytes([BUSSIA]))
    match(hub.dan, upload, Answers(places={("Bussia", "KE"): "iso:KE"}))
    page = visit(hub.carol, "/files/spellings", PHONE)
    sound(page)
    picture(page, "files-spellings")
    page.get_by_role("button", name="Accept Bussia").click()
    expect(page.get_by_text("None wait now.")).to_be_visible()
