"""Take a cell apart that holds several places: "Nairobi > Addis Ababa", "Busia, Kenya; Kampala, Uganda"."""

from __future__ import annotations

import re

from njia.gazetteer import countries
from njia.gazetteer.resolve import Gazetteer
from njia.gazetteer.spelling import is_unknown
from njia.schema import Resolution

# These stand between two places wherever they are written.
_BETWEEN = re.compile(
    r"\s*(?:;|؛|->|=>|>|→|⇒|➔|\||•|\r?\n)\s*|\s+(?:via|then|kupitia|halafu|puis)\s+", re.IGNORECASE
)
# These stand between two places, or inside one: "Taita/Taveta", "Busia, Kenya", "Dar es Salaam - Tanzania".
_PERHAPS = re.compile(r"\s*[,،、/+&]\s*|\s+[-–—]+\s+|\s+(?:and|to|na|et|و)\s+", re.IGNORECASE)
_VIA = re.compile(r"^(?:via|through|then|kupitia|par)\s+", re.IGNORECASE)
_LIKELY = 0.85  # a proposal from this similarity on counts as a place of its own


def split_places(text: str, gazetteer: Gazetteer, country: str | None = None) -> list[str]:
    """Give the places that a cell lists, each as it was written; one place comes back as one.

    Signs such as ";" and ">" always separate. A comma does only where its parts are places of their own:
    "Busia, Kenya" and "Eastleigh, Nairobi" stay whole, "Nairobi, Mombasa" becomes two.
    """
    found: list[str] = []
    for piece in _BETWEEN.split(text):
        piece = _VIA.sub("", piece.strip(" ,"))
        if piece:
            found += _listed(piece, gazetteer, country)
    return found


def _listed(piece: str, gazetteer: Gazetteer, country: str | None) -> list[str]:
    parts = [part for part in _PERHAPS.split(piece) if part.strip()]
    if len(parts) < 2 or len(parts) > 60 or gazetteer.resolve(piece, country).accepted:
        return [piece]
    groups: list[str] = []
    at = 0
    while at < len(parts):
        pair = f"{parts[at]}, {parts[at + 1]}" if at + 1 < len(parts) else ""
        together = bool(pair) and _is_one(parts[at], parts[at + 1], pair, gazetteer, country)
        groups.append(pair if together else parts[at])
        at += 2 if together else 1
    places = sum(_is_place(group, gazetteer, country) for group in groups)
    return groups if places >= 2 else [piece]


def _is_one(name: str, qualifier: str, pair: str, gazetteer: Gazetteer, country: str | None) -> bool:
    if is_unknown(name) or is_unknown(qualifier) or countries.match_name(name):
        return False
    answer = gazetteer.resolve(pair, country)
    named_country = countries.match_name(qualifier) is not None
    return answer.accepted or (named_country and answer.status is Resolution.PROPOSED)


def _is_place(text: str, gazetteer: Gazetteer, country: str | None) -> bool:
    if is_unknown(text):
        return True
    for scope in (country, None):
        answer = gazetteer.resolve(text, scope)
        if answer.accepted or answer.status is Resolution.AMBIGUOUS:
            return True
        if answer.status is Resolution.PROPOSED and answer.score >= _LIKELY:
            return True
    return False
