"""Compare what people write with what a list holds: case, accents, dashes and plurals do not count."""

from __future__ import annotations

import re
import unicodedata

_APOSTROPHES = re.compile(r"['’‘ʼʻ`´]")
_INVISIBLE = frozenset({"Mn", "Me", "Cf"})  # accents, enclosing marks, and characters that only steer others
_NOT_A_WORD = re.compile(r"[^\w]+|_+")
# Arabic letters that writers use for each other, and the stretching stroke that says nothing.
_ARABIC = str.maketrans({"ة": "ه", "ى": "ي", "ٱ": "ا", "ـ": None})
# Amharic letters of one sound: spelling them one way or another changes nothing.
_ETHIOPIC_TWINS = (("ሐ", "ሀ"), ("ኀ", "ሀ"), ("ሠ", "ሰ"), ("ዐ", "አ"), ("ፀ", "ጸ"))
_ETHIOPIC = str.maketrans(
    {chr(ord(twin) + vowel): chr(ord(kept) + vowel) for twin, kept in _ETHIOPIC_TWINS for vowel in range(7)}
    | {"ሃ": "ሀ", "ሓ": "ሀ", "ኃ": "ሀ", "ኣ": "አ", "ዓ": "አ"}
)


def normalise(text: str) -> str:
    """Write text as it is compared: lower case, no accents or invisible marks, words apart by one space."""
    shown = _APOSTROPHES.sub("", text.replace("&", " and ").replace("#", " no "))
    if not shown.isascii():
        split = unicodedata.normalize("NFKD", shown)
        kept = "".join(c for c in split if c.isascii() or unicodedata.category(c) not in _INVISIBLE)
        shown = kept.casefold().translate(_ARABIC).translate(_ETHIOPIC)
    return _NOT_A_WORD.sub(" ", shown.lower()).strip()


def singular(words: str) -> str:
    """Take the plural endings of English and French off normalised words."""
    return " ".join(_singular(word) for word in words.split())


def _singular(word: str) -> str:
    if len(word) < 4 or not word.isascii() or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word
