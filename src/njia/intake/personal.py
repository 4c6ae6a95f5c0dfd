"""Signs of personal data in free text: told by kind, never repeated."""

from __future__ import annotations

import re

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
_KINDS = (
    (_E_MAIL, "an e-mail address"),
    (_TAX_PIN, "a tax number (PIN)"),
    (_PASSPORT, "a passport number"),
    (_IDENTITY, "an identity number"),
    (_PHONE, "a telephone number"),
)
_WORTH_SEARCHING = re.compile(r"@|\d(?:\W{0,3}\d){5}")
_LONGEST_SEARCH = 100_000


def kinds_of_personal_data(text: str) -> tuple[str, ...]:
    """Name the kinds of personal data that a text seems to hold, most telling first."""
    searched = text[:_LONGEST_SEARCH]
    if not _WORTH_SEARCHING.search(searched):
        return ()
    found = tuple(kind for pattern, kind in _KINDS if pattern.search(searched))
    return found or (("a long number that may identify somebody",) if _LONG_NUMBER.search(searched) else ())


def is_personal_header(header: str) -> bool:
    """Say whether a column's header promises names, numbers or addresses of people."""
    return comparable(header[:300]) in row_words("personal_headers")
