"""Short arrows for legs that leave the frame or whose end is not known, at the widest free angle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from njia.draw.curve import Curve, bowed
from njia.draw.flow import LegKey
from njia.draw.frame import Frame

Floats = NDArray[np.float64]

LENGTH = 36.0
ANGLES = 24
_TURNS = np.arange(ANGLES) * 2 * np.pi / ANGLES
_DIRECTIONS = np.column_stack([np.cos(_TURNS), np.sin(_TURNS)])


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


def stubs(
    wanted: Sequence[Stub], curves: Sequence[Curve], marks: Floats, frame: Frame, size: float
) -> list[tuple[Stub, Curve]]:
    """Place the arrows one after the other, wide ones first; each one's curve runs the way of travel.

    `marks` has a row (x, y, radius) for every mark.
    """
    taken = [np.array([curve.at(t / 12) for t in range(13)]) for curve in curves]
    placed = []
    for stub in sorted(wanted, key=lambda s: (-s.width, s.place, s.sense, s.unknown)):
        at = np.array([stub.x, stub.y])
        length = (LENGTH + stub.width) * size + stub.r
        costs = _costs(stub, at, length, np.concatenate([*taken, np.empty((0, 2))]), marks, frame)
        best = _DIRECTIONS[int(np.argmin(np.round(costs, 6)))]
        taken.append(at + best * length * np.linspace(0.3, 1.2, 6)[:, None])
        far = (float(at[0] + best[0] * length), float(at[1] + best[1] * length))
        ends = ((stub.x, stub.y), far) if stub.sense == "to" else (far, (stub.x, stub.y))
        placed.append((stub, bowed(*ends, 0.08)))
    return placed


def _costs(stub: Stub, at: Floats, length: float, taken: Floats, marks: Floats, frame: Frame) -> Floats:
    """Weigh each angle: lines and marks under the arrow, the frame's edge, how far off its bearing."""
    shares = np.array([0.45, 0.75, 1.05, 1.4])
    points = at + _DIRECTIONS[:, None, :] * length * shares[None, :, None]
    room = stub.width / 2 + 9
    gaps = _apart(points, taken)
    lines = 0.5 * np.maximum(0.0, 1 - gaps / room).sum(axis=(1, 2))
    hidden = _apart(points, marks) < marks[:, 2] + room
    inside = np.all((points >= 10) & (points <= np.array([frame.width, frame.height]) - 10), axis=2)
    off = 4.0 * (~inside).sum(axis=1)
    return np.asarray(_off_bearing(stub, at) + lines + 2.0 * hidden.sum(axis=(1, 2)) + off)


def _apart(points: Floats, others: Floats) -> Floats:
    """Give how far each point is from each of the others, whose first columns are x and y."""
    across = points[:, :, None, 0] - others[:, 0]
    down = points[:, :, None, 1] - others[:, 1]
    return np.asarray(np.sqrt(across * across + down * down))


def _off_bearing(stub: Stub, at: Floats) -> Floats:
    if not stub.goals:
        return np.zeros(ANGLES)
    ways = np.array(stub.goals) - at
    ways = ways / np.maximum(np.linalg.norm(ways, axis=1, keepdims=True), 1e-9)
    way = ways.sum(axis=0)
    size = float(np.linalg.norm(way))
    return np.asarray(2.0 * (1 - _DIRECTIONS @ way / size)) if size > 1e-9 else np.zeros(ANGLES)
