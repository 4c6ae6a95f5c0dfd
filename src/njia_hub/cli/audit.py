"""`njia audit`: whether the record of what was done is whole."""

from __future__ import annotations

import argparse
from typing import Any

from njia_hub.cli import opening


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "audit",
        help="verify the record of every action, or show its end",
        description="Every action of the hub is an event in a chain. verify goes through the whole chain and "
        "names the first event that was changed, removed, put in another order or cut off at the end "
        "(exit code 1). show prints the last events: ids, codes and counts, and no personal data.",
    )
    command.add_argument("what", choices=("verify", "show"), help="go through the chain, or print its end")
    command.add_argument("--last", type=int, default=20, metavar="N", help="how many events show prints")
    opening.home(command)
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Verify or show."""
    opening.open_hub(given)
    with opening.told():
        return _verify() if given.what == "verify" else _show(max(0, given.last))


def _verify() -> int:
    from njia_hub.audit.chain import verify
    from njia_hub.audit.models import Event

    fault = verify()
    if fault:
        print(f"Event {fault.seq} {fault.what}.")
        return 1
    last = Event.objects.order_by("seq").last()
    print(
        f"The chain holds: {last.seq} events, the last of {last.at}." if last else "There are no events yet."
    )
    return 0


def _show(count: int) -> int:
    from njia_hub.audit.models import Event

    for event in reversed(Event.objects.order_by("-seq")[:count]):
        print(event.seq, event.at, event.verb, event.target or "-", event.actor, event.details)
    return 0
