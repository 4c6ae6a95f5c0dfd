"""The page of a release: one file that loads nothing, with map, charts, and all tables in full."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from njia import __version__
from njia.draw import charts
from njia.draw.figure import interactive
from njia.report import markdown
from njia.report.document import Markdown, Section
from njia.report.material import Material
from njia.report.page.maps import Maps
from njia.report.page.writing import as_markup, filled
from njia.report.released.composing import contributors, finding, key_figures, reading, text
from njia.report.released.parts import parts
from njia.report.released.wording import Said

MOST_OPEN = 15  # rows of a table that stands open
_BEFORE = ("foreword", "findings")  # the network's texts that stand before the tables
# What lies beside the page: the file, and the key of what it is.
_FILES = (
    ("data/locations.csv", "locations"),
    ("data/flows.csv", "flows"),
    ("data/legs.geojson", "legs"),
    ("data/network.graphml", "network"),
    ("data/codebook.csv", "codebook"),
    ("datapackage.json", "datapackage"),
    ("CITATION.cff", "citation"),
    ("LICENCE.txt", "licence"),
    ("release.json", "content"),
    ("manifest.json", "manifest"),
)


def page(material: Material) -> str:
    """Write the page; NetworkError for a language that there is no report in."""
    said = Said(material)
    charts.warm_up()
    shown = {
        "language": material.language,
        "right_to_left": said.words.right_to_left,
        "network": material.network,
        "title": material.title or said.number,
        "number": said.number,
        "subtitle": said.subtitle,
        "date": said.date,
        "data_note": _data_note(said),
        "finding": finding(said),
        "figures": key_figures(said),
        "maps": _maps(material),
        "reading": reading(said),
        "parts": parts(said),
        "charts": charts.charts(material.tables.tables, material.tables.places, material.language),
        "texts": _texts(said),
        "before": _BEFORE,
        "supersedes": said.supersedes(),
        "facts": said.facts(),
        "related": material.related,
        "citation": said.citation(),
        "licence": said.licence(),
        "files": _files(said),
        "trace": said.trace(),
        "version": __version__,
        "most_open": MOST_OPEN,
        "say": said.words.say,
        "words": said.say,
        "markdown": as_markup,
    }
    return filled("release.html.j2", shown, _css())


def _maps(material: Material) -> Maps | None:
    flow = material.flow
    if not flow.legs:
        return None
    drawn = interactive(flow, material.language)
    return Maps(drawn.html, drawn.css, drawn.script, drawn.data_json, (), flow.by)


def _data_note(said: Said) -> Section | None:
    note = said.network.texts.data_note.strip()
    if not note:
        return None
    return Section(
        "data_note", said.report.say("front.data_note"), "", (Markdown(tuple(markdown.parse(note))),)
    )


def _texts(said: Said) -> tuple[Section, ...]:
    found = (
        *(text(said, key) for key in (*_BEFORE, "method")),
        contributors(said),
        text(said, "acknowledgements"),
        text(said, "contact"),
    )
    return tuple(section for section in found if section is not None)


def _files(said: Said) -> tuple[tuple[str, str], ...]:
    """Name the files beside the page; those in further languages carry their language."""
    material = said.material
    first = material.first or material
    between = "" if material.language == first.language else f".{material.language}"
    printed = (
        (f"report{between}.pdf", "report"),
        (f"map{between}.svg", "map"),
        (f"map.phone{between}.svg", "map_phone"),
    )
    return tuple((file, said.say(f"file.{what}")) for file, what in (*printed, *_FILES))


@cache
def _css() -> str:
    return files("njia.report.page").joinpath("templates/release.css").read_text(encoding="utf-8")
