"""`njia synth`: invented routes by the million, for tests and benchmarks."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from njia.cli.failure import Failure, told


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "synth",
        help="make invented routes, for tests and benchmarks",
        description="Make invented routes: a CSV as organisations might send it, or a folder of Parquet "
        "tables that njia measures reads. The same number and seed give the same routes.",
    )
    command.add_argument("--routes", type=int, required=True, metavar="N", help="how many routes")
    command.add_argument(
        "--out", type=Path, required=True, metavar="X", help="FILE.csv, or a folder for Parquet"
    )
    command.add_argument("--seed", type=int, default=0, metavar="S", help="another seed gives other routes")
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write the routes."""
    from njia.dataset import write_parquet
    from njia.synth import synth, write_rows

    if given.routes < 0:
        raise Failure(f"--routes {given.routes}: a number of routes cannot be negative.")
    with told():
        if given.out.suffix.lower() == ".csv":
            write_rows(given.out, given.routes, given.seed)
        else:
            write_parquet(synth(given.routes, given.seed), given.out)
    print(given.out)
    return 0
