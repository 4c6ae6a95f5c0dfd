"""Where the ring of a country lies when nothing but the country is known: in it, and on nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from njia.draw.flow import Place
from njia.draw.frame import Frame
from njia.draw.outlines import outlines

Floats = NDArray[np.float64]
Mark = tuple[float, float, float]

EDGE = 18.0  # rings keep this far from the frame's edge
CLEAR = 12.0  # and this far from other marks


def settle(frame: Frame, place: Place, radius: float, marks: Sequence[Mark]) -> tuple[float, float] | None:
    """Give a ring's middle: the country's own point if it is in the frame and free, else a spot nearby.

    None when no part of the country that is worth a ring lies inside the frame.
    """
    x, y = frame.at(place.lon, place.lat)
    home = frame.holds(x, y, EDGE)
    if home and _clearance(np.array([[x, y]]), radius, marks)[0] >= CLEAR:
        return x, y
    spots = _inside(frame, place.country)
    if not len(spots):
        return (x, y) if home else None
    room = np.minimum(_clearance(spots, radius, marks), CLEAR) * 3
    if not home:
        sides = [spots[:, 0], frame.width - spots[:, 0], spots[:, 1], frame.height - spots[:, 1]]
        room += np.min(sides, axis=0).clip(0, 90) / 2
    away = np.hypot(spots[:, 0] - x, spots[:, 1] - y)
    best = spots[int(np.argmax(room - away * (0.5 if home else 0.05)))]
    return float(best[0]), float(best[1])


def _clearance(spots: Floats, radius: float, marks: Sequence[Mark]) -> Floats:
    """Give each spot's free room to the nearest mark; endless where there is none."""
    if not marks:
        return np.full(len(spots), np.inf)
    known = np.array(marks)
    gaps = np.hypot(spots[:, None, 0] - known[:, 0], spots[:, None, 1] - known[:, 1])
    return np.asarray((gaps - known[:, 2]).min(axis=1) - radius)


def _inside(frame: Frame, code: str) -> Floats:
    """Give grid points of the frame that lie well inside the country."""
    xs = np.arange(EDGE, frame.width - EDGE + 1, 8.0)
    ys = np.arange(EDGE, frame.height - EDGE + 1, 8.0)
    grid = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
    inside = np.zeros(len(grid), bool)
    for ring in outlines().largest_parts(code):
        # Every n-th point of a long border does: rings keep well inside.
        inside |= within(grid, frame.screen(ring[:: len(ring) // 400 + 1]))
    return grid[inside]


def within(points: Floats, ring: Floats) -> NDArray[np.bool_]:
    """Say which points lie inside a ring, by counting crossings to the right."""
    low, high = ring.min(axis=0), ring.max(axis=0)
    found = np.zeros(len(points), bool)
    near = np.flatnonzero(np.all((points >= low) & (points <= high), axis=1))
    if not len(near):
        return found
    x, y = points[near, 0][:, None], points[near, 1][:, None]
    ax, ay = ring.T
    bx, by = np.roll(ax, -1), np.roll(ay, -1)
    straddles = (ay > y) != (by > y)
    at = ax + (y - ay) * (bx - ax) / np.where(by == ay, 1, by - ay)
    found[near] = (np.sum(straddles & (x < at), axis=1) % 2) == 1
    return found
