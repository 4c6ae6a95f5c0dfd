"""The API describes itself: for programs as OpenAPI, for people as a page."""

import ast
import re
from typing import Any

import pytest
from tests.hub.api.conftest import Program, Programs
from tests.hub.conftest import Hub

from njia_hub.api.describing import description, operations
from njia_hub.api.explaining import records
from njia_hub.roles import TABLE


def test_every_operation_in_the_table_of_roles_is_described() -> None:
    told = {
        f"{method.upper()} api:{operation['x-name']}"
        for methods in description()["paths"].values()
        for method, operation in methods.items()
    }
    rows = {name for name in TABLE if " api:" in name} - {"GET api:docs", "GET api:openapi"}
    assert told == rows


def test_every_operation_needs_a_scope_and_is_for_somebody() -> None:
    for operation in operations():
        assert operation.scope and operation.reach, operation.name


def test_every_operation_says_what_it_is_for_and_how_to_ask_for_it() -> None:
    for operation in operations():
        assert operation.summary and (not operation.meaning or operation.meaning.endswith("."))
        assert operation.curl.startswith("curl ") and operation.path.split("{")[0] in operation.curl
        assert "{" not in operation.curl.split("-d")[0], operation.curl


def test_every_example_in_python_calls_what_the_client_has() -> None:
    from njia.client import Hub as Client

    for operation in operations():
        calls = [node for node in ast.walk(ast.parse(operation.python)) if isinstance(node, ast.Call)]
        names = [call.func.attr for call in calls if isinstance(call.func, ast.Attribute)]
        assert names and any(callable(getattr(Client, name, None)) for name in names), operation.python


def test_every_key_and_field_says_what_it_means() -> None:
    silent = [
        f"{operation.name} {field.name}"
        for operation in operations()
        for field in operation.fields
        if not field.meaning
    ]
    assert silent == []


@pytest.mark.parametrize("who", ["alice", "dan", "carol", "anna", "pat"])
def test_people_who_are_signed_in_read_the_page(
    hub: Hub, signed_in: Any, no_second_factor: None, who: str
) -> None:
    page = signed_in(getattr(hub, who)).get("/api/docs")
    assert page.status_code == 200
    text = page.content.decode()
    for operation in operations():
        assert f'id="{operation.name}"' in text
    assert not re.search(r"<style|style=|<script(?! src)|//[a-z]+\.[a-z]+/.*\.js", text)


def test_others_are_asked_to_sign_in(hub: Hub) -> None:
    assert Program().get("docs").status_code == 302
    assert Program().get("openapi.json").status_code == 401


def test_a_program_reads_the_description(hub: Hub, program: Programs, signed_in: Any) -> None:
    said = program(hub.anna, ["read"]).get("openapi.json").json()
    assert said == signed_in(hub.anna).get("/api/openapi.json").json()
    assert said["openapi"].startswith("3.1")
    assert said["components"]["securitySchemes"]["token"]["scheme"] == "bearer"


def test_every_reference_of_the_description_leads_somewhere() -> None:
    schemas = description()["components"]["schemas"]
    names = re.findall(r"'#/components/schemas/([^']+)'", repr(description()))
    assert names and set(names) <= set(schemas)


def test_every_record_says_what_it_is() -> None:
    silent = [record.name for record in records(description()) if not record.meaning]
    assert silent == []


def test_the_example_of_a_submission_can_be_sent(hub: Hub, program: Programs) -> None:
    (put,) = [one for one in operations() if one.name == "put_route"]
    body = put.curl.split("-d '")[1].removesuffix("'")
    path = put.curl.split("/api/")[1].split('"')[0]
    answer = program(hub.alice).put(path, body)
    assert answer.status_code == 201, answer.content
