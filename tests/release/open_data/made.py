"""Releases for the tests of the open data: of generated routes, and hostile ones made by hand."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from njia.disclosure import GUARDED, Policy, Published, protect_tables, published
from njia.measures import MEASURES, scope_for
from njia.network import Network
from njia.report.material import Material
from njia.synth import synth

CANARY = "Kanaorgxq"
PLACE = {"admin1": "", "country": "KE", "lat": 1.0, "lon": 36.0, "precision": "town", "kind": "town"}


def material(tables: Any, **more: Any) -> Material:
    """Put what is said beside protected tables."""
    said: dict[str, Any] = {
        "network": Network(name="Example network", focus_country="KE"),
        "language": "en",
        "focus": "KE",
        "number": 3,
        "title": "Routes of 2020",
        "audience": "public",
        "collections": ("2020",),
        "made_on": dt.date(2026, 11, 22),
        "tags": ("trafficking", "Kenya"),
        "related": ("https://example.org/report",),
    }
    return Material(tables=tables, **{**said, **more})


@cache
def generated() -> Material:
    """Protect generated routes; every organisation is called by a canary."""
    data = synth(400)
    named = [f"{CANARY}{name}" if name else "" for name in data.routes["organisation"].to_pylist()]
    at = data.routes.schema.get_field_index("organisation")
    routes = data.routes.set_column(at, data.routes.schema.field(at), pa.array(named, pa.string()))
    data = type(data)(**{**data.tables(), "routes": routes})
    tables, _ = protect_tables(data, scope_for(Network(focus_country="KE"), data), GUARDED)
    return material(tables)


def by_hand(
    tables: dict[str, list[dict[str, Any]]],
    places: Iterable[dict[str, Any]] = (),
    policy: Policy = GUARDED,
    known: int | None = None,
    **more: Any,
) -> Material:
    """Make a release of rows as they are given; a column that a row does not say is null."""
    made = {}
    for name, rows in tables.items():
        columns = tuple(column.name for column in MEASURES[name].columns)
        made[name] = Published(columns, [[row.get(c) for c in columns] for row in rows], known, known)
    return material(published(policy, made, [{**PLACE, **place} for place in places]), **more)


def counts(submissions: int | None, **more: Any) -> dict[str, Any]:
    """Give the counts of a row that is told whole, or not at all."""
    names = ("submissions", "cases_low", "cases_best", "cases_high", "cases_known", "organisations")
    return {**dict.fromkeys((*names, "own_casework"), submissions), **more}


def leg(start: str | None, end: str | None, submissions: int | None = 12, **more: Any) -> dict[str, Any]:
    """Give a row of the table of legs."""
    return {"from_place_id": start, "to_place_id": end, **counts(submissions), **more}


def place(id_: str, lat: float | None = 1.0, lon: float | None = 36.0, **more: Any) -> dict[str, Any]:
    """Give a place."""
    return {"place_id": id_, "name": id_.partition(":")[2].title(), "lat": lat, "lon": lon, **more}


def read(file: Path) -> list[list[str]]:
    """Read a CSV file, all lines."""
    return list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"), newline=""), strict=True))


def records(file: Path, skip: int = 0) -> list[dict[str, str]]:
    """Read a CSV file by its columns' names, without the `skip` lines below them."""
    names, *lines = read(file)
    return [dict(zip(names, line, strict=True)) for line in lines[skip:]]
