"""What holds for every test: nothing reaches the network, and golden files change only when asked."""

import os
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent / "no_calls"))
from tests.hub import installation

import no_calls
from njia.cli import main
from njia.demo import kenya_2020

settings.register_profile("untimed", deadline=None)  # a slow machine fails no test
settings.load_profile("untimed")
no_calls.install()
installation.for_tests()

LOOPBACK_MARKS = ("browser", "spark", "loopback")
used_loopback = pytest.StashKey[bool]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write the files in tests/golden/ anew instead of comparing with them",
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Generator[None, object, object]:
    """Let a marked test use the loopback interface, and let what it opened be closed at the very end."""
    stash = item.config.stash
    marked = any(item.get_closest_marker(mark) for mark in LOOPBACK_MARKS)
    stash[used_loopback] = marked or stash.get(used_loopback, False)
    if marked or (nextitem is None and stash[used_loopback]):
        os.environ[no_calls.LOOPBACK] = "1"
    try:
        return (yield)
    finally:
        os.environ.pop(no_calls.LOOPBACK, None)


@pytest.fixture(autouse=True)
def nothing_called_home() -> Iterator[None]:
    """Fail a test whose code swallowed the error of a call that was stopped."""
    no_calls.CALLS.clear()
    yield
    assert no_calls.CALLS == []


@pytest.fixture(scope="session")
def demo_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the demonstration's report with `njia report`; tests that use it are of the group `demo`."""
    out = tmp_path_factory.mktemp("demo") / "report"
    files = kenya_2020()
    more = ["--network", str(files.network), "--compare", str(files.earlier), "--out", str(out)]
    assert main(["report", *map(str, files.files), *more]) == 0
    return out
