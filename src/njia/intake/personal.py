"""Signs of personal data in free text: told by kind and place, never repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from njia.vocabulary.headers import comparable

from .wordlists import row_words

_E_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}")
_TAX_PIN = re.compile(r"\b[AP]\d{9}[A-Z]\b", re.IGNORECASE)
_PASSPORT = re.compile(
    r"\b(?:passport|pasipoti|passeport|جواز)\W{0,3}(?:no|number|n°|num)?\W{0,4}[A-Z0-9]{6,10}\b|\b[A-Z]{1,2}\d{6,8}\b",
    re.IGNORECASE,
)
_IDENTITY = re.compile(
    r"\b(?:id|i\.d|national id|identity|kitambulisho|alien|refugee|huduma)\b"
    r"\W{0,3}(?:card|no|number|namba)?\W{0,4}\d{6,12}\b",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w.])(?:\+|00)\d(?:[ ().-]{0,2}\d){8,13}(?!\d)"
    r"|(?<![\w.,-])0[17]\d{2}(?:[ .-]?\d{3}){2}(?!\d)|(?<![\w.,-])2547\d{8}(?!\d)"
)
_LONG_NUMBER = re.compile(r"(?<!\d)\d{8,16}(?!\d)")
# Kinds, most telling first. The form marks the same places while one is typing, by these very patterns.
PATTERNS: dict[str, re.Pattern[str]] = {
    "e_mail": _E_MAIL,
    "tax_pin": _TAX_PIN,
    "passport": _PASSPORT,
    "identity": _IDENTITY,
    "phone": _PHONE,
    "long_number": _LONG_NUMBER,  # only where it is none of the others
}
WORDS: dict[str, str] = {
    "e_mail": "an e-mail address",
    "tax_pin": "a tax number (PIN)",
    "passport": "a passport number",
    "identity": "an identity number",
    "phone": "a telephone number",
    "long_number": "a long number that may identify somebody",
}
_WORTH_SEARCHING = re.compile(r"@|\d(?:\W{0,3}\d){5}")
_LONGEST_SEARCH = 100_000


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a text that seems to hold personal data; `kind` is a key of PATTERNS and WORDS."""

    kind: str
    start: int  # characters, the first is 0
    end: int  # behind the last character


def personal_data_in(text: str) -> tuple[Found, ...]:
    """Give the places in a text that seem to hold personal data, in the order of the text.

    Two kinds may claim the same place, such as a passport and an identity number.
    """
    searched = text[:_LONGEST_SEARCH]
    if not _WORTH_SEARCHING.search(searched):
        return ()
    found = [place for kind in PATTERNS if kind != "long_number" for place in _places(kind, searched)]
    found += [
        place
        for place in _places("long_number", searched)
        if not any(other.start < place.end and place.start < other.end for other in found)
    ]
    return tuple(sorted(found, key=lambda place: (place.start, place.end)))


def _places(kind: str, text: str) -> Iterator[Found]:
    return (Found(kind, *match.span()) for match in PATTERNS[kind].finditer(text))


def kinds_of_personal_data(text: str) -> tuple[str, ...]:
    """Name the kinds of personal data that a text seems to hold, most telling first."""
    kinds = {place.kind for place in personal_data_in(text)}
    return tuple(words for kind, words in WORDS.items() if kind in kinds)


def is_personal_header(header: str) -> bool:
    """Say whether a column's header promises names, numbers or addresses of people."""
    said = comparable(header[:300])
    return said in row_words("personal_headers") or not row_words("personal_words").isdisjoint(said.split())
