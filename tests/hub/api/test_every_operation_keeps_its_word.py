"""Every operation answers as the description says, whatever it is sent, and never repeats it."""

from __future__ import annotations

import copy
import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.hub.api.conftest import Program, Programs
from tests.hub.conftest import Hub, accept, submit
from tests.hub.uploads.conftest import BUSIA, csv_bytes, send

from njia_hub.api.describing import description, operations
from njia_hub.api.explaining import example

ECHO = "CANARY-ECHO"
FILES = {"post_files"}  # sent as forms
# What somebody may send in the place of a value; of one deeper inside, only the first few.
HOSTILE: tuple[Any, ...] = (
    None, f"{ECHO}\x00", f"{ECHO}\ud800", {ECHO: ECHO}, [[ECHO]] * 3, 10**400, ECHO,
    True, -1, 1e308, "", "'; DROP TABLE x; --", f"<script>{ECHO}</script>", f"../../{ECHO}", "x" * 200_000,
)  # fmt: skip
INSIDE = 6
TEXTS = ("", ECHO, f"{ECHO}\x00", "'; DROP TABLE x; --", "-1", "9" * 30, "x" * 5_000)
BODIES: tuple[bytes, ...] = (
    b"", b"null", b"[]", b"{", b"\xff", b'"CANARY-ECHO"', b"{\"a\": NaN}", b"[" * 100_000,
    b'{"CANARY-ECHO": 1}', b'{"' + b"a" * 3_000_000 + b'": 1}',
)  # fmt: skip


@pytest.fixture
def ids(hub: Hub) -> dict[str, Any]:
    """Give a thing of each kind that paths name, seen by Dan or Carol."""
    from njia_hub.people.inviting import Wanted, invite
    from njia_hub.places.teaching import teach
    from njia_hub.work.models import Job

    upload = send(hub.dan, hub.collection, csv_bytes([BUSIA]))
    return {
        "route_id": accept(submit(hub.alice, hub.collection, warn=True)).pk,
        "draft_id": uuid.uuid4(),
        "slug": "2024",
        "name": "source_kinds",
        "organisation_id": hub.alices.pk,
        "person_id": hub.alice.pk,
        "invitation_id": invite(hub.carol, Wanted("a@example.org", "A", "analyst"))[0].pk,
        "job_id": Job.objects.create(kind="test", person=hub.carol).pk,
        "file_id": upload.pk,
        "preparation_id": uuid.uuid4(),
        "number": 10**6,
        "access_id": 1,
        "row_id": upload.rows.get().pk,
        "export_id": uuid.uuid4(),
        "alias_id": teach(hub.carol, "Zzyzx", "KE", "gn:186301").pk,
        "spelling_id": 1,
    }


def paths() -> list[tuple[str, str]]:
    return [(operation.name.split("_", 1)[0].upper(), operation.path) for operation in operations()]


def told(method: str, path: str) -> dict[str, Any]:
    found: dict[str, Any] = description()["paths"][path][method.lower()]
    return found


def check(method: str, path: str, answer: Any) -> None:
    """Fail unless the answer is one that the description tells of."""
    said = told(method, path)["responses"]
    where = f"{method} {path}: {answer.status_code} {answer.content[:300]!r}"
    assert answer.status_code in said, where
    content = said[answer.status_code].get("content", {})
    if "application/json" in content:
        schema = content["application/json"]["schema"] | {"components": description()["components"]}
        problems = [error.message for error in Draft202012Validator(schema).iter_errors(answer.json())]
        assert problems == [], f"{where}: {problems}"
    if answer.status_code >= 400:
        assert ECHO not in answer.content.decode(), where
        assert {"detail", "code"} <= set(answer.json())


def body_of(method: str, path: str) -> Any:
    content = told(method, path).get("requestBody", {}).get("content", {})
    if "application/json" not in content:
        return None
    return example(content["application/json"]["schema"], description())


def filled(path: str, ids: dict[str, Any]) -> str:
    return path.removeprefix("/api/").format(**ids)


@pytest.mark.parametrize(("method", "path"), paths())
def test_it_answers_as_described(
    hub: Hub, program: Programs, ids: dict[str, Any], method: str, path: str
) -> None:
    nothing = {key: uuid.uuid4() if "id" in key else "nothing" for key in ids}
    for who, given in ((hub.alice, (ids,)), (hub.dan, (ids, nothing)), (hub.carol, (ids, nothing))):
        asking = program(who)
        for some in given:
            if method == "GET":
                query = {one["name"]: str(example(one["schema"], description())) for one in _required(path)}
                answer = asking.get(_safe(path, some), **query)
            else:
                answer = asking.send(method, _safe(path, some), body_of(method, path))
            check(method, path, answer)


def _required(path: str) -> list[dict[str, Any]]:
    return [one for one in told("GET", path)["parameters"] if one["in"] == "query" and one["required"]]


def _safe(path: str, some: dict[str, Any]) -> str:
    """Fill a path; what has another type in it is no address of the hub at all."""
    numbers = dict.fromkeys(("row_id", "organisation_id", "alias_id", "spelling_id"), 10**12)
    return filled(path, some if isinstance(some["row_id"], int) else some | numbers)


@pytest.mark.parametrize(("method", "path"), [one for one in paths() if one[0] == "GET"])
def test_no_key_of_an_address_breaks_it(
    hub: Hub, program: Programs, ids: dict[str, Any], method: str, path: str
) -> None:
    asking = program(hub.dan if "/files" in path else hub.carol)
    names = [one["name"] for one in told("GET", path)["parameters"] if one["in"] == "query"]
    for name in [*names, ECHO]:
        for text in TEXTS:
            check("GET", path, asking.get(filled(path, ids), **{name: text}))


@pytest.mark.parametrize(("method", "path"), [one for one in paths() if one[0] != "GET"])
def test_no_body_breaks_it(hub: Hub, program: Programs, ids: dict[str, Any], method: str, path: str) -> None:
    who = hub.dan if "/files" in path or "/drafts" in path or "/routes" in path else hub.carol
    asking, wanted = program(who), filled(path, ids)
    check(method, path, asking.send(method, wanted, b'{"CANARY-ECHO": 1}'))
    body = body_of(method, path)
    for changed in hostile(body) if isinstance(body, dict) else ():
        check(method, path, asking.send(method, wanted, json.dumps(changed)))


@pytest.mark.parametrize("path", ["personal-data", "routes/0b7c7a5e-2f0e-4a53-9d0e-6d1f3a1c9e10"])
@pytest.mark.parametrize("raw", BODIES, ids=lambda raw: str(raw[:12]))
def test_no_bytes_break_it(hub: Hub, program: Programs, path: str, raw: bytes) -> None:
    answer = program(hub.alice).send("PUT" if "/" in path else "POST", path, raw)
    assert answer.status_code in (400, 413, 422) and ECHO not in answer.content.decode()


def hostile(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give a body again and again, each time with something else in one place."""
    for path in places(body):
        for value in HOSTILE if len(path) == 1 else HOSTILE[:INSIDE]:
            changed = copy.deepcopy(body)
            inner: Any = changed
            for key in path[:-1]:
                inner = inner[key]
            inner[path[-1]] = value
            yield changed


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    if isinstance(value, dict):
        for key in value:
            yield from places(value[key], (*path, key))
    elif isinstance(value, list) and value:
        yield from places(value[0], (*path, 0))


def test_a_file_that_is_none_breaks_nothing(hub: Hub, program: Programs) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    asking = program(hub.dan)
    for name in (ECHO, "a.csv", "../../a.csv", "a\x00.csv", "a" * 400 + ".csv", "\u202ea.csv"):
        for collection in ("2024", ECHO, "\x00", ""):
            sent = {"file": SimpleUploadedFile(name, b"\x00\xff"), "collection": collection}
            check("POST", "/api/files", asking.client.post("/api/files", sent))
    check("POST", "/api/files", asking.client.post("/api/files", {"collection": "2024"}))


def test_a_file_that_is_too_large_is_refused(hub: Hub, program: Programs, settings: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000
    for size in (1_001, 300_000):
        sent = {"file": SimpleUploadedFile("a.csv", b"x" * size), "collection": "2024"}
        answer = program(hub.dan).client.post("/api/files", sent)
        assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_a_method_that_there_is_not_is_not_there(hub: Hub, program: Programs) -> None:
    asking: Program = program(hub.carol)
    for method in ("DELETE", "PATCH", "TRACE", "OPTIONS", "CANARY"):
        answer = asking.send(method, "routes")
        assert answer.status_code == 404 and answer.json()["code"] == "not_found"
    overridden = asking.client.get("/api/routes", headers={"x-http-method-override": "DELETE"})
    assert overridden.status_code == 200
