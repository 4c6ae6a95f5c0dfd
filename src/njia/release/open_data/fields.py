"""The columns of a release's files: what each holds, what it means and what it is called elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from njia.measures import Column, Measure, Unit, arrow_type
from njia.measures.described import described

STATUS, WITHHELD = "status", "withheld"


@dataclass(frozen=True)
class Field:
    """A column of a file; `hxl`, `htcds` and `ctdc` are its counterparts, as in `njia.measures.described`."""

    name: str
    title: str
    meaning: str
    kind: pa.DataType
    unit: str
    code_list: str = ""
    hxl: str = ""
    htcds: tuple[str, ...] = ()
    ctdc: tuple[str, ...] = ()


STATUS_FIELD = Field(
    STATUS,
    "Status",
    "shown; less exact (a key stands for several); withheld (the row's figure may not be told).",
    pa.string(),
    Unit.TEXT.value,
    hxl="#status+protection",
)
WITHHELD_FIELD = Field(
    WITHHELD,
    "Withheld",
    "Columns whose figures may not be told in this row, joined by ' + '; other empty cells are not stated.",
    pa.string(),
    Unit.TEXT.value,
    hxl="#meta+withheld",
)


def field_of(measure: Measure, column: Column) -> Field:
    """Describe a column of a measure."""
    said = described(measure.name, column.name)
    return Field(
        written_name(measure, column),
        column.title,
        said.meaning,
        arrow_type(column),
        column.unit.value,
        column.code_list,
        said.hxl,
        said.htcds,
        said.ctdc,
    )


def names_of(measure: Measure, column: Column) -> Field:
    """Describe the column of names that stands beside a column of codes."""
    name = f"{written_name(measure, column).removesuffix('_id')}_name"
    said = described(measure.name, column.name)
    meaning = f"Name of `{written_name(measure, column)}` in the release's first language."
    return Field(name, column.title, meaning, pa.string(), Unit.TEXT.value, hxl=said.named)


def written_name(measure: Measure, column: Column) -> str:
    """Name a column in a release: as the measure does, unless every table has one of that name there."""
    taken = column.name in (STATUS, WITHHELD)
    return f"{measure.name}_{column.name}" if taken else column.name
