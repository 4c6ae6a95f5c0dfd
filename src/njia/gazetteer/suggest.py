"""Suggest places while a name is being typed: likeliest first, those of the country at hand before others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from njia.gazetteer import countries
from njia.gazetteer.lookup import WORLD, Scope, inside, scope_of
from njia.gazetteer.similar import similar
from njia.gazetteer.spelling import LONGEST_NAME, key
from njia.gazetteer.store import TIER_COST, WORLD_AREA, Named, Store, Tier

MOST_SUGGESTED = 50
SHORTEST_MISSPELT = 4  # letters; a shorter text that begins no name is answered with nothing
# In weights of `rank`: 10 is a town ten times larger.
_SAME_COUNTRY, _SAME_REGION, _WHOLE_NAME, _TAUGHT_HERE = 25, 8, 12, 15
_OTHER_LANGUAGE = 10  # what a country's name in another language costs


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place that the text may be the beginning of. `county` is "" for countries and where none is known."""

    place_id: str
    name: str
    county: str
    country: str  # in the language asked for
    country_code: str
    kind: str  # town, border_post, camp, airport, estate, county or country


@dataclass(frozen=True, slots=True)
class _Wanted:
    normal: str
    scope: Scope
    region: str
    language: str

    def score(self, found: Named, *, whole: bool) -> int:
        """Say how likely a place is meant; the country at hand outweighs what is not far larger."""
        score = found.weight - TIER_COST[Tier(found.tier)]
        if self.scope.written:
            near = bool(self.region) and countries.region(found.country) == self.region
            score += _SAME_COUNTRY if inside(found, self.scope) else _SAME_REGION if near else 0
        return score + (_WHOLE_NAME if whole and found.tier <= Tier.TAUGHT else 0)


def suggest(
    store: Store,
    aliases: Mapping[tuple[str, str], str],
    text: str,
    country: str | None = None,
    limit: int = 8,
    language: str = "en",
) -> list[Suggestion]:
    """Give the places whose name, or a known spelling of it, begins so; see `Gazetteer.suggest`."""
    normal = key(text) if len(text) <= LONGEST_NAME else ""
    if not normal:
        return []
    scope = scope_of(country) or WORLD
    wanted = _Wanted(normal, scope, countries.region(scope.country_code or ""), language)
    best: dict[str, tuple[int, Named]] = {}
    for score, found in _beginning(store, aliases, wanted):
        if score > best.get(found.place_id, (score - 1, found))[0]:
            best[found.place_id] = score, found
    ranked = sorted(best.values(), key=lambda pair: (-pair[0], pair[1].place_id))
    places = [found for _, found in ranked]
    if not places and len(normal) >= SHORTEST_MISSPELT:
        alike = similar(store, text, scope) or similar(store, text, WORLD)
        places = [found for _, found in alike]
    return [_suggestion(found, scope, language) for found in places[: max(0, min(limit, MOST_SUGGESTED))]]


def _beginning(
    store: Store, aliases: Mapping[tuple[str, str], str], wanted: _Wanted
) -> Iterator[tuple[int, Named]]:
    normal = wanted.normal
    for code, whole, cost in _countries(normal, wanted.language):
        land = store.by_id(f"iso:{code}")
        if land:
            yield wanted.score(land, whole=whole) - cost, land
    for (spelling, _), place_id in aliases.items():
        found = store.by_id(place_id) if spelling.startswith(normal) else None
        if found:
            yield wanted.score(found, whole=spelling == normal) + _TAUGHT_HERE, found
    for found in store.named(normal):
        yield wanted.score(found, whole=True), found
    areas = [*wanted.scope.codes, *filter(None, [wanted.region]), WORLD_AREA]
    found_here = store.likely(normal, areas)
    for found in found_here or store.beginning(normal, wanted.scope.stored_codes, _SAME_COUNTRY):
        yield wanted.score(found, whole=False), found


def _countries(normal: str, language: str) -> Iterator[tuple[str, bool, int]]:
    """Give the countries of which a name begins so: code, whether it is whole, and what the name costs."""
    for spelling in countries.spelling_lists()[0]:
        if spelling.startswith(normal) and (code := countries.match_name(spelling)):
            own = spelling in (key(countries.name(code, language)), key(countries.name(code)))
            yield code, spelling == normal, 0 if own else _OTHER_LANGUAGE


def _suggestion(found: Named, scope: Scope, language: str) -> Suggestion:
    here = inside(found, scope) or found if scope.written else found
    whole = here.kind == "country"
    country = countries.name(here.country, language)
    return Suggestion(
        place_id=here.place_id,
        name=country if whole else here.name,
        county="" if whole else here.admin1,
        country=country,
        country_code=here.country,
        kind=here.kind,
    )
