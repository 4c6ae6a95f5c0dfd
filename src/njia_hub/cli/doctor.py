"""`njia doctor`: what is wrong with an installation, and how to mend it."""

from __future__ import annotations

import argparse
from typing import Any

from njia_hub.cli import opening

_SIGNS = ("ok  ", "WEAK", "BAD ")


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "doctor",
        help="say what is wrong with a hub, and how to mend it",
        description="Look a hub over: its folder, secret, settings, database, disk, clock, address, mail, "
        "coordinators, audit, worker and gazetteer. Each thing in a sentence, with what to do. Nothing is "
        "changed. Exit code 0: all is well; 1: something should be mended; 2: something must be.",
    )
    opening.home(command)
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print every finding; give how bad the worst is."""
    from njia_hub.doctor import Level, examine
    from njia_hub.doctor.folder import can_be_opened

    home = opening.folder(given)
    if can_be_opened(home):
        opening.open_hub(given)
    worst = Level.FINE
    for finding in examine(home):
        worst = max(worst, finding.level)
        print(f"{_SIGNS[finding.level]}  {finding.what}: {finding.said}", flush=True)
        if finding.remedy:
            print(f"      -> {finding.remedy}")
    return int(worst)
