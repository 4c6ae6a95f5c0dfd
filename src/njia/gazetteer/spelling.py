"""Spellings: what makes two writings of a name the same, and the words that say what kind a place is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from njia.own_data import read_yaml

LONGEST_NAME = 120  # characters; GeoNames' longest name that anyone types is far shorter

# Letters that Unicode does not take apart into a plain letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}
    | {"ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك", "ـ": None}
)
# Marks that a spelling may lack: Latin, Greek and Cyrillic accents, Arabic and Hebrew vowel points.
# Marks of other scripts are vowels of their own and stay.
_MARKS = re.compile(r"[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")
_SILENT = re.compile(r"['’‘ʼʻ`´ʹʿʾ′\".·\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_NOT_WORD = re.compile(r"[\W_]+")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


def words(text: str) -> str:
    """Give a text as plain words: case, accents, apostrophes, dashes and other signs do not count."""
    return _words(text[: LONGEST_NAME * 4])


@lru_cache(maxsize=2048)  # one text is looked at in several ways
def _words(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFD", text.translate(_LETTERS))
        text = unicodedata.normalize("NFC", _MARKS.sub("", text))
    text = _SILENT.sub("", text.replace("&", " and "))
    plain = (_NOT_WORD.sub(" ", text) if text.isascii() else _letters(text)).strip()
    if "st" in plain or "mt" in plain or "ft" in plain:
        plain = " ".join(_SHORT.get(word, word) for word in plain.split())
    return plain


def _letters(text: str) -> str:
    # Vowel signs (Mn, Mc) are part of the word, though the pattern does not count them as letters.
    kept = [c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in text]
    return " ".join("".join(kept).split())


def key(text: str) -> str:
    """Give the form that names are compared in: plain words without the spaces between them."""
    return words(text).replace(" ", "")


_WORDING: dict[str, Any] = read_yaml("njia.gazetteer", "wording.yaml")
_UNKNOWN = frozenset(words(phrase) for line in _WORDING["unknown"] for phrase in line)


def is_unknown(text: str) -> bool:
    """Say whether a text means that the place is not known: "unknown", "n/a", "-", "haijulikani", nothing."""
    plain = words(text)
    return plain in _UNKNOWN or not any(char.isalpha() for char in plain)


_DESCRIPTORS = sorted(
    ((words(w), kind) for kind, lines in _WORDING["kinds"].items() for line in lines for w in line),
    key=lambda pair: (-len(pair[0]), pair[0]),
)
_BEFORE = re.compile(rf"^(?:{'|'.join(re.escape(w) for w, _ in _DESCRIPTORS)})\s+(?=\S)")
_AFTER = re.compile(rf"(?<=\S)\s+(?:{'|'.join(re.escape(w) for w, _ in _DESCRIPTORS)})$")
_KIND_OF = dict(_DESCRIPTORS)


@dataclass(frozen=True, slots=True)
class Described:
    """A name without the word that says its kind: "garissa county" is the county "garissa"."""

    name: str  # plain words
    kind: str  # town, airport, camp, county, border_post, or near


@lru_cache(maxsize=1024)
def described(plain: str) -> Described | None:
    """Take the word for the kind of place off a name in plain words; None when it has none."""
    for pattern in (_AFTER, _BEFORE):
        found = pattern.search(plain)
        if found:
            rest = plain[: found.start()] if pattern is _AFTER else plain[found.end() :]
            return Described(rest, _KIND_OF[found.group().strip()])
    return None


_VAGUE = frozenset(words(phrase) for line in _WORDING["vague"] for phrase in line) | frozenset(_KIND_OF)


def is_vague(text: str) -> bool:
    """Say whether a text is a part of the world or a kind of place: "Middle East", "the border", "home"."""
    return words(text).removeprefix("the ") in _VAGUE
