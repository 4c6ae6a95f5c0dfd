"""Writers of one process take turns: SQLite lets one write at a time, and who waits has to sleep and try.

Trying is not fair: with many writers some would wait for seconds. Here they stand in a queue; only the
writers of other processes (the worker, a command) still have to be waited for by trying.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from django.db.backends.base.base import BaseDatabaseWrapper


class Turns:
    """A lock that is given in the order in which it was asked for."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._is_taken = False
        self._waiting: deque[Lock] = deque()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn, and give it on at the end."""
        self._take()
        try:
            yield
        finally:
            self._give()

    def _take(self) -> None:
        with self._lock:
            if not self._is_taken:
                self._is_taken = True
                return
            mine = Lock()
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()

    def _give(self) -> None:
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_taken = False


_writers = Turns()


def _begin_anew() -> None:
    global _writers
    _writers = Turns()


os.register_at_fork(after_in_child=_begin_anew)  # whoever had the turn is not in the child


@contextmanager
def turn(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Wait for one's turn to write; on PostgreSQL, and inside a transaction, there is none to wait for."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
    else:
        with _writers.turn():
            yield
