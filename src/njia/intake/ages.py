"""Ages in figures, put into the groups of the list `age_group`: 23, "15-17", "30 years"."""

from __future__ import annotations

import re

from .text import plain_digits

OLDEST_YEARS = 120
# From the narrowest to the widest: an age, or a range, belongs to the first that holds all of it.
_GROUPS = (
    ("child_under_12", 0, 11),
    ("child_12_17", 12, 17),
    ("adult_18_24", 18, 24),
    ("adult_25_59", 25, 59),
    ("adult_60_plus", 60, OLDEST_YEARS),
    ("child", 0, 17),
    ("adult", 18, OLDEST_YEARS),
)
_AGE = re.compile(
    r"^(?:aged? |miaka |umri )?(\d{1,3})(?:\s*(?:-|–|to|à|hadi)\s*(\d{1,3}))?"
    r"\s*(?:years?|yrs?|y|ans)?(?: old)?$",
    re.IGNORECASE,
)


def age_group(text: str) -> str | None:
    """Give the code of the group that an age or a range of ages in years lies in; None for other text."""
    found = _AGE.match(plain_digits(text))
    if not found:
        return None
    low, high = int(found[1]), int(found[2] or found[1])
    return next((code for code, first, last in _GROUPS if first <= low <= high <= last), None)
