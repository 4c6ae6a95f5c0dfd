"""Arguments that several commands share."""

from __future__ import annotations

import argparse
from pathlib import Path


def files(command: argparse.ArgumentParser) -> None:
    """Add FILE…, the spreadsheets to read."""
    command.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="spreadsheet with routes: XLSX, XLS, XLSB, ODS or CSV (any delimiter and encoding)",
    )


def network(command: argparse.ArgumentParser) -> None:
    """Add --network, the settings file."""
    command.add_argument(
        "--network",
        type=Path,
        metavar="NETWORK.YAML",
        help="the network's own settings: name, focus country, regions, languages, aliases, texts",
    )


def compare(command: argparse.ArgumentParser) -> None:
    """Add --compare, the earlier collection."""
    command.add_argument(
        "--compare",
        type=Path,
        metavar="FILE",
        help="an earlier collection's spreadsheet, to say what is new since",
    )


def collection(command: argparse.ArgumentParser) -> None:
    """Add --collection, the name of the collection to look at."""
    command.add_argument(
        "--collection",
        default="",
        metavar="NAME",
        help="only the rows of this collection, where the files hold several",
    )
