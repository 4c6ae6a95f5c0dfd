"""Likely doubles of very many routes are looked for in the background, and the page says so until then."""

from threading import Event
from typing import Any

import pytest
from tests.hub.conftest import Hub, submit

from njia_hub.audit.acting import SYSTEM, action
from njia_hub.review import alike
from njia_hub.review.alike import likely_doubles
from njia_hub.routes.models import Route

pytestmark = pytest.mark.django_db(transaction=True)
LOOKING = "Likely doubles are still being looked for."


@pytest.fixture(autouse=True)
def _database(transactional_db: None, no_second_factor: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let the tests commit: the background has a connection of its own."""
    alike.forget()
    monkeypatch.setattr(alike, "READ_AT_ONCE", 2)
    yield
    alike.finish(20)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Hold the background up until the test opens the gate."""
    opened, read = Event(), alike._documents

    def wait(numbers: Any) -> Any:
        if not opened.wait(20):
            raise TimeoutError
        return read(numbers)

    monkeypatch.setattr(alike, "_documents", wait)
    yield opened
    opened.set()


@pytest.fixture
def four(hub: Hub) -> list[Any]:
    return [submit(who, hub.collection) for who in (hub.alice, hub.bob, hub.alice, hub.bob)]


def test_pages_do_not_wait_and_fill_in_when_they_are_loaded_again(
    hub: Hub, four: list[Any], signed_in: Any, gate: Event
) -> None:
    carol, address = signed_in(hub.carol), f"/review/{four[0].pk}"
    for path in ("/review/", address, "/review/?doubles=likely"):
        said = carol.get(path).content.decode()  # the gate is shut: whoever waited would fail
        assert LOOKING in said
        assert "% alike" not in said and "3 likely doubles" not in said
    gate.set()
    alike.finish(20)
    queue, route, only = (
        carol.get(path).content.decode() for path in ("/review/", address, "/review/?doubles=likely")
    )
    assert LOOKING not in queue + route + only
    assert queue.count("3 likely doubles") == only.count("3 likely doubles") == 4
    assert route.count("% alike") == 3


def test_a_program_is_told_that_not_all_is_known_yet(
    hub: Hub, four: list[Any], client: Any, gate: Event
) -> None:
    from njia_hub.people import tokens

    token = tokens.make(hub.carol, "test", ["read", "review"])[1]
    headers = {"authorization": f"Bearer {token}"}

    def ask(path: str) -> Any:
        return client.get(f"/api/review{path}", headers=headers, secure=True)

    told = ask(f"/{four[0].pk}").json()
    assert (told["likely_doubles"], told["are_doubles_known"]) == ([], False)
    refused = ask("?doubles=true")
    assert (refused.status_code, refused.json()["code"]) == (409, "not_ready")
    gate.set()
    alike.finish(20)
    told = ask(f"/{four[0].pk}").json()
    assert (len(told["likely_doubles"]), told["are_doubles_known"]) == (3, True)
    assert len(ask("?doubles=true").json()["items"]) == 4


def test_a_large_change_is_read_in_the_background_in_parts(
    hub: Hub, four: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alike, "_STEP", 1)
    pks = [route.pk for route in four]
    assert not likely_doubles(hub.carol, hub.collection, pks).is_whole
    alike.finish(20)
    assert {len(one) for one in likely_doubles(hub.carol, hub.collection, pks).doubles.values()} == {3}
    with action("test.withdraw", SYSTEM) as recording:  # one event for three routes
        for route in four[:3]:
            Route.objects.filter(pk=route.pk).update(state="withdrawn")
            recording.touch(route)
    assert not likely_doubles(hub.carol, hub.collection, pks).is_whole
    alike.finish(20)
    left = likely_doubles(hub.carol, hub.collection, pks)
    assert (left.doubles, left.is_whole) == ({}, True)


def test_what_takes_long_to_compare_is_compared_in_the_background(
    hub: Hub, four: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alike, "READ_AT_ONCE", 100)
    monkeypatch.setattr(alike, "COMPARED_AT_ONCE", 1)
    pks = [route.pk for route in four]
    first = likely_doubles(hub.carol, hub.collection, pks)
    assert (list(first.doubles), first.is_whole) == ([pks[0]], False)
    alike.finish(20)
    then = likely_doubles(hub.carol, hub.collection, pks)
    assert (set(then.doubles), then.is_whole) == (set(pks), True)


def test_a_process_that_starts_reads_what_waits_before_anybody_asks(hub: Hub, four: list[Any]) -> None:
    alike.get_ready()
    alike.finish(20)
    assert alike.at_hand() == 4
    assert likely_doubles(hub.carol, hub.collection, [four[0].pk]).is_whole


def test_what_goes_wrong_in_the_background_is_logged_without_content_and_tried_again(
    hub: Hub, four: list[Any], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any) -> None:
        raise ValueError("CANARY-CONTENT")

    with monkeypatch.context() as broken_for_now:
        broken_for_now.setattr(alike, "_documents", broken)
        assert not likely_doubles(hub.carol, hub.collection, [four[0].pk]).is_whole
        alike.finish(20)
    assert "could not be looked for: ValueError" in caplog.text
    assert "CANARY" not in caplog.text
    assert not likely_doubles(hub.carol, hub.collection, [four[0].pk]).is_whole
    alike.finish(20)
    assert len(likely_doubles(hub.carol, hub.collection, [four[0].pk]).doubles[four[0].pk]) == 3


def test_only_the_oldest_routes_of_a_choice_are_looked_at_and_the_page_says_so(
    hub: Hub, four: list[Any], signed_in: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from njia_hub.review import queueing

    monkeypatch.setattr(alike, "READ_AT_ONCE", 100)
    carol = signed_in(hub.carol)
    assert "oldest routes of this choice only" not in carol.get("/review/?doubles=likely").content.decode()
    monkeypatch.setattr(queueing, "MOST_LOOKED_AT", 3)
    said = carol.get("/review/?doubles=likely").content.decode()
    assert "among the 3 oldest routes of this choice only" in said
    assert str(four[2].pk) in said and str(four[3].pk) not in said
