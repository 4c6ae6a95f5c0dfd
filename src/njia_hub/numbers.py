"""Numbers as addresses and forms send them."""

from __future__ import annotations

_MOST_DIGITS = 18  # any number of these is one that every database can compare with


def number_in(text: str) -> int | None:
    """Read a number of plain digits; None for any other text, which no page of the hub sends."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else None
