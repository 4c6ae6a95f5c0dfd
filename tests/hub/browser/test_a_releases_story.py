"""A release from its preparation to the public: Carol prepares, Cleo approves, anybody reads it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.hub.browser.conftest import DESKTOP, PHONE, Visit
from tests.hub.conftest import Hub
from tests.hub.releases.story import make_releasing

from njia_hub.releases.models import Release
from njia_hub.work import jobs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Sound = Callable[[Page], None]
Picture = Callable[[Page, str], None]
ELSEWHERE = "http://coalition.localhost/"


def test_from_the_coordinator_to_the_public(hub: Hub, visit: Visit, sound: Sound, picture: Picture) -> None:
    releasing = make_releasing(hub)
    page = visit(hub.carol, "/releases/", expects="422")
    sound(page)
    page.get_by_role("link", name="Prepare a release").click()
    page.get_by_label("Title").fill("Routes of 2024")
    page.get_by_label("2024", exact=True).check()
    page.get_by_label("Open: every single route").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("shows every single route. Say that this is meant")).to_be_visible()
    sound(page)
    picture(page, "release-plan")
    page.get_by_label("Guarded:").check()
    page.get_by_label("Foreword of the report").fill("What we know together.")
    page.get_by_label("Words to find it by").fill("Kenya\ncoast")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Look at what would be shown").click()
    expect(page.get_by_role("heading", name="Work in progress")).to_be_visible()
    jobs.run_pending()
    release = Release.objects.get()
    page.goto(page.url.split("/work/")[0] + f"/releases/prepare/{release.pk}")
    expect(page.get_by_text("another coordinator has to approve it")).to_be_visible()
    expect(page.get_by_role("button", name="Approve it")).to_have_count(0)
    sound(page)
    picture(page, "release-preparation")

    cleos = visit(releasing.cleo, f"/releases/prepare/{release.pk}", PHONE)
    cleos.locator("#countries_of_destination summary").click()
    expect(cleos.get_by_text("fewer than 10 people").first).to_be_visible()
    sound(cleos)
    picture(cleos, "release-preparation-360")
    cleos.get_by_role("button", name="Approve it").click()
    expect(cleos.get_by_text("Approved. It can be published now.")).to_be_visible()
    cleos.get_by_role("button", name="Publish it").click()
    jobs.run_pending()
    release.refresh_from_db()
    assert (release.state, release.number) == ("published", 1)

    read_by_anybody(release, visit, sound, picture)
    shown_by_another_site(visit, picture)


def read_by_anybody(release: Release, visit: Visit, sound: Sound, picture: Picture) -> None:
    for width in (PHONE, DESKTOP):
        anybodys = visit(None, "/releases/", width)
        sound(anybodys)
        anybodys.get_by_role("link", name="1: Routes of 2024").click()
        expect(anybodys.get_by_text(release.hash).first).to_be_visible()
        is_drawn = "image => image.complete && image.naturalWidth > 0"
        assert anybodys.locator(".released-map img").evaluate(is_drawn)
        sound(anybodys)
        picture(anybodys, f"release-public-{width}")
        anybodys.get_by_role("link", name="Read the report").click()
        expect(anybodys.get_by_text("What we know together.").first).to_be_visible()
        ink = anybodys.evaluate("getComputedStyle(document.body).fontFamily")
        assert "Source Sans" in ink  # its own styles are let through
        wide = anybodys.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0
        picture(anybodys, f"release-report-{width}")


def shown_by_another_site(visit: Visit, picture: Picture) -> None:
    page = visit(None, "/releases/1/")
    code = page.get_by_label("Paste this into a page of yours").input_value()
    here = page.url.split("/releases/")[0]
    framed = code.replace(code.split('src="')[1].split("/releases/")[0], here)
    page.route(f"{ELSEWHERE}**", lambda route: route.fulfill(content_type="text/html", body=framed))
    page.goto(ELSEWHERE)
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("link", name="Release 1")).to_be_visible()
    assert frame.locator("img").evaluate("image => image.complete && image.naturalWidth > 0")
    picture(page, "release-embedded")
