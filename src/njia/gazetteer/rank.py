"""How likely it is that a reporter means a place: its weight, and the short lists kept for short prefixes.

The weight is ten times the logarithm of the population, so that 10 more is a town ten times larger. What has
no population, such as a border post, weighs as much as the town that is asked for as often.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from njia.gazetteer import countries
from njia.gazetteer.lookup import SOMALIA, SOMALILAND, SOMALILAND_DIVISIONS
from njia.gazetteer.store import TIER_COST, WORLD_AREA, Tier

if TYPE_CHECKING:
    from njia.gazetteer.sources import Entry  # its own imports take memory that only the build may take

MANY_SPELLINGS = 1_000  # a prefix of more is answered from a short list, made once
KEPT = {"country": 10, "region": 10, "world": 20}  # places on a short list
_LEAST_TOWN = 500  # people; what GeoNames' list begins with
_WEIGHTS = {"border_post": 55, "camp": 55, "estate": 50, "county": 45, "country": 60}
_AIRPORT, _INTERNATIONAL = 30, 52

Row = tuple[str, str, int, int]  # key, country, tier, position of the place


def weight_of(entry: Entry) -> int:
    """Give a place's weight, from about 27 for a village to 75 for the largest city."""
    if entry.kind == "airport":
        return _INTERNATIONAL if "international" in entry.name.casefold() else _AIRPORT
    by_people = round(10 * math.log10(max(entry.population or 0, _LEAST_TOWN)))
    return max(by_people, _WEIGHTS.get(entry.kind, 0))


def short_lists(entries: list[Entry], rows: list[Row]) -> Iterator[tuple[str, str, int, int, int]]:
    """Give, for every prefix of many spellings, the likeliest places of each country, region and the world.

    Each comes as prefix, area, rank, tier and position of the place.
    """
    crowded = _crowded(key for key, _, _, _ in rows)
    longest = max(map(len, crowded), default=0)
    weights = [weight_of(entry) for entry in entries]
    lists: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for key, _, tier, place in sorted(rows, key=lambda row: (TIER_COST[Tier(row[2])] - weights[row[3]], row)):
        areas = _areas(entries[place])
        for length in range(1, min(len(key), longest) + 1):
            if key[:length] not in crowded:
                break
            for area, most in areas:
                kept = lists[key[:length], area]
                if len(kept) < most:
                    kept.setdefault(place, tier)
    for (prefix, area), kept in sorted(lists.items()):
        for rank, (place, tier) in enumerate(kept.items()):
            yield prefix, area, rank, tier, place


def _crowded(keys: Iterable[str]) -> frozenset[str]:
    """Give the prefixes of more spellings than can be looked through at each letter."""
    found: set[str] = set()
    remaining, length = list(keys), 1
    while remaining:
        counts = Counter(key[:length] for key in remaining if len(key) >= length)
        many = {prefix for prefix, count in counts.items() if count > MANY_SPELLINGS}
        found |= many
        remaining = [key for key in remaining if key[:length] in many]
        length += 1
    return frozenset(found)


def _areas(entry: Entry) -> list[tuple[str, int]]:
    areas = [(entry.country, KEPT["country"]), (WORLD_AREA, KEPT["world"])]
    region = countries.region(entry.country)
    if region:
        areas.append((region, KEPT["region"]))
    if entry.country == SOMALIA and entry.admin1_code in SOMALILAND_DIVISIONS:
        areas.append((SOMALILAND, KEPT["country"]))
    return areas
