"""A full disk is told in words, nothing is half saved, and the hub still reads."""

import errno
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from psycopg.errors import DiskFull
from tests.hub.conftest import Hub, accept, submit
from tests.hub.served import ANSWERS

from njia_hub.audit.chain import verify
from njia_hub.audit.models import Event
from njia_hub.people import tokens
from njia_hub.routes.models import Revision, Route
from njia_hub.storage.full import is_full

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="fills an SQLite database")


@pytest.fixture
def full(transactional_db: None, hub: Hub) -> Iterator[Hub]:
    """Give a hub with one shared route, whose database cannot grow by a single page."""
    accept(submit(hub.alice, hub.collection))
    with connection.cursor() as cursor:
        # Free pages would be used first.
        assert cursor.execute("PRAGMA freelist_count").fetchone()[0] < 200
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
    yield hub
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1073741823")


def send(token: str, notes: str) -> Any:
    browser = Client(raise_request_exception=False, headers={"host": "hub.test"})
    body = {"collection": "2024", "answers": ANSWERS | {"notes": notes}}
    return browser.put(
        f"/api/routes/{uuid.uuid4()}",
        body,
        content_type="application/json",
        headers={"authorization": f"Bearer {token}"},
        secure=True,
    )


@on_sqlite
def test_a_program_is_told_and_nothing_is_half_saved(full: Hub) -> None:
    token = tokens.make(full.alice, "test", ["report", "read"])[1]
    answers = [send(token, "x" * 60_000) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {507}
    assert answers[0].json()["code"] == "full"
    assert "disk is full" in answers[0].json()["detail"]
    assert Route.objects.count() == Revision.objects.count() == 1
    assert Event.objects.filter(verb="route.submit").count() == 1
    assert verify() is None


@on_sqlite
def test_the_hub_still_reads(full: Hub, signed_in: Any) -> None:
    alice = signed_in(full.alice)
    token = tokens.make(full.alice, "test", ["report", "read"])[1]
    assert send(token, "x" * 60_000).status_code == 507
    assert alice.get("/map/").status_code == 200
    assert alice.get("/routes/").status_code == 200


@on_sqlite
def test_when_there_is_room_again_the_same_is_taken(full: Hub) -> None:
    token = tokens.make(full.alice, "test", ["report", "read"])[1]
    assert send(token, "x" * 60_000).status_code == 507
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1073741823")
    assert send(token, "x" * 60_000).status_code == 201


def test_a_page_is_told_in_words(hub: Hub, signed_in: Any, monkeypatch: Any) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("njia_hub.work.views.get_object_or_404", fail)
    browser = signed_in(hub.alice)
    browser.raise_request_exception = False
    answer = browser.get(f"/work/{uuid.uuid4()}")
    assert answer.status_code == 507
    assert b"disk is full" in answer.content


def test_another_failure_is_not_called_a_full_disk() -> None:
    assert not is_full(None)
    assert not is_full(ZeroDivisionError())
    assert not is_full(OSError(errno.ENOENT, "no such file"))


@pytest.mark.parametrize("cause", [OSError(errno.ENOSPC, "full"), DiskFull()])
def test_the_cause_of_an_error_tells(cause: Exception) -> None:
    error = DatabaseError()
    error.__cause__ = cause
    assert is_full(error)
