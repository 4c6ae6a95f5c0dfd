"""Short arrows for legs that leave the frame or whose end is not known, at the widest free angle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, cos, pi, sin
from typing import Protocol

from njia.draw.curve import Curve, bowed, distance
from njia.draw.flow import LegKey
from njia.draw.frame import Frame

LENGTH = 36.0
ANGLES = 24


@dataclass(frozen=True)
class Stub:
    """A short arrow to be placed at a mark: its legs, width, and where its far ends would lie."""

    place: str
    sense: str  # to, from
    unknown: bool
    keys: tuple[LegKey, ...]
    x: float
    y: float
    r: float
    width: float
    goals: tuple[tuple[float, float], ...]


class _Mark(Protocol):
    @property
    def x(self) -> float: ...

    @property
    def y(self) -> float: ...

    @property
    def r(self) -> float: ...


def stubs(
    wanted: Sequence[Stub], curves: Sequence[Curve], marks: Sequence[_Mark], frame: Frame, size: float
) -> list[tuple[Stub, Curve]]:
    """Place the arrows one after the other, wide ones first; each one's curve runs the way of travel."""
    taken = [curve.at(t / 12) for curve in curves for t in range(13)]
    placed = []
    for stub in sorted(wanted, key=lambda s: (-s.width, s.place, s.sense, s.unknown)):
        length = (LENGTH + stub.width) * size + stub.r
        angle = min(
            (2 * pi * k / ANGLES for k in range(ANGLES)),
            key=lambda a: (round(_cost(stub, a, length, taken, marks, frame), 6), a),
        )
        far = (stub.x + cos(angle) * length, stub.y + sin(angle) * length)
        taken += [(stub.x + cos(angle) * length * t / 6, stub.y + sin(angle) * length * t / 6)
                  for t in range(2, 8)]  # fmt: skip
        ends = ((stub.x, stub.y), far) if stub.sense == "to" else (far, (stub.x, stub.y))
        placed.append((stub, bowed(*ends, 0.08)))
    return placed


def _cost(
    stub: Stub, angle: float, length: float, taken: Sequence[tuple[float, float]], marks: Sequence[_Mark],
    frame: Frame,
) -> float:  # fmt: skip
    """Weigh lines and marks under the arrow, the frame's edge, and how far off its true bearing it is."""
    cost = _off_bearing(stub, angle)
    for share in (0.45, 0.75, 1.05, 1.4):
        x, y = stub.x + cos(angle) * length * share, stub.y + sin(angle) * length * share
        cost += 0.0 if frame.holds(x, y, 10) else 4.0
        room = stub.width / 2 + 9
        cost += 0.5 * sum(max(0.0, 1 - distance((x, y), point) / room) for point in taken)
        cost += sum(2.0 for mark in marks if distance((x, y), (mark.x, mark.y)) < mark.r + room)
    return cost


def _off_bearing(stub: Stub, angle: float) -> float:
    if not stub.goals:
        return 0.0
    x = sum(cos(atan2(gy - stub.y, gx - stub.x)) for gx, gy in stub.goals)
    y = sum(sin(atan2(gy - stub.y, gx - stub.x)) for gx, gy in stub.goals)
    return 2.0 * (1 - cos(angle - atan2(y, x)))
