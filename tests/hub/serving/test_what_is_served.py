"""A served hub answers whatever others do to it, takes nothing by halves, and stops in order."""

import contextlib
import os
import signal
import socket
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import psutil
import pytest
from tests.hub.served import Served

pytestmark = [pytest.mark.loopback, pytest.mark.xdist_group("served")]


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, dict[str, Any]]]:
    """Give a hub that is being served, and the tokens of its people; on SQLite, as most will be."""
    hub = Served(tmp_path_factory.mktemp("served") / "hub")
    told = hub.make()
    hub.start()
    yield hub, told
    hub.kill()
    hub.log.unlink()


def head(length: int | str, *more: str) -> bytes:
    lines = ("POST /account/sign-in HTTP/1.1", "Host: localhost", f"Content-Length: {length}", *more)
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def answer(port: int, sent: bytes, *, is_all: bool = False) -> bytes:
    with socket.create_connection(("127.0.0.1", port), 20) as connection:
        connection.sendall(sent)
        if is_all:
            connection.shutdown(socket.SHUT_WR)
        return connection.recv(200).split(b"\r\n")[0]


def until(holds: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it does not happen"
        time.sleep(0.05)


def test_those_who_stop_sending_keep_nobody_waiting(running: Any) -> None:
    hub, told = running
    with contextlib.ExitStack() as stack:
        for _ in range(200):
            stalled = stack.enter_context(socket.create_connection(("127.0.0.1", hub.port)))
            stalled.sendall(head(5_000) + b"email=")
        assert hub.ask("GET", "/alive", timeout=10)[0] == 200
        assert hub.send(told["reporters"][0]) == 201


def test_half_of_what_was_sent_is_not_taken_for_the_whole(running: Any) -> None:
    hub, told = running
    route, body = uuid.uuid4(), b'{"collection": "2024", "answers": {}}'
    sent = (
        f"PUT /api/routes/{route} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {told['reporters'][0]}\r\nContent-Length: {len(body) + 1}\r\n\r\n"
    ).encode()
    assert b" 2" not in answer(hub.port, sent + body, is_all=True)
    assert hub.ask("GET", f"/api/routes/{route}", told["reporters"][0])[0] == 404


def test_what_is_too_large_is_refused_before_it_is_taken(running: Any) -> None:
    assert b" 413 " in answer(running[0].port, head(1_000_000_000))


def test_a_length_has_to_be_said_and_to_be_one(running: Any) -> None:
    port = running[0].port
    assert b" 400 " in answer(port, head("many"))
    chunked = head(0).replace(b"Content-Length: 0", b"Transfer-Encoding: chunked") + b"3\r\nabc\r\n0\r\n\r\n"
    assert b" 411 " in answer(port, chunked)


def test_what_serves_is_not_told(running: Any) -> None:
    with socket.create_connection(("127.0.0.1", running[0].port), 20) as connection:
        connection.sendall(b"GET /alive HTTP/1.1\r\nHost: localhost\r\n\r\n")
        said = connection.recv(2000).lower()
    assert b"server: njia\r\n" in said
    assert b"granian" not in said


def test_a_folder_and_a_port_are_served_once(running: Any) -> None:
    hub, _ = running
    with pytest.raises(RuntimeError, match="is being served already"):
        hub.run("serve", "--port", "0")


def test_without_a_certificate_others_are_not_listened_to(running: Any) -> None:
    with pytest.raises(RuntimeError, match="could be read on the way"):
        running[0].run("serve", "--host", "0.0.0.0")


def test_the_worker_is_started_again_when_it_dies(running: Any) -> None:
    hub, _ = running
    dead = worker(hub)
    dead.kill()
    until(lambda: any(is_worker(process) and process.pid != dead.pid for process in below(hub)))


def test_stopping_answers_what_is_asked_and_leaves_nobody_behind(running: Any) -> None:
    hub, told = running
    processes = [psutil.Process(process) for process in hub.processes]
    with socket.create_connection(("127.0.0.1", hub.port), 20) as slow:
        slow.sendall(head(3) + b"a=")
        assert hub.send(told["reporters"][0]) == 201
    assert hub.stop() == 0
    assert not any(process.is_running() for process in processes)


def test_nobody_outlives_a_server_that_was_killed(running: Any) -> None:
    hub, _ = running
    hub.stop()
    hub.start()
    first, *others = [psutil.Process(process) for process in hub.processes]
    assert len(others) >= 2
    os.kill(first.pid, signal.SIGKILL)
    until(lambda: not any(alive(process) for process in others))


def alive(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.NoSuchProcess):
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    return False


def below(hub: Served) -> list[psutil.Process]:
    return [psutil.Process(process) for process in hub.processes]


def is_worker(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.NoSuchProcess):
        return "njia_hub.work.worker" in process.cmdline()
    return False


def worker(hub: Served) -> psutil.Process:
    until(lambda: any(map(is_worker, below(hub))))
    return next(filter(is_worker, below(hub)))
