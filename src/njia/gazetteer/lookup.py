"""Look names up within a scope: the country that was given, with the territories written under it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from njia.gazetteer import countries
from njia.gazetteer.answer import Place
from njia.gazetteer.spelling import is_unknown
from njia.gazetteer.store import Named, Store
from njia.schema import Precision

SOMALILAND, SOMALIA = "XS", "SO"
# GeoNames keeps Somaliland's towns under Somalia: Woqooyi Galbeed, Togdheer, Sanaag, Awdal, Sool.
SOMALILAND_DIVISIONS = frozenset({"20", "19", "12", "21", "22"})


@dataclass(frozen=True, slots=True)
class Scope:
    """The countries to look in; no codes: the whole world. `written` are those that the text named."""

    written: tuple[str, ...] = ()

    @property
    def country_code(self) -> str | None:
        """Give the country if it is one."""
        return self.written[0] if len(self.written) == 1 else None

    @property
    def codes(self) -> tuple[str, ...]:
        """Give the countries to look in, with the territories that are also written under them."""
        return _with_territories(self.written)

    @property
    def stored_codes(self) -> tuple[str, ...]:
        """Give the countries that GeoNames keeps the scope's places under: Somaliland's under Somalia."""
        return _stored(self.codes)

    def holds(self, code: str) -> bool:
        """Say whether a country lies in the scope."""
        return not self.written or code in self.codes


@lru_cache(maxsize=512)
def _with_territories(written: tuple[str, ...]) -> tuple[str, ...]:
    found = dict.fromkeys(written)
    for code in written:
        found |= dict.fromkeys(sorted(countries.within(code)))
    return tuple(found)


@lru_cache(maxsize=512)
def _stored(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(SOMALIA if code == SOMALILAND else code for code in codes))


WORLD = Scope()


@lru_cache(maxsize=512)
def scope_of(country: str | None) -> Scope | None:
    """Read the country that was given; None when it is written and nobody knows it.

    An empty or unknown country is the whole world; a name that two countries share is both of them.
    """
    if country is None or (is_unknown(country) and country.strip() != "NA" and not country.strip().isdigit()):
        return WORLD
    code = countries.match(country)
    if code:
        return Scope((code,))
    shared = countries.sharing(country)
    return Scope(shared) if shared else None


def named(store: Store, key: str, scope: Scope) -> list[Named]:
    """Give the places that a normalised spelling names within the scope."""
    if not scope.written:
        return list(store.named(key))
    found = (place for code in scope.stored_codes for place in store.named(key, code))
    return [place for place in (inside(place, scope) for place in found) if place]


def inside(place: Named, scope: Scope) -> Named | None:
    """Give the place as the scope sees it, None when it lies outside: Hargeisa is in Somaliland, if asked."""
    if scope.holds(place.country):
        return place
    in_somaliland = place.country == SOMALIA and place.admin1_code in SOMALILAND_DIVISIONS
    return replace(place, country=SOMALILAND) if in_somaliland and scope.holds(SOMALILAND) else None


def country_place(store: Store, code: str) -> Named:
    """Give a whole country as a place."""
    found = store.by_id(f"iso:{code}")
    if found is None:
        raise LookupError(f"no such country in the gazetteer: {code}")
    return found


def place_of(found: Named) -> Place:
    """Give a found place without how it was found."""
    return Place(
        place_id=found.place_id,
        name=found.name,
        admin1=found.admin1,
        country_code=found.country,
        lat=found.lat,
        lon=found.lon,
        precision=Precision(found.precision),
        kind=found.kind,
    )
