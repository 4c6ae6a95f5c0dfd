"""The base map's outlines: countries as rings of shared arcs, from Natural Earth 1:10m."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from njia.own_data import read_yaml

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Shape:
    """One country's shape: its code and its polygons, each a list of rings of arc numbers.

    A negative number ~n is arc n backwards, as in TopoJSON; the first ring is the outer one.
    """

    code: str
    polygons: tuple[tuple[tuple[int, ...], ...], ...]


@dataclass(frozen=True)
class Dispute:
    """A contested border: between two codes within a box (west, south, east, north), or an own line."""

    between: frozenset[str] = frozenset()
    box: tuple[float, float, float, float] = (-180, -90, 180, 90)
    line: Floats | None = None


@dataclass(frozen=True, eq=False)
class Outlines:
    """All shapes, and the arcs that they share: each an array of (lon, lat) in degrees, shape (n, 2)."""

    shapes: tuple[Shape, ...]
    arcs: tuple[Floats, ...]
    disputes: tuple[Dispute, ...]

    @cached_property
    def owners(self) -> dict[int, tuple[int, ...]]:
        """Which shapes (by position) an arc bounds: one for a coast, two for a border."""
        found: dict[int, set[int]] = {}
        for position, shape in enumerate(self.shapes):
            for ring in (ring for polygon in shape.polygons for ring in polygon):
                for arc in ring:
                    found.setdefault(forward(arc), set()).add(position)
        return {arc: tuple(sorted(shapes)) for arc, shapes in found.items()}

    @cached_property
    def rings(self) -> list[tuple[str, tuple[int, ...]]]:
        """Every ring of every shape, with the shape's code."""
        return [(shape.code, ring) for shape in self.shapes for polygon in shape.polygons for ring in polygon]

    def largest_parts(self, code: str, most: int = 3) -> list[Floats]:
        """Give the outer rings of a country's largest polygons."""
        return _largest_parts(self, code)[:most]

    def ring(self, arcs: tuple[int, ...]) -> Floats:
        """Give a ring's points in (lon, lat)."""
        return np.concatenate([self.arcs[a] if a >= 0 else self.arcs[~a][::-1] for a in arcs])

    def largest(self, code: str) -> Floats | None:
        """Give the outer ring of a country's largest polygon, or None where there is no such shape."""
        return next(iter(_largest_parts(self, code)), None)

    def contested(self, arc: int) -> NDArray[np.bool_] | None:
        """Say which points of a border lie on a contested part of it, or None where none does."""
        owners = self.owners.get(arc, ())
        if len(owners) < 2:
            return None
        codes = frozenset(self.shapes[o].code for o in owners)
        points = self.arcs[arc]
        if len(codes) == 1:
            return np.ones(len(points), bool)
        inside = np.zeros(len(points), bool)
        for dispute in self.disputes:
            if dispute.between == codes:
                west, south, east, north = dispute.box
                x, y = points.T
                inside |= (x >= west) & (x <= east) & (y >= south) & (y <= north)
        return inside if inside.any() else None


def forward(arc: int) -> int:
    """Give an arc's number whatever its direction."""
    return arc if arc >= 0 else ~arc


@lru_cache(maxsize=256)
def _largest_parts(base: Outlines, code: str) -> list[Floats]:
    rings = [base.ring(p[0]) for shape in base.shapes if shape.code == code for p in shape.polygons]
    return sorted(rings, key=lambda ring: -abs(_area(ring)))


def _area(ring: Floats) -> float:
    lon, y = np.unwrap(ring[:, 0], period=360), ring[:, 1]  # some rings cross 180 degrees
    x = (lon - lon[0]) * np.cos(np.radians(y.mean()))
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


@cache
def outlines() -> Outlines:
    """Load the outlines that come with Njia."""
    folder = files(__package__)
    raw = json.loads(folder.joinpath("countries.json").read_text(encoding="utf-8"))
    deltas = np.array(raw["deltas"], dtype=np.int64).reshape(-1, 2)
    parts = np.split(deltas, np.cumsum(raw["sizes"])[:-1])
    arcs = tuple(np.cumsum(part, axis=0) * raw["step"] for part in parts)
    shapes = tuple(
        Shape(s["code"], tuple(tuple(tuple(ring) for ring in polygon) for polygon in s["polygons"]))
        for s in raw["shapes"]
    )
    disputes = read_yaml("njia.draw.outlines", "disputed.yaml")
    return Outlines(shapes, arcs, tuple(_dispute(entry) for entry in disputes))


def _dispute(entry: dict[str, object]) -> Dispute:
    between, box, line = entry.get("between", ()), entry.get("box"), entry.get("line")
    return Dispute(
        frozenset(map(str, between)) if isinstance(between, list) else frozenset(),
        tuple(box) if isinstance(box, list) else (-180, -90, 180, 90),
        np.array(line, dtype=np.float64) if line else None,
    )
