"""Azimuthal projections around the focus country: north is up, and a direction from the middle is true."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

EARTH_KM = 6371.0

Floats = NDArray[np.float64]


class View(StrEnum):
    """What a map shows, and through which projection."""

    WHOLE = "whole"  # every place, through a lens: near the middle large, far away small
    NEAR = "near"  # the focus country and its borders, true to scale
    TRUE = "true"  # every place, distances from the middle true to scale


@dataclass(frozen=True)
class Projection:
    """From longitude and latitude in degrees to plane units, the middle at (0, 0), y downwards.

    `power` bends the distance d in km from the middle: 1 keeps it (azimuthal equidistant), .5 to .6 is
    the lens. None is Lambert's azimuthal equal-area projection, which is true to scale nearby.
    """

    lon: float
    lat: float
    power: float | None = 1.0

    def distance_azimuth(self, lonlat: Floats) -> tuple[Floats, Floats]:
        """Give great-circle distances in km and azimuths in radians (0 north, clockwise), shape (n,)."""
        lon, lat = np.radians(lonlat[:, 0] - self.lon), np.radians(lonlat[:, 1])
        middle = np.radians(self.lat)
        east = np.cos(lat) * np.sin(lon)
        north = np.cos(middle) * np.sin(lat) - np.sin(middle) * np.cos(lat) * np.cos(lon)
        up = np.sin(middle) * np.sin(lat) + np.cos(middle) * np.cos(lat) * np.cos(lon)
        return np.arctan2(np.hypot(east, north), up) * EARTH_KM, np.arctan2(east, north)

    def plane(self, lonlat: Floats) -> Floats:
        """Project points, shape (n, 2)."""
        km, azimuth = self.distance_azimuth(lonlat)
        radius = self.radius(km)
        return np.column_stack([radius * np.sin(azimuth), -radius * np.cos(azimuth)])

    def radius(self, km: Floats) -> Floats:
        """Give the distance from the middle in plane units."""
        if self.power is None:
            return 2 * EARTH_KM * np.sin(np.clip(km / EARTH_KM / 2, 0, np.pi / 2))
        return np.power(km, self.power)


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance between two (lon, lat) points in degrees."""
    return float(Projection(*a).distance_azimuth(np.array([b]))[0][0])
