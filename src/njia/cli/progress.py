"""A progress bar for what takes more than a second, on standard error and only for a person."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

PATIENCE_SECONDS = 1.0


class Report(Protocol):
    """Say how far the work is; `total` None when it is not known."""

    def __call__(self, done: int, total: int | None, /) -> None:
        """Say it."""


@contextmanager
def bar(what: str) -> Iterator[Report]:
    """Show a bar named `what` once a second has passed; silent when nobody is looking at a terminal."""
    if not sys.stderr.isatty():
        yield lambda done, total, /: None
        return
    progress = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = progress.add_task(what, total=None)
    begun = time.monotonic()

    def report(done: int, total: int | None, /) -> None:
        if not progress.live.is_started and time.monotonic() - begun >= PATIENCE_SECONDS:
            progress.start()
        progress.update(task, completed=done, total=total)

    try:
        yield report
    finally:
        if progress.live.is_started:
            progress.stop()
