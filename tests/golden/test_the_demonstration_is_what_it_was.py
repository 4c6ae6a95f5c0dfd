"""The demonstration's tables, map and words are those that somebody looked at and kept."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.golden.conftest import KEPT, Compare
from tests.golden.outline import outline

from njia.measures import MEASURES
from njia.report.compose import Drawings

pytestmark = pytest.mark.xdist_group("demo")

LARGEST = 1_500_000  # bytes of all kept files together


@pytest.mark.parametrize("measure", sorted(MEASURES))
def test_a_table_is_what_it_was(demo_report: Path, compare: Compare, measure: str) -> None:
    compare(f"tables/{measure}.csv", (demo_report / "tables" / f"{measure}.csv").read_text(encoding="utf-8"))


def test_the_map_is_what_it_was(demo_report: Path, compare: Compare) -> None:
    compare("map.svg.txt", outline((demo_report / "map.svg").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", ["whole", "near"])
def test_a_printed_map_is_what_it_was(printed: Drawings, compare: Compare, name: str) -> None:
    compare(f"a4-{name}.svg.txt", outline(getattr(printed, name).svg))


def test_the_printed_hub_diagrams_are_what_they_were(printed: Drawings, compare: Compare) -> None:
    compare("a4-hubs.svg.txt", "".join(f"--- {hub.name}\n{outline(hub.svg)}" for hub in printed.hubs))


def test_the_reports_words_are_what_they_were(demo_report: Path, compare: Compare) -> None:
    pages = [page.extract_text() for page in PdfReader(demo_report / "report.pdf").pages]
    text = "".join(f"--- page {number}\n{page.strip()}\n" for number, page in enumerate(pages, 1))
    compare("report.pdf.txt", text)


def test_nothing_is_kept_that_is_no_longer_made() -> None:
    tables = {file.stem for file in (KEPT / "tables").iterdir()}
    assert tables == set(MEASURES)


def test_what_is_kept_stays_small() -> None:
    assert sum(file.stat().st_size for file in KEPT.rglob("*") if file.is_file()) <= LARGEST
