"""SQLite: the newest library there is, and settings under which nothing acknowledged is lost."""

from __future__ import annotations

import sys

SAFE_WAL = (3, 51, 3)  # older ones can lose a write-ahead log when it is reset


def use_newest() -> None:
    """Put the pysqlite3 wheel, where it is installed, in the place of Python's own sqlite3."""
    try:
        import pysqlite3
        from pysqlite3 import dbapi2
    except ImportError:  # no wheel for this system: Python's own library is used
        return
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = dbapi2


def has_safe_wal() -> bool:
    """Say whether this library's write-ahead log can be trusted."""
    from sqlite3 import sqlite_version_info

    return sqlite_version_info >= SAFE_WAL


def on_connecting() -> str:
    """Give what a new connection is told: durable commits, and a write-ahead log where that is safe."""
    journal = "WAL" if has_safe_wal() else "DELETE"
    told = (f"journal_mode={journal}", "synchronous=FULL", "foreign_keys=ON", "cache_size=-32000")
    return "".join(f"PRAGMA {setting};" for setting in told)
