"""Countries: codes, names in the report's languages, other spellings, regions and a point for each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from njia.gazetteer.spelling import key
from njia.own_data import read_yaml

# What people write and two countries or more answer to: nobody can tell which is meant.
_SHARED_NAMES: dict[str, tuple[str, ...]] = {
    "congo": ("CD", "CG"),
    "kongo": ("CD", "CG"),
    "lecongo": ("CD", "CG"),
    "thecongo": ("CD", "CG"),
    "الكونغو": ("CD", "CG"),
    "ኮንጎ": ("CD", "CG"),
    "korea": ("KP", "KR"),
    "coree": ("KP", "KR"),
    "كوريا": ("KP", "KR"),
    "ኮሪያ": ("KP", "KR"),
    "virginislands": ("VG", "VI"),
}


_SAID_TWICE = re.compile(r"^(?P<first>[^()]+)\((?P<second>[^()]+)\)$")  # "Kenya (KE)"


@dataclass(frozen=True, slots=True)
class Country:
    """One country or territory; `lat` and `lon` stand for the whole of it."""

    alpha2: str
    alpha3: str
    numeric: str  # "" for user-assigned codes
    names: dict[str, str]
    aliases: tuple[str, ...]
    region: str  # UN M49; "" where it has none
    subregion: str
    within: str  # the state that its places are also written under; "" for none
    lat: float | None
    lon: float | None


@cache
def table() -> dict[str, Country]:
    """Give all countries by alpha-2 code, in the code's order."""
    raw: dict[str, dict[str, Any]] = read_yaml("njia.gazetteer", "countries.yaml")
    return {code: _country(code, row) for code, row in sorted(raw.items())}


def _country(code: str, row: dict[str, Any]) -> Country:
    lat, lon = row.get("point", (None, None))
    return Country(
        alpha2=code,
        alpha3=row["alpha3"],
        numeric=row.get("numeric", ""),
        names=row["names"],
        aliases=tuple(row.get("aliases", ())),
        region=row.get("region", ""),
        subregion=row.get("subregion", ""),
        within=row.get("within", ""),
        lat=lat,
        lon=lon,
    )


class _Codes:
    """All alpha-2 codes, read when first asked for."""

    def __iter__(self) -> Iterator[str]:
        return iter(table())

    def __contains__(self, code: object) -> bool:
        return code in table()

    def __len__(self) -> int:
        return len(table())


CODES = _Codes()


def name(code: str, language: str = "en") -> str:
    """Give a country's name; a code that the table lacks comes back as it is."""
    country = table().get(code)
    return country.names.get(language) or country.names["en"] if country else code


def region(code: str) -> str:
    """Give a country's UN M49 sub-region, such as "Eastern Africa"; "" where it has none."""
    country = table().get(code)
    return country.subregion if country else ""


def within(code: str) -> frozenset[str]:
    """Give the territories whose places are also written under this state: Hong Kong's under China."""
    return _territories().get(code, frozenset())


def match(text: str) -> str | None:
    """Give the code of a country written as a code, a name in any language or a known spelling.

    None when nothing matches exactly or several countries answer ("Congo", see `sharing`).
    """
    bare = text.strip()
    code = match_name(bare) or (_codes().get(bare.lower()) if bare.isalnum() else None)
    twice = _SAID_TWICE.match(bare)
    if code is None and twice:
        first, second = match(twice["first"]), match(twice["second"])
        return first if first == second else None
    return code


def match_name(text: str) -> str | None:
    """Give the code of a country written by name; codes do not count ("Is", "No" and "In" are words)."""
    return _names().get(key(text))


def written_in(text: str) -> str | None:
    """Give the code of a country that stands where a place may stand: by name, or by a code in capitals."""
    bare = text.strip(" .")
    code = match_name(text)
    if code is None and bare.isupper() and bare.isalpha() and len(bare) in (2, 3):
        code = match(bare)
    return code


def sharing(text: str) -> tuple[str, ...]:
    """Give the countries that a name shared by several may mean, none for any other text."""
    return _SHARED_NAMES.get(key(text), ())


@cache
def spelling_lists() -> tuple[list[str], list[int]]:
    """Give every known spelling, normalised, shortest first, and their lengths."""
    found = sorted(_names(), key=lambda spelling: (len(spelling), spelling))
    return found, [len(spelling) for spelling in found]


@cache
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, country in table().items():
        for spelling in (*country.names.values(), *country.aliases):
            normal = key(spelling)
            if found.setdefault(normal, code) != code:
                raise ValueError(f"countries.yaml: '{spelling}' names both {found[normal]} and {code}")
    return found


@cache
def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for code, country in table().items():
        codes |= {code.lower(): code, country.alpha3.lower(): code}
        if country.numeric:
            codes[country.numeric] = code
    return codes


@cache
def _territories() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code, country in table().items():
        if country.within:
            found.setdefault(country.within, set()).add(code)
    return {state: frozenset(codes) for state, codes in found.items()}
