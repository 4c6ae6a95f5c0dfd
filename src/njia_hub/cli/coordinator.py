"""`njia coordinator`: a one-time link for a coordinator, where nobody can sign in to make one."""

from __future__ import annotations

import argparse
from typing import Any

from njia.cli.failure import Failure
from njia_hub.cli import opening


def add(commands: Any) -> None:
    """Add the command to the parser."""
    command = commands.add_parser(
        "coordinator",
        help="make a one-time link for a new coordinator",
        description="Make a one-time link for a new coordinator: when the first link was lost, or when no "
        "coordinator can sign in any more. Whoever can run this has the whole hub in hand; it is recorded.",
    )
    command.add_argument("email", metavar="EMAIL", help="e-mail address of the new coordinator")
    command.add_argument("--name", default="", help="her or his name; can be changed when the link is opened")
    opening.home(command)
    command.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    """Print the link."""
    opening.open_hub(given)
    with opening.told():
        print(invite(given.email, given.name))
    return 0


def invite(email: str, name: str) -> str:
    """Invite a coordinator in the installation's own name; give the link."""
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from njia_hub.people import inviting, links
    from njia_hub.people.rights import NotAllowed
    from njia_hub.roles import Role

    try:
        validate_email(email)
        _, secret = inviting.invite(None, inviting.Wanted(email, name or email, Role.COORDINATOR))
    except ValidationError:
        raise Failure(f"{email!r} is no e-mail address.") from None
    except NotAllowed as error:
        raise Failure(str(error)) from error
    return links.address(secret)
