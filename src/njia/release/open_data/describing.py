"""The codebook of a release: every column of its files, every code that they use, and their counterparts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa

from njia.codebook import COLUMNS, INTRODUCTION, as_markdown, codebook
from njia.release.open_data.fields import Field
from njia.release.open_data.flows import FLOWS, LOCATIONS
from njia.release.open_data.tables import OpenTable
from njia.report.csv_file import csv_text
from njia.vocabulary import LISTS

_TYPES = {
    pa.string(): "text",
    pa.int64(): "whole number",
    pa.float64(): "number",
    pa.bool_(): "true or false",
}

_READING = (
    "",
    "In every table `status` says whether a row is shown, is told less exactly or is withheld; `withheld` "
    "names the columns whose figures may not be told. An empty cell that is not named there is *not "
    "stated*.",
    "",
    "A key can stand for several. `region:…` in a column of countries: other countries of that region. "
    "`iso:…` or a county's id in a column of places: other places of it. `group:…` in a column of codes: "
    "other codes of that group. `*`: others, or not known. No row counts what another row counts because "
    "of this.",
    "",
    "In CSV files of `tables/` the second line holds HXL hashtags, and begins with #.",
    "",
    "Counterparts: `htcds` names a field of the Human Trafficking Case Data Standard, with its prefix, or "
    "a value of one as `field:value`; `ctdc` a variable of the Global Dataset of the Counter-Trafficking "
    "Data Collaborative; `hxl` a hashtag of the Humanitarian Exchange Language, where those that begin "
    "with #x_ are Njia's own. They are the nearest there is: fields there are of one person, columns here "
    "count reports.",
)


def rows_of(tables: Mapping[str, OpenTable], with_routes: bool) -> list[dict[str, str]]:
    """Give the codebook as rows of `njia.codebook.COLUMNS`; `with_routes` for a release of all routes."""
    known = codebook()
    used = {field.code_list for table in tables.values() for field in table.fields}
    lists = set(LISTS) if with_routes else used
    return [
        *(row for row in known if with_routes and row["part"] == "data"),
        *(_row("table", name, field) for name, table in tables.items() for field in table.fields),
        *(_row("file", "data/locations.csv", field) for field in LOCATIONS),
        *(_row("file", "data/flows.csv", field) for field in FLOWS),
        *(row for row in known if row["part"] == "code" and row["table"] in lists),
    ]


def write_codebook(tables: Mapping[str, OpenTable], folder: Path, with_routes: bool = False) -> None:
    """Write `codebook.csv` and `codebook.md`."""
    rows = rows_of(tables, with_routes)
    about = {
        ("table", name): f"{table.title}. {table.meaning} {basis(table)}" for name, table in tables.items()
    }
    texts = {
        "codebook.csv": csv_text(COLUMNS, rows),
        "codebook.md": as_markdown(rows, (*INTRODUCTION, *_READING), about),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def basis(table: OpenTable) -> str:
    """Say how many submissions a table rests on."""
    known, of = ("withheld" if count is None else str(count) for count in (table.known, table.of))
    return f"Here: {known} of {of}."


def codebook_fields() -> Iterable[Field]:
    """Describe the columns of codebook.csv."""
    meanings = {
        "part": "data, table or file: a column of such a file; code: a code of a list.",
        "table": "The file, or the list of codes.",
        "name": "The column's name, or the code.",
        "title": "In words.",
        "meaning": "What it means.",
        "type": "What its cells hold.",
        "unit": "What it is a key of, or what it counts.",
        "code_list": "The list that its codes are of.",
        "sensitivity": "Who may see it; all that is published is public.",
    }
    for name in COLUMNS:
        meaning = meanings.get(name, f"Counterparts in {name.upper()}, joined by '; '.")
        yield Field(name, name.replace("_", " ").capitalize(), meaning, pa.string(), "text")


def _row(part: str, table: str, field: Field) -> dict[str, str]:
    return dict.fromkeys(COLUMNS, "") | {
        "part": part,
        "table": table,
        "name": field.name,
        "title": field.title,
        "meaning": field.meaning,
        "type": _TYPES[field.kind],
        "unit": field.unit,
        "code_list": field.code_list,
        "sensitivity": "public",
        "htcds": "; ".join(field.htcds),
        "ctdc": "; ".join(field.ctdc),
        "hxl": field.hxl,
    }
