"""`njia measures`: every measure's table, as data."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from njia.cli import arguments, inputs
from njia.cli.failure import Failure

if TYPE_CHECKING:
    from njia.dataset import Dataset
    from njia.measures.declaration import Measured, Scope


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "measures",
        help="compute every measure's table",
        description="Compute every measure's table, for use inside the network: counts of one are shown.",
    )
    arguments.files(command)
    arguments.collection(command)
    arguments.compare(command)
    command.add_argument(
        "--engine",
        choices=("duckdb", "spark"),
        default="duckdb",
        help="what computes: DuckDB, or Spark for data beyond one machine (the extra njia[spark], Java 17)",
    )
    command.add_argument(
        "--format", choices=("text", "json"), default="text", help="for people or for programs"
    )
    arguments.network(command)
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print the measures of the files."""
    from njia.measures import as_json, scope_for

    settings = inputs.network(given.network)
    data, earlier = inputs.dataset(given.files, settings, given.compare, given.collection)
    measured = _compute(data, scope_for(settings, data, earlier), given.engine)
    tables = {name: as_json(result, data.places, settings.languages[0]) for name, result in measured.items()}
    if given.format == "json":
        json.dump(tables, sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        _print_tables(tables)
    return 0


def _compute(data: Dataset, scope: Scope, engine: str) -> dict[str, Measured]:
    """Compute every measure; an engine that this machine lacks is a Failure that says what to install."""
    from njia.measures import measure_all
    from njia.measures.engines import EngineMissing

    try:
        return measure_all(data, scope, engine=engine)
    except EngineMissing as error:
        raise Failure(str(error)) from error


def _print_tables(tables: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(soft_wrap=False, highlight=False)
    for table in tables.values():
        shown = Table(title=table["title"], title_justify="left", caption_justify="left", box=None)
        shown.caption = f"{table['known']} of {table['of']} known"
        for column in table["columns"]:
            shown.add_column(column["title"])
        for row in table["rows"]:
            shown.add_row(*("–" if row[c["name"]] is None else str(row[c["name"]]) for c in table["columns"]))
        console.print(shown)
        console.print()
