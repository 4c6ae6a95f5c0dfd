"""The transit points of a row, in order: out of one cell or of several columns."""

from __future__ import annotations

import re
from functools import lru_cache

from njia.gazetteer import Reason, countries, is_unknown
from njia.vocabulary.headers import comparable

from .stops import Stops, Written
from .text import tidy
from .wordlists import row_words

LONGEST_LIST = 5_000  # characters; a longer text is a story
_ORDERED = re.compile(
    r"\s*(?:;|؛|\||\n|=>|-+>|>+|→|⇒|➔|➜|↦|\bthen(?: to)?\b|\bvia\b|\bthereafter\b|\bpuis\b|\bkisha\b|ثم)\s*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:^|\s)\(?\d{1,2}[.)]\s+")
_LEADING = re.compile(r"^(?:via|through|by way of|thru|kupitia|par|عبر|to|then|and|&)\s+", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,،、]\s*")
_LOOSE = re.compile(r"\s+(?:-|–|—|to|and|&|\+|na|et|hadi|و)\s+|\s*&\s*", re.IGNORECASE)


@lru_cache(maxsize=65536)
def is_none(text: str) -> bool:
    """Say whether a transit cell says that there was no transit: "none", "direct", "-"; "?" is unknown."""
    return comparable(text[:80]) in row_words("no_transit") or (
        not any(c.isalnum() for c in text) and "?" not in text
    )


def split_places(text: str, stops: Stops, country: str = "") -> list[Written]:
    """Take a cell apart into its transit points, in order; each keeps its own country.

    "Nairobi, Mombasa" is two, "Busia, Kenya" is one, "Busia, Uganda; Nairobi" is two. A text that the
    gazetteer knows as a whole is never taken apart.
    """
    shown = tidy(text)
    if is_none(shown):
        return []
    if len(shown) > LONGEST_LIST:
        return [Written(text, country)]
    within = country or None
    found: list[Written] = []
    for part in _ORDERED.split(_NUMBERED.sub("\n", shown)):
        part = _LEADING.sub("", part.strip(" ,.")).strip(" ,.")
        if not part or (is_none(part) and len(part) < len(shown)):
            continue
        found += _listed(part, stops, within)
    # A single point keeps its text as it stands in the cell.
    if len(found) == 1 and not found[0].country and is_unknown(shown):
        return [Written(text, country)]
    return [Written(point.place, point.country or country) for point in found]


def _listed(part: str, stops: Stops, country: str | None) -> list[Written]:
    whole = stops.answer(part, country)
    if whole.accepted or is_unknown(part):
        return [Written(part)]
    pieces = [piece for piece in _COMMA.split(part) if piece]
    if len(pieces) > 1:
        return _beside(pieces, stops, country)
    looser = [piece.strip() for piece in _LOOSE.split(part) if piece.strip()]
    if len(looser) > 1:
        return [point for piece in looser for point in _listed(piece, stops, country)]
    halves = [half.strip() for half in part.split("-")]
    if len(halves) > 1 and all(half and stops.answer(half, country).accepted for half in halves):
        return [Written(half) for half in halves]
    return [Written(part)]


def _beside(pieces: list[str], stops: Stops, country: str | None) -> list[Written]:
    """Read pieces between commas: a country behind a place that lies in it, or may, belongs to it."""
    found: list[Written] = []
    at = 0
    while at < len(pieces):
        piece, following = pieces[at], pieces[at + 1] if at + 1 < len(pieces) else ""
        together = f"{piece}, {following}"
        if following and (
            _is_its_country(piece, following, stops) or stops.answer(together, country).accepted
        ):
            found.append(Written(together))
            at += 2
        else:
            found += _listed(piece, stops, country)
            at += 1
    return found


def _is_its_country(piece: str, following: str, stops: Stops) -> bool:
    if countries.match_name(following) is None or countries.match_name(piece) is not None:
        return False
    answer = stops.answer(piece, following)
    return not is_unknown(piece) and answer.reason is not Reason.CONTRADICTION
