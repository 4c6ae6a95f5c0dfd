"""`njia release build | check | diff | verify`: publish figures that nobody can take apart."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from njia.cli import arguments, release_inputs
from njia.cli.failure import Failure, told
from njia.cli.progress import bar

if TYPE_CHECKING:
    from njia.disclosure import Policy
    from njia.release import TablePreview, Told

_COUNTS = {"submissions": "submissions", "cases_best": "people", "value": "figures"}
AUDIENCES = ("network", "government", "bank", "airline", "donor", "public")


def add(commands: Any) -> None:
    """Add the command, and its four, to the parser."""
    command = commands.add_parser(
        "release",
        help="publish figures safely: build, check, diff, verify",
        description="A release is a numbered, frozen folder for one audience, made under a policy that "
        "decides what is shown. check says beforehand what would be told less exactly, and why.",
    )
    of_release = command.add_subparsers(title="commands", dest="what", metavar="COMMAND", required=True)
    _add_build(of_release)
    _add_check(of_release)
    _add_diff(of_release)
    _add_verify(of_release)


def _add_build(commands: Any) -> None:
    command = commands.add_parser(
        "build",
        help="make a release",
        description="Make the folder of a release: report, page, map, tables, open data, citation, and a "
        "manifest with its hash. Written whole or not at all; the same input gives the same bytes. Under "
        "guarded and strict nothing in it can be traced to few people.",
    )
    _inputs(command)
    command.add_argument("--number", type=int, required=True, metavar="N", help="its number, from 1")
    command.add_argument("--title", required=True, metavar="TEXT", help="its title")
    command.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder to make")
    command.add_argument(
        "--ledger",
        type=Path,
        metavar="OUT.json",
        help="also write the private list of figures, for --earlier of the next release; keep it inside",
    )
    command.add_argument(
        "--tag", action="append", default=[], metavar="TEXT", help="a tag; may be given several times"
    )
    command.add_argument(
        "--related",
        action="append",
        default=[],
        metavar="TEXT",
        help="address or citation of a related publication; may be given several times",
    )
    command.add_argument(
        "--supersedes",
        type=int,
        metavar="N",
        help="the release that this one takes the place of",
    )
    command.add_argument(
        "--date", type=_date, metavar="YYYY-MM-DD", help="the day on the release; default: today"
    )
    command.set_defaults(run=build)


def _add_check(commands: Any) -> None:
    command = commands.add_parser(
        "check",
        help="say what a release would show, and what not, and why",
        description="Show every table as it was counted beside what a release would show of it, with the "
        "reasons. For people of the network: the left side holds counts of one. Nothing is written.",
    )
    _inputs(command)
    command.set_defaults(run=check)


def _add_diff(commands: Any) -> None:
    command = commands.add_parser(
        "diff",
        help="say what changed between two releases",
        description="Say in words what changed from one release to another, from what was published of them.",
    )
    command.add_argument("old", type=Path, metavar="OLD", help="the folder of the earlier release")
    command.add_argument("new", type=Path, metavar="NEW", help="the folder of the later release")
    command.set_defaults(run=diff)


def _add_verify(commands: Any) -> None:
    command = commands.add_parser(
        "verify",
        help="say whether a release is as it was published",
        description="Compare every file with its hash, see that nothing was added or taken away, and make "
        "the files again from release.json. Exit code 0: all is as it was published; 1: something is not, "
        "and is named. Nothing in the folder is run, and no link in it is followed.",
    )
    command.add_argument("folder", type=Path, metavar="DIR", help="the folder of the release")
    command.set_defaults(run=verify)


def _inputs(command: argparse.ArgumentParser) -> None:
    arguments.files(command)
    command.add_argument(
        "--audience",
        choices=AUDIENCES,
        required=True,
        help="for whom: decides the policy where none is given",
    )
    command.add_argument(
        "--policy",
        metavar="NAME",
        help="guarded, strict, open, or a policy of your own in a YAML file; default: open for the network "
        "itself, guarded for everybody else",
    )
    arguments.collection(command)
    command.add_argument(
        "--earlier",
        type=Path,
        action="append",
        default=[],
        metavar="LEDGER.json",
        help="the private list of figures of an earlier release of this network; give all of them",
    )
    command.add_argument(
        "--secret-file",
        type=Path,
        metavar="F",
        help="a file with the secret that strict draws its noise from, the same for all releases",
    )
    arguments.network(command)


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"'{text}' is no day such as 2021-03-31") from error


def build(given: argparse.Namespace) -> int:
    """Make a release."""
    from njia.release import prepare, write

    with _told():
        release_inputs.check_release(given)
        read = release_inputs.read(given, is_printed=True)
        if given.ledger and not release_inputs.is_protecting(read.policy):
            raise Failure(f"--ledger: the policy '{read.policy.name}' shows all counts and keeps no list.")
        with bar("Making the release"):
            prepared = prepare(
                read.data, read.network, read.scope, read.policy,
                number=given.number, title=given.title, audience=given.audience, collections=read.collections,
                made_on=given.date or dt.date.today(), counties=read.counties, tags=given.tag,
                related=given.related, supersedes=given.supersedes, earlier=read.earlier, secret=read.secret,
            )  # fmt: skip
            made = write(prepared, given.out, given.ledger)
    print(given.out / "index.html")
    print(f"Release {given.number}, policy {read.policy.name}, SHA-256 {made}")
    if given.ledger:
        print(f"{given.ledger}: private. Keep it inside the network, for --earlier of the next release.")
    return 0


def check(given: argparse.Namespace) -> int:
    """Say what would be shown; writes nothing."""
    from njia.release import preview, told_in_all

    with _told():
        read = release_inputs.read(given)
        with bar("Looking at what would be shown"):
            tables = preview(
                read.data, read.scope, read.policy, counties=read.counties, earlier=read.earlier,
                secret=read.secret, language=read.network.languages[0],
            )  # fmt: skip
    print(f"Policy {read.policy.name}, version {read.policy.version}: {read.policy.meaning}")
    for count in ("submissions", "cases_best"):
        print(f"All tables, {_named(count)}: {_in_words(told_in_all(tables, count))}.")
    for table in tables:
        _print_preview(table, read.policy)
    return 0


def diff(given: argparse.Namespace) -> int:
    """Say what changed."""
    from njia.release import differences

    with _told():
        found = differences(given.old, given.new)
    print("\n".join(found) or "Nothing changed.")
    return 0


def verify(given: argparse.Namespace) -> int:
    """Say what is not as it was published; see the exit codes above."""
    from njia.release import verified

    if not given.folder.exists():
        raise Failure(f"{given.folder}: there is no such folder.")
    found = verified(given.folder)
    for fault in found.faults:
        print(fault.in_words())
    if found.faults:
        count = len(found.faults)
        print(f"{given.folder}: not as it was published ({count} fault{'' if count == 1 else 's'}).")
        return 1
    for note in found.notes:
        print(f"Note: {note}.")
    if found.content:
        print(f"Release {found.content.number}, “{found.content.title}”: as it was published.")
    print(f"SHA-256 {found.hash}. Compare it with the one that was cited.")
    return 0


def _named(count: str) -> str:
    return _COUNTS.get(count, count)


def _in_words(told: Told) -> str:
    exact, with_others, withheld = told.percents
    return f"{exact}% in rows of their own, {with_others}% with others, {withheld}% withheld"


def _print_preview(table: TablePreview, policy: Policy) -> None:
    from rich.console import Console
    from rich.table import Table

    print(f"\n{table.title} ({table.name})")
    for count in table.counts:
        print(f"{_named(count)}: {_in_words(table.told(count))}")
    shown = Table(box=None, pad_edge=False)
    counts = [(_named(count), "right") for count in table.counts]
    for title, side in (("as counted", "left"), *counts, ("as shown", "left"), *counts, ("why", "left")):
        shown.add_column(title, justify=side)  # type: ignore[arg-type]
    for row in table.rows:
        # A row that is told by itself needs no second name.
        name = "" if row.is_exact else row.shown_as
        counted = [_number(row.counted.get(count), "–") for count in table.counts]
        told = (
            [_number(row.shown.get(count), "not shown") for count in table.counts]
            if row.shown is not None
            else ["withheld", *[""] * (len(table.counts) - 1)]
        )
        why = "; ".join(reason.in_words(policy) for reason in row.reasons)
        shown.add_row(row.name, *counted, name, *told, why)
    Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 200).print(shown)


def _number(value: int | None, nothing: str) -> str:
    return nothing if value is None else str(value)


@contextmanager
def _told() -> Iterator[None]:
    """Turn what a person can mend into a Failure that says how."""
    from njia.disclosure import PolicyRefused, ToldByEarlier
    from njia.release import LedgerRefused, ReleaseRefused

    try:
        with told():
            yield
    except (PolicyRefused, ReleaseRefused, LedgerRefused, ToldByEarlier) as error:
        raise Failure(f"{str(error).removesuffix('.')}.") from error
