"""No write to the hub's tables outside of an action, whichever way it is written.

Django hands every statement, of the ORM, in bulk or raw, to this wrapper before the database sees it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

from njia_hub.audit.acting import acting

_WRITE = re.compile(
    r"\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?)"
    r"\s+(?:ONLY\s+)?[\"`\[]?(\w+)",
    re.IGNORECASE,
)
_migrating = False  # tables are being made or changed, by the installation itself
_IMMUTABLE_WRITE = re.compile(r"\b(UPDATE|DELETE|TRUNCATE|REPLACE)\b", re.IGNORECASE)


class UnrecordedWrite(RuntimeError):
    """Something tried to write to a table of the hub without an action, or to change what never changes."""


@cache
def recorded_tables() -> frozenset[str]:
    """Name the tables that only actions may write to: all of the hub's but those that say otherwise."""
    return frozenset(
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("njia_hub.") and not getattr(model, "is_unrecorded", False)
    )


@cache
def immutable_tables() -> frozenset[str]:
    """Name the tables whose rows are written once."""
    return frozenset(
        model._meta.db_table for model in apps.get_models() if getattr(model, "is_immutable", False)
    )


def guard(sender: Any, connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Put the wrapper on a new connection."""
    if refuse_unrecorded not in connection.execute_wrappers:
        connection.execute_wrappers.append(refuse_unrecorded)


def begin_migrating(**_: Any) -> None:
    """Let migrations write: they run before anybody is let in."""
    global _migrating
    _migrating = True


def end_migrating(**_: Any) -> None:
    """Guard again."""
    global _migrating
    _migrating = False


def refuse_unrecorded(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Let reads through, and writes inside an action; raise UnrecordedWrite for others."""
    # Most statements are reads.
    if not _migrating and (not sql.startswith("SELECT") or ";" in sql):
        for written in _WRITE.finditer(sql):
            table = written[1].lower()
            if table in recorded_tables() and acting() is None:
                raise UnrecordedWrite(f"{table} is written to outside of an action")
            if table in immutable_tables() and _IMMUTABLE_WRITE.match(written[0]):
                raise UnrecordedWrite(f"{table} is never changed")
    return execute(sql, params, many, context)
