"""The legs and places that can be put on a map: from the protected table of legs and from nothing else."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from njia.release.open_data.tables import OpenTable

LEGS = "map_legs"
START, END = "from_place_id", "to_place_id"


@dataclass(frozen=True)
class Spot:
    """A place that legs start from or lead to; `lat` and `lon` are degrees, None when it has no point."""

    id: str
    name: str
    country: str
    precision: str
    lat: float | None
    lon: float | None

    @property
    def has_point(self) -> bool:
        """Say whether it can be put on a map."""
        return self.lat is not None and self.lon is not None


@dataclass(frozen=True)
class Leg:
    """A leg between two places; `row` is its row in the table of legs."""

    start: Spot
    end: Spot
    row: Mapping[str, Any]

    @property
    def has_points(self) -> bool:
        """Say whether both ends can be put on a map."""
        return self.start.has_point and self.end.has_point


@dataclass(frozen=True)
class Legs:
    """All legs between two places, and how many rows of the table are left out: an end is no single place."""

    spots: tuple[Spot, ...]  # by id
    legs: tuple[Leg, ...]  # in the order of the table
    left_out: int

    @property
    def without_point(self) -> int:
        """Count the legs of which an end has no point."""
        return sum(not leg.has_points for leg in self.legs)

    @property
    def withheld(self) -> int:
        """Count the legs whose figure is withheld."""
        return sum(leg.row["submissions"] is None for leg in self.legs)


def legs_of(tables: Mapping[str, OpenTable], places: pa.Table) -> Legs:
    """Give the legs of a release; none when its policy declares no table of legs."""
    rows = tables[LEGS].rows if LEGS in tables else []
    known = {row["place_id"]: row for row in places.to_pylist()}
    spots: dict[str, Spot] = {}
    legs = []
    for row in rows:
        ends = [(row[end], row[f"{end.removesuffix('_id')}_name"]) for end in (START, END)]
        if any(id_ not in known for id_, _ in ends):  # not known, or standing for several
            continue
        for id_, name in ends:
            spots.setdefault(id_, _spot(known[id_], name))
        legs.append(Leg(spots[row[START]], spots[row[END]], row))
    return Legs(tuple(spots[id_] for id_ in sorted(spots)), tuple(legs), len(rows) - len(legs))


def _spot(place: Mapping[str, Any], name: str) -> Spot:
    lat, lon = place["lat"], place["lon"]
    on_earth = lat is not None and lon is not None and abs(lat) <= 90 and abs(lon) <= 180
    on_earth = on_earth and math.isfinite(lat) and math.isfinite(lon)
    at = (degrees(lat), degrees(lon)) if on_earth else (None, None)
    return Spot(place["place_id"], name, place["country"] or "", place["precision"], *at)


def degrees(value: float) -> float:
    """Round degrees to six decimals, a tenth of a metre; never minus zero."""
    return round(value, 6) + 0.0
