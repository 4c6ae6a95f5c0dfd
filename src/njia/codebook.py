"""The codebook: every column of every table that is published, and every code, said once.

It is put together from what declares them: the schema, the dataset, the vocabulary and the measures. Which
columns leave the network is asked of the one door out, so that the codebook cannot promise another set.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from njia.dataset import dataset
from njia.disclosure import OPEN, protect_dataset
from njia.measures import MEASURES
from njia.measures.described import described
from njia.schema import Cases, Leg, Route, Sensitivity, Stop
from njia.vocabulary import LISTS, STANDARDS, code_list

COLUMNS: tuple[str, ...] = (
    "part",
    "table",
    "name",
    "title",
    "meaning",
    "type",
    "unit",
    "code_list",
    "sensitivity",
    *STANDARDS,
)


@dataclass(frozen=True)
class _Said:
    """What the schema says of a field."""

    title: str
    meaning: str
    sensitivity: str
    unit: str = ""
    code_list: str = ""
    hxl: str = ""


# The dataset's columns that are no field of the schema but follow from its fields.
_MADE: dict[str, tuple[str, str]] = {
    "path": (
        "Path",
        "The ids of the route's places in order, an unknown stop as ?. Equal paths are one route.",
    ),
    "transit_count": ("Transit points", "How many stops lie between origin and destination."),
    "seq": (
        "Position",
        "In stops: 0 is the origin. In legs and carriers: leg n runs from stop n to stop n + 1.",
    ),
    "field": ("Field", "The field of a route that the code answers, such as industries."),
    "code": ("Code", "A code of the field's list; one row for each code of each route."),
}
_FIELDS: dict[str, tuple[type[Cases | Leg | Route | Stop], str]] = {
    "route_id": (Route, "id"),
    "cases_kind": (Cases, "kind"),
    "cases_low": (Cases, "low"),
    "cases_best": (Cases, "best"),
    "cases_high": (Cases, "high"),
    "carrier": (Leg, "carriers"),
    "mode": (Leg, "mode"),
    "irregular": (Leg, "irregular"),
    "place_id": (Stop, "place_id"),
    "country": (Stop, "country_code"),
    "name": (Stop, "place_name"),
    **{name: (Stop, name) for name in ("role", "precision", "resolution", "admin1", "lat", "lon", "kind")},
    **{
        name: (Route, name)
        for name in (
            *("collection", "organisation", "provenance", "source_kind"),
            *("period_start", "period_end", "prior_trafficking"),
        )
    },
}
_ENDS = {
    "origin": "Origin",
    "destination": "Destination",
    "intended": "Intended destination",
    "from": "From",
    "to": "To",
}


def codebook(*, policy_fields_only: bool = True) -> list[dict[str, str]]:
    """Give the codebook as rows of COLUMNS, in the order: data, codes, measures.

    `part` is "data" (a column of a table in `data/`), "code" (a code of a list) or "measure" (a column of
    a table in `tables/`). With `policy_fields_only` the columns that never leave the network are left out.
    """
    return [*_data(policy_fields_only), *_codes(), *_measures()]


def as_csv(rows: list[dict[str, str]]) -> str:
    """Write the codebook as CSV, with a header line."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def as_markdown(
    rows: list[dict[str, str]],
    introduction: Sequence[str] = (),
    about: Mapping[tuple[str, str], str] | None = None,
) -> str:
    """Write the codebook as Markdown: a table for each data table, code list and measure.

    `introduction` takes the place of Njia's own. `about` says more of a table, by part and table; of a
    measure its rows say it.
    """
    lines = ["# Codebook", "", *(introduction or INTRODUCTION)]
    before = ("", "")
    for row in rows:
        here = (row["part"], row["table"])
        columns = _SHOWN[row["part"]]
        if here != before:
            lines += ["", f"## {_TITLES[row['part']].format(row['table'])}", ""]
            said = row["meaning"] if row["part"] == "measure" else (about or {}).get(here, "")
            lines += [said, ""] if said else []
            lines += [markdown_row(columns), markdown_row(["---"] * len(columns))]
            before = here
        lines.append(markdown_row([row[column] for column in columns]))
    return "\n".join(lines) + "\n"


_TITLES = {
    "data": "Data: `data/{}`",
    "code": "Code list: `{}`",
    "measure": "Measure: `tables/{}.csv`",
    "table": "Table: `tables/{}`",
    "file": "File: `{}`",
}
_SHOWN = {
    "data": ("name", "title", "meaning", "type", "unit", "code_list", "hxl"),
    "code": ("name", "title", "meaning", *STANDARDS),
    "measure": ("name", "title", "unit", "code_list", "htcds", "ctdc", "hxl"),
    "table": ("name", "title", "meaning", "type", "unit", "code_list", "htcds", "ctdc", "hxl"),
    "file": ("name", "title", "meaning", "type", "unit", "hxl"),
}
INTRODUCTION = (
    "Three counts are never mixed: **submissions** are rows as they were reported, **routes** are distinct "
    "paths, and **cases** are people as estimated by those who reported them (lowest, best, highest).",
    "",
    "An empty cell means *not reported*; it is not a zero. `cases_high` is empty when a number has no upper "
    "bound. `cases_known` says of how many submissions a number was stated.",
    "",
    "In CSV files a text that begins with `=`, `+`, `-`, `@` or a tab has an apostrophe in front, so that no "
    "spreadsheet program runs it.",
)


def markdown_row(cells: list[str] | tuple[str, ...]) -> str:
    """Write one line of a Markdown table."""
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _row(part: str, table: str, name: str, **more: str) -> dict[str, str]:
    return dict.fromkeys(COLUMNS, "") | {"part": part, "table": table, "name": name} | more


def _data(policy_fields_only: bool) -> Iterator[dict[str, str]]:
    empty = dataset([])
    published = protect_dataset(empty, OPEN).tables
    for table, arrow in empty.tables().items():
        for column in arrow.schema:
            if policy_fields_only and column.name not in published[table].column_names:
                continue
            said = _said(table, column.name)
            yield _row(
                "data",
                table,
                column.name,
                title=said.title,
                meaning=said.meaning,
                type=_type(column),
                unit=said.unit,
                code_list=said.code_list,
                sensitivity=said.sensitivity,
                hxl=said.hxl,
            )


def _said(table: str, column: str) -> _Said:
    """Say what a column of the dataset is; raises KeyError for one that nothing declares."""
    if column == "route_id":
        meaning = "Links the tables. In published data a new id that says nothing about who reported."
        return _Said("Route id", meaning, Sensitivity.PUBLIC.value)
    if column in _MADE:
        return _Said(*_MADE[column], sensitivity=Sensitivity.PUBLIC.value)
    end, _, rest = column.partition("_")
    if end in _ENDS and rest in ("place_id", "country"):
        said = _said(table, rest)
        return _Said(f"{_ENDS[end]}: {said.title.lower()}", said.meaning, said.sensitivity, hxl=said.hxl)
    record, field = _FIELDS[column]
    for name, info, extra in record.declared():
        if name == field:
            more = {key: str(extra[key]) for key in ("unit", "code_list", "hxl") if key in extra}
            return _Said(info.title or name, info.description or "", str(extra["sensitivity"]), **more)
    raise KeyError(f"{record.__name__} has no field {field}")


def _type(column: pa.Field) -> str:
    kinds = {"string": "text", "int32": "whole number", "int64": "whole number", "double": "number"}
    kind = {**kinds, "bool": "true or false", "date32[day]": "date"}[str(column.type)]
    return f"{kind}, may be empty" if column.nullable else kind


def _codes() -> Iterator[dict[str, str]]:
    for name in LISTS:
        for code in code_list(name).codes.values():
            maps = {
                standard: "; ".join((value,) if isinstance(value, str) else value)
                for standard, value in code.maps.items()
            }
            yield _row("code", name, code.id, title=code.labels["en"], meaning=code.definition, **maps)


def _measures() -> Iterator[dict[str, str]]:
    for name, measure in MEASURES.items():
        meaning = f"{measure.title}. Counts {measure.unit.value}. Known: {measure.denominator}."
        for column in measure.columns:
            said = described(name, column.name)
            yield _row(
                "measure",
                name,
                column.name,
                title=column.title,
                meaning=meaning,
                unit=column.unit.value,
                code_list=column.code_list,
                sensitivity=Sensitivity.PUBLIC.value,
                htcds="; ".join(said.htcds),
                ctdc="; ".join(said.ctdc),
                hxl=said.hxl,
            )
