"""`njia report`: from spreadsheets to the published report, page, map and open data."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from njia.cli import arguments, inputs
from njia.cli.failure import told
from njia.cli.progress import bar

if TYPE_CHECKING:
    from njia.report.bundle import Source


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "report",
        help="make the report, the page, the map and the open data",
        description="Make report.pdf, index.html (one file that works without script and without network), "
        "map.svg, tables/, data/ and manifest.json in a folder. The same input gives the same bytes. "
        "Organisations, free text and what was written in the cells never leave.",
    )
    arguments.files(command)
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to make")
    arguments.collection(command)
    arguments.compare(command)
    arguments.network(command)
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Make the report."""
    make(given.files, given.out, given.network, given.compare, given.collection)
    print(f"{given.out / 'index.html'}\n{given.out / 'report.pdf'}")
    return 0


def make(
    files: Sequence[Path], out: Path, network: Path | None, compare: Path | None = None, collection: str = ""
) -> None:
    """Read the files and write the report into `out`, which is left as it was when anything fails."""
    from njia.report.build import build
    from njia.report.bundle import assemble

    settings = inputs.network(network)
    data, earlier = inputs.dataset(files, settings, compare, collection)
    sources = _sources({"routes": files, "compared": [compare], "network": [network]})
    with bar("Making the report") as progress, told():
        build(assemble(settings, data, sources, earlier=earlier), out, progress)


def _sources(by_role: Mapping[str, Sequence[Path | None]]) -> list[Source]:
    """Describe every file that goes in; of a folder of Parquet tables, each table."""
    from njia.report.bundle import source

    found = []
    with told():
        for role, paths in by_role.items():
            for path in filter(None, paths):
                parts = sorted(path.glob("*.parquet")) if path.is_dir() else [path]
                found += [source(part, role) for part in parts]
    return found
