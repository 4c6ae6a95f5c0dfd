"""Settle an address, so that the one that is shared says what is chosen and nothing else.

Without script a form sends every list in it, also those in which nothing is chosen.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import QueryDict

Pairs = list[tuple[str, str]]


def settled(query: QueryDict) -> str | None:
    """Give the address to go to instead; None for one that is settled."""
    given: Pairs = [(key, value) for key, values in query.lists() for value in values]
    chosen = [(key, value) for key, value in given if value.strip()]
    return None if chosen == given else "?" + urlencode(chosen)
