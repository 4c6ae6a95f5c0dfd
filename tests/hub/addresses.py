"""Every address of the hub, read from the URL resolver itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class Address:
    """One name of the resolver: what stands in its path, and the methods that its view takes."""

    name: str
    route: str
    parameters: tuple[str, ...]
    methods: frozenset[str] | None  # None: the view itself does not say

    @property
    def is_api(self) -> bool:
        """Say whether programs ask here."""
        return self.route.startswith("api/")


def addresses() -> dict[str, Address]:
    """Give every address that the hub answers, by name. Two of one name must take the same parameters."""
    from django.urls import get_resolver

    found: dict[str, Address] = {}
    for address in _walk(get_resolver(), (), ""):
        known = found.setdefault(address.name, address)
        if known.parameters != address.parameters:
            raise LookupError(f"two addresses of one name: {address.name}")
    return found


def _walk(resolver: Any, names: tuple[str, ...], route: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        path = route + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = (*names, pattern.namespace) if pattern.namespace else names
            yield from _walk(pattern, inner, path)
            continue
        if not pattern.name:
            raise LookupError(f"an address without a name: {path}")
        yield Address(":".join((*names, pattern.name)), path, _parameters(path), methods_of(pattern.callback))


def _parameters(route: str) -> tuple[str, ...]:
    import re

    return tuple(name for _, name in re.findall(r"<(?:(\w+):)?(\w+)>", route))


def methods_of(view: Any) -> frozenset[str] | None:
    """Say which methods a view takes, where it can be known: classes, and operations of the API."""
    kind = getattr(view, "view_class", None)
    if kind is not None:
        return frozenset(method for method in METHODS if hasattr(kind, method.lower()))
    cells = getattr(view, "__closure__", None) or ()
    for cell in cells:
        operations = getattr(cell.cell_contents, "operations", None)
        if operations:
            return frozenset(method for operation in operations for method in operation.methods)
    return None


def _rooms() -> dict[str, list[tuple[str, Address]]]:
    """Sort the rows of the table by room. A row without an address fails in test_the_table_is_whole."""
    from njia_hub.roles import TABLE

    known = addresses()
    found: dict[str, list[tuple[str, Address]]] = {}
    for row in TABLE:
        name = row.split(" ")[1]
        if name in known:
            room = name.split(":")[0] if ":" in name else "account"
            found.setdefault(room, []).append((row, known[name]))
    return found


_ROWS = _rooms()
ROOMS = tuple(_ROWS)


def rows_of(room: str) -> list[tuple[str, Address]]:
    """Give the rows of a room, each with its address."""
    return _ROWS[room]
