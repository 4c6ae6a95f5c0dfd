"""What lies where on one map: marks, lines and the short arrows that leave the frame."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from njia.draw.bows import Span, bows, default_bow
from njia.draw.curve import Curve, Point, bowed
from njia.draw.exits import Stub, stubs
from njia.draw.flow import Flow, LegKey, Place, Tallies, Tally, total
from njia.draw.frame import Frame, frame
from njia.draw.profile import WIDE, Profile
from njia.draw.projection import View
from njia.draw.rings import settle
from njia.draw.strokes import Look
from njia.draw.width import Scale, scale, strands

NOT_BY_ROAD = frozenset({"plane", "boat", "ferry", "other"})  # codes of the list transport_mode
RING = 6.2


@dataclass(frozen=True)
class Node:
    """A place's mark on the map."""

    place: Place
    x: float
    y: float
    r: float
    role: str  # start, through, end, crossing, country, county; stop where that is not known

    @property
    def at(self) -> Point:
        """Where it lies."""
        return self.x, self.y


@dataclass(frozen=True)
class Line:
    """A leg, or an arrow that stands for all legs from one place out of the frame, or into it."""

    keys: tuple[LegKey, ...]
    curve: Curve
    radii: tuple[float, float]
    look: Look
    exit_to: str = ""  # for an arrow out of the frame: "to" or "from"

    def tally(self, legs: dict[LegKey, Tallies]) -> Tallies:
        """Add up the line's legs among those given."""
        found: Tallies = {}
        for key in self.keys:
            for direction, tally in legs.get(key, {}).items():
                found[direction] = found.get(direction, Tally()) + tally
        return found


@dataclass(frozen=True)
class Scene:
    """One map before it is written: its frame, width scale, marks by place id, and lines."""

    flow: Flow
    profile: Profile
    frame: Frame
    scale: Scale
    nodes: dict[str, Node]
    lines: tuple[Line, ...]  # wide ones first, those with a sign on them last


@dataclass(frozen=True)
class Held:
    """What a map keeps of another one, so that the two can be compared: where things lie, and widths.

    A leg that has no bow here gets its default.
    """

    frame: Frame
    scale: Scale
    bows: Mapping[LegKey, float]


def scene(
    flow: Flow,
    profile: Profile,
    view: View,
    keep_free: tuple[float, float] = (0, 0),
    held: Held | None = None,
) -> Scene:
    """Lay out one view of a flow; `keep_free` (right, bottom) is left empty for the legend."""
    framed = held.frame if held else frame(flow, profile, view, keep_free=keep_free)
    nodes = _nodes(flow, profile, framed)
    sized = held.scale if held else scale(flow, profile)
    chosen = _kept(flow, held.bows) if held else view_bows(flow, view)
    lines = [_line(flow, nodes, key, chosen.get(key, 0.1)) for key in _inside(flow, nodes)]
    lines += _stub_lines(flow, profile, framed, sized, nodes, lines)
    lines.sort(key=lambda line: (line.look.signed, -_width(line, flow, sized), str(line.keys[0])))
    return Scene(flow, profile, framed, sized, nodes, tuple(lines))


def _kept(flow: Flow, bows: Mapping[LegKey, float]) -> dict[LegKey, float]:
    return {key: bows.get(key, default_bow(key, _by_road(flow, key))) for key in flow.legs}


def current_bows(flow: Flow, view: View = View.WHOLE) -> dict[str, float]:
    """Give the bows as drawn, in the form of `network.map.bows`: what to keep for the next release."""
    return {str(key): bow for key, bow in sorted(view_bows(flow, view).items())}


def view_bows(flow: Flow, view: View) -> dict[LegKey, float]:
    """Bow the legs of a view once, on the wide map: the same curves in print and on the phone.

    The overview that is true to scale has the curves of the whole picture.
    """
    return _bowed_once(flow, View.WHOLE if view is View.TRUE else view)


@lru_cache(maxsize=8)
def _bowed_once(flow: Flow, view: View) -> dict[LegKey, float]:
    framed = frame(flow, WIDE, view)
    nodes = _nodes(flow, WIDE, framed)
    sized = scale(flow, WIDE)
    spans = []
    for key in _inside(flow, nodes):
        start, end = nodes[key.start], nodes[key.end]
        width = sum(s.width for s in strands(flow.legs[key], flow.by, sized))
        spans.append(Span(key, start.at, end.at, width, _by_road(flow, key)))
    return bows(spans, _marks(nodes), flow.network.map.bows)


def _marks(nodes: dict[str, Node]) -> NDArray[np.float64]:
    return np.array([[n.x, n.y, n.r] for n in nodes.values()]).reshape(-1, 3)


def _by_road(flow: Flow, key: LegKey) -> bool:
    modes = flow.evidence[key].modes if key in flow.evidence else ()
    return bool(modes) and NOT_BY_ROAD.isdisjoint(modes)


def _inside(flow: Flow, nodes: dict[str, Node]) -> list[LegKey]:
    return [key for key in flow.legs if key.start in nodes and key.end in nodes]


def _nodes(flow: Flow, profile: Profile, framed: Frame) -> dict[str, Node]:
    used = sorted({end for key in flow.legs for end in (key.start, key.end)} & set(flow.places))
    most = max((flow.ends[p].submissions() for p in used), default=1)
    found = {}
    for place in (flow.places[p] for p in used if not flow.places[p].is_country):
        x, y = framed.at(place.lon, place.lat)
        if framed.holds(x, y, 5):
            share = sqrt(flow.ends[place.id].submissions() / max(most, 1))
            r = (2.5 + 4.2 * share) * profile.mark
            found[place.id] = Node(place, x, y, r, _role(flow, place))
    marks = [(n.x, n.y, n.r) for n in found.values()]
    for place in (flow.places[p] for p in used if flow.places[p].is_country):
        r = RING * profile.mark
        spot = settle(framed, place, r, marks)
        if spot is not None:
            found[place.id] = Node(place, *spot, r, "country")
            marks.append((*spot, r))
    return dict(sorted(found.items()))


def _role(flow: Flow, place: Place) -> str:
    if place.precision == "county":
        return "county"
    if place.crossing:
        return "crossing"
    if flow.of_legs:
        return "stop"
    ends = flow.ends[place.id]
    starts, passes, stops = (total(part).submissions for part in (ends.starts, ends.passes, ends.ends))
    if passes:
        return "through"
    return "start" if starts >= stops else "end"


def look_of(flow: Flow, keys: Sequence[LegKey]) -> Look:
    """Say what the evidence behind legs makes their line look like."""
    evidence = [flow.evidence[key] for key in keys if key in flow.evidence]
    return Look(
        one_source=bool(evidence) and max(e.organisations for e in evidence) == 1,
        heard_of=bool(evidence) and sum(e.own_casework for e in evidence) == 0,
        unknown_between=all(key.unknown_between for key in keys),
        open_start=all(not key.start for key in keys),
        open_end=all(not key.end for key in keys),
    )


def _line(flow: Flow, nodes: dict[str, Node], key: LegKey, bow: float) -> Line:
    start, end = nodes[key.start], nodes[key.end]
    return Line((key,), bowed(start.at, end.at, bow), (start.r, end.r), look_of(flow, [key]))


def _stub_lines(
    flow: Flow, profile: Profile, framed: Frame, sized: Scale, nodes: dict[str, Node], lines: list[Line]
) -> list[Line]:
    """Draw legs with one end outside the frame, or unknown, as short arrows at the widest free angle."""
    groups: dict[tuple[str, str, bool], list[LegKey]] = {}
    for key in flow.legs:
        inner = [end for end in (key.start, key.end) if end in nodes]
        if len(inner) == 1:
            outer = key.end if inner[0] == key.start else key.start
            sense = "to" if inner[0] == key.start else "from"
            groups.setdefault((inner[0], sense, not outer), []).append(key)
    wanted = []
    for (place, sense, unknown), keys in sorted(groups.items()):
        node = nodes[place]
        tally = Line(tuple(keys), bowed(node.at, node.at, 0), (0, 0), Look()).tally(dict(flow.legs))
        width = sum(s.width for s in strands(tally, flow.by, sized))
        away = [flow.places[k.end if sense == "to" else k.start] for k in keys if not unknown]
        goals = [framed.at(p.lon, p.lat) for p in away]
        wanted.append(Stub(place, sense, unknown, tuple(keys), node.x, node.y, node.r, width, tuple(goals)))
    placed = stubs(wanted, [line.curve for line in lines], _marks(nodes), framed, profile.mark)
    return [
        Line(s.keys, curve, (s.r, 0.0) if s.sense == "to" else (0.0, s.r), look_of(flow, s.keys),
             "" if s.unknown else s.sense)
        for s, curve in placed
    ]  # fmt: skip


def _width(line: Line, flow: Flow, sized: Scale) -> float:
    return sum(s.width for s in strands(line.tally(dict(flow.legs)), flow.by, sized))
