"""The places of the accepted routes: their names, where in a route they come, and which one a text means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from njia.filters import Filter
from njia.gazetteer import countries
from njia.gazetteer.spelling import LONGEST_NAME, key
from njia.levels import Level
from njia.live.adding import ENDS, STARTS, SUBMISSIONS
from njia_hub.explore.pool import Pool
from njia_hub.places.at_hand import gazetteer
from njia_hub.places.models import Alias
from njia_hub.places.naming import place_in_full

MOST_FOUND = 20  # places that a text may mean
_SUGGESTED = 50
_ROLES = {"origin": [STARTS], "destination": [ENDS], "through": [0, 1, 2]}


@dataclass(frozen=True)
class Found:
    """Places that a text may mean, those of most routes first; certain: it is the name of the only one."""

    ids: tuple[str, ...]
    is_certain: bool = False


def names(pool: Pool, language: str) -> dict[str, str]:
    """Name every place of the data and every country and county in it: "Busia, Kenya"."""
    kept = ("place names", language)
    if kept not in pool.kept:
        named = {}
        for row in pool.data.places.select(["place_id", "name", "country", "precision"]).to_pylist():
            country = countries.name(row["country"], language) if row["country"] else ""
            named[row["place_id"]] = (
                country if row["precision"] == "country" else f"{row['name']}, {country}".removesuffix(", ")
            )
            if row["country"]:
                named[f"iso:{row['country']}"] = country
        for county in pool.prepared.counties.values():
            named[county.place_id] = f"{county.name}, {countries.name(county.country_code, language)}"
        pool.kept[kept] = named
    found: dict[str, str] = pool.kept[kept]
    return found


def in_full(pool: Pool, place_id: str, language: str) -> str:
    """Name a place so that it is told apart from others of its name."""
    known = gazetteer().place(place_id)
    return place_in_full(known) if known else names(pool, language)[place_id]


def there(pool: Pool, end: str, level: Level) -> dict[str, int]:
    """Give the places that come at an end of routes (or anywhere: "through"), with their submissions.

    Those of most submissions come first.
    """
    kept = ("there", end, level)
    if kept not in pool.kept:
        counts = pool.counted(Filter(), level).counts
        submissions = counts.ends[:, :, :, SUBMISSIONS].sum(axis=1)[:, _ROLES[end]].sum(axis=1)
        ids = counts.places["place_id"].to_pylist()
        order = np.argsort(-submissions, kind="stable").tolist()
        pool.kept[kept] = {ids[at]: int(submissions[at]) for at in order if submissions[at]}
    found: dict[str, int] = pool.kept[kept]
    return found


def everywhere(pool: Pool, end: str) -> dict[str, int]:
    """Give the places of an end with the counties and countries that they are in, and their submissions."""
    kept = ("everywhere", end)
    if kept not in pool.kept:
        place, county, country = (there(pool, end, one) for one in (Level.PLACE, Level.COUNTY, Level.COUNTRY))
        pool.kept[kept] = place | county | country
    found: dict[str, int] = pool.kept[kept]
    return found


def meant(pool: Pool, end: str, text: str, language: str) -> Found:
    """Say which of the places of an end a text may mean; a name that begins so, or nearly so, is likely."""
    wanted = key(text) if len(text) <= LONGEST_NAME else ""
    if not wanted:
        return Found(())
    count, named = everywhere(pool, end), names(pool, language)
    keys = {id_: key(named[id_]) for id_ in count}
    whole = {id_ for id_ in count if wanted in (keys[id_], key(named[id_].rpartition(", ")[0]))}
    near = whole or {id_ for id_ in count if wanted in keys[id_]}
    likely = near | (set() if whole else count.keys() & set(_suggested(text, language)))
    ids = sorted(likely, key=lambda id_: (not keys[id_].startswith(wanted), -count[id_], id_))
    return Found(tuple(ids[:MOST_FOUND]), is_certain=len(whole) == 1)


def _suggested(text: str, language: str) -> Iterator[str]:
    """Give places with a name in another language, a spelling that was taught, or one that is nearly so."""
    taught = dict(Alias.objects.values_list("spelling", "place_id"))
    return (place.place_id for place in gazetteer(taught).suggest(text, "", _SUGGESTED, language))
