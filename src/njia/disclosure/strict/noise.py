"""The noise of `strict`: what is added to a count, looked up by the count and the key of its cell.

For each count it has mean 0 and the declared variance, stays between -most and most, and never takes more
away than there is; of all that do, it is the one of greatest entropy (Giessing and Tent 2019). Small counts
leave too little room for the whole variance: they have half of what their room allows.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from njia.disclosure.policy import Noise
from njia.measures.numbered import Ints

Keys = np.ndarray[Any, np.dtype[np.uint64]]
Chances = np.ndarray[Any, np.dtype[np.float64]]

KEYS = 2**32  # how many keys a cell can have

_PRECISION = 1e-13  # of mean and variance, in shares of the most
_STEPS = 100


def noise(counts: Ints, keys: Keys, declared: Noise) -> Ints:
    """Give what is added to each count; `keys` go with them and are below KEYS."""
    ends = _ends(declared)[np.minimum(counts, declared.most)]
    added: Ints = (keys[:, None] >= ends).sum(axis=1) - declared.most
    return added


def variance(count: int, declared: Noise) -> float:
    """Give the variance of what is added to a count."""
    room = min(count, declared.most) * declared.most  # a variance of that much leaves the two ends alone
    return min(declared.variance, room / 2)


@cache
def chances(count: int, declared: Noise) -> Chances:
    """Give the chance of each of -most … most to be added to a count."""
    most = declared.most
    added = np.arange(-most, most + 1) / most
    if not count:
        return np.where(added == 0, 1.0, 0.0)
    powers = np.stack([added, added**2])
    goal = np.array([0.0, variance(count, declared) / most**2])
    weight = np.array([0.0, -0.5 / goal[1]])  # those of a normal distribution
    for _ in range(_STEPS):
        chance = np.exp(weight @ powers) * (added * most >= -count)
        chance /= chance.sum()
        off = powers @ chance - goal
        if np.abs(off).max() < _PRECISION:
            return chance
        spread = (powers * chance) @ powers.T - np.outer(powers @ chance, powers @ chance)
        step = np.linalg.solve(spread, off)
        weight -= step / max(1.0, float(np.abs(step / (1 + np.abs(weight))).max()))
    raise ValueError(f"there is no noise of variance {declared.variance} up to {most}")


@cache
def _ends(declared: Noise) -> Keys:
    """Give the key at which each number's keys end, a row for each count up to most."""
    rows = [chances(count, declared) for count in range(declared.most + 1)]
    ends = np.rint(np.cumsum(rows, axis=1) * KEYS).astype(np.uint64)
    ends[:, -1] = KEYS
    return ends
