"""The frozen content of a release: all that its files are made from, as plain data in one canonical text.

A release is always made from this text and never from what was there before it, so what is in the text is
what is published, and the same text gives the same files.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Annotated, Any, Literal

import pyarrow as pa
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from njia.disclosure import Method, Policy, Protected, ProtectedTables, Published, published
from njia.measures import MEASURES
from njia.network import LANGUAGES, Network
from njia.report.material import AUDIENCES, Material

LONGEST_LINE, MOST_NUMBER = 500, 999_999  # characters; of releases
FORMAT = 1  # of release.json; a later one is for a later version of Njia to read
# What of the settings a release holds; the rest is what people of the network know of spellings and carriers.
NETWORK = (
    "name", "title", "collection", "period", "published", "focus_country", "languages", "regions",
    "corridor_names", "contributors", "texts", "translations", "map",
)  # fmt: skip


class ReleaseRefused(ValueError):
    """What is to be released, or was read as a release, is none; the message says which part of it."""


Line = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST_LINE, pattern=r"^[^\x00-\x1f\x7f]+$")
]
Cell = bool | int | float | str | None


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    columns: list[str]
    rows: list[list[Cell]]
    known: int | None = None
    of: int | None = None

    @model_validator(mode="after")
    def _even(self) -> _Table:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row has more or fewer values than there are columns")
        return self


class Content(BaseModel):
    """What release.json holds; canonical text by `text`."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    format: Literal[1] = 1
    number: int = Field(ge=1, le=MOST_NUMBER)
    title: Line
    audience: str = Field(pattern=f"^({'|'.join(AUDIENCES)})$")
    collections: list[Line]
    made_on: dt.date
    tags: list[Line]
    related: list[Line]
    supersedes: int | None = Field(ge=1)
    focus: str = Field(pattern=r"^([A-Z]{2})?$")
    policy: Policy
    network: Network
    tables: dict[str, _Table]
    places: _Table

    @model_validator(mode="after")
    def _agrees(self) -> Content:
        if self.supersedes is not None and self.supersedes >= self.number:
            raise ValueError(f"release {self.number} can take the place of an earlier one only")
        unknown = [language for language in self.network.languages if language not in LANGUAGES]
        if unknown:
            raise ValueError(f"network.languages: there is no '{unknown[0]}'")
        return self

    def text(self) -> str:
        """Write it as canonical JSON: sorted names, one value a line; the same content is the same text."""
        plain = self.model_dump(mode="json", exclude={"network"})
        plain["network"] = self.network.model_dump(mode="json", include=set(NETWORK))
        return json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False) + "\n"

    def material(self) -> Material:
        """Give what a release is printed from, in the network's first language; ReleaseRefused."""
        try:
            tables = published(
                self.policy,
                {name: _published(self.tables[name]) for name in sorted(self.tables, key=_rank)},
                [dict(zip(self.places.columns, row, strict=True)) for row in self.places.rows],
            )
        except (ValueError, KeyError, TypeError, pa.ArrowException) as error:
            raise ReleaseRefused(f"tables: {error}") from error
        return Material(
            network=self.network,
            language=self.network.languages[0],
            tables=tables,
            focus=self.focus,
            number=self.number,
            title=self.title,
            audience=self.audience,
            collections=tuple(self.collections),
            made_on=self.made_on,
            tags=tuple(self.tags),
            related=tuple(self.related),
            supersedes=self.supersedes,
        )


def frozen(material: Material) -> Content:
    """Give a release's content; ReleaseRefused names the first part that cannot be published."""
    material = material.first or material
    return _content(
        {
            "number": material.number,
            "title": material.title,
            "audience": material.audience,
            "collections": list(material.collections),
            "made_on": material.made_on,
            "tags": list(material.tags),
            "related": list(material.related),
            "supersedes": material.supersedes,
            "focus": material.focus,
            "policy": material.policy,
            "network": for_all(material.network, material.tables).model_dump(include=set(NETWORK)),
            "tables": {name: _table(one) for name, one in material.tables.tables.items()},
            "places": _rows(material.tables.places),
        }
    )


def read(text: str) -> Content:
    """Read a release's content; ReleaseRefused for what is not one, or not written canonically."""
    try:
        plain = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise ReleaseRefused("it is not JSON") from error
    if isinstance(plain, dict) and isinstance(made := plain.get("format"), int) and made > FORMAT:
        raise ReleaseRefused("it was made by a later version of Njia")
    found = _content(plain)
    if found.text() != text:
        raise ReleaseRefused("it is not written as Njia writes it")
    return found


def for_all(network: Network, tables: ProtectedTables) -> Network:
    """Give the settings that a release holds; hand corrections of the map only for what the tables show.

    What a network writes of figures that differ in print is of figures as counted: of no use beside others.
    """
    legs: set[str] = set()
    if "map_legs" in tables.tables:
        rows = tables.tables["map_legs"].rows
        ends = zip(rows["from_place_id"].to_pylist(), rows["to_place_id"].to_pylist(), strict=True)
        legs = {f"{start} > {end}" for start, end in ends}
    named = set(tables.places["place_id"].to_pylist())
    bows = {leg: bow for leg, bow in network.map.bows.items() if leg in legs}
    anchors = {code: at for code, at in network.map.anchors.items() if f"iso:{code}" in named}
    kept = network.map.model_copy(update={"bows": bows, "anchors": anchors})
    shown = network.model_copy(update={"aliases": {}, "carriers": (), "map": kept})
    return shown if tables.policy.method is Method.AS_COUNTED else _without_differences(shown)


def _without_differences(network: Network) -> Network:
    none = {"differences": ""}
    translations = {code: said.model_copy(update=none) for code, said in network.translations.items()}
    return network.model_copy(
        update={"texts": network.texts.model_copy(update=none), "translations": translations}
    )


def _content(plain: Any) -> Content:
    try:
        return Content.model_validate(plain)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise ReleaseRefused(f"{where}: {first['msg']}" if where else first["msg"]) from error


def _table(one: Protected) -> dict[str, Any]:
    return {**_rows(one.rows), "known": one.known, "of": one.of}


def _rows(table: pa.Table) -> dict[str, Any]:
    columns = [table[name].to_pylist() for name in table.column_names]
    return {"columns": table.column_names, "rows": [list(row) for row in zip(*columns, strict=True)]}


def _published(table: _Table) -> Published:
    return Published(tuple(table.columns), table.rows, table.known, table.of)


def _rank(name: str) -> tuple[int, str]:
    """Order tables as the report prints them; the text has them by name."""
    return (list(MEASURES).index(name) if name in MEASURES else len(MEASURES)), name


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")
