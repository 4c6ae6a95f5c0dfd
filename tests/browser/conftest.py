"""A real browser without network: Chromium opens the page from a file, and every request is watched."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from njia.cli import inputs
from njia.demo import kenya_2020
from njia.network import load
from njia.report.bundle import assemble, source
from njia.report.page import write

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLACES = ("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
REMEDY = (
    "No Chromium was found and none could be installed. Install it (Debian: apt-get install chromium; "
    "macOS: brew install --cask chromium) or run: python -m playwright install chromium"
)
PICTURES = Path(__file__).parents[2] / "build" / "screenshots"
Open = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Find a Chromium, or install one; without one the tests fail and say what to do."""
    with _one_at_a_time():
        for find in (_on_this_machine, _from_apt, _from_playwright):
            if path := find():
                return path
    pytest.fail(REMEDY, pytrace=False)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let one of several test processes install while the others wait."""
    with (Path(tempfile.gettempdir()) / "njia-chromium.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _on_this_machine() -> str | None:
    found = [path for name in NAMES if (path := shutil.which(name))]
    found += [path for path in PLACES if Path(path).is_file()]
    return found[0] if found else None


def _from_apt() -> str | None:
    if os.getuid() != 0 or not shutil.which("apt-get"):
        return None
    environment = {"PATH": os.environ["PATH"], "DEBIAN_FRONTEND": "noninteractive"}
    for words in ("update", "install -y --no-install-recommends chromium"):
        if not _succeeds(["apt-get", *words.split()], environment):
            return None
    return _on_this_machine()


def _from_playwright() -> str | None:
    """Take Playwright's own browser, downloaded if it is not there yet."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    if not _succeeds([sys.executable, "-m", "playwright", "install", "chromium"], environment):
        return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def _succeeds(command: list[str], environment: dict[str, str]) -> bool:
    try:
        return subprocess.run(command, env=environment, capture_output=True, timeout=600).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the demonstration's page, alone in a folder as if passed on by itself."""
    demo = kenya_2020()
    settings = load(demo.network)
    data, earlier = inputs.dataset(demo.files, settings, demo.earlier)
    sources = [source(file, "routes") for file in demo.files]
    path = tmp_path_factory.mktemp("stick") / "index.html"
    write(assemble(settings, data, sources, earlier=earlier), path)
    return path


@pytest.fixture
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser, page_file: Path) -> Iterator[Open]:
    """Give `visit(width, script=True)`: the page, opened offline; at the end nothing has gone wrong.

    A request that leaves the file, a message in the console and an error in the script each fail the test.
    """
    wrong: list[str] = []
    contexts: list[BrowserContext] = []

    def watch(route: Route) -> None:
        address = route.request.url
        if address.startswith(("file:", "data:")):
            route.continue_()
            return
        wrong.append(f"request for {address}")
        route.abort()

    def visit(width: int = 1280, *, script: bool = True) -> Page:
        context = browser.new_context(
            offline=True, java_script_enabled=script, viewport={"width": width, "height": 800}
        )
        contexts.append(context)
        context.route("**/*", watch)
        context.on("console", lambda message: wrong.append(f"console: {message.text}"))
        context.on("weberror", lambda error: wrong.append(f"script: {error.error}"))
        opened = context.new_page()
        opened.goto(page_file.as_uri())
        return opened

    yield visit
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Give `picture(page, name)`: keep a picture of the whole page in build/ for people to look at."""

    def take(page: Page, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)

    return take
