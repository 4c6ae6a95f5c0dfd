"""`njia init`: make an installation, and invite its first coordinator."""

from __future__ import annotations

import argparse
from typing import Any

from pydantic import ValidationError

from njia.cli.failure import Failure
from njia_hub.cli import opening
from njia_hub.cli.coordinator import invite
from njia_hub.installation import Installation, fault


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "init",
        help="make a hub: its folder, its secret, its tables, its first coordinator",
        description="Make an installation of the hub in a folder that only you can read: settings "
        "(hub.toml), a secret, the tables, and a one-time link for the first coordinator. DATABASE_URL puts "
        "the tables on PostgreSQL. An installation that is there already is never touched.",
    )
    opening.home(command)
    command.add_argument(
        "--address",
        default="http://localhost:8000",
        metavar="URL",
        help="where people will reach the hub, such as https://njia.example.org",
    )
    command.add_argument(
        "--time-zone",
        default="UTC",
        metavar="ZONE",
        help="where the network is, such as Africa/Nairobi: pages tell its time (default: UTC)",
    )
    command.add_argument(
        "--coordinator", required=True, metavar="EMAIL", help="e-mail address of the first coordinator"
    )
    command.add_argument("--name", default="", help="her or his name; can be changed when the link is opened")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Make it all, and say what to do next."""
    from njia_hub import installing

    home = opening.folder(given)
    with opening.told():
        try:
            installing.make_folder(home, _settings(given))
        except installing.AlreadyInstalled as error:
            raise Failure(str(error)) from error
        opening.open_hub(given)
        if not installing.is_new():
            raise Failure("the database of DATABASE_URL holds a hub already; only the folder was made.")
        installing.migrate()
        link = invite(given.coordinator, given.name)
    print(
        f"The hub is in {home}\n\n"
        f"1. Start it:                njia serve --home {home}\n"
        f"2. First coordinator opens: {link}\n"
        "   The link works once, for 14 days.\n\n"
        f"Keep a copy of {home / 'secret.key'} in a safe place: without it no back-up can be used."
    )
    return 0


def _settings(given: argparse.Namespace) -> Installation:
    try:
        return Installation(address=given.address.rstrip("/"), time_zone=given.time_zone)
    except ValidationError as error:
        raise Failure(fault(error)) from error
