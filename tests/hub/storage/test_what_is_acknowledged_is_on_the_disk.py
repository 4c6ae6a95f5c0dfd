"""Every connection writes to the disk before it acknowledges, and to a log that readers need not wait for."""

import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from njia_hub.storage.sqlite import SAFE_WAL, has_safe_wal, on_connecting

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite")
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="about PostgreSQL")


def pragmas() -> list[Any]:
    with connection.cursor() as cursor:
        names = ("journal_mode", "synchronous", "foreign_keys")
        return [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in names]


@on_sqlite
def test_sqlite_syncs_each_commit() -> None:
    assert pragmas() == ["wal", 2, 1]


@on_sqlite
def test_a_connection_of_another_thread_does_too() -> None:
    found: list[Any] = []

    def look() -> None:
        found.extend(pragmas())
        connections.close_all()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert found == ["wal", 2, 1]


@on_postgresql
def test_postgresql_syncs_each_commit() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('synchronous_commit')")
        assert cursor.fetchone() == ("on",)


def test_the_library_is_one_that_loses_no_log() -> None:
    assert has_safe_wal()
    assert sqlite3.sqlite_version_info >= SAFE_WAL


def test_an_older_library_writes_no_log(monkeypatch: Any, tmp_path: Path) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    assert not has_safe_wal()
    with sqlite3.connect(tmp_path / "file.sqlite3") as opened:
        opened.executescript(on_connecting())
        assert opened.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert opened.execute("PRAGMA synchronous").fetchone() == (2,)
