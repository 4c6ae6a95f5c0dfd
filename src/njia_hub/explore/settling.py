"""Settle an address, so that the one that is shared says what is chosen and nothing else.

Without script a form sends every list in it, also those in which nothing is chosen; and a place that is in
none of its lists comes as somebody has written it: `origin_written=Busia`.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from njia_hub.explore.places import in_full, meant
from njia_hub.explore.pool import Pool, pool

WRITTEN = {f"{end}_written": end for end in ("origin", "through", "destination")}
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Which:
    """A place that was written, and may be several that there are, or none."""

    key: str
    text: str
    places: tuple[tuple[str, str], ...]  # in words, with the address that takes it
    rest: Pairs  # what else the address says

    @property
    def without(self) -> str:
        """Give the address without it."""
        return _address(self.rest)


def settled(query: QueryDict, language: str) -> str | Which | None:
    """Give the address to go to instead, or what has to be asked first; None for one that is settled.

    A place that is written stands for what the list beside it says.
    """
    given: Pairs = [(key, value) for key, values in query.lists() for value in values]
    chosen = [(key, value) for key, value in given if value.strip()]
    for key, end in WRITTEN.items():
        texts = [value for name, value in chosen if name == key]
        if texts:
            rest = [(name, value) for name, value in chosen if name not in (key, end)]
            live = pool()
            found = meant(live, end, texts[0], language)
            if not found.is_certain:
                return _which(live, Which(key, texts[0], (), rest), found.ids, language)
            chosen = [*rest, (end, found.ids[0])]
    return None if chosen == given else _address(chosen)


def _which(live: Pool, asked: Which, ids: tuple[str, ...], language: str) -> Which:
    end = WRITTEN[asked.key]
    places = [(in_full(live, id_, language), _address([*asked.rest, (end, id_)])) for id_ in ids]
    return Which(asked.key, asked.text, tuple(places), asked.rest)


def _address(pairs: Pairs) -> str:
    return "?" + urlencode(pairs)
