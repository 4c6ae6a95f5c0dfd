"""`njia check`: can each row be used, and if not, what is to be done?"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from njia.cli import arguments, inputs


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "check",
        help="say of every row whether it can be used, and what to mend",
        description="Read spreadsheets and say of every row whether it can be used; for each problem "
        "the row, the column, what is wrong and what to do. Exit code 0: every row can be used; 1: some "
        "cannot; 2: a file cannot be read.",
    )
    arguments.files(command)
    command.add_argument(
        "--format", choices=("text", "json"), default="text", help="for people or for programs"
    )
    arguments.network(command)
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Check the files; see the exit codes above."""
    from njia.problems import UnreadableFile

    try:
        intake = inputs.intake(given.files, inputs.network(given.network))
    except UnreadableFile as unreadable:
        if given.format == "json":
            print(json.dumps({"rows": 0, "usable": 0, "problems": [unreadable.problem.as_dict()]}, indent=1))
        else:
            print(f"njia: {unreadable}", file=sys.stderr)
        return 2
    report = intake.as_report()
    if given.format == "json":
        json.dump(report, sys.stdout, ensure_ascii=False, indent=1)
        print()
    else:
        print(intake.as_text())
    return 0 if report["usable"] == report["rows"] else 1
