"""Explain an operation to people: what it takes, and an example of asking for it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

DEEPEST_EXAMPLE = 6
# What stands in a path: its meaning, and an example.
_IN_PATHS = {
    "route_id": ("Of a route; the sender of a new one makes it.", "0b7c7a5e-2f0e-4a53-9d0e-6d1f3a1c9e10"),
    "draft_id": ("Of a draft; it becomes the route's.", "0b7c7a5e-2f0e-4a53-9d0e-6d1f3a1c9e10"),
    "file_id": ("Of a file that was sent.", "6f1f6f0a-53c7-4a0b-8f57-2a8b7f6d2c11"),
    "row_id": ("Of a row of the file.", "17"),
    "person_id": ("Of a person.", "c1d9f1a4-7c1e-4a52-b0f3-0d9a5c6b7e21"),
    "invitation_id": ("Of an invitation.", "9e8d7c6b-5a49-4837-a625-141302f1e0d9"),
    "organisation_id": ("Of an organisation.", "3"),
    "job_id": ("Of long work.", "51e2d3c4-b5a6-4978-8695-a4b3c2d1e0f1"),
    "export_id": ("Of a file that was made.", "51e2d3c4-b5a6-4978-8695-a4b3c2d1e0f1"),
    "alias_id": ("Of a spelling that was accepted.", "5"),
    "spelling_id": ("Of a spelling that is proposed.", "5"),
    "preparation_id": ("Of a release in preparation.", "0b7c7a5e-2f0e-4a53-9d0e-6d1f3a1c9e10"),
    "number": ("Of a release.", "1"),
    "access_id": ("Of a partner's right to read.", "5"),
    "slug": ("Of a collection.", "2024"),
    "name": ("Of a figure, or of a release's file.", "transport_modes"),
}


@dataclass(frozen=True)
class Field:
    """A key of an address or of a body."""

    name: str
    where: str  # path, query, body
    kind: str
    is_required: bool
    meaning: str


@dataclass(frozen=True)
class Operation:
    """One operation, in words."""

    name: str
    room: str
    method: str
    path: str
    summary: str  # the first sentence of its meaning
    meaning: str  # the rest
    scope: str
    reach: Mapping[str, str]
    fields: tuple[Field, ...]
    answers: tuple[tuple[str, str], ...]  # status, what it is, when it is done
    curl: str
    python: str


def explained(method: str, path: str, said: Mapping[str, Any], document: Mapping[str, Any]) -> Operation:
    """Explain one operation of an OpenAPI document."""
    summary, _, meaning = said["description"].partition(".")
    return Operation(
        name=said["operationId"],
        room=said["tags"][0],
        method=method.upper(),
        path=path,
        summary=summary,
        meaning=" ".join(meaning.split()),
        scope=said["x-scope"] or "",
        reach=said["x-reach"],
        fields=tuple(_fields(said, document)),
        answers=tuple(
            (str(status), _kind(_schema(answer)) if _schema(answer) else "")
            for status, answer in sorted(said["responses"].items())
            if status < 300
        ),
        curl=_curl(method, path, said, document),
        python=said["x-python"],
    )


@dataclass(frozen=True)
class Record:
    """Something that is sent or answered."""

    name: str
    meaning: str
    fields: tuple[Field, ...]


def records(document: Mapping[str, Any]) -> tuple[Record, ...]:
    """Explain the records of an OpenAPI document, by name."""
    return tuple(
        Record(name, schema.get("description", "").split("\n\n")[0], tuple(_properties(schema, document)))
        for name, schema in sorted(document["components"]["schemas"].items())
        if schema.get("properties") and not name.startswith("Page_")
    )


def _properties(schema: Mapping[str, Any], document: Mapping[str, Any]) -> Iterator[Field]:
    required = schema.get("required", ())
    for name, inner in schema.get("properties", {}).items():
        meaning = inner.get("description") or _resolved(inner, document).get("description", "")
        yield Field(name, "body", _kind(inner), name in required, meaning.split("\n\n")[0])


def _fields(said: Mapping[str, Any], document: Mapping[str, Any]) -> list[Field]:
    found = []
    for one in said["parameters"]:
        meaning = one["schema"].get("description") or _IN_PATHS.get(one["name"], ("", ""))[0]
        found.append(Field(one["name"], one["in"], _kind(one["schema"]), one["required"], meaning))
    return [*found, *_properties(_resolved(_body(said), document), document)]


def _body(said: Mapping[str, Any]) -> Mapping[str, Any]:
    return _schema(said.get("requestBody", {}))


def _schema(said: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give the schema of a body or an answer, whatever its media type."""
    for media in said.get("content", {}).values():
        schema: Mapping[str, Any] = media.get("schema", {})
        return schema
    return {}


def _kind(schema: Mapping[str, Any]) -> str:
    """Name what a value is, in a word or two."""
    if "$ref" in schema:
        name = str(schema["$ref"]).rsplit("/", 1)[-1]
        return f"page of {name[5:-1]}" if name.startswith("Page_") else name
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(_kind(one) for one in schema["anyOf"]))
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    kind = str(schema.get("format") or schema.get("const") or schema.get("type") or "any")
    return f"list of {_kind(schema['items'])}" if "items" in schema else kind


def _resolved(schema: Mapping[str, Any], document: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" in schema:
        return dict(document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]])
    return schema


_BY_FORMAT = {"uuid": "0b7c7a5e-2f0e-4a53-9d0e-6d1f3a1c9e10", "date": "2024-01-31", "binary": "routes.xlsx"}
_BY_TYPE: dict[str, Any] = {
    "integer": 1,
    "number": 1.5,
    "boolean": True,
    "array": [],
    "object": {},
    "null": None,
}


def example(schema: Mapping[str, Any], document: Mapping[str, Any], depth: int = DEEPEST_EXAMPLE) -> Any:
    """Make a value of a schema: what is required, and what has an example of its own."""
    told = _resolved(schema, document)
    examples = schema.get("examples") or told.get("examples")
    if examples:
        return examples[0]
    if "anyOf" in told:
        return example(told["anyOf"][0], document, depth)
    if "enum" in told or "const" in told:
        return told["enum"][0] if "enum" in told else told["const"]
    if "properties" in told and depth:
        wanted = told.get("required", ())
        return {
            name: example(inner, document, depth - 1)
            for name, inner in told["properties"].items()
            if name in wanted or inner.get("examples")
        }
    if told.get("type") == "array" and told.get("minItems") and depth:
        return [example(told.get("items", {}), document, depth - 1)] * told["minItems"]
    return _BY_FORMAT.get(told.get("format", "")) or _BY_TYPE.get(told.get("type", ""), "…")


def _curl(method: str, path: str, said: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    for one in said["parameters"]:
        if one["in"] == "path":
            path = path.replace(f"{{{one['name']}}}", _IN_PATHS[one["name"]][1])
    keys = [one for one in said["parameters"] if one["in"] == "query" and one["required"]]
    query = "&".join(f"{one['name']}={example(one['schema'], document)}" for one in keys)
    address = f'"$HUB{path}{"?" + query if query else ""}"'
    words = ["curl", *(["-X", method.upper()] if method != "get" else []), address]
    words += ["-H", '"Authorization: Bearer $TOKEN"']
    content = said.get("requestBody", {}).get("content", {})
    if "multipart/form-data" in content:
        body = _resolved(_body(said), document)
        words += [f"-F {name}={_form(inner, document)}" for name, inner in body["properties"].items()]
    elif content:
        text = json.dumps(example(_body(said), document), ensure_ascii=False)
        words += ["-H", '"Content-Type: application/json"', "-d", f"'{text}'"]
    return " ".join(words)


def _form(schema: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    value = example(schema, document)
    return f"@{value}" if schema.get("format") == "binary" else str(value)
