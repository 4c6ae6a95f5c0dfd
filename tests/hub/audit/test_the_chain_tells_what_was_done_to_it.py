"""`verify` names the first event that was changed, removed, put elsewhere or cut off, whoever did it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import override_settings
from tests.hub.conftest import Hub, submit

from njia_hub.audit import chain
from njia_hub.audit.acting import SYSTEM, action
from njia_hub.audit.models import Event


@pytest.fixture
def last(hub: Hub, tmp_path: Path, settings: Any) -> int:
    """Give the number of the last of some events; the anchor, which commits write, stands at it."""
    for _ in range(4):
        submit(hub.alice, hub.collection)
    settings.AUDIT_ANCHOR = tmp_path / "audit.anchor"
    event = Event.objects.order_by("seq").last()
    assert event is not None
    chain.anchor(event.seq, event.hash)
    assert chain.verify() is None
    return event.seq


@contextmanager
def past_the_hub() -> Iterator[Callable[..., None]]:
    """Write to the database as somebody who has it in hand, and not as the hub."""
    wrappers = connection.execute_wrappers[:]
    connection.execute_wrappers.clear()
    try:
        with connection.cursor() as cursor:
            yield lambda sql, *values: cursor.execute(sql, values)
    finally:
        connection.execute_wrappers.extend(wrappers)


def fault() -> tuple[int, str]:
    found = chain.verify()
    assert found is not None
    return found.seq, found.what


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("verb", "route.withdraw"),
        ("actor", SYSTEM),
        ("target", "route:another"),
        ("details", '{"count":0}'),
        ("at", "2020-01-01T00:00:00+00:00"),
        ("hash", "0" * 64),
    ],
)
def test_a_changed_event_is_named(last: int, column: str, value: str) -> None:
    with past_the_hub() as write:
        write(f"UPDATE audit_event SET {column} = %s WHERE seq = %s", value, last - 2)
    assert fault() == (last - 2, "was changed, or put in another place")


def test_what_moves_from_one_field_to_the_next_is_a_change(last: int) -> None:
    event = Event.objects.get(seq=last)
    with past_the_hub() as write:
        sql = "UPDATE audit_event SET verb = %s, target = %s WHERE seq = %s"
        write(sql, event.verb + event.target[:1], event.target[1:], last)
    assert fault()[0] == last


def test_a_removed_event_is_named(last: int) -> None:
    with past_the_hub() as write:
        write("DELETE FROM audit_event WHERE seq = %s", last - 1)
    assert fault()[0] == last - 1
    assert "is missing" in fault()[1]


def test_a_removed_event_is_named_also_when_the_others_close_up(last: int) -> None:
    with past_the_hub() as write:
        write("DELETE FROM audit_event WHERE seq = %s", last - 1)
        write("UPDATE audit_event SET seq = %s WHERE seq = %s", last - 1, last)
        write("UPDATE audit_head SET seq = %s", last - 1)
    assert fault()[0] == last - 1


def test_events_in_another_order_are_named(last: int) -> None:
    with past_the_hub() as write:
        for before, after in ((last - 2, 0), (last - 1, last - 2), (0, last - 1)):
            write("UPDATE audit_event SET seq = %s WHERE seq = %s", after, before)
    assert fault()[0] == last - 2


def test_an_inserted_event_is_named(last: int) -> None:
    with past_the_hub() as write:
        write(
            "INSERT INTO audit_event (seq, at, actor, verb, target, details, hash) "
            "SELECT %s, at, actor, verb, target, details, hash FROM audit_event WHERE seq = %s",
            last + 1,
            last,
        )
    assert fault()[0] == last + 1


def test_a_cut_end_is_named(last: int) -> None:
    with past_the_hub() as write:
        write("DELETE FROM audit_event WHERE seq > %s", last - 2)
    assert fault() == (last - 1, "is missing: the end of the chain was cut off")


def test_a_cut_end_is_named_also_when_the_head_is_set_back(last: int) -> None:
    with past_the_hub() as write:
        write("DELETE FROM audit_event WHERE seq > %s", last - 2)
        hash_ = Event.objects.get(seq=last - 2).hash
        write("UPDATE audit_head SET seq = %s, hash = %s", last - 2, hash_)
    assert fault() == (last - 1, "is missing: the end of the chain was cut off")


def test_a_chain_that_was_emptied_is_named(last: int) -> None:
    with past_the_hub() as write:
        write("DELETE FROM audit_event")
        write("DELETE FROM audit_head")
    assert fault() == (1, "is missing: the end of the chain was cut off")


def test_a_head_that_was_moved_is_named(last: int) -> None:
    with past_the_hub() as write:
        write("UPDATE audit_head SET hash = %s", "f" * 64)
    assert fault()[0] == last


def test_whoever_has_no_secret_cannot_write_the_chain_anew(last: int) -> None:
    with override_settings(SECRET_KEY="a guess, as long as it may be"), past_the_hub() as write:
        before = chain.GENESIS
        for event in Event.objects.order_by("seq"):
            event.verb = "nothing.happened"
            before = chain.hash_of(event, before)
            write("UPDATE audit_event SET verb = %s, hash = %s WHERE seq = %s", event.verb, before, event.seq)
        write("UPDATE audit_head SET hash = %s", before)
        assert chain.verify() is not None  # the anchor still names the old one
    assert fault()[0] == 1


def test_events_after_the_anchor_are_none_of_its_business(last: int) -> None:
    with action("test.go_on", SYSTEM):
        pass
    assert chain.verify() is None


def test_the_anchor_never_goes_back(last: int) -> None:
    chain.anchor(last - 1, "0" * 64)
    assert chain.read_anchor()[0] == last
