"""The page: one file that is whole for every data set, loads nothing, and reads nothing as markup."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.report.datasets import DATASETS, made
from tests.report.invented import bundle, many, route

from njia.language import catalogue
from njia.measures import MEASURES
from njia.report.page import content, page, write

VOID = {"meta", "input", "br", "hr", "img", "link", "wbr"}
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>&lt;'


class Reader(HTMLParser):
    """Reads a page as a browser does: elements with attributes, texts, and that every tag is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.scripts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attributes}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attributes}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            self.scripts.append(data)
        elif self.open and self.open[-1] != "style":
            self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


@cache
def html_of(name: str) -> str:
    return page(made(name))


@cache
def read(name: str) -> Reader:
    return Reader(html_of(name))


def text_of(reader: Reader) -> str:
    return " ".join(" ".join(reader.texts).split())


@pytest.mark.parametrize("name", DATASETS)
def test_a_page_of_any_data_is_well_formed(name: str) -> None:
    reader = read(name)
    assert reader.open == []
    ids = [attributes["id"] for _, attributes in reader.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert len(reader.all("h1")) == 1


@pytest.mark.parametrize("name", DATASETS)
def test_nothing_is_loaded_from_anywhere(name: str) -> None:
    reader = read(name)
    assert not {tag for tag, _ in reader.elements} & {
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "base",
        "form",
    }
    for tag, attributes in reader.elements:
        for attribute in ("src", "href", "xlink:href", "srcset", "action", "poster", "data"):
            assert attributes.get(attribute, "#").startswith("#"), (tag, attributes)
    addresses = re.findall(r"url\(([^)]{1,20})", html_of(name))
    assert all(address.strip("'\"").startswith(("data:", "#")) for address in addresses)
    assert "@import" not in html_of(name)


def test_the_policy_allows_the_page_s_own_script_and_nothing_else() -> None:
    reader = read("many")
    policy = next(
        m["content"] for m in reader.all("meta") if m.get("http-equiv") == "Content-Security-Policy"
    )
    script = reader.scripts[-1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert "default-src 'none'" in policy
    assert f"script-src 'sha256-{digest}'" in policy
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    assert not [name for _, attributes in reader.elements for name in attributes if name.startswith("on")]


@pytest.mark.parametrize("name", DATASETS)
def test_every_link_within_the_page_arrives(name: str) -> None:
    reader = read(name)
    ids = {attributes.get("id") for _, attributes in reader.elements}
    for link in reader.all("a"):
        assert link["href"].removeprefix("#") in ids


def test_every_measure_that_is_published_is_on_the_page() -> None:
    placed = {name for names in content.MEASURES_OF.values() for name in names}
    placed |= {*content.MAP_TABLES, *content.MACHINE_TABLES}
    assert placed == set(MEASURES)


def test_every_table_has_a_caption_with_its_denominator() -> None:
    html = html_of("many")
    tables = re.findall(r"<table>\s*<caption>(.*?)</caption>", html, re.S)
    assert len(tables) == html.count("<table>") > 20
    origins = next(caption for caption in tables if caption.startswith("Countries of origin"))
    assert re.search(r"\d+ of \d+: submissions whose country of origin is known", origins)


def test_not_stated_is_not_zero() -> None:
    table = re.search(r'<section id="pairs".*?<tbody>(.*?)</tbody>', html_of("one heard of"), re.S)
    assert table is not None
    assert "not stated" in table[1]


def test_nothing_reported_is_said_and_not_drawn() -> None:
    text = text_of(read("none"))
    assert "No routes were reported" in text
    assert "<figure" not in html_of("none")
    assert 'id="map"' not in html_of("none")


def test_routes_that_cannot_be_drawn_are_said_to_be_so() -> None:
    assert 'id="map"' not in html_of("all unknown")
    assert catalogue("en").say("map.no_routes") in text_of(read("all unknown"))


def test_every_place_of_transit_has_a_diagram_with_its_table() -> None:
    places = [row["place_id"] for row in made("many").measures["transit_places"].rows.to_pylist()]
    html = html_of("many")
    assert html.count('<details class="hub"') == len([place for place in places if place]) > 0
    assert html.count('<details class="hub" name="hub" open') == 1


def test_all_diagrams_show_the_same_count() -> None:
    captions = re.findall(r"<figcaption>(Heights show [a-z ]+)", html_of("many"))
    assert len(captions) > 1
    assert len({caption.split()[2] for caption in captions}) == 1


def test_the_page_says_how_to_cite_it_and_from_which_data_it_is() -> None:
    text = text_of(read("many"))
    assert made("many").fingerprint in text
    assert "How to cite" in text
    assert "CC BY 4.0" in text


def test_names_are_text_wherever_they_stand() -> None:
    rows = [
        route(n, "Kitui", "Nairobi", "Riyadh", modes=("bus", "plane"), carriers=(HOSTILE,)) for n in range(3)
    ]
    made_of = bundle(rows, name=HOSTILE, title=HOSTILE, period=HOSTILE, published=HOSTILE)
    reader = Reader(page(made_of))
    assert reader.open == []
    assert not reader.all("img")
    assert HOSTILE in "".join(reader.texts)
    data, script = reader.scripts
    assert "<" not in data
    assert "alert" not in script


def test_the_coordinator_s_note_on_the_data_stands_at_the_top() -> None:
    note = "Invented **rows**; not real case data."
    html = page(bundle(many(), texts={"data_note": note}))
    top = html.split("<main", 1)[0]
    assert "Invented <strong>rows</strong>; not real case data." in top


def test_right_to_left_is_declared_and_drawings_stay_left_to_right() -> None:
    assert catalogue("ar").right_to_left
    html = html_of("many")
    assert '<html lang="en" dir="ltr">' in html
    assert "svg{direction:ltr}" in html


def test_it_is_written_as_one_file(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    write(made("two"), file)
    assert file.read_text(encoding="utf-8") == html_of("two")
    assert list(tmp_path.iterdir()) == [file]


def test_another_process_writes_the_same_bytes() -> None:
    code = (
        "import hashlib; from njia.report.page import page; from tests.report.datasets import made;"
        "print(hashlib.sha256(page(made('two')).encode()).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(html_of("two").encode()).hexdigest()
