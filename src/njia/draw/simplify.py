"""Visvalingam's simplification of many lines at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]


def kept(lines: list[Points], area: float) -> list[NDArray[np.intp]]:
    """Say which points of each line remain when triangles smaller than `area` are left out.

    All lines are treated in one pass over one array: in each round every point goes whose triangle is
    too small and smaller than its neighbours' triangles. Ends stay, so lines that meet still meet.
    """
    if not lines:
        return []
    sizes = np.array([len(line) for line in lines])
    points = np.concatenate(lines)
    line_of = np.repeat(np.arange(len(lines)), sizes)
    index = np.arange(len(points))
    while True:
        triangles = _triangles(points[index], line_of[index])
        smallest = np.minimum(np.roll(triangles, 1), np.roll(triangles, -1))
        earlier = np.roll(triangles, 1) == triangles  # of equal neighbours the first one goes
        going = (triangles < area) & (triangles <= smallest) & ~earlier
        if not going.any():
            break
        index = index[~going]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    cuts = np.searchsorted(index, starts[1:])
    return [part - start for part, start in zip(np.split(index, cuts), starts, strict=True)]


def _triangles(points: Points, line_of: NDArray[np.intp]) -> NDArray[np.float64]:
    """Area of each point with its neighbours; infinite at the ends of a line."""
    before, after = np.roll(points, 1, axis=0), np.roll(points, -1, axis=0)
    a, b = points - before, after - before
    areas = np.abs(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]) / 2
    inner = (np.roll(line_of, 1) == line_of) & (np.roll(line_of, -1) == line_of)
    inner[0] = inner[-1] = False
    return np.where(inner, areas, np.inf)
