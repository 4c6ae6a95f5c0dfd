"""A served hub of its own for a test that kills it, on the database that the tests run on."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from tests.hub.served import Served


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """Give a hub that is not yet made."""
    hub = Served(tmp_path / "hub", _database())
    yield hub
    hub.kill()
    hub.log.unlink()


def _database() -> str:
    """Give the address of an empty database on the server that the tests use; "" for SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        return ""
    name = f"crash_{uuid.uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def look(served: Served) -> dict[str, Any]:
    """Say what is in the database, and that it is whole."""
    found: dict[str, Any] = json.loads(served.python("-m", "tests.hub.crash.looking"))
    assert found["integrity"] == "ok"
    assert found["fault"] == ""
    return found
