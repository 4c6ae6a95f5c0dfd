"""Read every figure out of each file of a release by itself, as somebody with the folder alone would.

A figure is a number, WITHHELD, or "" where the file says that nobody stated it. Nothing here asks the code
that wrote the files, but for the words of a language.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pyarrow.parquet as pq
from pypdf import PdfReader

from njia.language import catalogue

WITHHELD = "withheld"
Value = int | float | str
Row = dict[str, Any]
COUNTS = (
    *("submissions", "cases_low", "cases_best", "cases_high", "cases_known", "organisations"),
    *("own_casework", "share", "value"),
)


@dataclass(frozen=True)
class PageTable:
    """A table on the page: the measure that its link names, its caption, and its titles and cells.

    `numeric` says of each column whether it holds figures.
    """

    measure: str
    caption: str
    titles: list[str]
    numeric: list[bool]
    rows: list[list[str]]


@dataclass(frozen=True)
class Line:
    """A line of a map: what it is of, the numbers that its title says, its style and how wide it is drawn."""

    name: str
    numbers: tuple[int, ...]  # none for several legs under one line
    style: str
    width: float


@dataclass(frozen=True)
class Published:
    """A release's folder."""

    folder: Path

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    @cached_property
    def tables(self) -> dict[str, list[Row]]:
        """Read the CSV files without their row of HXL hashtags."""
        return {file.stem: self._csv(file) for file in sorted((self.folder / "tables").glob("*.csv"))}

    def _csv(self, file: Path) -> list[Row]:
        rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))
        assert rows[0]["status"].startswith("#"), "the second line holds hashtags"
        return [
            {name: _read(name, value, row["withheld"]) for name, value in row.items()} for row in rows[1:]
        ]

    def parquet(self, table: str) -> list[Row]:
        """Read the same table from its Parquet file, in the form that `tables` has."""
        rows = pq.read_table(self.folder / "tables" / f"{table}.parquet").to_pylist()
        return [{name: _typed(name, value, row["withheld"]) for name, value in row.items()} for row in rows]

    @cached_property
    def content(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.text("release.json"))
        return found

    @cached_property
    def title_of(self) -> dict[str, str]:
        """Give the title of each table in the first language, by the package's description."""
        resources = json.loads(self.text("datapackage.json"))["resources"]
        return {Path(one["path"]).stem: one["title"] for one in resources if "tables/" in one["path"]}

    def titles(self, table: str) -> dict[str, list[str]]:
        """Give the columns that have each title, by the codebook."""
        found: dict[str, list[str]] = {}
        for row in csv.DictReader(io.StringIO(self.text("data/codebook.csv"))):
            if row["part"] == "table" and row["table"] == table:
                found.setdefault(row["title"], []).append(row["name"])
        return found

    @cached_property
    def bases(self) -> dict[str, tuple[str, str]]:
        """Give what each table rests on, by the codebook in words: known, and of how many."""
        said = re.findall(r"`tables/(\w+)`\n\n.*Here: (\w+) of (\w+)\.", self.text("data/codebook.md"))
        return {name: (known, of) for name, known, of in said}

    def geojson(self) -> list[Row]:
        """Give the properties of the legs."""
        features = json.loads(self.text("data/legs.geojson"))["features"]
        found = [one["properties"] for one in features if one["properties"]["feature"] == "leg"]
        return [{n: _typed(n, v, row["withheld"]) for n, v in row.items() if n != "feature"} for row in found]

    def graphml(self) -> list[Row]:
        """Give the data of the edges with the places at their ends; names are not in it."""
        space = "{http://graphml.graphdrawing.org/xmlns}"
        root = ET.fromstring(self.text("data/network.graphml"))
        names = {key.get("id"): key.get("attr.name") for key in root.iter(f"{space}key")}
        rows = []
        for edge in root.iter(f"{space}edge"):
            row = {str(names[data.get("key")]): data.text or "" for data in edge.iter(f"{space}data")}
            ends = {"from_place_id": edge.get("source"), "to_place_id": edge.get("target")}
            empty = dict.fromkeys((name for name in names.values() if name in COUNTS), "")
            hidden = row.get("withheld", "")
            rows.append({n: _read(str(n), str(v), hidden) for n, v in {**empty, **row, **ends}.items()})
        return rows

    def flows(self) -> dict[tuple[str, str], int]:
        rows = csv.DictReader(io.StringIO(self.text("data/flows.csv")))
        return {(row["origin"], row["dest"]): int(row["count"]) for row in rows}

    def page(self, language: str = "") -> Page:
        return Page(self.text(f"index{'.' if language else ''}{language}.html"), language or self.first)

    def map(self, language: str = "") -> str:
        return self.text(f"map{'.' if language else ''}{language}.svg")

    def printed(self, language: str = "") -> str:
        """Give the words of the PDF, page after page, squeezed."""
        return _printed((self.folder / f"report{'.' if language else ''}{language}.pdf").read_bytes())

    @property
    def first(self) -> str:
        return str(self.content["network"]["languages"][0])


@cache
def _printed(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return squeezed(" ".join(one.extract_text() for one in pages))


def squeezed(text: str) -> str:
    """Leave out all white space: lines of print are broken anywhere."""
    return "".join(text.split())


@dataclass(frozen=True)
class Page:
    """A page in one language."""

    html: str
    language: str

    @cached_property
    def tables(self) -> list[PageTable]:
        found = []
        for block in re.findall(r'<details class="numbers told".*?</details>', self.html, re.S):
            measure = re.search(r'href="tables/(\w+)\.csv"', block)
            rows = [[_plain(cell) for cell in _cells(row)] for row in re.findall(r"<tr.*?</tr>", block, re.S)]
            caption = re.search(r"<caption>(.*?)</caption>", block, re.S)
            if measure and rows:
                numeric = ['class="n"' in title for title in re.findall(r"<th scope=\"col\".*?>", block)]
                said = _plain(caption[1] if caption else "")
                found.append(PageTable(measure[1], said, rows[0], numeric, rows[1:]))
        return found

    @cached_property
    def figures(self) -> list[str]:
        """Give the key figures."""
        return [_plain(text) for text in re.findall(r"<dd>(.*?)</dd></div>", self.html, re.S)]

    @cached_property
    def charts(self) -> dict[str, str]:
        """Give what each chart says in words, by the title of its table."""
        found = re.findall(r'<figcaption><strong>(.*?)</strong>.*?aria-label="(.*?)"', self.html, re.S)
        return {_plain(title): _plain(said) for title, said in found}

    @cached_property
    def chosen(self) -> list[Mapping[str, Any]]:
        """Give what the script can choose on the map, with the sentences that it says."""
        found = re.search(r'id="nmap-data">(.*?)</script>', self.html, re.S)
        chosen: list[Mapping[str, Any]] = json.loads(found[1])["selections"] if found else []
        return chosen

    def number(self, text: str) -> list[Value]:
        """Read a cell: numbers, best first; WITHHELD or "" for words."""
        words = catalogue(self.language)
        if text == words.say("released.not_shown"):
            return [WITHHELD]
        if text in (words.say("page.not_stated"), words.say("released.no_upper")):
            return [""]
        return [*_whole(text)]


# A number with separators of thousands: comma, full stop, or one of the narrow spaces.
_WHOLE = r"\d+(?:[,.\u00a0\u202f\u2009 ]\d{3}(?!\d))*"


def _whole(text: str) -> list[int]:
    return [int(re.sub(r"\D", "", one)) for one in re.findall(_WHOLE, text)]


def lines(svg: str) -> list[Line]:
    """Read the lines of a map: what their titles say, in any language, and the width of each."""
    found = []
    for group in re.findall(r'<g class="nleg".*?</g>', svg, re.S):
        title = re.search(r"<title>(.*?)</title>", group, re.S)
        name, _, told = _plain(title[1] if title else "").rpartition(": ")
        numbers = tuple(_whole(told)) if name else ()
        _, (style, width), *_ = re.findall(r'class="(n[a-z]+)" d="[^"]*" stroke-width="([\d.]+)"', group)
        found.append(Line(name, numbers, style, float(width)))
    return found


def scale(svg: str) -> list[tuple[int, float]]:
    """Give what the legend says of widths: numbers, and how wide they are drawn."""
    steps = r'<path class="nw2" d="[^"]*" stroke-width="([\d.]+)"/><text[^>]*>([^<]*)</text>'
    return [(_whole(told)[0], float(width)) for width, told in re.findall(steps, svg)]


def circles(svg: str) -> dict[tuple[str, str], float]:
    """Give the radius of the mark of each place, by its style and its id."""
    found = {}
    for place, mark in re.findall(r'<g class="nplace" data-p="(.*?)">(.*?)</g>', svg, re.S):
        shape = re.search(r'<(\w+) class="(nm\w*)"', mark)
        ring = re.search(r'class="nring"[^>]* r="([\d.]+)"', mark)
        if shape and ring:
            found[f"{shape[1]} {shape[2]}", html.unescape(place)] = float(ring[1])
    return found


def bars(page: Page) -> Iterator[tuple[str, list[float]]]:
    """Give how long the bars of each chart are, by the title of its table."""
    for title, svg in re.findall(r"<figcaption><strong>(.*?)</strong>.*?(<svg.*?</svg>)", page.html, re.S):
        yield _plain(title), [float(one) for one in re.findall(r'd="M[\d.]+,[\d.]+h([\d.]+)v12h-', svg)]


def _cells(row: str) -> list[str]:
    return re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)


def _plain(text: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", text)).split(" ")).strip()


def _read(name: str, text: str, hidden: str) -> Value:
    if name not in COUNTS:
        return text
    if text == "":
        return WITHHELD if name in hidden.split(" + ") else ""
    return float(text) if name == "share" else int(text)


def _typed(name: str, value: Any, hidden: str | None) -> Value:
    if value is None or isinstance(value, bool):
        return _read(name, "" if value is None else str(value).lower(), hidden or "")
    return value if name in COUNTS else str(value)
