"""Where the labels go: beside their marks, off the lines, over no other label; the rest become numbers.

Each label tries eight positions at three distances, from the second one on with a leader. What lies
under a label is read from a grid of how much ink each part of the map carries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from njia.draw.fonts import text_width

Floats = NDArray[np.float64]
Box = tuple[float, float, float, float]  # left, top, right, bottom

CELL = 2.0
PASSES = 4
DISTANCES = (2.5, 12.0, 26.0)
# Where the label's middle lies from the mark: right is best, then left, above, below and the corners.
SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1))
SIDE_COST = (0.0, 0.25, 0.5, 0.6, 0.3, 0.35, 0.45, 0.5)
DISTANCE_COST = (0.0, 2.2, 4.5)


@dataclass(frozen=True)
class Span:
    """A piece of text in one style: class names, size, weight."""

    text: str
    css: str
    size: float
    weight: int = 400
    italic: bool = False

    @property
    def width(self) -> float:
        """Its measured width."""
        return text_width(self.text, self.size, self.weight, italic=self.italic)


@dataclass(frozen=True)
class Label:
    """A mark's label: one or two lines of spans, and how much it matters."""

    id: str
    x: float
    y: float
    r: float
    lines: tuple[tuple[Span, ...], ...]
    weight: float
    must: bool = False

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        width = max(sum(span.width for span in line) for line in self.lines)
        return width, sum(max(span.size for span in line) * 1.08 for line in self.lines)


@dataclass(frozen=True)
class Placed:
    """A label in its place: its box, which side of the mark, and whether a leader joins them."""

    label: Label
    box: Box
    side: tuple[int, int]
    leader: bool


@dataclass
class Ground:
    """What labels must keep off: ink on a grid, other marks, and boxes that are taken."""

    width: float
    height: float
    marks: Floats  # x, y, r
    boxes: list[Box] = field(default_factory=list)

    def __post_init__(self) -> None:
        shape = (int(self.height / CELL) + 2, int(self.width / CELL) + 2)
        self._ink: Floats = np.zeros(shape)
        self._sums: Floats | None = None

    def draw(self, points: Floats, width: float) -> None:
        """Ink a line of the given width along densely sampled points."""
        reach = max(0, int(np.ceil(width / 2 / CELL)))
        steps = np.arange(-reach, reach + 1)
        dy, dx = (part.ravel() for part in np.meshgrid(steps, steps, indexing="ij"))
        near = (dx * dx + dy * dy) * CELL * CELL <= (width / 2 + 1) ** 2
        cells = np.rint(points / CELL).astype(int)
        x = np.minimum(np.maximum(cells[:, 0, None] + dx[near], 0), self._ink.shape[1] - 1)
        y = np.minimum(np.maximum(cells[:, 1, None] + dy[near], 0), self._ink.shape[0] - 1)
        self._ink[y, x] = 1.0
        self._sums = None

    def ink(self, boxes: Floats) -> Floats:
        """Give how many square units of ink lie under each box, shape (n,)."""
        if self._sums is None:
            self._sums = np.pad(self._ink.cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
        cells = np.rint(boxes / CELL).astype(int)
        x = cells[:, [0, 2]].clip(0, self._ink.shape[1])
        y = cells[:, [1, 3]].clip(0, self._ink.shape[0])
        sums = self._sums
        total = (
            sums[y[:, 1], x[:, 1]] - sums[y[:, 0], x[:, 1]] - sums[y[:, 1], x[:, 0]] + sums[y[:, 0], x[:, 0]]
        )
        return np.asarray(total * CELL * CELL)


def place(labels: Sequence[Label], ground: Ground, dearest: float) -> tuple[list[Placed], list[Label]]:
    """Place labels, the weightiest first, and go over them again; the second list found no room.

    A place that costs more than `dearest` is no room, but for a label that must be written.
    """
    order = sorted(labels, key=lambda label: (not label.must, -label.weight, label.id))
    options = {label.id: _options(label, ground) for label in order}
    chosen: dict[str, int] = {}
    for _ in range(PASSES):
        before = dict(chosen)
        for label in order:
            taken = np.array(
                ground.boxes + [_box(options[i][0][n]) for i, n in chosen.items() if i != label.id]
            ).reshape(-1, 4)
            best = _best(label, *options[label.id], taken, dearest)
            if best is None:
                chosen.pop(label.id, None)
            else:
                chosen[label.id] = best
        if chosen == before:
            break
    return [
        _placed(label, options[label.id][0], chosen[label.id]) for label in order if label.id in chosen
    ], [label for label in order if label.id not in chosen]


def _best(label: Label, boxes: Floats, costs: Floats, taken: Floats, dearest: float) -> int | None:
    """Choose the cheapest option; one that covers another label is none at all."""
    free = ~meets(boxes, taken).any(axis=1) if len(taken) else np.ones(len(boxes), bool)
    priced = np.where(free, costs, np.inf)
    best = int(np.argmin(priced))
    return best if priced[best] <= (1e6 if label.must else dearest) else None


def _options(label: Label, ground: Ground) -> tuple[Floats, Floats]:
    """Give every candidate's box (n, 4) and what it costs by itself (n,)."""
    width, height = label.size
    boxes, costs = [], []
    for ring, gap in enumerate(DISTANCES):
        for (sx, sy), cost in zip(SIDES, SIDE_COST, strict=True):
            boxes.append(_beside(label, width, height, sx, sy, gap))
            costs.append(cost + DISTANCE_COST[ring])
    found = np.array(boxes)
    return found, np.array(costs) + _covered(label, found, ground)


def _beside(label: Label, width: float, height: float, sx: int, sy: int, gap: float) -> Box:
    away = label.r + gap
    if sx and sy:
        away *= 0.72
    left = label.x + sx * away - (width if sx < 0 else 0 if sx > 0 else width / 2)
    top = label.y + sy * away - (height if sy < 0 else 0 if sy > 0 else height / 2)
    if sx and sy:  # a corner: let the first line start at the mark's height
        top -= sy * height * 0.2
    return left, top, left + width, top + height


def _covered(label: Label, boxes: Floats, ground: Ground) -> Floats:
    """Weigh ink under a box, marks in it, marks nearer than its own, and what hangs over the edge."""
    height = boxes[0, 3] - boxes[0, 1]
    costs = ground.ink(boxes) / (height * 3.2)
    others = ground.marks[np.abs(ground.marks[:, :2] - (label.x, label.y)).sum(axis=1) > 0.5]
    if len(others):
        dx = np.maximum(np.maximum(boxes[:, None, 0] - others[:, 0], others[:, 0] - boxes[:, None, 2]), 0)
        dy = np.maximum(np.maximum(boxes[:, None, 1] - others[:, 1], others[:, 1] - boxes[:, None, 3]), 0)
        gaps = np.hypot(dx, dy) - others[:, 2]
        own = np.hypot(
            np.maximum(np.maximum(boxes[:, 0] - label.x, label.x - boxes[:, 2]), 0),
            np.maximum(np.maximum(boxes[:, 1] - label.y, label.y - boxes[:, 3]), 0),
        ) - label.r  # fmt: skip
        costs = costs + 9.0 * (gaps < 0.5).sum(axis=1) + 1.8 * (gaps < own[:, None]).sum(axis=1)
    over = np.stack(
        [-boxes[:, 0] + 3, -boxes[:, 1] + 2, boxes[:, 2] - ground.width + 3, boxes[:, 3] - ground.height + 2]
    )
    return np.asarray(costs + np.where(over.max(axis=0) > 0, 40.0, 0.0))


def meets(boxes: Floats, taken: Floats) -> NDArray[np.bool_]:
    """Say which boxes overlap which taken ones, shape (boxes, taken)."""
    gap = 0.8
    return (
        (boxes[:, None, 0] < taken[:, 2] + gap)
        & (boxes[:, None, 2] > taken[:, 0] - gap)
        & (boxes[:, None, 1] < taken[:, 3])
        & (boxes[:, None, 3] > taken[:, 1])
    )


def _placed(label: Label, boxes: Floats, option: int) -> Placed:
    return Placed(label, _box(boxes[option]), SIDES[option % 8], option >= 8)


def _box(row: Floats) -> Box:
    left, top, right, bottom = row.tolist()
    return left, top, right, bottom
