"""How wide a number is drawn. The page's script never computes a width: all come from here."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10

from njia.draw.flow import DIRECTIONS, Flow, Tallies, total
from njia.draw.profile import Profile

POWER = 0.66
INK = 0.35  # all widths together are at most this share of the map's width
FAIR_UNIT = 0.9  # a step of one must be at least this wide for widths in proportion


@dataclass(frozen=True)
class Scale:
    """Width of a number: factor * number ** power, between the thinnest and the widest.

    `power` 1 draws in proportion, so that lines that merge add up; where the numbers differ too much
    for that, widths grow slower than the numbers.
    """

    factor: float
    power: float
    thinnest: float
    largest: int
    widest: float  # arrows that stand for many legs stop growing here

    @property
    def in_proportion(self) -> bool:
        """Widths add up as the numbers do."""
        return self.power == 1

    def width(self, value: int | None) -> float:
        """Width of a number; of one that is not stated, the thinnest."""
        if not value:
            return self.thinnest
        return min(self.widest, max(self.thinnest, float(self.factor * value**self.power)))

    def steps(self) -> list[int]:
        """Round numbers for the legend's scale, small to large, up to the largest one on the map."""
        if self.largest <= 4:
            return list(range(1, self.largest + 1))
        low = 1 if self.in_proportion else self._grows_from()
        found = [low]
        for share in (0.25, 0.5) if self.in_proportion else (0.06, 0.25):
            found.append(_round(self.largest * share))
        found.append(_round(self.largest))
        return sorted({n for n in found if low <= n <= self.largest})

    def _grows_from(self) -> int:
        """Largest round number that is still drawn at the thinnest width."""
        return max(1, _round((self.thinnest / self.factor) ** (1 / self.power)))


def scale(flow: Flow, profile: Profile, *others: Flow) -> Scale:
    """Choose the scale for what the flow draws: the same for every view of a profile.

    With `others` it is one scale for all of their maps, which can be compared by eye then.
    """
    drawn = [[total(tally).value(each.by) or 0 for tally in each.legs.values()] for each in (flow, *others)]
    values = max(drawn, key=sum)  # the map with most ink
    largest = max((value for of_map in drawn for value in of_map), default=0)
    if not largest:
        return Scale(profile.thinnest, 1.0, profile.thinnest, 0, profile.widest)
    unit = min(profile.thinnest * 1.25, profile.widest / largest)
    if unit >= FAIR_UNIT * profile.thinnest:
        return Scale(unit, 1.0, unit, largest, profile.widest)
    # A few people do not make a broad road, and many broad roads would bury the map.
    widest = min(profile.widest, 1.2 * profile.thinnest * largest**0.5)
    ink = widest * sum((value / largest) ** POWER for value in values)
    widest *= min(1.0, INK * profile.width / ink)
    return Scale(widest / largest**POWER, POWER, profile.thinnest, largest, profile.widest)


@dataclass(frozen=True)
class Strand:
    """One direction's part of a line: its width, and whether any number is stated."""

    direction: str
    width: float
    stated: bool


def strands(tally: Tallies, by: str, scale: Scale) -> tuple[Strand, ...]:
    """Cut a leg's width into strands by direction, from left to right of travel.

    A direction without any stated number gets the thinnest width beside the others. No strand is
    thinner than can be seen; "elsewhere" is a double line and needs room for two.
    """
    values = {d: tally[d].value(by) for d in DIRECTIONS if d in tally}
    whole = sum(v for v in values.values() if v)
    width = scale.width(whole)
    found = []
    for direction, value in values.items():
        share = width * value / whole if value else scale.thinnest
        least = 2.4 * scale.thinnest if direction == "elsewhere" else 0.75 * scale.thinnest
        found.append(Strand(direction, max(share, least), bool(value)))
    return tuple(found)


def _round(value: float) -> int:
    """Nearest smaller number of the kind 1, 2, 5, 10, 20, 50 …, with 3, 4, 6 and 8 where it is close."""
    size = 10 ** floor(log10(max(value, 1)))
    return int(size * max(step for step in (1, 2, 3, 4, 5, 6, 8) if step * size <= max(value, 1)))
