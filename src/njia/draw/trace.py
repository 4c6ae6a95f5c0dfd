"""Points to SVG path data: one decimal, relative, nothing that does not move; and cutting at a box."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]  # left, top, right, bottom


def tenths(value: int) -> str:
    """Write a whole number of tenths as short as it goes: -5 is "-.5", 30 is "3"."""
    sign, value = ("-", -value) if value < 0 else ("", value)
    whole, rest = divmod(value, 10)
    if not rest:
        return f"{sign}{whole}" if whole else "0"
    return f"{sign}{whole or ''}.{rest}"


def number(value: float) -> str:
    """Write a length with one decimal at most."""
    return tenths(round(value * 10))


def _relative(points: Floats, grain: int) -> str:
    units = np.rint(points * 10 / grain).astype(int) * grain
    steps = np.diff(units, axis=0)
    steps = steps[np.any(steps != 0, axis=1)].tolist()
    first = f"M{tenths(int(units[0, 0]))},{tenths(int(units[0, 1]))}"
    if not steps:
        return ""
    return first + "l" + " ".join(f"{tenths(x)},{tenths(y)}" for x, y in steps)


def line_path(points: Floats, grain: int = 1) -> str:
    """Write an open line; `grain` is the step of its numbers, in tenths."""
    return _relative(points, grain)


def ring_path(points: Floats, grain: int = 1) -> str:
    """Write a closed ring; "" for one that does not move."""
    path = _relative(points, grain)
    return path + "z" if path else ""


def clipped(points: Floats, box: Box) -> Floats:
    """Cut a polygon at a box (Sutherland and Hodgman), shape (n, 2); empty when nothing is inside."""
    for axis, sign, limit in ((0, 1, box[0]), (0, -1, box[2]), (1, 1, box[1]), (1, -1, box[3])):
        inside = sign * points[:, axis] >= sign * limit
        if inside.all():
            continue
        if not inside.any():
            return np.empty((0, 2))
        points = _cut(points, inside, axis, limit)
    return points


def _cut(points: Floats, inside: NDArray[np.bool_], axis: int, limit: float) -> Floats:
    following, next_inside = np.roll(points, -1, axis=0), np.roll(inside, -1)
    crossing = inside != next_inside
    step = following[:, axis] - points[:, axis]
    share = (limit - points[:, axis]) / np.where(step == 0, 1, step)
    met = points + (following - points) * share[:, None]
    # Each point that is inside stays; each crossing adds where the edge meets the side.
    pairs = np.stack([points, met], axis=1).reshape(-1, 2)
    return np.asarray(pairs[np.stack([inside, crossing], axis=1).reshape(-1)])
