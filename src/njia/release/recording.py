"""The private list of figures of a release: which routes are behind each figure that was shown.

It stays inside the network. A later release is protected beside it, so that nothing can be told by
subtracting one from the other. Routes are named once and then by their number.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from njia.disclosure import Figure

_NOTICE = "Private: who is behind each figure of a release. It never leaves the network."


class LedgerRefused(ValueError):
    """A file is no list of figures, or may not be written where it was asked for; the message says why."""


class _Figure(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    table: str
    part: str
    keys: list[str]
    columns: list[str]
    routes: list[int]


class _Ledger(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    notice: str
    number: int
    routes: list[str]
    figures: list[_Figure]


def write_figures(figures: Sequence[Figure], number: int, file: Path) -> None:
    """Write the figures of a release for the eyes of the owner alone; a list that was there is replaced."""
    routes = sorted({route for figure in figures for route in figure.routes})
    at = {route: position for position, route in enumerate(routes)}
    plain = {
        "notice": _NOTICE,
        "number": number,
        "routes": routes,
        "figures": [_plain(figure, at) for figure in figures],
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}.new")
    beside.unlink(missing_ok=True)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as out:
            out.write(json.dumps(plain, ensure_ascii=False, separators=(",", ":")) + "\n")
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)  # what is private is not left lying about


def read_figures(files: Iterable[Path]) -> tuple[tuple[Figure, ...], ...]:
    """Read the figures of each of some releases; LedgerRefused names a file that is no such list."""
    return tuple(tuple(_read(file)) for file in files)


def _plain(figure: Figure, at: dict[str, int]) -> dict[str, Any]:
    routes = [at[route] for route in figure.routes]
    said = {"keys": list(figure.keys), "columns": list(figure.columns), "routes": routes}
    return {"table": figure.table, "part": figure.part, **said}


def _read(file: Path) -> Iterable[Figure]:
    try:
        ledger = TypeAdapter(_Ledger).validate_json(file.read_bytes())
    except ValidationError as error:
        raise LedgerRefused(
            f"{file.name}: this is no list of figures that njia release build wrote"
        ) from error
    for one in ledger.figures:
        if any(not 0 <= route < len(ledger.routes) for route in one.routes):
            raise LedgerRefused(f"{file.name}: a figure names a route that is not in the list")
        routes = tuple(sorted(ledger.routes[route] for route in one.routes))
        yield Figure(one.table, one.part, tuple(one.keys), tuple(one.columns), routes)
