"""Quadratic curves: bowed to the left of travel, cut at marks, moved sideways for strands."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

Point = tuple[float, float]


@dataclass(frozen=True)
class Curve:
    """A quadratic Bézier curve from `start` to `end` with one control point."""

    start: Point
    control: Point
    end: Point

    def at(self, t: float) -> Point:
        """Give the point at parameter t in 0..1."""
        u = 1 - t
        a, b, c = u * u, 2 * u * t, t * t
        return (
            a * self.start[0] + b * self.control[0] + c * self.end[0],
            a * self.start[1] + b * self.control[1] + c * self.end[1],
        )

    def part(self, low: float, high: float) -> Curve:
        """Cut out the part between two parameters."""
        start, end = self.at(low), self.at(high)
        u, v = 1 - low, 1 - high
        control = tuple(
            u * v * s + (u * high + v * low) * c + low * high * e
            for s, c, e in zip(self.start, self.control, self.end, strict=True)
        )
        return Curve(start, (control[0], control[1]), end)

    def beside(self, distance: float) -> Curve:
        """Move the curve sideways, to the left of travel for a positive distance."""
        if not distance:
            return self
        first = _normal(self.start, self.control, self.end)
        last = _normal(self.control, self.end, self.end, self.start)
        middle = _normal(self.start, self.end, self.end)
        # At the control point both sides move: the bisector, longer the sharper the bend.
        mx, my = first[0] + last[0], first[1] + last[1]
        square = mx * mx + my * my
        bend = (2 * mx / square, 2 * my / square) if square > 0.5 else middle
        return Curve(
            _moved(self.start, first, distance),
            _moved(self.control, bend, distance),
            _moved(self.end, last, distance),
        )

    def leaves(self, radius: float) -> float:
        """Parameter at which the curve, from its start, is first `radius` away from it."""
        return self._crossing(self.start, radius, 0.0, 1.0)

    def reaches(self, radius: float) -> float:
        """Parameter at which the curve comes within `radius` of its end."""
        return self._crossing(self.end, radius, 1.0, 0.0)

    def _crossing(self, centre: Point, radius: float, near: float, far: float) -> float:
        if distance(self.at(far), centre) <= radius:
            return far
        for _ in range(14):
            middle = (near + far) / 2
            if distance(self.at(middle), centre) < radius:
                near = middle
            else:
                far = middle
        return (near + far) / 2


def bowed(start: Point, end: Point, bow: float) -> Curve:
    """Make a curve whose control point lies `bow` times the chord to the left of travel."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    # y runs downwards: left of travel is (dy, -dx).
    control = ((start[0] + end[0]) / 2 + dy * bow, (start[1] + end[1]) / 2 - dx * bow)
    return Curve(start, control, end)


def distance(a: Point, b: Point) -> float:
    """Distance between two points."""
    return hypot(a[0] - b[0], a[1] - b[1])


def _normal(*points: Point) -> Point:
    """Unit vector to the left of the first two points that differ."""
    origin = points[0]
    for sign, point in ((1, points[1]), (1, points[2]), *((-1, p) for p in points[3:])):
        dx, dy = sign * (point[0] - origin[0]), sign * (point[1] - origin[1])
        length = hypot(dx, dy)
        if length > 1e-9:
            return dy / length, -dx / length
    return 0.0, 0.0


def _moved(point: Point, direction: Point, distance: float) -> Point:
    return point[0] + direction[0] * distance, point[1] + direction[1] * distance
