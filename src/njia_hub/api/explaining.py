"""Explain an operation to people: what it takes, and an example of asking for it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

DEEPEST_EXAMPLE = 6


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
    summary: str
    meaning: str
    scope: str
    reach: Mapping[str, str]
    fields: tuple[Field, ...]
    answers: tuple[tuple[str, str], ...]  # status, what it is
    curl: str
    python: str


def explained(method: str, path: str, said: Mapping[str, Any], document: Mapping[str, Any]) -> Operation:
    """Explain one operation of an OpenAPI document."""
    return Operation(
        name=said["operationId"],
        room=said["tags"][0],
        method=method.upper(),
        path=path,
        summary=said["summary"],
        meaning=said.get("description", ""),
        scope=said["x-scope"] or "",
        reach=said["x-reach"],
        fields=tuple(_fields(said, document)),
        answers=tuple((str(status), _kind(_schema(answer))) for status, answer in said["responses"].items()),
        curl=_curl(method, path, said, document),
        python=said["x-python"],
    )


def _fields(said: Mapping[str, Any], document: Mapping[str, Any]) -> list[Field]:
    found = [
        Field(
            one["name"],
            one["in"],
            _kind(one["schema"]),
            one["required"],
            one["schema"].get("description", ""),
        )
        for one in said["parameters"]
    ]
    body = _resolved(_body(said), document)
    required = body.get("required", ())
    for name, schema in body.get("properties", {}).items():
        meaning = schema.get("description") or _resolved(schema, document).get("description", "")
        found.append(Field(name, "body", _kind(schema), name in required, meaning.split("\n\n")[0]))
    return found


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
        return str(schema["$ref"]).rsplit("/", 1)[-1]
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
    if told.get("examples"):
        return told["examples"][0]
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
            path = path.replace(f"{{{one['name']}}}", str(example(one["schema"], document)))
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
