"""Keys that stand for several: a region's other countries, a group's other codes, all others.

A row with such a key counts what no row of its own tells, so rows never overlap because of it.
"""

from __future__ import annotations

OTHER = "*"  # others, or not known
_REGION, _GROUP = "region:", "group:"


def region(name: str) -> str:
    """Name the other countries of a region."""
    return _REGION + name


def group(name: str) -> str:
    """Name the other codes of a group."""
    return _GROUP + name


def is_widened(key: str | None) -> bool:
    """Say whether a key stands for several."""
    return key == OTHER or bool(key and key.startswith((_REGION, _GROUP)))


def region_of(key: str) -> str:
    """Give the region whose other countries a key stands for; "" when it is no such key."""
    return key.removeprefix(_REGION) if key.startswith(_REGION) else ""


def group_of(key: str) -> str:
    """Give the group whose other codes a key stands for; "" when it is no such key."""
    return key.removeprefix(_GROUP) if key.startswith(_GROUP) else ""
