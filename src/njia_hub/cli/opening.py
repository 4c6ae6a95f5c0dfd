"""Open the installation that a command is about."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from njia.cli.failure import Failure
from njia_hub import installation


def home(command: argparse.ArgumentParser) -> None:
    """Add --home, the installation's folder."""
    command.add_argument(
        "--home",
        type=Path,
        metavar="DIR",
        help="the installation's folder; else NJIA_HOME, else njia/hub among the user's own data",
    )


def folder(given: argparse.Namespace) -> Path:
    """Give the folder that was asked for, and make it this process's own.

    From then on what the process writes is for its own user only.
    """
    os.umask(0o077)
    if given.home:
        os.environ[installation.HOME] = str(given.home.resolve())
    return installation.home()


def open_hub(given: argparse.Namespace) -> Path:
    """Set Django up for the installation; Failure when there is none, or its settings cannot be used."""
    where = folder(given)
    os.environ["DJANGO_SETTINGS_MODULE"] = "njia_hub.settings"
    with told():
        import django

        django.setup()
    return where


@contextmanager
def told() -> Iterator[None]:
    """Turn what stands in the way of an installation into a Failure that says what to do."""
    from django.db import DatabaseError

    try:
        yield
    except installation.NotInstalled as error:
        raise Failure(str(error)) from error
    except DatabaseError as error:
        kind = type(error.__cause__ or error).__name__
        raise Failure(f"the database cannot be used ({kind}). See: njia doctor") from error
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        raise Failure(f"{where}{error.strerror or type(error).__name__}.") from error
