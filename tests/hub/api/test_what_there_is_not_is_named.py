"""A key or a field that there is not is told by its name; what it was given is never repeated."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.hub.api.conftest import Programs
from tests.hub.conftest import Hub

SECRET = "canary-value-0712345678"


def faults(answer: Any) -> list[tuple[str, str]]:
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert SECRET not in answer.content.decode()
    return [(fault["field"], fault["reason"]) for fault in answer.json()["fields"]]


@pytest.mark.parametrize("path", ["map", "map/routes", "measures/overview", "routes", "me", "vocabulary"])
def test_a_key_that_is_misspelt_is_named(hub: Hub, program: Programs, path: str) -> None:
    answer = program(hub.anna).get(path, colection=SECRET)
    assert faults(answer) == [("query.colection", "There is no such key.")]


def test_every_such_key_is_named_in_order_and_those_that_there_are_are_not(
    hub: Hub, program: Programs
) -> None:
    answer = program(hub.anna).get("map", zone=SECRET, level="county", colour=SECRET, origin="iso:KE")
    assert [field for field, _ in faults(answer)] == ["query.colour", "query.zone"]


@pytest.mark.parametrize(
    "key", ["0712345678", "Anna Otieno", "anna@example.org", "<b>", "x" * 41, "é", "from "]
)
def test_a_key_that_is_no_name_is_not_repeated(hub: Hub, program: Programs, key: str) -> None:
    answer = program(hub.anna).get("map", **{key: SECRET})
    assert [field for field, _ in faults(answer)] == ["query.?"]


def test_an_address_with_very_many_keys_has_an_answer_that_ends(hub: Hub, program: Programs) -> None:
    answer = program(hub.anna).get("map", **{f"key{n}": SECRET for n in range(500)})
    assert len(faults(answer)) == 50


def test_a_field_that_there_is_not_is_named_where_it_stands(hub: Hub, program: Programs) -> None:
    body = {"what": "legs", "format": "csv", "colour": SECRET, SECRET: "x"}
    found = faults(program(hub.anna).post("exports", json.dumps(body)))
    assert sorted(found) == [
        ("body.?", "There is no such field."),
        ("body.colour", "There is no such field."),
    ]
