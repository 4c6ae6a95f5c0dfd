"""Find spellings alike to a misspelt one: proposals for a person, never an answer by itself."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein, Levenshtein

LEAST_SIMILARITY = 0.78  # Damerau-Levenshtein, normalised by the longer spelling
LONGEST = 60  # letters
MOST = 40  # spellings

# A Damerau-Levenshtein distance of d is a Levenshtein distance of at most 2d (a swap is two changes), and
# rapidfuzz computes the latter five times faster: filtering by it first loses nothing.
_LEAST_BY_LEVENSHTEIN = 1 - 2 * (1 - LEAST_SIMILARITY) - 1e-9


def alike(key: str, spellings: Sequence[str], lengths: Sequence[int]) -> list[tuple[str, float]]:
    """Give the spellings alike to a normalised one with their similarity, most alike first.

    `spellings` are sorted by length and `lengths` are their lengths: a spelling too short or too long
    to be alike is not even looked at.
    """
    if not 3 < len(key) <= LONGEST:
        return []
    start = bisect_left(lengths, math.ceil(LEAST_SIMILARITY * len(key)))
    end = bisect_right(lengths, int(len(key) / LEAST_SIMILARITY))
    near = process.extract(
        key,
        spellings[start:end],
        scorer=Levenshtein.normalized_similarity,
        score_cutoff=_LEAST_BY_LEVENSHTEIN,
        limit=None,
    )
    found = process.extract(
        key,
        [spelling for spelling, _, _ in near],
        scorer=DamerauLevenshtein.normalized_similarity,
        score_cutoff=LEAST_SIMILARITY,
        limit=None,
    )
    ranked = sorted(((spelling, score) for spelling, score, _ in found), key=lambda pair: (-pair[1], pair[0]))
    return ranked[:MOST]
