"""The command line: `njia check | resolve | measures | report | release | template | synth`.

Each command is a module with `add(commands)` and `run(arguments) -> exit code`; what is heavy is imported
when a command runs, so that `njia --help` answers at once. Exit codes: 0 done, 1 done but something is
not usable, 2 could not be done.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from typing import Any, Protocol

from njia import __version__
from njia.cli import check, measures, release, report, resolve, synth, template
from njia.cli.failure import Failure

COMMANDS: tuple[Command, ...] = (check, resolve, measures, report, release, template, synth)


class Command(Protocol):
    """A module with one command."""

    def add(self, commands: Any) -> None:
        """Add the command to the parser; its `run` is what main calls."""


def parser(more: Sequence[Command] = ()) -> argparse.ArgumentParser:
    """Build the whole parser; the reference in docs/ is generated from it."""
    top = argparse.ArgumentParser(
        prog="njia",
        description="From the routes that a coalition's members report to its map and its report. "
        "Everything happens on this machine; nothing is sent anywhere.",
    )
    top.add_argument("--version", action="version", version=f"njia {__version__}")
    commands = top.add_subparsers(title="commands", dest="command", metavar="COMMAND", required=True)
    for command in (*COMMANDS, *more):
        command.add(commands)
    return top


def main(argv: Sequence[str] | None = None, more: Sequence[Command] = ()) -> int:
    """Run one command; errors are one sentence on standard error, never a traceback."""
    arguments = parser(more).parse_args(argv)
    # A command makes much and ends soon: looking for rubbish less often takes a tenth off a report.
    gc.set_threshold(200_000, 20, 20)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except Failure as failure:
        print(f"njia: {failure}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # The reader (`| head`) has gone; say nothing more, and let Python's own last flush go nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("njia: stopped.", file=sys.stderr)
        return 130
    return code
