"""What a check of an installation finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How bad it is."""

    FINE = 0
    WEAK = 1  # works, and should be mended
    BROKEN = 2  # does not work, or is dangerous: the hub is not served until it is mended


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: how it is, in a sentence, and how to mend it."""

    level: Level
    what: str  # what was looked at, such as "secret"
    said: str
    remedy: str = ""


def fine(what: str, said: str) -> Finding:
    """Say that something is as it should be."""
    return Finding(Level.FINE, what, said)


def weak(what: str, said: str, remedy: str) -> Finding:
    """Say that something should be mended."""
    return Finding(Level.WEAK, what, said, remedy)


def broken(what: str, said: str, remedy: str) -> Finding:
    """Say that something must be mended."""
    return Finding(Level.BROKEN, what, said, remedy)
