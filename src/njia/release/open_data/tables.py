"""The tables of a release as rows for programs, with names beside the codes and what was withheld."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from njia.disclosure import Method, Protected
from njia.gazetteer import countries
from njia.measures import Measure, Unit, labelled
from njia.release.open_data.fields import (
    STATUS,
    STATUS_FIELD,
    WITHHELD,
    WITHHELD_FIELD,
    Field,
    field_of,
    names_of,
)
from njia.release.open_data.status import statuses, told_columns, withheld
from njia.report.csv_file import csv_text


@dataclass(frozen=True)
class OpenTable:
    """A table of a release; `known` of `of` submissions are what its rows rest on, None where withheld."""

    measure: Measure
    title: str
    meaning: str
    fields: tuple[Field, ...]
    rows: list[dict[str, Any]]
    known: int | None
    of: int | None


def open_tables(
    tables: Mapping[str, Protected], places: pa.Table, language: str, focus: str
) -> dict[str, OpenTable]:
    """Give the tables by name, named in `language`; `focus` is the focus country's code or ""."""
    routes_told = any(
        one.rows[column.name].null_count < one.rows.num_rows
        for one in tables.values()
        for column in one.measure.columns
        if column.unit is Unit.ROUTES
    )
    return {name: _table(one, places, language, focus, routes_told) for name, one in tables.items()}


def _table(one: Protected, places: pa.Table, language: str, focus: str, routes_told: bool) -> OpenTable:
    measure = one.measure
    columns, named = labelled(one, places, language, widened=one.policy.method is not Method.AS_COUNTED)
    raw = one.rows.to_pylist()
    own = {column.name: column for column in measure.columns}
    told = {column.name for column in told_columns(one, routes_told)}
    fields: list[Field] = []
    values: dict[str, list[Any]] = {}
    of = ""  # the column that a column of names is of
    for column in columns:
        of = column.name if column.name in own else of
        if of not in told:
            continue
        field = field_of(measure, column) if column.name in own else names_of(measure, own[of])
        rows = raw if column.name in own else named
        fields.append(field)
        values[field.name] = [row[column.name] for row in rows]
    precisions = dict(zip(places["place_id"].to_pylist(), places["precision"].to_pylist(), strict=True))
    values[STATUS] = list(statuses(one, precisions))
    values[WITHHELD] = [" + ".join(name for name in names if name in told) or None for names in withheld(one)]
    names = (STATUS, *(field.name for field in fields), WITHHELD)
    return OpenTable(
        measure,
        _named(measure.title, focus),
        _meaning(measure, focus),
        (STATUS_FIELD, *fields, WITHHELD_FIELD),
        [{name: values[name][number] for name in names} for number in range(len(raw))],
        one.known,
        one.of,
    )


def _meaning(measure: Measure, focus: str) -> str:
    counts = "" if measure.unit is Unit.NUMBER else f"Counts {measure.unit.value}. "
    return f"{counts}Known: {_named(measure.denominator, focus)}."


def _named(text: str, focus: str) -> str:
    return text.replace("{focus}", countries.name(focus) if focus else "the focus country")


def write_table(table: OpenTable, folder: Path) -> None:
    """Write `<measure>.csv`, with a row of HXL hashtags below the names, and `<measure>.parquet`."""
    names = [field.name for field in table.fields]
    text = csv_text(names, table.rows, [field.hxl for field in table.fields])
    (folder / f"{table.measure.name}.csv").write_text(text, encoding="utf-8", newline="\n")
    schema = pa.schema([(field.name, field.kind) for field in table.fields])
    rows = pa.Table.from_pylist(table.rows, schema=schema)
    # One row group, and no metadata but the schema's: the same rows give the same bytes.
    pq.write_table(
        rows.replace_schema_metadata(None),
        folder / f"{table.measure.name}.parquet",
        compression="zstd",
        row_group_size=max(1, rows.num_rows),
        version="2.6",
    )
