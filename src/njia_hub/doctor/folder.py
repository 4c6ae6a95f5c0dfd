"""The installation's folder: whose it is, its settings, its secret and the space on its disk."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from njia_hub import installation
from njia_hub.doctor.finding import Finding, broken, fine, weak

LEAST_FREE_BYTES = 500_000_000
_PRIVATE = (installation.SECRET_FILE, installation.SETTINGS_FILE, installation.DATABASE_FILE)


def settings(home: Path) -> Iterator[Finding]:
    """Look at hub.toml."""
    try:
        installation.load(home)
    except installation.NotInstalled as error:
        yield broken("settings", str(error), "See docs/how-to/run-a-hub.md for every setting.")
    else:
        yield fine("settings", f"{installation.SETTINGS_FILE} is valid.")


def secret(home: Path) -> Iterator[Finding]:
    """Look at secret.key."""
    try:
        installation.secret(home)
    except installation.NotInstalled as error:
        yield broken(
            "secret",
            str(error),
            "Put the secret of the latest back-up in its place. Without it nobody stays signed in, second "
            "factors cannot be read and the audit cannot be verified.",
        )
    else:
        yield fine("secret", "The secret is there and long enough.")


def permissions(home: Path) -> Iterator[Finding]:
    """Look at who can read the folder."""
    open_to_others = [
        file for file in (home, *(home / name for name in _PRIVATE)) if file.exists() and _is_open(file)
    ]
    for file in open_to_others:
        mode = "700" if file.is_dir() else "600"
        yield broken(
            "permissions", f"Other users of this machine can get at {file.name}.", f"chmod {mode} {file}"
        )
    if home.stat().st_uid != os.geteuid():
        yield weak(
            "permissions",
            "The folder belongs to another user than the one who runs this.",
            "Run the hub as the user who owns the folder, and as nobody else.",
        )
    elif not open_to_others:
        yield fine("permissions", "Only the hub's own user can read the folder.")


def _is_open(file: Path) -> bool:
    return bool(stat.S_IMODE(file.stat().st_mode) & 0o077)


def space(home: Path) -> Iterator[Finding]:
    """Look at the space that is left."""
    free = shutil.disk_usage(home).free
    if free < LEAST_FREE_BYTES:
        yield weak(
            "space",
            f"Only {free // 1_000_000} MB are free on the disk of the folder.",
            "Make room. When the disk is full the hub can still be read, and nothing can be sent to it.",
        )
    else:
        yield fine("space", f"{free // 1_000_000_000} GB are free.")


def can_be_opened(home: Path) -> bool:
    """Say whether Django can be set up on the folder."""
    try:
        installation.mail_password(installation.load(home))
        installation.secret(home)
        installation.database(home)
    except installation.NotInstalled:
        return False
    return True


CHECKS = (settings, secret, permissions, space)
