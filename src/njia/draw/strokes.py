"""A leg as painted parts: casing, strands side by side, and the arrowhead at the END, cut by strand.

A part is a class, path data, and a stroke width (0 for what is filled). The page's script swaps parts
and computes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from njia.draw.curve import Curve, Point, distance
from njia.draw.trace import number
from njia.draw.width import Strand

LETTER = {"out": "o", "in": "i", "within": "w", "elsewhere": "e"}
CASING = 1.0  # white on either side of a line
GAP = 1.0  # between the arrowhead and the mark


class Part(NamedTuple):
    """One painted path: class, data, stroke width."""

    css: str
    d: str
    width: float


@dataclass(frozen=True)
class Look:
    """What a leg's form says besides its direction."""

    one_source: bool = False  # open arrowhead: one organisation only
    heard_of: bool = False  # two bars across: none of it from own casework
    unknown_between: bool = False  # "?" on the way
    open_start: bool = False  # "?" instead of a start that is not known
    open_end: bool = False

    @property
    def signed(self) -> bool:
        """There is a sign on the line that no other line may cover."""
        return self.heard_of or self.unknown_between or self.open_start or self.open_end


def path(curve: Curve) -> str:
    """Write a curve as path data."""
    (ax, ay), (cx, cy), (bx, by) = curve.start, curve.control, curve.end
    x, y = round(ax * 10), round(ay * 10)
    ends = (round(cx * 10) - x, round(cy * 10) - y, round(bx * 10) - x, round(by * 10) - y)
    control, end = ends[:2], ends[2:]
    return (
        f"M{number(x / 10)},{number(y / 10)}q{number(control[0] / 10)},{number(control[1] / 10)} "
        f"{number(end[0] / 10)},{number(end[1] / 10)}"
    )


def leg_parts(
    curve: Curve, radii: tuple[float, float], strands: Sequence[Strand], look: Look, head: float
) -> list[Part]:
    """Paint a leg along a curve between two marks of the given radii; `head` scales the arrowhead."""
    width = sum(strand.width for strand in strands)
    low = curve.leaves(radii[0] + 0.5)
    high = curve.reaches(radii[1] + GAP)
    if high - low < 0.02:
        low, high = 0.3, 0.7
    run = curve.part(low, high)
    length, half = _head_size(run, width, head)
    line = run.part(0.0, run.reaches(length))
    found = [_casing(line, width)]
    left = width / 2
    for strand in strands:
        found += _strand(line.beside(left - strand.width / 2), strand)
        left -= strand.width
    found += _bars(line, width) if look.heard_of else []
    found += _heads(line.end, run.end, half, width, strands, look.one_source)
    found += _question(curve.at(0.5), head) if look.unknown_between else []
    found += _question(curve.start, head) if look.open_start else []
    found += _question(curve.end, head) if look.open_end else []
    return found


def _head_size(run: Curve, width: float, scale: float) -> tuple[float, float]:
    """Give the arrowhead's length and half-width; a short leg gets a short one."""
    half = width / 2 + max(2.4 * scale, 0.2 * width)
    length = max(6.0 * scale, 0.64 * 2 * half)
    room = 0.6 * distance(run.start, run.end)
    if length > room:
        half = max(width / 2 + 1, half * room / length)
        length = room
    return length, half


def _casing(line: Curve, width: float) -> Part:
    return Part("nk", path(line), round(width + 2 * CASING, 1))


def _strand(line: Curve, strand: Strand) -> list[Part]:
    letter = LETTER[strand.direction]
    dashed = "" if strand.stated else " nd"
    width = round(strand.width, 1)
    found = [Part(f"n{letter}{dashed}", path(line), width)]
    if strand.direction == "elsewhere":
        found.append(Part("nc", path(line), round(max(0.9, width - 2.2), 1)))
    return found


def _heads(
    base: Point, tip: Point, half: float, width: float, strands: Sequence[Strand], hollow: bool
) -> list[Part]:
    """Cut the arrowhead by strand: each gets its share of the base, all meet at the tip."""
    dx, dy = tip[0] - base[0], tip[1] - base[1]
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    left = (dy / length, -dx / length)
    found, done = [], 0.0
    for strand in strands:
        corners = []
        for share in (done / width, (done + strand.width) / width):
            reach = half * (1 - 2 * share)
            corners.append((base[0] + left[0] * reach, base[1] + left[1] * reach))
        done += strand.width
        css = f"n{LETTER[strand.direction]}{'v' if hollow else 'h'}"
        found.append(Part(css, _triangle(corners[0], corners[1], tip), 0))
    return found


def _triangle(a: Point, b: Point, c: Point) -> str:
    points = [(round(x * 10), round(y * 10)) for x, y in (a, b, c)]
    steps = " ".join(
        f"{number((x - px) / 10)},{number((y - py) / 10)}" for (px, py), (x, y) in pairwise(points)
    )
    return f"M{number(points[0][0] / 10)},{number(points[0][1] / 10)}l{steps}z"


def _bars(line: Curve, width: float) -> list[Part]:
    """Two short bars across the line a third of the way along."""
    found = []
    for t in (0.36, 0.36 + min(0.08, 4.0 / (distance(line.start, line.end) + 1))):
        one = line.part(t, min(1.0, t + 0.01))
        a, b = one.beside(width / 2 + 2.2).start, one.beside(-width / 2 - 2.2).start
        found.append(f"M{number(a[0])},{number(a[1])}L{number(b[0])},{number(b[1])}")
    return [Part("nbk", "".join(found), 3.2), Part("nb", "".join(found), 1.2)]


def _question(at: Point, scale: float) -> list[Part]:
    """A question mark on a white disc, drawn as a path so that no font is needed."""
    s = 0.55 + 0.45 * scale
    x = number(at[0])
    r = number(5.2 * s)
    disc = f"M{x},{number(at[1] - 5.2 * s)}a{r},{r} 0 1 1 -.1,0z"
    k = 1.9 * s
    hook = (
        f"M{number(at[0] - k)},{number(at[1] - 1.2 * s)}a{number(k)},{number(k)} 0 1 1 {number(k * 1.5)},"
        f"{number(k * 0.9)}q{number(-k * 0.5)},{number(k * 0.3)} {number(-k * 0.5)},{number(k * 0.8)}"
        f"M{x},{number(at[1] + 3.1 * s)}v.1"
    )
    return [Part("nqd", disc, 0), Part("nq", hook, round(1.2 * s, 1))]
