"""Headers that only their neighbours explain: "City of origin", and beside it no more than "Country"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from njia.vocabulary import headers
from njia.vocabulary.headers import Header

# What a bare "Country" beside a place is, and what a bare "City" beside a country is.
_OTHER_HALF: dict[str, dict[str, str]] = {
    "country": {
        "origin_place": "origin_country",
        "origin": "origin_country",
        "transit": "transit",  # a second column of transit points may hold the countries of the first
        "transit_n_place": "transit_n_country",
        "destination_place": "destination_country",
        "destination": "destination_country",
        "intended_place": "intended_country",
        "intended": "intended_country",
    },
    "place": {
        "origin_country": "origin_place",
        "transit_n_country": "transit_n_place",
        "destination_country": "destination_place",
        "intended_country": "intended_place",
    },
}
_TAKEN_BY_WHOLE = {"origin_place": "origin", "destination_place": "destination", "intended_place": "intended"}


def by_neighbour(texts: Sequence[str], known: Sequence[Header | None]) -> dict[int, tuple[Header, int]]:
    """Give for each bare header what it is, by its position, and the position of the column that tells.

    The column at its left tells, or the one at its right if that one tells nothing. In a table that
    writes the country first, "Country" before "City of origin", the one at the right tells first.
    """
    found: dict[int, tuple[Header, int]] = {}
    if not any(known):
        return found
    bare = {at: headers.bare(text) for at, text in enumerate(texts) if text and known[at] is None}
    bare = {at: kind for at, kind in bare.items() if kind}
    taken = {header for header in known if header}
    steps = (-1, 1)
    for at, kind in bare.items():
        for step in steps:
            beside = _reached(at, step, bare, len(texts))
            header = _other_half(kind, known[beside]) if beside is not None else None
            if beside is None or header is None or _is_taken(header, taken):
                continue
            found[at] = header, beside
            taken.add(header)
            steps = (step, -step)
            break
    return found


def _reached(at: int, step: int, bare: Mapping[int, str], width: int) -> int | None:
    """Go to the column beside; a bare "District" between a town and its country is passed over."""
    beside = at + step
    while bare[at] == "country" and bare.get(beside) == "place":
        beside += step
    return beside if 0 <= beside < width else None


def _other_half(kind: str, beside: Header | None) -> Header | None:
    key = _OTHER_HALF[kind].get(beside.key) if beside else None
    return Header(key, beside.n) if key and beside else None


def _is_taken(header: Header, taken: set[Header]) -> bool:
    if header.key == "transit":
        return False
    return header in taken or Header(_TAKEN_BY_WHOLE.get(header.key, "")) in taken
