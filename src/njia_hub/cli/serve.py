"""`njia serve`: the hub, for people."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from njia.cli.failure import Failure
from njia.cli.progress import bar
from njia_hub.cli import opening
from njia_hub.installation import LOOPBACK


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
    home = opening.open_hub(given)
    _check_reach(given)
    from njia_hub.serving import preparing, server

    try:
        with opening.told(), preparing.one_server(home, given.host, given.port):
            for said in preparing.tables(home, may_migrate=given.migrate):
                print(said, flush=True)
            preparing.check(home)
            with bar("Building the gazetteer, once") as progress:
                preparing.files(progress)
            listening = server.Listening(
                given.host, given.port, max(1, given.processes), given.certificate, given.key
            )
            print(_greeting(listening), flush=True)
            server.serve(home, listening)
    except preparing.CannotServe as error:
        raise Failure(str(error)) from error
    print("Stopped.")
    return 0


def _check_reach(given: argparse.Namespace) -> None:
    from django.conf import settings

    if bool(given.certificate) != bool(given.key):
        raise Failure("--certificate and --key go together.")
    is_behind_proxy = settings.INSTALLATION.trusted_proxies > 0
    if given.host not in LOOPBACK and not (given.certificate or is_behind_proxy):
        raise Failure(
            f"on {given.host} passwords and routes could be read on the way: give --certificate and --key, "
            "or listen on 127.0.0.1 behind a proxy that has the certificate (docs/how-to/run-a-hub.md)."
        )


def _greeting(listening: Any) -> str:
    from django.conf import settings

    where = f"The hub is at {settings.INSTALLATION.address} (Ctrl-C stops)."
    if settings.INSTALLATION.is_local or listening.certificate:
        return where
    return (
        f"{where}\nIt listens on {listening.host}:{listening.port}, for the proxy that has the certificate."
    )
