"""legs.geojson: the places as points and the legs as lines, as RFC 7946 says.

A leg goes the short way round; one that crosses the antimeridian is cut there into two lines (section 3.1.9).
A leg within one place is a point: a line needs two.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from njia.release.open_data.legs import Leg, Legs, Spot, degrees

Position = tuple[float, float]  # longitude, latitude


def write_geojson(legs: Legs, file: Path) -> None:
    """Write the file: places by id, then legs in the order of their table; one feature a line."""
    features = [
        *(_place(spot) for spot in legs.spots if spot.has_point),
        *(_leg(leg) for leg in legs.legs if leg.has_points),
    ]
    lines = ",\n".join(
        json.dumps(feature, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        for feature in features
    )
    text = f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
    file.write_text(text, encoding="utf-8", newline="\n")


def _place(spot: Spot) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": spot.id,
        "geometry": {"type": "Point", "coordinates": _position(spot)},
        "properties": {
            "feature": "place",
            "place_id": spot.id,
            "name": spot.name,
            "country": spot.country or None,
            "precision": spot.precision,
        },
    }


def _leg(leg: Leg) -> dict[str, Any]:
    parts = cut(_position(leg.start), _position(leg.end))
    if len(parts) > 1:
        geometry: dict[str, Any] = {"type": "MultiLineString", "coordinates": parts}
    elif parts:
        geometry = {"type": "LineString", "coordinates": parts[0]}
    else:
        geometry = {"type": "Point", "coordinates": _position(leg.start)}
    return {"type": "Feature", "geometry": geometry, "properties": {"feature": "leg", **leg.row}}


def _position(spot: Spot) -> Position:
    if spot.lon is None or spot.lat is None:
        raise ValueError(f"{spot.id} has no point")
    return spot.lon, spot.lat


def cut(start: Position, end: Position) -> list[list[Position]]:
    """Give the straight lines from start to end, none of which crosses the antimeridian.

    Two where the short way crosses it, one else; none when both are one point.
    """
    (lon, lat), (far_lon, far_lat) = start, end
    if abs(far_lon - lon) <= 180:
        return _lines([[start, end]])
    edge = 180.0 if lon > 0 else -180.0
    unrolled = far_lon + 2 * edge
    share = (edge - lon) / (unrolled - lon) if unrolled != lon else 0.0
    at = degrees(lat + (far_lat - lat) * share)
    if unrolled == lon == edge:  # both ends lie on it, written from its two sides
        return _lines([[start, (edge, far_lat)]])
    return _lines([[start, (edge, at)], [(-edge, at), end]])


def _lines(parts: list[list[Position]]) -> list[list[Position]]:
    return [part for part in parts if part[0] != part[1]]
