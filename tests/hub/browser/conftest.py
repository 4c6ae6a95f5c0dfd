"""A served hub in a real browser: signed in as anybody, every request watched, and axe-core at hand."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route
from tests.browser.conftest import browser, chromium_path, picture

__all__ = ["browser", "chromium_path", "picture"]
Visit = Callable[..., Page]
PHONE, DESKTOP = 360, 1280


@pytest.fixture
def site(
    settings: Any, no_second_factor: None, transactional_db: None, request: pytest.FixtureRequest
) -> Any:
    """Serve the hub on the loopback interface, where nothing is encrypted."""
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "njia", "njia-form"
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.LANGUAGE_COOKIE_SECURE = False
    settings.ALLOWED_HOSTS, settings.CSRF_TRUSTED_ORIGINS = ["localhost"], []
    return request.getfixturevalue("live_server")


@pytest.fixture
def visit(site: Any, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visit]:
    """Give `visit(person, address, width, script=True)`: a page as that person sees it.

    `expects` is part of a message that the browser may show, such as that there is no connection.

    At the end nothing has gone wrong: no request to anybody else, no error in a script or in the console.
    """
    from django.test import Client

    # The browser's own loop runs in this thread, where the tests look at the database.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    wrong: list[str] = []
    contexts: list[BrowserContext] = []

    def watch(route: Route) -> None:
        if route.request.url.startswith((site.url, "data:", "blob:")):
            route.continue_()
            return
        wrong.append(f"request for {route.request.url}")
        route.abort()

    def visit(
        person: Any, address: str = "/", width: int = DESKTOP, *, script: bool = True, expects: str = "\n"
    ) -> Page:
        phone = width < 600
        context = browser.new_context(
            viewport={"width": width, "height": 740 if phone else 900},
            has_touch=phone,
            java_script_enabled=script,
        )
        contexts.append(context)
        if person is not None:
            client = Client()
            client.force_login(person)
            session = client.cookies["njia"].value
            context.add_cookies([{"name": "njia", "value": session, "url": site.url}])
        context.route("**/*", watch)
        context.on(
            "console",
            lambda said: (
                said.type in ("error", "warning") and expects not in said.text and wrong.append(said.text)
            ),
        )
        context.on("weberror", lambda error: wrong.append(f"script: {error.error}"))
        opened = context.new_page()
        answer = opened.goto(f"{site.url}{address}")
        assert answer is not None
        assert answer.ok, f"{address} answers {answer.status}"
        return opened

    yield visit
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def sound() -> Callable[[Page], None]:
    """Give `sound(page)`: axe-core finds nothing, and nothing is wider than the window."""

    def check(page: Page) -> None:
        page.wait_for_load_state()  # a page that was only just opened has no document yet
        found = Axe().run(page, options={"resultTypes": ["violations"]})
        assert found.violations_count == 0, found.generate_report()
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{wide} pixels wider than the window"

    return check
