"""A map laid out, before it is written: its scene, its labels in their places, and the legend's corner."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from njia.draw.flow import Flow
from njia.draw.frame import all_near
from njia.draw.labels import Box, Ground, Label, Placed, Span, place
from njia.draw.legend import Block, legend
from njia.draw.naming import Naming, labels
from njia.draw.profile import Profile
from njia.draw.projection import View
from njia.draw.scene import Held, Scene, scene
from njia.draw.width import strands
from njia.language import Catalogue, catalogue

PADDING = 10.0  # within the legend's box


@dataclass(frozen=True)
class Drawing:
    """One map, laid out: its scene, where each label lies, the legend's box, and the key's numbers."""

    scene: Scene
    naming: Naming
    placed: tuple[Placed, ...]
    keyed: tuple[Label, ...]  # places that got a number instead of a name
    legend: Block | None
    legend_at: tuple[float, float]
    ground: Ground = field(compare=False)

    @property
    def words(self) -> Catalogue:
        """The language of the map."""
        return self.naming.words


def views(flow: Flow) -> tuple[View, ...]:
    """Say which views a flow wants: the near one alone when nothing is far."""
    return (View.NEAR,) if all_near(flow) else (View.WHOLE, View.NEAR, View.TRUE)


def draw(flow: Flow, profile: Profile, view: View, language: str = "en", held: Held | None = None) -> Drawing:
    """Lay out a view in one language; `held` is what it keeps of another map."""
    words = catalogue(language)
    drawn = scene(flow, profile, view, held=held)
    block, at = None, (0.0, 0.0)
    if has_legend(flow, profile, view):
        block = legend(drawn, words, profile.legend * 18.5)
        drawn, at = _beside_legend(drawn, block)
    naming = Naming(flow, profile, words)
    ground = _ground(drawn)
    if block is not None:
        ground.boxes.append(legend_box(block, at))
    placed, rest = place(labels(drawn, naming), ground, profile.dearest_label)
    keyed, numbers = _numbered(rest, placed, ground, profile)
    return Drawing(drawn, naming, tuple(placed + numbers), tuple(keyed), block, at, ground)


def _beside_legend(drawn: Scene, block: Block) -> tuple[Scene, tuple[float, float]]:
    """Find the legend a corner; where all are taken, the map gives way at the right, bit by bit."""
    for share in (0.0, 0.3, 0.5, 0.7, 0.85, 1.0):
        free = (share * (block.width + 3 * PADDING), 0.0)
        moved = drawn if not share else scene(drawn.flow, drawn.profile, drawn.frame.view, free)
        corner = _free_corner(moved, block)
        if corner is not None:
            return moved, corner
    return moved, _corners(moved, block)[0]


def has_legend(flow: Flow, profile: Profile, view: View) -> bool:
    """Say whether the legend is on the map: the report's near map lies beside one that has it."""
    return profile.legend_inside and (profile.name != "a4" or view is not View.NEAR or all_near(flow))


def _ground(drawn: Scene) -> Ground:
    nodes = np.array([[n.x, n.y, n.r] for n in drawn.nodes.values()]).reshape(-1, 3)
    ground = Ground(drawn.frame.width, drawn.frame.height, nodes)
    for line in drawn.lines:
        width = sum(s.width for s in strands(line.tally(dict(drawn.flow.legs)), drawn.flow.by, drawn.scale))
        steps = max(
            8, int(np.hypot(line.curve.end[0] - line.curve.start[0], line.curve.end[1] - line.curve.start[1]))
        )
        t = np.linspace(0, 1, steps)[:, None]
        c = line.curve
        points = (
            (1 - t) ** 2 * np.array(c.start) + 2 * (1 - t) * t * np.array(c.control) + t**2 * np.array(c.end)
        )
        ground.draw(points, width)
    return ground


def _corners(drawn: Scene, block: Block) -> list[tuple[float, float]]:
    """Give the places for the legend, the lower right corner first."""
    right = drawn.frame.width - block.width - 2 * PADDING - 8
    bottom = drawn.frame.height - block.y - 2 * PADDING - 8
    return [(right, bottom), (8.0, bottom), (right, 8.0), (8.0, 8.0)]


def legend_box(block: Block, at: tuple[float, float]) -> Box:
    """Give the box that the legend takes on the map."""
    return at[0], at[1], at[0] + block.width + 2 * PADDING, at[1] + block.y + 2 * PADDING


def _free_corner(drawn: Scene, block: Block) -> tuple[float, float] | None:
    """Find a corner without marks and almost without lines."""
    ground = _ground(drawn)
    for at in _corners(drawn, block):
        box = legend_box(block, at)
        room = np.array([box])
        marks = ground.marks
        inside = (
            (marks[:, 0] > box[0] - 30) & (marks[:, 0] < box[2] + 30)
            & (marks[:, 1] > box[1] - 16) & (marks[:, 1] < box[3] + 16)
        )  # fmt: skip
        if at[1] >= 0 and not inside.any() and ground.ink(room)[0] < 60:
            return at
    return None


def _numbered(
    rest: list[Label], placed: list[Placed], ground: Ground, profile: Profile
) -> tuple[list[Label], list[Placed]]:
    """Give places without room for a name a number, which the key below the map explains."""
    for done in placed:
        ground.boxes.append(done.box)
    rest = sorted(
        (label for label in rest if not label.id.startswith("exit ")), key=lambda p: (p.y, p.x, p.id)
    )
    small = [
        Label(p.id, p.x, p.y, p.r, ((Span(str(n), "ns", profile.subline * 0.92, 600),),), p.weight, must=True)
        for n, p in enumerate(rest, start=1)
    ]
    numbers, _ = place(small, ground, profile.dearest_label)
    return rest, numbers
