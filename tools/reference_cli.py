"""The reference page of the command line, made from its parser."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from reference_markdown import paragraphs, table

from njia_hub.cli import parser

Commands = dict[str, argparse.ArgumentParser]


def page() -> Iterator[str]:
    top = parser()
    yield from paragraphs("# The command line", str(top.description))
    yield from paragraphs(
        "Exit codes: 0 done; 1 done, but something is not usable; 2 it could not be done, and one sentence "
        "on standard error says why; 130 stopped by the user."
    )
    for name, command in _every(_commands(top)):
        usage = f"    {_usage(name, command)}"
        yield from paragraphs(f"## `njia {name}`", usage, str(command.description))
        rows = [_argument(action) for action in command._actions if not _is_apart(action)]
        if rows:
            yield from table(("argument", "meaning", "default"), rows)


def _every(commands: Commands, before: str = "") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Give the commands, and those that have commands of their own with them, in order."""
    for name, command in commands.items():
        yield f"{before}{name}", command
        yield from _every(_commands(command), f"{before}{name} ")


def _commands(parser: argparse.ArgumentParser) -> Commands:
    found = (action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return dict(next(found, {}))


def _usage(name: str, command: argparse.ArgumentParser) -> str:
    parts = []
    for action in command._actions:
        if action.dest == "help":
            continue
        if isinstance(action, argparse._SubParsersAction):
            parts.append("{" + ",".join(action.choices) + "}")
            continue
        written = _written(action).split(", ")[-1]
        if action.nargs in ("+", "*"):
            written += "…"
        optional = not action.required if action.option_strings else action.nargs in ("?", "*")
        parts.append(f"[{written}]" if optional else written)
    return " ".join(["njia", name, *parts])


def _is_apart(action: argparse.Action) -> bool:
    return action.dest == "help" or isinstance(action, argparse._SubParsersAction)


def _written(action: argparse.Action) -> str:
    value = ""
    if action.nargs != 0:
        choices = "{" + ",".join(map(str, action.choices)) + "}" if action.choices else ""
        metavar = action.metavar if isinstance(action.metavar, str) else ""
        value = metavar or choices or action.dest.upper()
    if not action.option_strings:
        return value
    return ", ".join(f"{option} {value}".strip() for option in action.option_strings)


def _argument(action: argparse.Action) -> tuple[str, str, str]:
    unsaid = action.default in (None, "", False, [], argparse.SUPPRESS) or not action.option_strings
    meaning = (action.help or "").replace("%(default)s", str(action.default))
    return f"`{_written(action)}`", meaning, "" if unsaid else f"`{action.default}`"
