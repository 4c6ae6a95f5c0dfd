"""Whoever meets the demonstration's data, in whatever file, is told that it is no real case data."""

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from pypdf import PdfReader

from njia.demo import kenya_2020
from njia.network import load

NOTE = load(kenya_2020().network).texts.data_note.strip()


pytestmark = pytest.mark.xdist_group("demo")


@pytest.mark.parametrize("name", ["index.html", "map.svg", "READ-ME.md"])
def test_the_note_is_in_the_file(demo_report: Path, name: str) -> None:
    words = " ".join((demo_report / name).read_text(encoding="utf-8").split())
    assert NOTE in words


def test_the_note_is_on_every_page_of_the_printed_report(demo_report: Path) -> None:
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(demo_report / "report.pdf").pages]
    assert [number for number, page in enumerate(pages, 1) if NOTE not in page] == []


def test_every_route_in_the_open_data_says_how_it_came_about(demo_report: Path) -> None:
    with (demo_report / "data" / "routes.csv").open(encoding="utf-8", newline="") as file:
        marks = [row["provenance"] for row in csv.DictReader(file)]
    assert set(marks) == {"named", "reconstructed"}
    assert pq.read_table(demo_report / "data" / "routes.parquet")["provenance"].to_pylist() == marks


def test_the_report_explains_where_the_print_contradicts_itself(demo_report: Path) -> None:
    text = " ".join(
        " ".join(page.extract_text().split()) for page in PdfReader(demo_report / "report.pdf").pages
    )
    for told in ("34 countries", "82 of 84 routes", "Jordan", "Taita-Taveta", "Malamba"):
        assert told in text
    assert "12 organisations submitted 84 routes" in text


def test_the_headline_figures_can_be_traced_to_their_measures(demo_report: Path) -> None:
    manifest = json.loads((demo_report / "manifest.json").read_text(encoding="utf-8"))
    traced = {(figure["measure"], figure["value"]) for figure in manifest["headlines"]}
    assert ("overview", 84) in traced
    assert ("overview", 43) in traced
    assert ("overview", 31) in traced


def test_no_contributor_is_tied_to_a_row(demo_report: Path) -> None:
    for file in (demo_report / "data").glob("*.csv"):
        text = file.read_text(encoding="utf-8")
        assert "Organisation 1" not in text
        assert "HAART" not in text
