"""`njia resolve`: which place is meant by a name?"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from njia.cli import arguments, inputs
from njia.cli.failure import Failure, told
from njia.cli.progress import bar


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "resolve",
        help="find the place that a name means",
        description="Find the place that a name means. A close but not exact match is only proposed, and a "
        "name that means several places is ambiguous: nothing is guessed. Exit code 0: one place (exact or "
        "alias); 1: proposed, ambiguous or unresolved.",
    )
    command.add_argument("name", nargs="?", metavar="NAME", help="the name as somebody wrote it")
    command.add_argument("--country", metavar="CC", help="country code or name, when it is known")
    command.add_argument(
        "--batch",
        type=Path,
        metavar="IN.CSV",
        help="resolve every row of a CSV with columns name and country",
    )
    command.add_argument("--out", type=Path, metavar="OUT.CSV", help="where --batch writes its answers")
    command.add_argument(
        "--format", choices=("text", "json"), default="text", help="for people or for programs"
    )
    arguments.network(command)
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Answer for one name, or for a file of names."""
    if (given.name is None) == (given.batch is None):
        raise Failure("give either a NAME or --batch IN.CSV --out OUT.CSV.")
    if (given.batch is None) != (given.out is None):
        raise Failure("--batch IN.CSV and --out OUT.CSV go together.")
    from njia.gazetteer.batch import columns, describe

    gazetteer = inputs.gazetteer(inputs.network(given.network))
    if given.batch is not None:
        return _batch(given, gazetteer)
    answer = gazetteer.resolve(given.name, given.country)
    if given.format == "json":
        print(json.dumps(columns(answer), ensure_ascii=False, indent=1))
    else:
        print(describe(given.name, answer))
    return 0 if answer.place is not None else 1


def _batch(given: argparse.Namespace, gazetteer: Any) -> int:
    from njia.gazetteer.batch import BatchError, resolve_file

    try:
        with told(), bar("Resolving") as progress:
            rows = resolve_file(given.batch, given.out, gazetteer, progress)
    except BatchError as error:
        raise Failure(str(error)) from error
    print(f"{given.out}: {rows} row{'' if rows == 1 else 's'}")
    return 0
