"""Long work is done once, again after a crash, and told to nobody but who asked for it."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.hub.conftest import Hub

from njia_hub.processes import Stopped
from njia_hub.work import jobs
from njia_hub.work.models import Job


@pytest.fixture
def done(monkeypatch: Any) -> Iterator[list[Any]]:
    """Give the arguments of what was done, by work of the kinds `write`, `refuse`, `fail` and `stop`."""
    monkeypatch.setattr(jobs, "_KINDS", dict(jobs._KINDS))
    finished: list[Any] = []

    @jobs.job("write", page=lambda job: f"/files/{job.arguments['text']}")
    def write(job: Job) -> None:
        finished.append(job.arguments["text"])

    @jobs.job("refuse")
    def refuse(job: Job) -> None:
        raise jobs.Refused("The file is empty.")

    @jobs.job("fail")
    def fail(job: Job) -> None:
        raise ZeroDivisionError("CANARY-CONTENT")

    @jobs.job("stop")
    def stop(job: Job) -> None:
        raise Stopped

    yield finished


def test_what_waits_is_done_in_order_and_once(hub: Hub, done: list[Any]) -> None:
    for text in ("first", "second"):
        jobs.ask("write", hub.alice, text=text)
    assert jobs.run_pending() == 2
    assert jobs.run_pending() == 0
    assert done == ["first", "second"]
    assert {job.state for job in Job.objects.all()} == {"done"}


def test_work_that_nobody_knows_is_not_asked_for(hub: Hub) -> None:
    with pytest.raises(LookupError):
        jobs.ask("no such kind", hub.alice)


def test_what_a_dead_worker_left_is_done_again(hub: Hub, done: list[Any]) -> None:
    job = jobs.ask("write", hub.alice, text="again")
    Job.objects.filter(pk=job.pk).update(state="running", attempts=1)
    assert jobs.run_pending() == 0
    jobs.begin_again()
    assert jobs.run_pending() == 1
    assert done == ["again"]


def test_what_takes_every_worker_with_it_is_given_up(hub: Hub, done: list[Any]) -> None:
    job = jobs.ask("write", hub.alice, text="poison")
    Job.objects.filter(pk=job.pk).update(state="running", attempts=jobs.MOST_ATTEMPTS)
    jobs.begin_again()
    assert jobs.run_pending() == 0
    job.refresh_from_db()
    assert (job.state, done) == ("failed", [])


def test_stopping_the_worker_is_no_failure_of_the_work(hub: Hub, done: list[Any]) -> None:
    job = jobs.ask("stop", hub.alice)
    for _ in range(jobs.MOST_ATTEMPTS + 2):
        with pytest.raises(Stopped):
            jobs.run_pending()
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("waiting", 0)


def test_a_refusal_is_said_and_not_tried_again(hub: Hub, done: list[Any]) -> None:
    job = jobs.ask("refuse", hub.alice)
    assert jobs.run_pending() == 1
    job.refresh_from_db()
    assert (job.state, job.failure, job.attempts) == ("failed", "The file is empty.", 1)


def test_a_failure_is_tried_again_and_its_content_is_in_no_log(
    hub: Hub, done: list[Any], caplog: pytest.LogCaptureFixture
) -> None:
    job = jobs.ask("fail", hub.alice)
    assert jobs.run_pending() == jobs.MOST_ATTEMPTS
    job.refresh_from_db()
    assert (job.state, job.failure) == ("failed", "")
    assert "ZeroDivisionError" in caplog.text
    assert "CANARY" not in caplog.text


def test_progress_is_told_as_a_page_and_as_data(hub: Hub, done: list[Any], signed_in: Any) -> None:
    job = jobs.ask("write", hub.alice, text="x")
    jobs.tell(job, 40, 200)
    alice = signed_in(hub.alice)
    page = alice.get(f"/work/{job.pk}")
    assert b"40 of 200" in page.content
    assert b'http-equiv="refresh"' in page.content
    told = alice.get(f"/work/{job.pk}", headers={"accept": "application/json"}).json()
    assert (told["done"], told["total"], told["is_over"]) == (40, 200, False)
    jobs.run_pending()
    page = alice.get(f"/work/{job.pk}")
    assert b"http-equiv" not in page.content
    assert b'href="/files/x"' in page.content


@pytest.mark.parametrize("who", ["dan", "bob", "carol", "anna", "pat"])
def test_only_who_asked_is_told(
    hub: Hub, done: list[Any], signed_in: Any, no_second_factor: None, who: str
) -> None:
    job = jobs.ask("write", hub.alice, text="x")
    assert signed_in(getattr(hub, who)).get(f"/work/{job.pk}").status_code == 404
