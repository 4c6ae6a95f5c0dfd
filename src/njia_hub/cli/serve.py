"""`njia serve`: the hub, for people."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from njia.cli.failure import Failure
from njia_hub import installation
from njia_hub.cli import opening
from njia_hub.cli.prepare import prepare

if TYPE_CHECKING:
    from njia_hub.serving import server


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "serve",
        help="serve a hub, with its background worker",
        description="Serve a hub until Ctrl-C or SIGTERM, with the worker that does its long work. New "
        "tables are made first, after a back-up. It listens on this machine only, for a proxy of yours that "
        "has the certificate, unless --host says otherwise. What is dangerous is said, and not served.",
    )
    opening.home(command)
    command.add_argument(
        "--host", default="127.0.0.1", metavar="IP", help="address to listen on (default %(default)s)"
    )
    command.add_argument("--port", type=int, default=8000, help="port to listen on (default %(default)s)")
    command.add_argument(
        "--processes", type=int, default=1, metavar="N", help="processes that answer (default %(default)s)"
    )
    command.add_argument(
        "--certificate", type=Path, metavar="FILE", help="TLS certificate, if no proxy has it"
    )
    command.add_argument("--key", type=Path, metavar="FILE", help="its private key")
    command.add_argument(
        "--migrate",
        action="store_true",
        help="on PostgreSQL: change the tables for this version; make a back-up with pg_dump before",
    )
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Serve until stopped."""
    from njia_hub.serving import preparing, server

    home = opening.folder(given)
    with opening.told():
        settings = installation.load(home)
        _check_reach(given, settings)
        try:
            with preparing.one_server(home, given.host, given.port):
                if code := prepare("njia_hub.settings", may_migrate=given.migrate):
                    return code
                print(_greeting(given, settings), flush=True)
                server.serve(home, _listening(given))
        except preparing.CannotServe as error:
            raise Failure(str(error)) from error
    print("Stopped.")
    return 0


def _listening(given: argparse.Namespace) -> server.Listening:
    from njia_hub.serving.server import Listening

    return Listening(given.host, given.port, max(1, given.processes), given.certificate, given.key)


def _check_reach(given: argparse.Namespace, settings: installation.Installation) -> None:
    if bool(given.certificate) != bool(given.key):
        raise Failure("--certificate and --key go together.")
    is_behind_proxy = settings.trusted_proxies > 0
    if given.host not in installation.LOOPBACK and not (given.certificate or is_behind_proxy):
        raise Failure(
            f"on {given.host} passwords and routes could be read on the way: give --certificate and --key, "
            "or listen on 127.0.0.1 behind a proxy that has the certificate (docs/how-to/run-a-hub.md)."
        )


def _greeting(given: argparse.Namespace, settings: installation.Installation) -> str:
    where = f"The hub is at {settings.address} (Ctrl-C stops)."
    if settings.is_local or given.certificate:
        return where
    return f"{where}\nIt listens on {given.host}:{given.port}, for the proxy that has the certificate."
