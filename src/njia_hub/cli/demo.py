"""`njia demo`: a hub with the Kenya 2020 collection, on this machine."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from njia.cli.failure import Failure
from njia_hub.cli import opening
from njia_hub.cli.prepare import prepare
from njia_hub.installation import SETTINGS_FILE, Installation

if TYPE_CHECKING:
    from njia_hub.demo import Account

BEGUN, MADE = "demo.begun", "demo.made"  # files that say what the folder is
_SETTINGS = "njia_hub.demo.settings"


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "demo",
        help="a hub with the Kenya 2020 collection, on this machine",
        description="Make a hub with the Kenya 2020 collection and an account of every role, and serve it on "
        "this machine only, until Ctrl-C. What you change is kept for the next start.",
    )
    command.add_argument(
        "--home",
        type=Path,
        default=Path("demo-hub"),
        metavar="DIR",
        help="the folder to keep it in",
    )
    command.add_argument("--fresh", action="store_true", help="throw the last one away and make it anew")
    command.add_argument("--port", type=int, default=8000, help="port to listen on")
    command.add_argument("--no-serve", action="store_true", help="make it and stop")
    command.set_defaults(run=run, host="127.0.0.1")


def run(given: argparse.Namespace) -> int:
    """Make the demonstration unless it is there, and serve it."""
    home = opening.folder(given)
    with opening.told():
        if _make_folder(home, given):
            _fill(home)
        if given.no_serve:
            print(home)
            return 0
        return _serve(home, given.port)


def _make_folder(home: Path, given: argparse.Namespace) -> bool:
    """Make the folder unless a whole demonstration is in it; say whether it is to be filled."""
    from njia_hub import installing

    # Where it is reached may change from start to start; nobody has a second factor for a demonstration.
    settings = Installation(
        address=f"http://localhost:{given.port}", time_zone="Africa/Nairobi", second_factor_required=()
    )
    if home.exists() and any(home.iterdir()):
        if not (home / BEGUN).exists() and not (home / MADE).exists():
            raise Failure(f"{home} is something else than a demonstration; give another folder with --home.")
        if (home / MADE).exists() and not given.fresh:
            (home / SETTINGS_FILE).write_text(installing.as_toml(settings), encoding="utf-8")
            return False
        shutil.rmtree(home)
    home.mkdir(parents=True, exist_ok=True)
    (home / BEGUN).touch()
    installing.make_folder(home, settings)
    return True


def _fill(home: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = _SETTINGS
    # In a process of its own, as all that needs Django: this one goes on to serve, and stays small.
    if subprocess.run([sys.executable, "-m", "njia_hub.demo"], check=False).returncode:
        raise Failure("the demonstration could not be made.")
    (home / BEGUN).rename(home / MADE)


def _serve(home: Path, port: int) -> int:
    from njia_hub.demo import new_keys
    from njia_hub.serving import preparing, server

    keys = new_keys()
    try:
        with preparing.one_server(home, "127.0.0.1", port):
            if code := prepare(_SETTINGS, may_migrate=True):
                return code
            print(_greeting(f"http://localhost:{port}", keys), flush=True)
            server.serve(home, server.Listening("127.0.0.1", port))
    except preparing.CannotServe as error:
        raise Failure(str(error)) from error
    print("Stopped.")
    return 0


def _greeting(address: str, keys: dict[str, Account]) -> str:
    from njia_hub.demo import PASSWORD

    lines = [f"The hub is at {address} (Ctrl-C stops). Nothing in it is real case data.", ""]
    lines.append(f"{'role':16}{'sign in as':28}or open this link, once")
    for key, account in keys.items():
        lines.append(f"{account.label:16}{account.email:28}{address}/demo/{key}")
    lines += ["", f"What anybody in the world sees, a minute after the first start: {address}/releases/1/"]
    return "\n".join([*lines, "", f"The password is {PASSWORD}"])
