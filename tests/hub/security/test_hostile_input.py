"""Nothing that is typed, sent or asked for makes the hub fail, and its refusals do not repeat it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.urls import reverse
from tests.hub.addresses import ROOMS, addresses, rows_of
from tests.hub.canaries import World, undone
from tests.hub.security.forms import forms_of
from tests.hub.things import things_at
from tests.hub.walking import over_tls, staying, visits

import njia_hub

TEXTS = (
    "\x00",
    "a\x00b",
    "\ud800",
    "%",
    "_%_",
    "' OR 1=1 --",
    "x" * 20_000,
    "9" * 400,
    "-1",
    "1e999",
    "‮" * 50,
    "\r\n\r\n<x>",
    "../../etc/passwd",
    "[]",
    '{"a":',
    "00000000-0000-0000-0000-000000000000",
)
ASKED = re.compile(r"""GET(?:\.get|\.getlist)?[(\[]\s*["'](\w+)""")


def keys_of(room: str) -> tuple[str, ...]:
    """Name what a room's pages ask their address for, read from their own code."""
    if room == "explore":
        return ("origin", "through", "collection", "from", "organisations", "level", "by", "page", "size")
    if room == "api":
        return ("after", "limit", "q", "state", "collection", "organisation", "origin", "country")
    folder = Path(njia_hub.__file__).parent / room
    found = {key for file in folder.glob("*.py") for key in ASKED.findall(file.read_text(encoding="utf-8"))}
    return tuple(sorted(found)) or ("page",)


WRITERS = ("carol", "dan", "alice")


@pytest.mark.parametrize("room", ROOMS)
def test_no_question_makes_a_page_fail(room: str, world: World, clients: dict[str, Any]) -> None:
    who = "dan" if room in ("uploads", "routes") else "carol"
    for row, address in rows_of(room):
        if row.startswith("GET "):
            values, _ = things_at(address, world)[0]
            path = reverse(row[4:], kwargs=values or None)
            for key in keys_of(room):
                for text in TEXTS[:8]:
                    said = quote(text.encode("utf-8", "surrogatepass"), safe="")[:3000]
                    with undone():
                        answer = clients[who].get(f"{path}?{key}={said}")
                    assert answer.status_code < 500, f"{path}?{key}={text[:20]!r} as {who}"


def test_no_form_fails_on_what_is_typed_into_it(world: World, clients: dict[str, Any]) -> None:
    tried = 0
    some = {name: clients[name] for name in WRITERS}
    for visit in list(visits(world, some, "GET ", most=1)):
        if not visit.is_page or visit.answer.status_code != 200 or visit.name == "nobody":
            continue
        for form in forms_of(visit.text, visit.answer.wsgi_request.path):
            if form.method == "post" and form.typed:
                for text in (TEXTS[1], TEXTS[7], "x\x1fy"):
                    with undone(), staying(clients[visit.name]):
                        answer = clients[visit.name].post(form.action, form.filled(text))
                    tried += 1
                    assert answer.status_code < 500, f"{form.action} {sorted(form.typed)} {text[:10]!r}"
    assert tried > 100


@pytest.mark.parametrize(
    "sent", [b"login=%ED%A0%80&password=%00", b"login=\xff&password=\xfe", b"&&&=%", b"a" * 9]
)
def test_no_bytes_make_the_page_to_sign_in_fail(sent: bytes, world: World) -> None:
    cache.clear()  # how often others have signed in from here
    answer = over_tls().generic("POST", reverse("account_login"), sent, "application/x-www-form-urlencoded")
    assert answer.status_code in (200, 400)


BODIES = (
    b"",
    b"\x00",
    b"\xff\xfe",
    b"null",
    b"[]",
    b'"text"',
    b"1e999",
    b"{",
    b"[" * 5_000,
    b'{"a":' * 5_000,
    b'{"answers": {"notes": "\\u0000"}}',
    b'{"answers": {"notes": "\\ud800"}}',
    json.dumps({"CANARYKEY": "CANARYVALUE"}).encode(),
)


def test_no_body_makes_the_api_fail_or_is_repeated(world: World, clients: dict[str, Any]) -> None:
    for row, address in rows_of("api"):
        if row.startswith("GET "):
            continue
        values, _ = things_at(address, world)[0]
        method, name = row.split(" ")
        for who in ("carol", "dan"):
            for body in BODIES:
                with undone():
                    answer = clients[who].generic(
                        method, reverse(name, kwargs=values or None), body, content_type="application/json"
                    )
                assert answer.status_code < 500, f"{row} {body[:30]!r} as {who}"
                assert b"CANARYVALUE" not in answer.content, row


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "x\x1fy"])
def test_what_no_database_can_hold_is_a_clean_answer(
    text: str, world: World, clients: dict[str, Any]
) -> None:
    """PostgreSQL has no NUL and no lone surrogate: they are refused, or kept as something else."""
    import uuid

    answers = {"stops": [{"text": text, "country": "KE"}, {"country": "LB"}], "notes": text,
               "cases": {"kind": "exact", "number": 1}}  # fmt: skip
    for path in (f"/api/routes/{uuid.uuid4()}", f"/api/drafts/{uuid.uuid4()}"):
        sent = json.dumps({"collection": world.hub.collection.slug, "answers": answers})
        answer = clients["alice"].put(path, sent, content_type="application/json")
        assert answer.status_code < 500, (path, answer.status_code)


def test_a_body_that_is_too_large_is_refused(world: World, clients: dict[str, Any], settings: Any) -> None:
    body = b'{"a": "' + b"x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 10) + b'"}'
    refused = 0
    for row, address in rows_of("api"):
        method, name = row.split(" ")
        values, _ = things_at(address, world)[0]
        path = reverse(name, kwargs=values or None)
        for who in ("alice", "carol", "dan"):
            with undone():
                empty = clients[who].generic(method, path, b"", content_type="application/json")
            if name != "api:files" and method != "GET" and empty.status_code == 422:  # it reads JSON
                with undone():
                    answer = clients[who].generic(method, path, body, content_type="application/json")
                assert answer.status_code in (400, 413), f"{row} {answer.status_code}"
                refused += 1
    assert refused > 10


def test_wildcards_are_only_signs(world: World, clients: dict[str, Any]) -> None:
    for sign in ("%", "_", "*", "?", "%%", "CANARY%"):
        answer = clients["anna"].get("/places/suggest", {"q": sign})
        assert answer.status_code == 200
        assert len(answer.content) < 3_000
    assert "places:suggest" in addresses()
