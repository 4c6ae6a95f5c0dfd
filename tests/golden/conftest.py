"""Compare with what it was when somebody last looked."""

import difflib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from njia.cli import inputs
from njia.demo import kenya_2020
from njia.network import load
from njia.report.bundle import assemble
from njia.report.compose import Drawings
from njia.report.drawings import drawings

KEPT = Path(__file__).parent / "kept"
SHOWN = 60  # lines of difference that are shown; more are counted
Compare = Callable[[str, str], None]


@pytest.fixture(scope="session")
def printed() -> Drawings:
    """Draw the pictures of the demonstration's A4 report."""
    demo = kenya_2020()
    settings = load(demo.network)
    data, earlier = inputs.dataset(demo.files, settings, demo.earlier)
    return drawings(assemble(settings, data, earlier=earlier))


@pytest.fixture
def compare(request: pytest.FixtureRequest) -> Compare:
    """Give `compare(name, text)`: the text is as kept under that name, or it is kept from now on."""
    update = request.config.getoption("--update-golden")

    def check(name: str, text: str) -> None:
        file = KEPT / name
        if update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
            return
        if not file.is_file():
            pytest.fail(f"{name} is not kept yet. {_remedy()}", pytrace=False)
        kept = file.read_text(encoding="utf-8")
        if text != kept:
            pytest.fail(f"{name} is not what it was:\n{_difference(kept, text)}\n{_remedy()}", pytrace=False)

    return check


def _difference(kept: str, text: str) -> str:
    lines = list(difflib.unified_diff(kept.splitlines(), text.splitlines(), "kept", "now", lineterm="", n=1))
    more = len(lines) - SHOWN
    return "\n".join([*lines[:SHOWN], *([f"… and {more} more lines"] if more > 0 else [])])


def _remedy() -> str:
    folder = os.path.relpath(Path(__file__).parent)
    return f"When this is meant: pytest {folder} --update-golden, then look at git diff before you commit."
