"""Two collections side by side: the same filter, one scale, and who reported to each."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pyarrow.compute as pc

from njia.draw.profile import Profile
from njia.filters import Filter, FilterError
from njia_hub.explore.asking import Asked
from njia_hub.explore.pool import Pool
from njia_hub.explore.showing import Shown, side_by_side


@dataclass(frozen=True)
class Pair:
    """The two collections, and all that can be chosen."""

    left: str
    right: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Side:
    """One collection's map, and how many organisations reported what it shows."""

    name: str
    shown: Shown
    organisations: int


def pair(pool: Pool, left: str, right: str) -> Pair | None:
    """Choose two collections: those asked for, else the two that come last by name; None for fewer.

    Raises FilterError for a collection that there is not.
    """
    names = sorted(pc.unique(pool.data.routes["collection"]).to_pylist())
    for key, name in (("left", left), ("right", right)):
        if name and name not in names:
            raise FilterError(key, "There is no collection of that name with accepted routes.")
    if len(names) < 2:
        return None
    right = right or next(name for name in reversed(names) if name != left)
    return Pair(left or next(name for name in reversed(names) if name != right), right, tuple(names))


def sides(pool: Pool, asked: Asked, chosen: Pair, size: Profile, language: str) -> tuple[Side, Side]:
    """Draw both collections with what else is chosen."""
    filters = tuple(replace(asked.chosen, collections=(name,)) for name in (chosen.left, chosen.right))
    made = side_by_side(pool, asked, (filters[0], filters[1]), size, language)
    left, right = (
        Side(name, shown, _organisations(pool, one))
        for name, shown, one in zip((chosen.left, chosen.right), made, filters, strict=True)
    )
    return left, right


def _organisations(pool: Pool, chosen: Filter) -> int:
    found = pool.prepared.organisation[pool.prepared.sieve.flags(chosen)]
    return len(set(found[found >= 0].tolist()))
