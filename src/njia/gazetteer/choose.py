"""Choose among the places that one spelling names: which of them it means, or that nobody can tell."""

from __future__ import annotations

import math
from collections.abc import Iterable

from njia.gazetteer.store import Named, Tier

# One town stands for a name that others share only where it is ten times larger than the next. Doha (Qatar)
# is 45 times larger than Doha (India); Tripoli (Libya) is six times larger than Tripoli (Lebanon): ambiguous.
DOMINANT_RATIO = 10
# Without a country a village is not taken for certain, nor a small town where a city has a name alike, nor
# the code of an airport that is not an international one.
VILLAGE, SMALL_TOWN = 5_000, 15_000  # people
LEAST_POPULATION = 500  # what GeoNames' list begins with; it writes 0 where it does not know

_TOWN_KINDS = frozenset({"town", "border_post", "estate"})
_PARTS = frozenset({"estate", "camp", "airport"})
_FITS: dict[str, frozenset[str]] = {
    "town": _TOWN_KINDS,
    "airport": frozenset({"airport"}),
    "camp": frozenset({"camp"}),
    "county": frozenset({"county"}),
    "border_post": frozenset({"border_post"}),
    "near": frozenset(),  # near a place is not in it
}


def of_kind(found: Iterable[Named], kind: str) -> list[Named]:
    """Keep the places of the kind that the text says: for "county" counties, for "city" towns."""
    return [named for named in found if named.kind in _FITS[kind]]


def best(found: Iterable[Named], kind: str = "") -> list[Named]:
    """Keep the places that the spelling names best, each once, largest first.

    A lower tier beats a higher one. Where the text does not say the kind, a town beats a county and an
    airport of its name, and names that need the word for the kind beside them do not count.
    """
    counted = of_kind(found, kind) if kind else [n for n in found if n.tier <= Tier.ALTERNATE]
    if not counted:
        return []
    least = min(named.tier for named in counted)
    ranked = {named.place_id: named for named in counted if named.tier == least}
    places = list(ranked.values())
    for fits in (_is_settlement, _is_county):
        if any(fits(named) for named in places):
            places = [named for named in places if fits(named)]
            break
    return sorted(places, key=lambda named: (-(named.population or 0), named.place_id))


def _is_settlement(named: Named) -> bool:
    return named.kind in _TOWN_KINDS or named.kind == "camp"


def _is_county(named: Named) -> bool:
    return named.kind == "county"


def dominant(places: list[Named]) -> Named | None:
    """Give the one place that a name means, of places sorted largest first; None when nobody can tell.

    A place whose size is not known, such as a border post, is never outweighed and outweighs nothing.
    """
    if len(places) == 1:
        return places[0]
    if any(named.population is None for named in places):
        return None
    first, second = (max(named.population or 0, LEAST_POPULATION) for named in places[:2])
    return places[0] if first >= DOMINANT_RATIO * second else None


def is_small(place: Named) -> bool:
    """Say whether a place is a small town or a village, of a size that GeoNames tells."""
    return place.kind == "town" and (place.population or 0) < SMALL_TOWN


def needs_country(place: Named) -> bool:
    """Say whether a place is too little known to be meant where no country is given."""
    if place.kind == "airport":
        return place.tier == Tier.TAUGHT and "international" not in place.name.casefold()
    return place.kind == "town" and (place.population or 0) < VILLAGE


def distance_km(a: Named, b: Named) -> float:
    """Give the great-circle distance between two places."""
    return great_circle_km(a.lat, a.lon, b.lat, b.lon)


def great_circle_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Give the distance between two points on a sphere of the Earth's mean radius."""
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    half = math.sin((phi_b - phi_a) / 2) ** 2
    half += math.cos(phi_a) * math.cos(phi_b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(half))


PART_KM = 30.0  # an estate, a camp or a suburb is not farther from its town than this


def qualifies(place: Named, qualifier: Named) -> bool:
    """Say whether the second name only says where the first place is: "Eastleigh, Nairobi".

    A county qualifies the places in it; a town those near it that are plainly smaller or parts of it.
    """
    if place.place_id == qualifier.place_id or place.country != qualifier.country:
        return False
    if qualifier.kind == "county":
        return place.admin1_code == qualifier.admin1_code
    if qualifier.kind not in _TOWN_KINDS or _is_post(qualifier):
        return False
    if distance_km(place, qualifier) > PART_KM:
        return False
    return place.kind in _PARTS or (qualifier.population or 0) >= DOMINANT_RATIO * (
        place.population or LEAST_POPULATION
    )


def part_of(places: list[Named], whole: list[Named]) -> list[Named]:
    """Keep the estates, camps and airports in one of the towns: "Nairobi (Eastleigh)" is Eastleigh."""
    parts = [place for place in places if place.kind in _PARTS]
    return [part for part in parts if any(qualifies(part, town) for town in whole)]


def counted(qualifiers: list[Named], beside: list[Named]) -> list[Named]:
    """Keep the readings of a qualifier that count beside these places.

    Border posts stand beside each other on a list of stops: "Malaba, Busia" are two of them, and not
    Malaba in the county of Busia.
    """
    if any(map(_is_post, beside)) and any(map(_is_post, qualifiers)):
        return [qualifier for qualifier in qualifiers if qualifier.kind != "county"]
    return qualifiers


def _is_post(named: Named) -> bool:
    return named.kind == "border_post"
