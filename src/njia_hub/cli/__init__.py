"""The command line with the hub's own commands beside the core's.

Each command is a module with `add(commands)` and `run(arguments) -> exit code`, as in `njia.cli`.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence

from njia import cli as core
from njia_hub.cli import audit, backup, coordinator, demo, doctor, init, restore, serve

COMMANDS: tuple[core.Command, ...] = (demo, init, serve, doctor, coordinator, audit, backup, restore)


def parser() -> ArgumentParser:
    """Build the whole parser; the reference in docs/ is generated from it."""
    return core.parser(COMMANDS)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command of the core or of the hub."""
    return core.main(argv, COMMANDS)
