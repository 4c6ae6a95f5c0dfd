"""Every figure in the text can be traced, and the manifest says nothing about who made the report where."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.report.datasets import DATASETS, made

from njia.measures import labelled
from njia.report.compose import compose
from njia.report.document import Beside, KeyFigures, Paragraphs
from njia.report.facts import KNOWN, OF, ROWS, UNKNOWN, Headline
from njia.report.manifest import write_manifest

# Written from figures, but no figures themselves: percentages, and ids of what is shown.
NO_FIGURES = re.compile(r"\d+\s?%|\b[0-9a-f]{64}\b|\b\d+\.\d+\.\d+\b|“[^”]*”")


def manifest_of(name: str, folder: Path) -> dict[str, Any]:
    bundle = made(name)
    (folder / "tables").mkdir()
    (folder / "tables" / "a.csv").write_text("a")
    write_manifest(bundle, compose(bundle).headlines, folder)
    read: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return read


def value_in_the_measure(name: str, headline: Headline) -> int | None:
    """Look a headline up in the measure itself, without the report's own means."""
    protected = made(name).measures[headline.measure]
    whole = {KNOWN: protected.known, OF: protected.of, UNKNOWN: protected.of - protected.known}
    if not headline.rows:
        return {**whole, ROWS: protected.rows.num_rows}[headline.column]
    _, rows = labelled(protected, made(name).routes.tables["places"], "en")
    grains = [tuple((key, str(row[key])) for key in protected.measure.grain) for row in rows]
    found = [rows[grains.index(grain)] for grain in headline.rows]
    assert len(set(headline.rows)) == len(headline.rows)
    if headline.column == ROWS:
        return len(found)
    values = [row[headline.column] for row in found]
    return values[0] if len(values) == 1 else sum(value or 0 for value in values)


@pytest.mark.parametrize("name", DATASETS)
def test_every_headline_is_what_its_measure_says(name: str) -> None:
    headlines = compose(made(name)).headlines
    assert headlines
    for headline in headlines:
        assert value_in_the_measure(name, headline) == headline.value, headline


@pytest.mark.parametrize("name", DATASETS)
def test_every_number_in_the_text_is_a_headline(name: str) -> None:
    report = compose(made(name))
    allowed = {f"{headline.value:,}" for headline in report.headlines if headline.value is not None}
    compared = made(name).compared
    allowed |= {f"{compared.submissions:,}"} if compared else set()
    for section in report.document.sections:
        if section.key in ("trace", "read", "caveats", "acknowledgements", "contact"):
            continue
        texts = [section.finding]
        for block in section.blocks:
            for inner in block.blocks if isinstance(block, Beside) else (block,):
                if isinstance(inner, Paragraphs):
                    texts += inner.paragraphs
                if isinstance(inner, KeyFigures):
                    texts += [figure.value for figure in inner.figures]
        for text in texts:
            for number in re.findall(r"\d[\d,]*", NO_FIGURES.sub("", text)):
                assert number.rstrip(",") in allowed, (number, text)


def test_the_manifest_lists_what_went_in_and_what_came_out(tmp_path: Path) -> None:
    manifest = manifest_of("many", tmp_path)
    assert manifest["made_by"] == "njia"
    assert manifest["inputs"] == [{"name": "routes.xlsx", "role": "routes", "sha256": "0" * 64}]
    assert manifest["outputs"] == {"tables/a.csv": hashlib.sha256(b"a").hexdigest()}
    assert manifest["parameters"]["focus_country"] == "KE"
    assert manifest["fingerprint"] == made("many").fingerprint
    assert {"duckdb", "ibis-framework", "pyarrow", "typst", "vl-convert-python"} <= set(manifest["libraries"])


def test_the_manifest_knows_no_clock_no_user_and_no_folder(tmp_path: Path) -> None:
    manifest_of("many", tmp_path)
    text = (tmp_path / "manifest.json").read_text(encoding="utf-8")
    assert str(tmp_path) not in text
    assert Path.home().as_posix() not in text
    assert not re.search(r"\b20\d\d-\d\d-\d\d|\b\d\d:\d\d\b", text)
    assert not re.search(r'"(/|[A-Z]:\\\\)', text)


def test_no_organisation_is_in_the_manifest(tmp_path: Path) -> None:
    manifest_of("many", tmp_path)
    assert "Organisation 1" not in (tmp_path / "manifest.json").read_text(encoding="utf-8")
