"""Before the hub is served: only one server, the right tables, nothing dangerous, all files in place."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from njia_hub import installing, keeping
from njia_hub.doctor import Level, examine
from njia_hub.processes import SERVER_LOCK, AlreadyRunning, alone

BACKUPS = "backups"


class CannotServe(Exception):
    """The hub is not served; the message says why and what to do."""


@contextmanager
def one_server(home: Path, host: str, port: int) -> Iterator[None]:
    """Hold the installation's place: one server for each folder, and a port that nobody else has."""
    try:
        with alone(home / SERVER_LOCK):
            _check_free(host, port)
            yield
    except AlreadyRunning as error:
        raise CannotServe(f"the hub in {home} is being served already.") from error


def _check_free(host: str, port: int) -> None:
    # The server itself shares its port among processes, so it would not notice somebody else's.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind((host, port))
    except (OSError, OverflowError) as error:
        why = getattr(error, "strerror", None) or "it is no port number"
        raise CannotServe(f"port {port} on {host} cannot be used: {why}. Another one: --port") from error


def tables(home: Path, *, may_migrate: bool) -> Iterator[str]:
    """Bring the tables to this version, after a back-up; say what was done."""
    from django.db import connection
    from django.utils import timezone

    waiting = installing.pending_migrations()
    if not waiting:
        return
    if installing.is_new():
        raise CannotServe("the database is empty. Make the installation with: njia init")
    if connection.vendor == "sqlite":
        folder = home / BACKUPS
        folder.mkdir(mode=0o700, exist_ok=True)
        file = folder / f"before-{timezone.localtime():%Y-%m-%dT%H%M%S}.tar"
        keeping.keep(home, file)
        yield f"A back-up is in {file}"
    elif not may_migrate:
        raise CannotServe(
            f"{len(waiting)} changes to the tables wait. Make a back-up with pg_dump, then: "
            "njia serve --migrate"
        )
    installing.migrate()
    yield f"The tables are those of this version ({len(waiting)} changes)."


def check(home: Path) -> None:
    """Have the doctor look; CannotServe when something is broken."""
    found = [f for f in examine(home, is_quick=True) if f.level is Level.BROKEN]
    if found:
        said = "\n  ".join(f"{f.what}: {f.said}\n    -> {f.remedy}" for f in found)
        raise CannotServe(f"this must be mended first:\n  {said}")


def files(progress: Any) -> None:
    """Put style, scripts and pictures where they are served from, and build the gazetteer if it is not."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connections

    from njia.gazetteer import Gazetteer

    call_command("collectstatic", verbosity=0, interactive=False, clear=False)
    (Path(settings.HOME) / "cache").mkdir(mode=0o700, exist_ok=True)
    Gazetteer.open(progress=progress).close()
    connections.close_all()  # no process takes over another's connection
