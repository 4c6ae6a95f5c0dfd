"""Make an installation: its folder, its settings, its secret and its tables."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from njia_hub.installation import DATABASE_FILE, SECRET_FILE, SETTINGS_FILE, Installation

_SECRET_BYTES = 64


class AlreadyInstalled(Exception):
    """There is an installation in the folder; it is left as it is."""


def make_folder(folder: Path, installation: Installation) -> None:
    """Make a new installation's folder, which only its owner can read, with settings and a secret.

    Raises AlreadyInstalled when anything of an installation is there already.
    """
    for name in (SETTINGS_FILE, SECRET_FILE, DATABASE_FILE):
        if (folder / name).exists():
            raise AlreadyInstalled(f"{folder} holds an installation already ({name}); it is left as it is.")
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    write_new(folder / SECRET_FILE, secrets.token_urlsafe(_SECRET_BYTES) + "\n")
    write_new(folder / SETTINGS_FILE, as_toml(installation))


def write_new(file: Path, text: str) -> None:
    """Write a file that only its owner can read; FileExistsError when it is there."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        opened.write(text)


def as_toml(installation: Installation) -> str:
    """Write settings with what each is for; one that has its default stands as a comment."""
    head = (
        "# The settings of this hub. After a change: stop it and start it again. `njia doctor` checks them.\n"
    )
    return head + "".join(_said(installation))


def _said(model: BaseModel) -> Iterator[str]:
    """Say settings; a TOML table stands after what is not in one."""
    tables = []
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            tables.append((name, value))
            continue
        is_default = value == field.get_default()
        yield f"\n# {field.description}\n{'# ' if is_default else ''}{name} = {_toml(value)}\n"
    for name, table in tables:
        yield f"\n[{name}]\n"
        yield from _said(table)


def _toml(value: Any) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False)  # of text, numbers and yes or no, that is TOML too


def migrate() -> None:
    """Bring the tables to what this version of Njia needs."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def pending_migrations() -> list[str]:
    """Name what `migrate` would do."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    targets = executor.loader.graph.leaf_nodes()
    return [f"{migration.app_label}.{migration.name}" for migration, _ in executor.migration_plan(targets)]


def is_new() -> bool:
    """Say whether the database has no tables of a hub yet."""
    from django.db import connection

    return "audit_event" not in connection.introspection.table_names()
