"""After kill -9 what was acknowledged is there, the rest can be done again, and nothing is half there."""

import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from tests.hub.crash.conftest import look
from tests.hub.served import Served

pytestmark = pytest.mark.loopback

ENOUGH = 12  # things that were done before the kill
ROWS = 500
STATE = "SELECT state FROM uploads_upload"


def test_in_the_middle_of_submissions(served: Served) -> None:
    tokens = served.make()["reporters"]
    served.start()
    sent: dict[uuid.UUID, int] = {}
    acknowledged: list[uuid.UUID] = []

    def report(token: str) -> None:
        while True:
            route_id = uuid.uuid4()
            sent[route_id] = 0
            try:
                sent[route_id] = served.send(token, route_id)
            except OSError:
                return
            acknowledged.append(route_id)

    threads = [threading.Thread(target=report, args=(token,)) for token in tokens[:6]]
    for thread in threads:
        thread.start()
    until(lambda: len(acknowledged) >= ENOUGH)
    served.kill()
    for thread in threads:
        thread.join()
    assert {sent[route_id] for route_id in acknowledged} == {201}
    found = look(served)
    assert {str(route_id) for route_id in acknowledged} <= found["states"].keys() <= {*map(str, sent)}
    assert found["states"].keys() == found["revisions"].keys()
    assert set(found["revisions"].values()) == {1}
    assert all(found["events"][f"route.submit route:{route}"] == 1 for route in found["states"])
    served.start()
    again = {served.send(tokens[0], route_id) for route_id in sent}
    assert again <= {200, 201}
    assert served.select("SELECT count(*) FROM routes_route") == len(sent)


def test_in_the_middle_of_reading_and_of_submitting_a_file(served: Served) -> None:
    served.make()
    served.python("-m", "tests.hub.crash.working", "receive", str(ROWS))
    with worker(served):
        time.sleep(1.5)  # wherever it is by then
    found = look(served)
    assert found["uploads"] in (["reading"], ["read"])
    assert len(found["rows"]) in (0, ROWS)
    with worker(served):
        until(lambda: served.select(STATE) == "read")
    served.python("-m", "tests.hub.crash.working", "submit")
    with worker(served):
        until(lambda: served.select("SELECT count(*) FROM routes_route") >= ENOUGH)
    found = look(served)
    routes = [route for _, route in found["rows"] if route]
    assert sorted(routes) == sorted(found["states"]) == sorted(found["revisions"])
    with worker(served):
        until(lambda: served.select(STATE) == "submitted")
    found = look(served)
    assert len({route for _, route in found["rows"]}) == len(found["states"]) == ROWS
    assert set(found["revisions"].values()) == {1}


def test_in_the_middle_of_a_review(served: Served) -> None:
    tokens = served.make()["reporters"]
    served.start()
    for _ in range(ENOUGH * 3):
        assert served.send(tokens[0]) == 201
    said = []
    with killed(served, "-m", "tests.hub.crash.working", "review") as reviewing:
        assert reviewing.stdout is not None
        for line in reviewing.stdout:
            said.append(line.strip())
            if len(said) == ENOUGH:
                break
    found = look(served)
    accepted = [route for route, state in found["states"].items() if state == "accepted"]
    assert {*said} <= {*accepted}
    assert len(accepted) < ENOUGH * 3
    assert sorted(accepted) == sorted(found["verdicts"])
    assert all(found["events"][f"route.accept route:{route}"] == 1 for route in accepted)
    served.python("-m", "tests.hub.crash.working", "review")
    assert served.select("SELECT count(*) FROM routes_route WHERE state <> 'accepted'") == 0


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it does not happen"
        time.sleep(0.02)


@contextmanager
def killed(served: Served, *command: str) -> Iterator[subprocess.Popen[str]]:
    """Run Python for the installation, and kill it at the end."""
    process = subprocess.Popen(
        [sys.executable, *command], env=served.environment, stdout=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def worker(served: Served) -> Iterator[None]:
    with killed(served, "-m", "njia_hub.work.worker"):
        yield
