"""The places that invented routes run between, and how often: made up, but for names and positions.

Ids begin with "sy:", so that nothing takes them for entries of the gazetteer; countries are "iso:KE".
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from njia.gazetteer import countries


@dataclass(frozen=True, slots=True)
class SynthPlace:
    """One place; `origin`, `transit` and `destination` are weights."""

    place_id: str
    name: str
    country: str
    lat: float
    lon: float
    precision: str
    kind: str
    region: str
    origin: int
    transit: int
    destination: int


@cache
def places() -> tuple[SynthPlace, ...]:
    """Give the places in the file's order."""
    text = files(__package__).joinpath("places.csv").read_text(encoding="utf-8")
    return tuple(_place(row) for row in csv.DictReader(text.splitlines()))


def _place(row: dict[str, str]) -> SynthPlace:
    country, kind = row["country"], row["kind"]
    slug = row["name"].lower().replace(" ", "-")
    return SynthPlace(
        place_id=f"sy:{slug}-{country.lower()}" if slug else f"iso:{country}",
        name=row["name"] or countries.name(country),
        country=country,
        lat=float(row["lat"]),
        lon=float(row["lon"]),
        precision={"county": "county", "country": "country", "camp": "site"}.get(kind, "town"),
        kind=kind,
        region=row["region"],
        origin=int(row["origin"]),
        transit=int(row["transit"]),
        destination=int(row["destination"]),
    )
