"""`njia backup`: the whole installation in one file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from njia.cli.failure import Failure
from njia_hub.cli import opening


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "backup",
        help="copy a hub into one file, also while it is served",
        description="Copy an installation on SQLite into one file: settings, secret, database and audit "
        "anchor, as they are at one moment. The hub can go on being served. The file holds everything, so "
        "keep it as safe as the hub itself, and on another machine.",
    )
    command.add_argument("file", type=Path, metavar="FILE", help="the file to make, such as hub-1-May.tar")
    opening.home(command)
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Make the copy."""
    from njia_hub.keeping import CannotKeep, keep

    home = opening.open_hub(given)
    with opening.told():
        try:
            keep(home, given.file)
        except CannotKeep as error:
            raise Failure(str(error)) from error
    print(f"{given.file} holds the whole hub, its secret too. Keep it safe, on another machine.")
    return 0
