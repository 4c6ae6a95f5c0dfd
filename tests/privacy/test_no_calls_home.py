"""Nothing that Njia or a test of it starts can reach the network."""

import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator

import pytest

import no_calls

ELSEWHERE = ("192.0.2.1", 80)  # reserved for documentation: never anybody's machine


@pytest.fixture
def stopped_on_purpose() -> Iterator[None]:
    """Clear the record that would otherwise fail the test."""
    yield
    no_calls.CALLS.clear()


pytestmark = pytest.mark.usefixtures("stopped_on_purpose")


def test_a_connection_fails() -> None:
    with socket.socket() as sock, pytest.raises(no_calls.CalledHome):
        sock.connect(ELSEWHERE)


def test_a_connection_by_its_error_number_fails() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as sock, pytest.raises(no_calls.CalledHome):
        sock.connect_ex(ELSEWHERE)


def test_a_datagram_fails() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock, pytest.raises(no_calls.CalledHome):
        sock.sendto(b"x", ELSEWHERE)


def test_looking_a_name_up_fails() -> None:
    with pytest.raises(no_calls.CalledHome):
        socket.getaddrinfo("example.org", 443)


def test_a_web_page_fails() -> None:
    with pytest.raises(no_calls.CalledHome):
        urllib.request.urlopen("http://example.org", timeout=1)


def test_an_asynchronous_connection_fails() -> None:
    with pytest.raises(no_calls.CalledHome):
        asyncio.run(asyncio.wait_for(asyncio.open_connection(*ELSEWHERE), 1))


def test_this_machine_fails_too_without_a_mark() -> None:
    with socket.socket() as sock, pytest.raises(no_calls.CalledHome):
        sock.connect(("127.0.0.1", 9))


@pytest.mark.loopback
def test_this_machine_is_reached_with_a_mark_and_no_other() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(server.getsockname(), timeout=5):
            pass
        with socket.socket() as sock, pytest.raises(no_calls.CalledHome):
            sock.connect(ELSEWHERE)


def test_a_call_that_swallows_its_error_is_on_record() -> None:
    with socket.socket() as sock, contextlib.suppress(Exception):
        sock.connect(ELSEWHERE)
    assert no_calls.CALLS == ["'192.0.2.1'"]


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no such sockets")
def test_processes_of_this_machine_can_talk() -> None:
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"x")
        assert other.recv(1) == b"x"


def test_a_process_that_a_test_starts_cannot_call_either() -> None:
    program = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, env=dict(os.environ)
    )
    assert done.returncode != 0
    assert "CalledHome" in done.stderr
