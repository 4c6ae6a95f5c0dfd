"""What says how far things are: rings in km, the scale bar; and the focus country's name."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from njia.draw import svg
from njia.draw.frame import Frame
from njia.draw.labels import Ground, Span, meets
from njia.draw.naming import Naming
from njia.draw.outlines import outlines
from njia.draw.projection import View
from njia.draw.rings import within
from njia.draw.scene import Scene
from njia.draw.simplify import kept
from njia.draw.trace import number
from njia.gazetteer import countries
from njia.language import Catalogue

Floats = NDArray[np.float64]

RINGS_KM = (1000, 2000, 4000, 8000, 12000)


def distance_rings(drawn: Scene, words: Catalogue, ground: Ground) -> tuple[str, str]:
    """Draw the rings, and apart from them their labels, each where there is least ink."""
    if drawn.frame.view is View.NEAR:
        return "", ""
    frame, rings, written = drawn.frame, [], []
    for km in RINGS_KM:
        r = frame.radius(km)
        rings.append(f'<circle class="nr" cx="{number(frame.dx)}" cy="{number(frame.dy)}" r="{number(r)}"/>')
        spans = [Span(words.say("map.km", km=km), "ns", drawn.profile.subline)]
        at = _free_on_ring(frame.dx, frame.dy, r, spans[0].width, drawn, ground)
        if at is not None:
            written.append(svg.text(spans, *at, "middle", drawn.profile.halo))
    return "".join(rings), "".join(written)


def _free_on_ring(
    x: float, y: float, r: float, width: float, drawn: Scene, ground: Ground
) -> tuple[float, float] | None:
    """Find the spot on a ring, from the lower right onwards, that covers nothing."""
    angles = np.radians(
        np.array([30, 20, 40, 10, 50, 0, 60, 70, 80, 90, 100, 110, 120, 150, 180, 210, 330, 300, 270])
    )
    half, height = width / 2 + 3, drawn.profile.subline
    at = np.column_stack([x + r * np.cos(angles), y + r * np.sin(angles)])
    boxes = np.column_stack([at[:, 0] - half, at[:, 1] - height, at[:, 0] + half, at[:, 1] + height * 0.3])
    inside = (
        (boxes[:, 0] > 4)
        & (boxes[:, 1] > 4)
        & (boxes[:, 2] < drawn.frame.width - 4)
        & (boxes[:, 3] < drawn.frame.height - 4)
    )
    for position in np.flatnonzero(inside & (ground.ink(boxes) < 4)):
        left, top, right, bottom = boxes[position]
        clear = all(right < b[0] or left > b[2] or bottom < b[1] or top > b[3] for b in ground.boxes)
        if clear:
            ground.boxes.append((float(left), float(top), float(right), float(bottom)))
            return float(at[position, 0]), float(at[position, 1])
    return None


def scale_bar(drawn: Scene, words: Catalogue) -> str:
    """Draw a bar of a round number of km, at the lower left."""
    frame = drawn.frame
    unit = frame.radius(1.0)
    reach = frame.width * 0.16 / unit
    size = 10 ** np.floor(np.log10(reach))
    km = int(size * max(step for step in (1, 2, 5) if step * size <= reach))
    x, y, width = 14.0, frame.height - 14.0, km * unit
    bar = f"M{number(x)},{number(y - 4)}v4h{number(width)}v-4"
    label = svg.text(
        [Span(words.say("map.km", km=km), "ns", drawn.profile.subline)], x + 4, y - 5, halo=drawn.profile.halo
    )
    return f'<g class="nbar">{svg.path("nk", bar, 3.4)}{svg.path("nld", bar)}{label}</g>'


def focus_name(drawn: Scene, naming: Naming, ground: Ground) -> str:
    """Write the focus country's name within it in spaced capitals, where there is room for it."""
    code, frame = drawn.flow.focus, drawn.frame
    ring = outlines().largest(code) if code else None
    if ring is None or code not in countries.CODES:
        return ""
    name = countries.name(code, naming.words.language).upper()
    size = drawn.profile.text * 1.05
    gap = size * 0.32 if name.isascii() else 0.0  # spaced letters would tear Arabic apart
    width, height = Span(name, "", size, 600).width + gap * len(name), size
    at = _room_within(frame, frame.screen(ring), width, height, ground)
    if at is None:
        return ""
    x, y = at
    spaced = f' letter-spacing="{gap:.1f}"' if gap else ""
    return (
        f'<text class="nt nname" x="{number(x + gap / 2)}" y="{number(y + size * 0.35)}" '
        f'font-size="{size:g}" text-anchor="middle"{spaced}>{svg.escaped(name)}</text>'
    )


def _room_within(
    frame: Frame, outline: Floats, width: float, height: float, ground: Ground
) -> tuple[float, float] | None:
    """Find the middle of a box that lies within an outline and on as little ink as possible."""
    outline = outline[kept([outline], 6.0)[0]]
    low = np.maximum(outline.min(axis=0), 0)
    high = np.minimum(outline.max(axis=0), (frame.width, frame.height))
    step = max(6.0, float(max(high - low)) / 45)
    grid = np.stack(np.meshgrid(np.arange(low[0], high[0], step), np.arange(low[1], high[1], step)), -1)
    grid = grid.reshape(-1, 2)
    half = np.array([width / 2, height / 2])
    corners = [grid + half * (dx, dy) for dx in (-1, 1) for dy in (-1, 1)]
    inside = np.all([within(points, outline) for points in corners], axis=0)
    if not inside.any():
        return None
    spots = grid[inside]
    boxes = np.column_stack([spots - half, spots + half])
    taken = np.array(ground.boxes).reshape(-1, 4)
    cost = ground.ink(boxes) + 400.0 * meets(boxes, taken).sum(axis=1)
    best = int(np.argmin(cost))
    if cost[best] > width * height * 0.12:
        return None
    return float(spots[best][0]), float(spots[best][1])
