"""A small map of the places that a text may mean, numbered as in the list beside it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from njia.draw.basemap import basemap
from njia.draw.frame import Frame
from njia.draw.projection import Projection, View
from njia.draw.svg import escaped, path, shortened, tag
from njia.gazetteer import Place
from njia_hub.places.naming import country_in_words

WIDTH, HEIGHT = 360.0, 230.0  # units of the drawing
_MARGIN = 34.0
_LEAST_KM = 100.0  # from the middle to the edge; nearer, a map shows nothing around
_RADIUS = 11.0  # of a numbered disc
_LONGEST_LABEL = 24  # characters
_MOST_LABELLED = 3  # more names would cover each other; the list has them all
_AROUND = [(math.cos(turn), math.sin(turn)) for turn in np.linspace(-math.pi / 2, 1.5 * math.pi, 8, False)]


@dataclass(frozen=True)
class _Disc:
    number: int
    label: str
    at: tuple[float, float]  # the place
    centre: tuple[float, float]  # where there is room for the number


def candidates_map(places: Sequence[Place], title: str, others: Iterable[tuple[float, float]] = ()) -> str:
    """Draw the places with their numbers, as SVG without styles; "" for none.

    `others` are the (lon, lat) of the route's other stops: they are marked where they lie on the map.
    """
    if not places:
        return ""
    frame = _frame([(place.lon, place.lat) for place in places])
    base = basemap(frame, "", frozenset())
    land = path("land", base.land) + path("contested", base.contested)
    discs = _discs([frame.at(place.lon, place.lat) for place in places], _labels(places))
    inner = land + _marks(frame, others) + "".join([*map(_line, discs), *map(_pin, discs)])
    if len(discs) <= _MOST_LABELLED:
        inner += "".join(map(_label, discs))
    box = f"0 0 {WIDTH:g} {HEIGHT:g}"
    return f'<svg class="candidates" viewBox="{box}" role="img" aria-label="{escaped(title)}">{inner}</svg>'


def _frame(points: list[tuple[float, float]]) -> Frame:
    """Choose a frame, true to scale, that holds all points."""
    around = Projection(*_middle(points), None)
    plane = around.plane(np.array(points, dtype=np.float64))
    low, high = plane.min(axis=0), plane.max(axis=0)
    half = np.maximum((high - low) / 2, _LEAST_KM)
    room = np.array([WIDTH / 2 - _MARGIN, HEIGHT / 2 - _MARGIN])
    scale = float((room / half).min())
    shift = np.array([WIDTH / 2, HEIGHT / 2]) - (low + high) / 2 * scale
    return Frame(View.NEAR, around, scale, float(shift[0]), float(shift[1]), WIDTH, HEIGHT)


def _middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Give the mean of points on the sphere."""
    lon, lat = np.radians(np.array(points, dtype=np.float64)).T
    x, y, z = (np.cos(lat) * np.cos(lon)).sum(), (np.cos(lat) * np.sin(lon)).sum(), np.sin(lat).sum()
    return math.degrees(math.atan2(y, x)), math.degrees(math.atan2(z, math.hypot(x, y)))


def _labels(places: Sequence[Place]) -> list[str]:
    """Say what tells the places apart: their countries, or else their counties."""
    if len({place.country_code for place in places}) > 1:
        return [country_in_words(place.country_code) for place in places]
    return [place.admin1 or place.name for place in places]


def _discs(points: Sequence[tuple[float, float]], labels: Sequence[str]) -> list[_Disc]:
    """Put a number at each place, or beside it where another number stands."""
    found: list[_Disc] = []
    for number, (at, label) in enumerate(zip(points, labels, strict=True), 1):
        ways = [at, *((at[0] + 2.3 * _RADIUS * x, at[1] + 2.3 * _RADIUS * y) for x, y in _AROUND)]
        free = (way for way in ways if all(math.dist(way, disc.centre) >= 2 * _RADIUS for disc in found))
        found.append(_Disc(number, label, at, next(free, at)))
    return found


def _line(disc: _Disc) -> str:
    """Lead from the place to its number, where that stands beside it."""
    (x, y), (left, top) = disc.centre, disc.at
    is_beside = disc.centre != disc.at
    return path("to", f"M{left:.1f},{top:.1f}L{x:.1f},{y:.1f}") + _spot(left, top) if is_beside else ""


def _pin(disc: _Disc) -> str:
    x, y = disc.centre
    number = f'<text x="{x:.1f}" y="{y + 4.5:.1f}" text-anchor="middle">{disc.number}</text>'
    return f'<g class="pin">{tag("circle", cx=x, cy=y, r=_RADIUS)}{number}</g>'


def _label(disc: _Disc) -> str:
    x, y = disc.centre
    is_right = x > WIDTH * 0.6  # there is more room on the other side
    left, anchor = (x - _RADIUS - 4, "end") if is_right else (x + _RADIUS + 4, "start")
    words = escaped(shortened(disc.label, _LONGEST_LABEL))
    return f'<text class="name" x="{left:.1f}" y="{y + 4:.1f}" text-anchor="{anchor}">{words}</text>'


def _spot(x: float, y: float) -> str:
    return f'<circle class="spot" cx="{x:.1f}" cy="{y:.1f}" r="3"/>'


def _marks(frame: Frame, others: Iterable[tuple[float, float]]) -> str:
    found = (frame.at(lon, lat) for lon, lat in others)
    return "".join(_spot(x, y) for x, y in found if frame.holds(x, y))
