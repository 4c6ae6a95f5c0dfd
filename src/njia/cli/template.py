"""`njia template`: the spreadsheet to hand to organisations."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from njia.cli.failure import Failure, told

MOST_TRANSIT_COLUMNS = 30


def add(commands: Any) -> None:
    """Add the command to the parser."""
    from njia.network import LANGUAGES

    command = commands.add_parser(
        "template",
        help="make the spreadsheet to hand to organisations",
        description="Make the spreadsheet to hand to organisations: drop-downs, notes, an example row, and "
        "as many transit columns as needed.",
    )
    command.add_argument("file", type=Path, metavar="FILE.xlsx", help="the file to make")
    command.add_argument(
        "--language", choices=LANGUAGES, default="en", help="language of headers, notes and drop-downs"
    )
    command.add_argument(
        "--transit", type=int, default=4, metavar="N", help="number of transit points (default 4)"
    )
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Write the template."""
    from njia.intake import template

    if given.file.suffix.lower() != ".xlsx":
        raise Failure(f"{given.file}: the template is an Excel file; give it a name that ends in .xlsx.")
    if not 0 <= given.transit <= MOST_TRANSIT_COLUMNS:
        raise Failure(f"--transit {given.transit}: between 0 and {MOST_TRANSIT_COLUMNS} transit points.")
    with told():
        template.write(given.file, languages=(given.language,), transit_columns=given.transit)
    print(given.file)
    return 0
