"""The processes of an installation: only one of each kind, and none that outlives what started it."""

from __future__ import annotations

import fcntl
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVER_LOCK, WORKER_LOCK = "serve.lock", "worker.lock"
_LOOK_SECONDS = 0.5


class AlreadyRunning(Exception):
    """Another process holds the lock."""


class Stopped(BaseException):
    """This process was told to stop in the middle of its work."""


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Hold a lock that the system itself lets go of when the process dies; AlreadyRunning if it is held."""
    file = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise AlreadyRunning(lock.name) from error
        yield
    finally:
        os.close(file)


def is_running(lock: Path) -> bool:
    """Say whether a process holds the lock."""
    try:
        with alone(lock):
            return False
    except AlreadyRunning:
        return True


def end_with_parent(parent: int) -> None:
    """Have this process told to stop when the one that started it is gone, also by kill -9.

    `parent` is the id of that process, as it was when this one was started.
    """

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK_SECONDS)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="parent", daemon=True).start()
