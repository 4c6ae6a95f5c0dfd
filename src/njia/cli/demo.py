"""`njia demo`: the Kenya 2020 report, made and served on this machine."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "demo",
        help="make the Kenya 2020 report and serve it on this machine",
        description="Make the Kenya 2020 report from the collection that comes with Njia, and serve it on "
        "this machine only, until Ctrl-C.",
    )
    command.add_argument(
        "--out", type=Path, default=Path("demo-report"), metavar="DIR", help="the folder to make"
    )
    command.add_argument("--port", type=int, default=8000, help="the port to serve on (default 8000)")
    command.add_argument("--no-serve", action="store_true", help="make the report and stop")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Make the demonstration, and serve it unless told not to."""
    from njia import demo
    from njia.cli import report

    collection = demo.kenya_2020()
    report.make(collection.files, given.out, collection.network, collection.earlier)
    if given.no_serve:
        print(given.out / "index.html")
        return 0
    demo.serve(given.out, given.port)
    return 0
