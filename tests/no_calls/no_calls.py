"""Make every connection and every look-up of a name fail, in this process and in those that it starts.

NJIA_TESTS_LOOPBACK in the environment lets the loopback interface through.
"""

import ipaddress
import os
import socket
from pathlib import Path
from typing import Any

FOLDER = str(Path(__file__).resolve().parent)
LOOPBACK = "NJIA_TESTS_LOOPBACK"
CALLS: list[str] = []  # every call that was stopped, also where somebody swallowed the error


class CalledHome(AssertionError):
    """Something tried to reach the network. An AssertionError, so that no `except OSError` hides it."""


def _is_loopback(host: Any) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in {"localhost", "", None}:
        return True
    try:
        return ipaddress.ip_address(str(host).split("%")[0]).is_loopback
    except ValueError:
        return False


def _allow(host: Any) -> None:
    if not (LOOPBACK in os.environ and _is_loopback(host)):
        CALLS.append(repr(host))
        raise CalledHome(f"a call to {host!r}: Njia never connects to anything")


class Socket(socket.socket):
    """A socket that reaches no other machine."""

    def _check(self, address: Any) -> None:
        if self.family != getattr(socket, "AF_UNIX", None):
            _allow(address[0])

    def connect(self, address: Any) -> None:
        self._check(address)
        super().connect(address)

    def connect_ex(self, address: Any) -> int:
        self._check(address)
        return super().connect_ex(address)

    def bind(self, address: Any) -> None:
        self._check(address)
        super().bind(address)

    def sendto(self, data: Any, *rest: Any) -> int:
        self._check(rest[-1])
        return super().sendto(data, *rest)


def install() -> None:
    """Put the guard into this process and into those that it starts; once is enough."""
    if socket.socket is Socket:
        return
    socket.socket = Socket  # type: ignore[misc]
    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr"):
        _guard_lookup(name)
    paths = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    if FOLDER not in paths:
        os.environ["PYTHONPATH"] = os.pathsep.join([FOLDER, *filter(None, paths)])


def _guard_lookup(name: str) -> None:
    original = getattr(socket, name)

    def lookup(host: Any, *rest: Any, **options: Any) -> Any:
        _allow(host)
        return original(host, *rest, **options)

    setattr(socket, name, lookup)
