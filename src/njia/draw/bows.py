"""Which way each leg is bowed, and how far: so that few lines cross, cover each other or hide a mark.

Every leg starts from its default, to the left of travel, and is looked at in an order that depends on
nothing but its own name; it changes only for a clear gain. So a leg more or less in the data leaves the
curves of the others as they were, but for a few beside it. `network.map.bows` has the last word.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from njia.draw.flow import LegKey

Floats = NDArray[np.float64]

BY_AIR = (0.22, 0.12, 0.32, 0.05, 0.42, 0.0, -0.12, -0.22, -0.32)  # the default first
BY_ROAD = (0.10, 0.18, 0.05, 0.25, 0.0, 0.32, -0.10, -0.18, -0.25)
SAMPLES = 10
CLEAR_GAIN = 0.8
SWEEPS = 2
CROWDED = 120  # legs beyond which one sweep with fewer choices has to do


@dataclass(frozen=True)
class Span:
    """A leg to be bowed: its ends on the map, its width, and whether it runs along roads."""

    key: LegKey
    start: tuple[float, float]
    end: tuple[float, float]
    width: float
    by_road: bool


@dataclass(frozen=True)
class _Layout:
    spans: Sequence[Span]
    nodes: Floats  # x, y, radius of every mark
    curves: Floats  # (legs, samples, 2): every leg as it lies now
    same_end: NDArray[np.bool_]  # (legs, legs): share a place
    widths: Floats


def bows(spans: Sequence[Span], nodes: Floats, fixed: Mapping[str, float]) -> dict[LegKey, float]:
    """Choose a bow for each leg, as a share of its chord; `fixed` bows are taken as they are.

    `nodes` has a row (x, y, radius) for every mark.
    """
    spans = sorted(spans, key=lambda s: hashlib.sha256(str(s.key).encode()).hexdigest())
    if not spans:
        return {}
    chosen = [fixed.get(str(span.key), candidates(span)[0]) for span in spans]
    curves = np.stack([_curves(span, [bow])[0] for span, bow in zip(spans, chosen, strict=True)])
    names = [({span.key.start, span.key.end} - {""}) for span in spans]
    same = np.array([[bool(a & b) for b in names] for a in names])
    layout = _Layout(spans, nodes, curves, same, np.array([span.width for span in spans]))
    free = [i for i, span in enumerate(spans) if str(span.key) not in fixed]
    for _ in range(SWEEPS if len(spans) <= CROWDED else 1):
        for leg in free:
            bow = _better(layout, leg, chosen[leg])
            if bow != chosen[leg]:
                chosen[leg] = bow
                layout.curves[leg] = _curves(spans[leg], [bow])[0]
    return {span.key: bow for span, bow in zip(spans, chosen, strict=True)}


def default_bow(key: LegKey, by_road: bool) -> float:
    """Give the bow of a leg that nothing stands in the way of."""
    return candidates(Span(key, (0, 0), (0, 0), 0, by_road))[0]


def candidates(span: Span) -> tuple[float, ...]:
    """Give the bows that a leg may have; the first one is its default."""
    usual = BY_ROAD if span.by_road else BY_AIR
    # A leg with an unknown stop between lies apart from the same leg without one.
    return (usual[2], *usual[:2], *usual[3:]) if span.key.unknown_between else usual


def _better(layout: _Layout, leg: int, now: float) -> float:
    span = layout.spans[leg]
    if _costs(layout, leg, [now])[0] < CLEAR_GAIN:
        return now
    choices = candidates(span) if len(layout.spans) <= CROWDED else candidates(span)[:5]
    others = [bow for bow in choices if bow != now]
    costs = _costs(layout, leg, [now, *others])
    best = int(np.argmin(costs))
    return [now, *others][best] if costs[best] < costs[0] - CLEAR_GAIN else now


def _curves(span: Span, options: Sequence[float]) -> Floats:
    """Sample each option, shape (options, samples, 2)."""
    t = np.linspace(0, 1, SAMPLES)[None, :, None]
    start, end = np.array(span.start), np.array(span.end)
    dx, dy = end - start
    bow = np.array(options)[:, None]
    control = (start + end) / 2 + bow * np.array([dy, -dx])
    return np.asarray((1 - t) ** 2 * start + 2 * (1 - t) * t * control[:, None, :] + t**2 * end)


def _costs(layout: _Layout, leg: int, options: Sequence[float]) -> Floats:
    span = layout.spans[leg]
    curves = _curves(span, options)
    default = candidates(span)[0]
    bent = np.array([abs(bow - default) * 6 + (5 if bow < 0 else 0) for bow in options])
    near = _beside(layout, leg, curves)
    return bent + _hides_marks(layout, span, curves) + _overlaps(layout, leg, curves, near) + _crosses(
        layout, leg, curves, near
    )  # fmt: skip


def _beside(layout: _Layout, leg: int, curves: Floats) -> NDArray[np.intp]:
    """Which other legs' boxes meet the box around all options."""
    low, high = curves.min(axis=(0, 1)) - 12, curves.max(axis=(0, 1)) + 12
    theirs = layout.curves.min(axis=1), layout.curves.max(axis=1)
    meets = np.all((theirs[1] >= low) & (theirs[0] <= high), axis=1)
    meets[leg] = False
    return np.flatnonzero(meets)


def _hides_marks(layout: _Layout, span: Span, curves: Floats) -> Floats:
    own = np.array([span.start, span.end])
    foreign = np.all(np.abs(layout.nodes[:, None, :2] - own).sum(axis=2) > 0.5, axis=1)
    nodes = layout.nodes[foreign]
    if not len(nodes):
        return np.zeros(len(curves))
    near = _to_steps(curves, nodes[:, :2]).min(axis=1)  # (options, nodes)
    return np.asarray(4.0 * np.sum(near < (nodes[:, 2] + span.width / 2 + 3) ** 2, axis=1))


def _to_steps(curves: Floats, points: Floats) -> Floats:
    """Squared distance from each point to each step of each curve, shape (curves, steps, points)."""
    start, step = curves[:, :-1, None, :], np.diff(curves, axis=1)[:, :, None, :]
    length = np.maximum(np.sum(step**2, axis=3), 1e-9)
    share = np.clip(np.sum((points - start) * step, axis=3) / length, 0, 1)
    return np.asarray(np.sum((start + share[..., None] * step - points) ** 2, axis=3))


def _overlaps(layout: _Layout, leg: int, curves: Floats, near: NDArray[np.intp]) -> Floats:
    """Count the samples that lie on another leg, away from the ends, where legs must meet."""
    gaps = _squares(curves[:, 2:-2], layout.curves[near]).min(axis=3)  # (options, samples, legs)
    room = (layout.widths[near] + layout.widths[leg]) / 2 + 2.5
    return np.asarray(0.7 * np.sum(gaps < room**2, axis=(1, 2)))


def _crosses(layout: _Layout, leg: int, curves: Floats, near: NDArray[np.intp]) -> Floats:
    """Price the lines that each option crosses: steps that lie on both sides of each other."""
    theirs = layout.curves[near]
    own_sides = _sides(curves, theirs) > 0  # of their points, by our steps
    their_sides = _sides(theirs, curves).transpose(2, 3, 0, 1) > 0  # of our points, by their steps
    met = (own_sides[..., :-1] != own_sides[..., 1:]) & (their_sides[:, :-1] != their_sides[:, 1:])
    crossed = met.any(axis=(1, 3))  # (options, legs)
    widest = np.maximum(layout.widths[near], layout.widths[leg])
    price = np.where(layout.same_end[leg, near], 4.2, 0.8 + widest / 14)
    return np.asarray(crossed.astype(float) @ price)


def _squares(ours: Floats, theirs: Floats) -> Floats:
    """Squared distances of sampled points, shape (ours, samples, theirs, samples)."""
    (ax, ay), (bx, by) = _parts(ours), _parts(theirs)
    return np.asarray((ax[..., None, None] - bx) ** 2 + (ay[..., None, None] - by) ** 2)


def _sides(ours: Floats, theirs: Floats) -> Floats:
    """On which side of each of our steps each of their points lies: (ours, steps, theirs, samples)."""
    (ax, ay), (bx, by) = _parts(ours), _parts(theirs)
    dx, dy = (np.diff(part, axis=1)[..., None, None] for part in (ax, ay))
    return np.asarray(dx * (by - ay[:, :-1, None, None]) - dy * (bx - ax[:, :-1, None, None]))


def _parts(points: Floats) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    x, y = np.ascontiguousarray(np.moveaxis(points, -1, 0), dtype=np.float32)
    return x, y
