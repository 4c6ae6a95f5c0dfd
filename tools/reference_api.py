"""The reference page of the hub's API, made from its own description."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reference_markdown import paragraphs, table

if TYPE_CHECKING:
    from njia_hub.api.explaining import Operation

_INTRODUCTION = (
    "Every operation of a hub for programs. Each hub shows the same, with examples, to everyone who is "
    "signed in, at `/api/docs`; `/api/openapi.json` has it for programs. How to use it: "
    "[how to use the API](../how-to/use-the-api.md)."
)
_REACH = (
    "A role reaches its own things (self), those of its organisation, or those of the network; a role that "
    "is not named is refused. A token needs the scope, too."
)


def page() -> Iterator[str]:
    _set_up()
    from njia_hub.api.describing import operations

    rooms: dict[str, list[Operation]] = {}
    for operation in operations():
        rooms.setdefault(operation.room, []).append(operation)
    yield from paragraphs("# The API", _INTRODUCTION, _REACH)
    for room, found in rooms.items():
        yield from paragraphs(f"## {room[0].upper()}{room[1:]}")
        for operation in found:
            yield from _operation(operation)


def _operation(operation: Operation) -> Iterator[str]:
    reach = "; ".join(f"{role} {reach}" for role, reach in operation.reach.items())
    yield from paragraphs(
        f"### `{operation.method} {operation.path}`",
        f"{operation.summary}. {operation.meaning}".strip(),
        f"Scope: {operation.scope}. Reach: {reach}.",
        f"In Python: `{operation.python}`",
    )
    rows = [
        (
            f"`{field.name}`",
            field.where,
            field.kind,
            field.meaning + (" Required." if field.is_required else ""),
        )
        for field in operation.fields
    ]
    if rows:
        yield from table(("name", "in", "kind", "meaning"), rows)


def _set_up() -> None:
    """Set Django up on an installation of its own, unless that was done."""
    from django.conf import settings

    if not settings.configured:
        sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
        from tests.hub.installation import make

        make()
        import django

        django.setup()
