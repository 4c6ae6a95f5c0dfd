"""The parent's side: opens the file, runs the child within its limits, and takes over what it hands out."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from .book import Book, book_of
from .limits import CHILD_MEMORY_BYTES, MAX_FILE_BYTES, MAX_TEXT_BYTES, MEBIBYTE, SILENT_SECONDS, Refused

_PACKAGE_ROOT = str(Path(__file__).resolve().parents[3])
# -I: neither the working folder nor the environment decides what the child imports.
_START = "import sys; sys.path.insert(0, sys.argv[1]); from njia.intake.cells.child import main; main()"
_PIECE_BYTES = MEBIBYTE
_WATCH_SECONDS = 0.2


def read_book(path: Path, on_wait: Callable[[], None] | None = None) -> Book:
    """Read a file's cells in a child process; raises Refused with a code of the catalogue.

    `on_wait` is called now and then while the child works.
    """
    with _opened(path) as descriptor:
        written, ended_by = _run(descriptor, on_wait or (lambda: None))
    return _taken_over(written, _why_without_end(ended_by))


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[int]:
    """Open an ordinary file, without ever waiting for a pipe or a device."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except FileNotFoundError as error:
        raise Refused("standard_input" if str(path) == "-" else "file_missing") from error
    except PermissionError as error:
        raise Refused("no_permission") from error
    except (OSError, ValueError) as error:
        raise Refused("not_a_file") from error
    try:
        facts = os.fstat(descriptor)
        if not stat.S_ISREG(facts.st_mode):
            raise Refused("not_a_file")
        if facts.st_size > MAX_FILE_BYTES:
            raise Refused("file_too_large", limit=MAX_FILE_BYTES // MEBIBYTE)
        yield descriptor
    finally:
        os.close(descriptor)


def _run(descriptor: int, on_wait: Callable[[], None]) -> tuple[list[bytes], int | None]:
    """Run the child on an open file; give what it writes, and how it ended: its return code."""
    child = subprocess.Popen(  # noqa: S603 - our own interpreter and our own code
        [sys.executable, "-I", "-c", _START, _PACKAGE_ROOT],
        stdin=descriptor,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        pieces = _collected(child, on_wait)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(SILENT_SECONDS)
        return pieces, child.returncode
    finally:
        child.kill()
        child.wait()
        if child.stdout:
            child.stdout.close()


def _collected(child: subprocess.Popen[bytes], on_wait: Callable[[], None]) -> list[bytes]:
    if child.stdout is None:
        raise Refused("reader_failed")
    stream = child.stdout.fileno()
    pieces: list[bytes] = []
    left = MAX_TEXT_BYTES + 2 * MEBIBYTE
    heard = time.monotonic()
    while True:
        ready, _, _ = select.select([stream], [], [], _WATCH_SECONDS)
        on_wait()
        if not ready:
            if time.monotonic() - heard > SILENT_SECONDS:
                raise Refused("too_slow")
            _watch_memory(child.pid)
            continue
        piece = os.read(stream, _PIECE_BYTES)
        if not piece:
            return pieces
        heard = time.monotonic()
        pieces.append(piece)
        left -= len(piece)
        if left < 0:
            raise Refused("too_much_text")


def _watch_memory(pid: int) -> None:
    """Where the system does not hold the child to its memory limit, look for ourselves."""
    if sys.platform == "darwin" and resident_bytes(pid) > CHILD_MEMORY_BYTES:
        raise Refused("too_much_memory")


def resident_bytes(pid: int) -> int:
    """Ask the system how much memory a process holds; 0 when it does not say."""
    answer = subprocess.run(  # noqa: S603 - a fixed program with a number
        ["/bin/ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    text = answer.stdout.strip()
    return int(text) * 1024 if text.isdigit() else 0


def _why_without_end(ended_by: int | None) -> str:
    """Say what became of a child that could not say it itself.

    The parser, when it gets no memory, aborts, and the system kills who takes too much; a child that
    ends by itself without a last line never came to the file, and nothing can be said of the file then.
    """
    if ended_by == -signal.SIGXCPU:
        return "too_slow"
    return (
        "too_much_memory"
        if ended_by in (-signal.SIGABRT, -signal.SIGKILL, -signal.SIGSEGV)
        else "reader_failed"
    )


def _taken_over(pieces: list[bytes], without_end: str) -> Book:
    lines = _lines(pieces, without_end)
    try:
        book = book_of(lines)
    except (KeyError, TypeError, ValueError, IndexError, StopIteration, AttributeError) as error:
        raise Refused("reader_failed") from error
    return book


def _lines(pieces: list[bytes], without_end: str) -> Iterator[Any]:
    """Decode the child's lines and let go of each piece; raises Refused where the child gave up.

    A child that was killed for its memory or time has no last line; `without_end` says which.
    """
    rest = b""
    pieces.reverse()
    while pieces:
        *whole, rest = (rest + pieces.pop()).split(b"\n")
        for line in whole:
            value = json.loads(line)
            if isinstance(value, dict) and "refused" in value:
                raise Refused(str(value["refused"]), **dict(value["details"]))
            if isinstance(value, dict) and "end" in value:
                return
            yield value
    raise Refused(without_end)
