"""Where things lie on a map: a projection, scaled and shifted into the drawing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from njia.draw.flow import Flow
from njia.draw.outlines import outlines
from njia.draw.profile import Profile
from njia.draw.projection import Projection, View, kilometres

Floats = NDArray[np.float64]

NEARBY_KM = 2500.0  # when nothing is farther from the focus, the near map alone tells all
SMALLEST_KM = 160.0  # a frame never shows less than this from side to side


@dataclass(frozen=True)
class Frame:
    """From (lon, lat) in degrees to the drawing's units."""

    view: View
    projection: Projection
    scale: float
    dx: float
    dy: float
    width: float
    height: float

    def screen(self, lonlat: Floats) -> Floats:
        """Place points, shape (n, 2)."""
        return self.projection.plane(lonlat) * self.scale + (self.dx, self.dy)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Place one point."""
        x, y = self.screen(np.array([[lon, lat]]))[0]
        return float(x), float(y)

    def radius(self, km: float) -> float:
        """Radius of the ring at a distance from the middle, in the drawing's units."""
        return float(self.projection.radius(np.array([km]))[0]) * self.scale

    def holds(self, x: float, y: float, margin: float = 0.0) -> bool:
        """Say whether a point of the drawing lies inside its frame."""
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin


def middle(flow: Flow) -> tuple[float, float]:
    """Give the (lon, lat) that the map is centred on: the focus country's, or that of the places."""
    ring = outlines().largest(flow.focus) if flow.focus else None
    if ring is not None:
        return _centroid(ring)
    if not flow.places:
        return 20.0, 0.0
    return _centroid_of([(p.lon, p.lat) for p in flow.places.values()])


def all_near(flow: Flow) -> bool:
    """Say whether every place is so near the focus that one map, true to scale, shows it all."""
    centre = middle(flow)
    return all(kilometres(centre, (p.lon, p.lat)) < NEARBY_KM for p in flow.framed())


def frame(flow: Flow, profile: Profile, view: View, *, keep_free: tuple[float, float] = (0, 0)) -> Frame:
    """Choose projection, scale and shift so that what the view shows fits with room for labels.

    `keep_free` (right, bottom) is left empty for the legend.
    """
    width, height = float(profile.width), float(profile.height(view))
    lon, lat = middle(flow)
    power = {View.WHOLE: profile.lens_power, View.TRUE: 1.0, View.NEAR: None}[view]
    projection = Projection(lon, lat, power)
    points = _shown(flow, profile, view, projection)
    box = np.array([points.min(axis=0), points.max(axis=0)]) if len(points) else np.zeros((2, 2))
    least = projection.radius(np.array([SMALLEST_KM / 2]))[0]
    centre, half = box.mean(axis=0), np.maximum((box[1] - box[0]) / 2, least)
    room = _room(profile, view, width - keep_free[0], height - keep_free[1])
    left, top, right, bottom = room
    scale = float(min((right - left) / half[0] / 2, (bottom - top) / half[1] / 2))
    dx, dy = (left + right) / 2 - centre[0] * scale, (top + bottom) / 2 - centre[1] * scale
    return Frame(view, projection, scale, float(dx), float(dy), width, height)


def _room(profile: Profile, view: View, width: float, height: float) -> tuple[float, float, float, float]:
    side = min(profile.text * (4.2 if profile.country_lines else 3.2), width * 0.14)
    if view is View.NEAR:
        side *= 0.6
    return side, profile.text * 2.2, width - side, height - profile.text * 1.8


def _shown(flow: Flow, profile: Profile, view: View, projection: Projection) -> Floats:
    """Points that must be inside the frame, in the plane."""
    places = [(p.lon, p.lat) for p in flow.framed()]
    ring = outlines().largest(flow.focus) if flow.focus else None
    points = np.array(places, dtype=np.float64).reshape(-1, 2)
    if ring is None:
        return projection.plane(points)
    outline = projection.plane(ring)
    if view is not View.NEAR:
        return np.concatenate([outline, projection.plane(points)])
    if all_near(flow):
        return np.concatenate([outline, projection.plane(points)])
    low, high = outline.min(axis=0), outline.max(axis=0)
    reach = max(float(np.hypot(*(high - low))) * profile.reach, 200.0)
    plane = projection.plane(points)
    near = np.all((plane >= low - reach) & (plane <= high + reach), axis=1)
    towns = np.array([not p.is_country for p in flow.framed()], dtype=bool)
    return np.concatenate([outline, plane[near & towns]])


def _centroid(ring: Floats) -> tuple[float, float]:
    """Middle of an outline, by area, in a plane laid at its mean point."""
    lon, lat = _centroid_of([tuple(point) for point in ring])
    x, y = ((ring - (lon, lat)) * (np.cos(np.radians(lat)), 1)).T
    x = (x + 180 * np.cos(np.radians(lat))) % (360 * np.cos(np.radians(lat))) - 180 * np.cos(np.radians(lat))
    cross = x * np.roll(y, -1) - np.roll(x, -1) * y
    area = cross.sum() / 2
    if abs(area) < 1e-9:
        return lon, lat
    cx = ((x + np.roll(x, -1)) * cross).sum() / area / 6
    cy = ((y + np.roll(y, -1)) * cross).sum() / area / 6
    return float((lon + cx / np.cos(np.radians(lat)) + 180) % 360 - 180), float(lat + cy)


def _centroid_of(points: list[tuple[float, ...]]) -> tuple[float, float]:
    """Mean of points on the sphere, as (lon, lat)."""
    lon, lat = np.radians(np.array(points, dtype=np.float64)).T
    x, y, z = (np.cos(lat) * np.cos(lon)).mean(), (np.cos(lat) * np.sin(lon)).mean(), np.sin(lat).mean()
    return float(np.degrees(np.arctan2(y, x))), float(np.degrees(np.arctan2(z, np.hypot(x, y))))
