"""A release from its preparation to the public: Carol prepares, Cleo approves, anybody reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page, expect
from tests.hub.browser.conftest import DESKTOP, PHONE, Visit
from tests.hub.canaries import write_files
from tests.hub.conftest import Hub
from tests.hub.releases.story import make_releasing

from njia_hub.audit.acting import SYSTEM, action
from njia_hub.releases.models import Release
from njia_hub.work import jobs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Sound = Callable[[Page], None]
Picture = Callable[[Page, str], None]


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


def test_another_site_shows_the_map(hub: Hub, visit: Visit, picture: Picture) -> None:
    with action("test.release", SYSTEM):
        made = Release.objects.create(
            number=1, state="published", title="Routes of 2024", audience="public", policy="guarded",
            prepared_by=hub.carol,
        )  # fmt: skip
        write_files(made, "A map")
        made.save()
    page = visit(None, "/releases/1/")
    here = page.url.split("/releases/")[0]
    code = page.get_by_label("Paste this into a page of yours").input_value()
    framed = code.replace(code.split('src="')[1].split("/releases/")[0], here)
    with served_elsewhere(framed) as elsewhere:
        page.route(f"{elsewhere}/**", lambda route: route.continue_())
        page.goto(f"{elsewhere}/")
        frame = page.frame_locator("iframe")
        expect(frame.get_by_role("link", name="Release 1")).to_be_visible()
        assert page.frames[1].evaluate("document.cookie") == ""
        picture(page, "release-embedded")


@contextmanager
def served_elsewhere(body: str) -> Iterator[str]:
    """Serve one page from another address of this machine: a browser takes it for another site."""

    class OtherSite(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(
                f"<!doctype html><title>A coalition</title><link rel=icon href=data:,>{body}".encode()
            )

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), OtherSite) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
