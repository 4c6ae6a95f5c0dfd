"""Addresses with what nobody should write into them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from tests.hub.addresses import Address

TEXTS = (
    "..",
    "../../../../etc/passwd",
    "%2e%2e%2f",
    "\x00",
    "a\x00b",
    "'; DROP TABLE people_person; --",
    "%",
    "_",
    "*",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "‮gnp.exe",
    "\r\nSet-Cookie: stolen=1",
    "x" * 5000,
    "9" * 400,
    "-1",
    "0",
    "00000000-0000-0000-0000-000000000000",
    "nan",
    "😀",
)


def paths(address: Address) -> Iterator[str]:
    """Put each text where a parameter stands."""
    for text in TEXTS:
        yield "/" + re.sub(r"<[^>]+>", lambda _, text=text: quote(text, safe=""), address.route)
