"""The database: that it answers, keeps what it is given, and has the tables that this version needs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from njia_hub.doctor.finding import Finding, broken, fine, weak


def connecting(home: Path) -> Iterator[Finding]:
    """Look at whether the database answers."""
    from django.db import DatabaseError, connection

    try:
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        yield broken(
            "database",
            f"The database does not answer ({type(error.__cause__ or error).__name__}).",
            "Is DATABASE_URL right, and the server running? With SQLite: can this user write to the folder?",
        )
    else:
        yield fine("database", f"{connection.display_name} answers.")


def durability(home: Path) -> Iterator[Finding]:
    """Look at whether what was acknowledged survives a power cut."""
    from django.db import connection

    if connection.vendor == "sqlite":
        yield _sqlite()
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('fsync'), current_setting('synchronous_commit')")
        fsync, commit = cursor.fetchone() or ("", "")
    if fsync != "on" or commit == "off":
        yield broken(
            "durability",
            f"PostgreSQL can lose what was acknowledged (fsync={fsync}, synchronous_commit={commit}).",
            "Set fsync and synchronous_commit to on in the server's settings.",
        )
    else:
        yield fine("durability", "PostgreSQL writes to the disk before it acknowledges.")


def _sqlite() -> Finding:
    from sqlite3 import sqlite_version

    from django.db import connection

    from njia_hub.storage.sqlite import SAFE_WAL, has_safe_wal

    if not has_safe_wal():
        return weak(
            "durability",
            f"SQLite {sqlite_version} can lose a write-ahead log, so the hub works without one, and slower.",
            f"Install the package pysqlite3, which brings SQLite {'.'.join(map(str, SAFE_WAL))} or newer.",
        )
    with connection.cursor() as cursor:
        journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
        synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
    if (journal, synchronous) != ("wal", 2):
        return broken(
            "durability",
            f"SQLite does not write as it should (journal {journal}, synchronous {synchronous}).",
            "Keep the folder on a disk of this machine, not on a network drive.",
        )
    return fine("durability", f"SQLite {sqlite_version} writes to the disk before it acknowledges.")


def tables(home: Path) -> Iterator[Finding]:
    """Look at whether the tables are those of this version."""
    from njia_hub.installing import is_new, pending_migrations

    waiting = pending_migrations()
    if not waiting:
        yield fine("tables", "The tables are those of this version.")
    elif is_new():
        yield broken("tables", "The database is empty.", "Make the installation with: njia init")
    else:
        yield weak(
            "tables",
            f"{len(waiting)} changes to the tables wait ({waiting[0]}{' …' if len(waiting) > 1 else ''}).",
            "njia serve makes them when it starts, after a back-up.",
        )


def integrity(home: Path) -> Iterator[Finding]:
    """Look at every page of an SQLite database, and at every link between its tables."""
    from django.db import connection

    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        said = cursor.execute("PRAGMA integrity_check(1)").fetchone()[0]
        dangling = cursor.execute("PRAGMA foreign_key_check").fetchone()
    if said != "ok" or dangling:
        yield broken(
            "integrity",
            "The database is damaged.",
            "Stop the hub, keep a copy of the folder, and go back to the latest back-up: njia restore",
        )
    else:
        yield fine("integrity", "The database is whole.")


CHECKS = (connecting, durability, tables)
SLOW = (integrity,)
