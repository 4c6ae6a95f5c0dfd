"""The base map under the routes: land, the focus country, hatched countries and borders, as SVG paths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from njia.draw.frame import Frame
from njia.draw.outlines import Outlines, forward, outlines
from njia.draw.projection import View
from njia.draw.simplify import kept
from njia.draw.trace import clipped, line_path, ring_path

Floats = NDArray[np.float64]

# Square units: smaller triangles are left out. Far-away coasts need less detail than borders nearby.
TOLERANCE = {View.WHOLE: 2.0, View.NEAR: 0.8, View.TRUE: 3.5}
SMALLEST_RING = 5.0  # square units
GRAIN = {View.WHOLE: 5, View.NEAR: 1, View.TRUE: 10}  # tenths: half units do for the overview
MARGIN = 6.0  # outlines go on this far outside the frame


@dataclass(frozen=True)
class Basemap:
    """Path data: land, the focus country, countries to be hatched, contested borders, seams of the source."""

    land: str
    focus: str
    hatched: str
    contested: str
    seams: str


def basemap(frame: Frame, focus: str, hatched: frozenset[str]) -> Basemap:
    """Draw the outlines that are inside a frame; the same arguments give the same paths."""
    outlined, contested, seams = _outlined(frame)
    rings: dict[str, list[str]] = {"land": [], "focus": [], "hatched": []}
    for code, paths in outlined:
        kind = "focus" if code == focus and focus else "hatched" if code in hatched else "land"
        rings[kind].append(paths)
    joined = {name: "".join(paths) for name, paths in rings.items()}
    return Basemap(joined["land"], joined["focus"], joined["hatched"], contested, seams)


@lru_cache(maxsize=32)
def _outlined(frame: Frame) -> tuple[tuple[tuple[str, str], ...], str, str]:
    """Draw every ring inside a frame once, with its country's code; contested borders; seams."""
    projected = _Projected(outlines(), frame)
    rings = ((code, "".join(projected.ring(ring))) for code, ring in projected.visible())
    return (tuple(rings), *projected.borders())


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
        self._touching = self._rings_that_touch()
        self._simplify()

    def _rings_that_touch(self) -> NDArray[np.intp]:
        """Find the rings whose box meets the frame, all at once."""
        rings = self.base.rings
        arcs = np.array([forward(arc) for _, ring in rings for arc in ring])
        starts = np.concatenate([[0], np.cumsum([len(ring) for _, ring in rings])[:-1]])
        low = np.minimum.reduceat(self.low[arcs], starts)
        high = np.maximum.reduceat(self.high[arcs], starts)
        size = np.array([self.frame.width, self.frame.height])
        meets = np.all(high >= -MARGIN, axis=1) & np.all(low <= size + MARGIN, axis=1)
        # A ring round the point opposite the middle surrounds the middle on the screen.
        middle = np.array([self.frame.dx, self.frame.dy])
        self.around = np.all((low < middle) & (high > middle), axis=1)
        return np.flatnonzero(meets & (np.any(high - low >= 1.5, axis=1)))

    def visible(self) -> Iterator[tuple[str, int]]:
        """Give the country code and position of every ring that touches the frame."""
        for position in self._touching.tolist():
            yield self.base.rings[position][0], position

    def _simplify(self) -> None:
        """Simplify the arcs of every ring that touches the frame."""
        wanted = sorted({forward(arc) for n in self._touching for arc in self.base.rings[n][1]})
        indices = kept([self.full[arc] for arc in wanted], TOLERANCE[self.frame.view])
        for arc, index in zip(wanted, indices, strict=True):
            self.arcs[arc], self.indices[arc] = self.full[arc][index], index

    def ring(self, position: int) -> list[str]:
        """Draw a ring, cut at the frame."""
        box = (-MARGIN, -MARGIN, self.frame.width + MARGIN, self.frame.height + MARGIN)
        ring = self.base.rings[position][1]
        found = []
        points = np.concatenate([self.arcs[a] if a >= 0 else self.arcs[~a][::-1] for a in ring])
        if self.around[position] and self._holds_antipode(ring):
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
                contested += _runs(self.full[arc], flags, TOLERANCE[self.frame.view])
            meridian = np.abs(np.abs(self.base.arcs[arc][self.indices[arc], 0]) - 180) < 1e-3
            if meridian.any():
                seams += _runs(points, meridian, 0.0)
        contested += [
            line_path(self.frame.screen(dispute.line))
            for dispute in self.base.disputes
            if dispute.line is not None
        ]
        return "".join(contested), "".join(seams)


def _runs(points: Floats, flags: NDArray[np.bool_], tolerance: float) -> list[str]:
    """Draw the parts of a line whose points are flagged, simplified."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(int)))
    ends = zip(edges[::2], edges[1::2], strict=True)
    runs = [points[start:end] for start, end in ends if end - start > 1]
    return [line_path(run[index]) for run, index in zip(runs, kept(runs, tolerance), strict=True)]


def _corners(box: tuple[float, float, float, float]) -> Floats:
    left, top, right, bottom = box
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]])


def _area(points: Floats) -> float:
    x, y = points.T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
