"""`njia restore`: a back-up, put into an empty folder."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from njia.cli.failure import Failure
from njia_hub.cli import opening


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "restore",
        help="put a back-up into an empty folder",
        description="Put what `njia backup` kept into a folder in which there is no installation, and verify "
        "the audit. Exit code 1: the back-up is there, and its audit does not hold.",
    )
    command.add_argument("file", type=Path, metavar="FILE", help="the back-up")
    opening.home(command)
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Put it back and look at it."""
    from njia_hub.keeping import CannotKeep, put_back

    home = opening.folder(given)
    with opening.told():
        try:
            put_back(given.file, home)
        except CannotKeep as error:
            raise Failure(str(error)) from error
    opening.open_hub(given)
    with opening.told():
        from njia_hub.audit.chain import verify

        fault = verify()
    print(f"The hub is back in {home}. Look it over: njia doctor --home {home}")
    if fault:
        print(f"Its audit does not hold: event {fault.seq} {fault.what}.")
    return 1 if fault else 0
