"""Keep a copy of a whole installation in one file, and put it back."""

from __future__ import annotations

import os
import shutil
import tarfile
import tempfile
from pathlib import Path

from njia_hub.installation import DATABASE_FILE, SECRET_FILE, SETTINGS_FILE

ANCHOR_FILE = "audit.anchor"
RELEASES = "releases"  # the folder of what was published
_MEMBERS = (SETTINGS_FILE, SECRET_FILE, ANCHOR_FILE, DATABASE_FILE)


class CannotKeep(Exception):
    """A copy cannot be made or put back; the message says why."""


def keep(home: Path, file: Path) -> None:
    """Copy an installation on SQLite into one file, also while it is being served.

    The file holds everything, the secret too: keep it as safe as the hub itself. Raises CannotKeep on
    PostgreSQL, whose own tools make its back-ups, and FileExistsError when the file is there.
    """
    from django.db import connection

    if connection.vendor != "sqlite":
        raise CannotKeep(
            "the database is on PostgreSQL: copy it with pg_dump, and the installation's folder beside it."
        )
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as opened, tarfile.open(fileobj=opened, mode="w") as archive:
            # The anchor first: the copy of the chain may be longer than it says, never shorter.
            for name in (SETTINGS_FILE, SECRET_FILE, ANCHOR_FILE):
                if (home / name).exists():
                    archive.add(home / name, name)
            with tempfile.TemporaryDirectory(dir=home) as folder:
                copy = Path(folder) / DATABASE_FILE
                copy_sqlite(copy)
                archive.add(copy, DATABASE_FILE)
            # Last: whatever the copied database says is published lies there already.
            for file_ in _released(home):
                archive.add(file_, file_.relative_to(home).as_posix())
    except BaseException:
        file.unlink(missing_ok=True)
        raise


def _released(home: Path) -> list[Path]:
    """Give the files of all releases, without those that are just being made."""
    found = (home / RELEASES).glob("[0-9]*/**/*")
    return sorted(file for file in found if file.is_file() and not file.is_symlink())


def copy_sqlite(target: Path) -> None:
    """Copy the open SQLite database, as it is at one moment, into a new file."""
    import sqlite3

    from django.db import connection

    connection.ensure_connection()
    copy = sqlite3.connect(target)
    try:
        connection.connection.backup(copy)
    finally:
        copy.close()
    target.chmod(0o600)


def put_back(file: Path, home: Path) -> None:
    """Put a kept installation into a folder in which there is none.

    The files of releases are put back too. Raises CannotKeep when there is one already, or the file
    holds no installation.
    """
    if any((home / name).exists() for name in _MEMBERS):
        raise CannotKeep(f"{home} holds an installation; move it away first.")
    try:
        with tarfile.open(file) as archive:
            if not {SETTINGS_FILE, SECRET_FILE, DATABASE_FILE} <= {*archive.getnames()}:
                raise CannotKeep(f"{file.name} is no whole back-up of a hub.")
            home.mkdir(parents=True, exist_ok=True)
            home.chmod(0o700)
            for name in (*_MEMBERS, *filter(_is_released, archive.getnames())):
                _write(archive, name, home / name)
    except tarfile.TarError as error:
        raise CannotKeep(f"{file.name} is no back-up of a hub.") from error


def _is_released(name: str) -> bool:
    """Say whether a name in an archive is of a release's file; one that leads elsewhere is not."""
    room, *rest = name.split("/")
    plain = all(part not in ("", ".", "..") and part.isprintable() and "\\" not in part for part in rest)
    return room == RELEASES and len(rest) > 1 and rest[0].isdigit() and plain


def _write(archive: tarfile.TarFile, name: str, target: Path) -> None:
    try:
        content = archive.extractfile(name)
    except KeyError:
        content = None
    if content is None:  # a hub in which nothing has happened yet has no anchor
        return
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as opened:
        shutil.copyfileobj(content, opened)
        opened.flush()
        os.fsync(opened.fileno())
