"""The base map under the routes: land, the focus country, hatched countries and borders, as SVG paths."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from njia.draw.frame import Frame
from njia.draw.outlines import Outlines, forward, outlines
from njia.draw.projection import EARTH_KM, View
from njia.draw.simplify import kept
from njia.draw.trace import clipped, line_path, ring_path

Floats = NDArray[np.float64]

# Square units: smaller triangles are left out. Far-away coasts need less detail than borders nearby.
TOLERANCE = {View.WHOLE: 1.5, View.NEAR: 0.8, View.TRUE: 2.4}
SMALLEST_RING = 4.0  # square units
GRAIN = {View.WHOLE: 1, View.NEAR: 1, View.TRUE: 10}  # tenths: whole units do for the overview
MARGIN = 6.0  # outlines go on this far outside the frame


@dataclass(frozen=True)
class Basemap:
    """Path data: land, the focus country, countries to be hatched, contested borders, seams of the source."""

    land: str
    focus: str
    hatched: str
    contested: str
    seams: str


@lru_cache(maxsize=16)
def basemap(frame: Frame, focus: str, hatched: frozenset[str]) -> Basemap:
    """Draw the outlines that are inside a frame; the same arguments give the same paths."""
    base = outlines()
    projected = _Projected(base, frame)
    rings: dict[str, list[str]] = {"land": [], "focus": [], "hatched": []}
    for position, shape in enumerate(base.shapes):
        kind = "focus" if shape.code == focus and focus else "hatched" if shape.code in hatched else "land"
        for polygon in shape.polygons:
            rings[kind] += projected.polygon(position, polygon)
    contested, seams = projected.borders()
    joined = {name: "".join(paths) for name, paths in rings.items()}
    return Basemap(joined["land"], joined["focus"], joined["hatched"], contested, seams)


class _Projected:
    """All arcs on the screen, simplified once, so that neighbours share the same simplified border."""

    def __init__(self, base: Outlines, frame: Frame) -> None:
        self.base, self.frame = base, frame
        sizes = np.array([len(arc) for arc in base.arcs])
        points = frame.screen(np.concatenate(base.arcs))
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self.low, self.high = (
            np.minimum.reduceat(points, starts),
            np.maximum.reduceat(points, starts),
        )
        self.full = np.split(points, starts[1:])
        self.arcs: dict[int, Floats] = {}
        self.indices: dict[int, NDArray[np.intp]] = {}
        # Only what reaches so far out can surround the point opposite the middle.
        self.horizon = 0.7 * frame.radius(np.pi * EARTH_KM) - max(abs(frame.dx), abs(frame.dy))
        self._touching = self._rings_that_touch()
        self._simplify()

    def _rings_that_touch(self) -> set[tuple[int, ...]]:
        """Find the rings whose box meets the frame, all at once."""
        rings = self.base.rings
        arcs = np.array([forward(arc) for ring in rings for arc in ring])
        starts = np.concatenate([[0], np.cumsum([len(ring) for ring in rings])[:-1]])
        low = np.minimum.reduceat(self.low[arcs], starts)
        high = np.maximum.reduceat(self.high[arcs], starts)
        size = np.array([self.frame.width, self.frame.height])
        meets = np.all(high >= -MARGIN, axis=1) & np.all(low <= size + MARGIN, axis=1)
        return {rings[position] for position in np.flatnonzero(meets)}

    def _simplify(self) -> None:
        """Simplify the arcs of every ring that touches the frame."""
        wanted = sorted({forward(arc) for ring in self._touching for arc in ring})
        indices = kept([self.full[arc] for arc in wanted], TOLERANCE[self.frame.view])
        for arc, index in zip(wanted, indices, strict=True):
            self.arcs[arc], self.indices[arc] = self.full[arc][index], index

    def polygon(self, position: int, polygon: tuple[tuple[int, ...], ...]) -> list[str]:
        """Draw a polygon's rings, cut at the frame."""
        if polygon[0] not in self._touching:
            return []
        box = (-MARGIN, -MARGIN, self.frame.width + MARGIN, self.frame.height + MARGIN)
        found = []
        for ring in polygon:
            if ring not in self._touching:
                continue
            arcs = [forward(arc) for arc in ring]
            far = max(self.high[arcs].max(), -self.low[arcs].min()) > self.horizon
            points = np.concatenate([self.arcs[a] if a >= 0 else self.arcs[~a][::-1] for a in ring])
            if far and self._holds_antipode(ring):
                found.append(ring_path(_corners(box)))
            points = clipped(points, box)
            if len(points) > 2 and abs(_area(points)) >= SMALLEST_RING:
                found.append(ring_path(points, GRAIN[self.frame.view]))
        return found

    def _holds_antipode(self, ring: tuple[int, ...]) -> bool:
        """Say whether the ring runs round the point opposite the middle: on screen it is inside out."""
        _, azimuth = self.frame.projection.distance_azimuth(self.base.ring(ring))
        steps = np.diff(np.concatenate([azimuth, azimuth[:1]]))
        turns = np.sum((steps + np.pi) % (2 * np.pi) - np.pi) / (2 * np.pi)
        return round(float(turns)) == -1

    def borders(self) -> tuple[str, str]:
        """Draw contested borders, and the seams where the source cuts shapes at 180 degrees."""
        contested, seams = [], []
        for arc, points in self.arcs.items():
            flags = self.base.contested(arc)
            if flags is not None:
                contested += _runs(points, flags[self.indices[arc]])
            meridian = np.abs(np.abs(self.base.arcs[arc][self.indices[arc], 0]) - 180) < 1e-3
            if meridian.any():
                seams += _runs(points, meridian)
        contested += [
            line_path(self.frame.screen(dispute.line))
            for dispute in self.base.disputes
            if dispute.line is not None
        ]
        return "".join(contested), "".join(seams)


def _runs(points: Floats, flags: NDArray[np.bool_]) -> list[str]:
    """Draw the parts of a line whose points are flagged."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(int)))
    return [
        line_path(points[start:end])
        for start, end in zip(edges[::2], edges[1::2], strict=True)
        if end - start > 1
    ]


def _corners(box: tuple[float, float, float, float]) -> Floats:
    left, top, right, bottom = box
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]])


def _area(points: Floats) -> float:
    x, y = points.T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
