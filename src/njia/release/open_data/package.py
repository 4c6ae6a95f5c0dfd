"""datapackage.json: every file of data in a release, with its columns, licence and source, for programs.

By the Data Package specifications, version 1. The line of HXL hashtags is a comment to their readers: it
begins with #, and no other line of those files does, because the first column holds a row's status.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from njia.codebook import codebook
from njia.release.open_data.citing import (
    GEONAMES,
    GEONAMES_ADDRESS,
    LICENCE,
    LICENCE_ADDRESS,
    LICENCE_TITLE,
    Citation,
)
from njia.release.open_data.describing import basis, codebook_fields
from njia.release.open_data.fields import Field
from njia.release.open_data.flows import FLOWS, LOCATIONS
from njia.release.open_data.legs import Legs
from njia.release.open_data.status import STATUSES
from njia.release.open_data.tables import OpenTable

NAME = "datapackage.json"
_TYPES = {pa.string(): "string", pa.int64(): "integer", pa.float64(): "number", pa.bool_(): "boolean"}
_MEDIA = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json",
    "graphml": "application/graphml+xml",
    "md": "text/markdown",
}
_DIALECT = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\n", "header": True}


def write_package(one: Citation, tables: Mapping[str, OpenTable], legs: Legs, folder: Path) -> None:
    """Write the file for what lies in `tables/` and `data/` of the folder, all of which it lists."""
    said = {
        "profile": "data-package",
        "name": "njia-release" if one.number is None else f"njia-release-{one.number}",
        "title": one.title,
        "description": f"{one.about} {_of_legs(legs)}",
        "version": "" if one.number is None else str(one.number),
        "date": one.made_on.isoformat() if one.made_on else "",
        "licenses": [_licence(one)],
        "contributors": [{"title": one.author, "role": "publisher"}],
        "sources": [
            {"title": f"Routes reported by the members of {one.author}"},
            {"title": f"{GEONAMES} ({LICENCE}): names and positions of places", "path": GEONAMES_ADDRESS},
        ],
        "keywords": list(dict.fromkeys(one.tags)),
        "related": list(one.related),
        "resources": list(_resources(tables, folder)),
    }
    given = {name: value for name, value in said.items() if value}
    text = json.dumps(given, ensure_ascii=False, indent=1) + "\n"
    (folder / NAME).write_text(text, encoding="utf-8", newline="\n")


def _of_legs(legs: Legs) -> str:
    return (
        "In the files for maps and networks a leg runs between two places. Not in them: "
        f"{legs.left_out} rows of tables/map_legs.csv with an end that is not known, or that stands for a "
        "region or for all others and has no point. Not in locations.csv, flows.csv and legs.geojson: "
        f"{legs.without_point} legs with an end whose position is not known. Not in flows.csv, whose readers "
        f"take an empty count for 0: legs whose figure is withheld ({legs.withheld} of {len(legs.legs)})."
    )


def _licence(one: Citation) -> dict[str, str]:
    if one.is_public:
        return {"name": LICENCE, "path": LICENCE_ADDRESS, "title": LICENCE_TITLE}
    return {"path": "LICENCE.txt", "title": "For one audience alone"}


def _resources(tables: Mapping[str, OpenTable], folder: Path) -> Iterator[dict[str, Any]]:
    described = dict(_described(tables))
    files = sorted(
        file for part in ("tables", "data") for file in (folder / part).glob("*") if file.is_file()
    )
    for file in files:
        path, content = file.relative_to(folder).as_posix(), file.read_bytes()
        ending = file.suffix.removeprefix(".")
        resource: dict[str, Any] = {
            "profile": "data-resource",
            "name": file.stem if ending == "csv" else file.name,
            "path": path,
            **described.get(path, {}),
            "format": ending,
            "mediatype": _MEDIA[ending],
        }
        if ending != "parquet":  # whose bytes are its writer's: another version's hold the same rows
            digest = hashlib.sha256(content).hexdigest()
            resource |= {"encoding": "utf-8", "bytes": len(content), "hash": f"sha256:{digest}"}
        yield resource


def _described(tables: Mapping[str, OpenTable]) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, table in tables.items():
        words = {"title": table.title, "description": f"{table.meaning} {basis(table)}"}
        yield f"tables/{name}.csv", {**words, **_tabular(table.fields, commentChar="#")}
        yield (
            f"tables/{name}.parquet",
            {**words, "description": f"The rows of {name}.csv. {words['description']}"},
        )
    yield (
        "data/locations.csv",
        {"title": "Places, as viewers built on flowmap.gl read them", **_tabular(LOCATIONS)},
    )
    yield "data/flows.csv", {"title": "Legs, as viewers built on flowmap.gl read them", **_tabular(FLOWS)}
    yield "data/legs.geojson", {"title": "Places as points and legs as lines (GeoJSON, RFC 7946)"}
    yield "data/network.graphml", {"title": "Places as nodes and legs as directed edges (GraphML 1.0)"}
    yield "data/codebook.csv", {"title": "Codebook", **_tabular(codebook_fields())}
    yield "data/codebook.md", {"title": "Codebook, to read"}
    for table_name, fields in _route_fields().items():
        yield f"data/{table_name}.csv", {"title": f"Routes: {table_name}", **_tabular(fields)}
        yield f"data/{table_name}.parquet", {"title": f"Routes: {table_name}"}


def _tabular(fields: Iterable[Field | dict[str, str]], **dialect: str) -> dict[str, Any]:
    columns = [one if isinstance(one, dict) else _column(one) for one in fields]
    return {
        "profile": "tabular-data-resource",
        "dialect": {**_DIALECT, **dialect},
        "schema": {"fields": columns, "missingValues": [""]},
    }


def _column(field: Field) -> dict[str, Any]:
    said: dict[str, Any] = {
        "name": field.name,
        "type": _TYPES[field.kind],
        "title": field.title,
        "description": field.meaning,
        "unit": field.unit,
        "codeList": field.code_list,
        "hxl": field.hxl,
    }
    if field.hxl == "#status+protection":
        said["constraints"] = {"required": True, "enum": list(STATUSES)}
    return {name: value for name, value in said.items() if value}


def _route_fields() -> dict[str, list[dict[str, str]]]:
    """Give the columns of the tables of routes, which only releases that show all counts hold."""
    kinds = {"text": "string", "whole number": "integer", "number": "number", "true or false": "boolean"}
    found: dict[str, list[dict[str, str]]] = {}
    for row in codebook():
        if row["part"] == "data":
            kind = row["type"].removesuffix(", may be empty")
            column = {"name": row["name"], "type": kinds.get(kind, kind), "title": row["title"]}
            found.setdefault(row["table"], []).append({**column, "description": row["meaning"]})
    return found
