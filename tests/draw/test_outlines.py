"""The base map: projections that keep what they promise, borders that meet, contested ones dashed."""

from __future__ import annotations

import re

import numpy as np
import pytest
from tests.draw.invented import flow_of, kenya, routes

from njia.draw.basemap import basemap
from njia.draw.frame import frame, middle
from njia.draw.outlines import outlines
from njia.draw.profile import A4, WIDE
from njia.draw.projection import Projection, View, kilometres
from njia.draw.rings import within
from njia.draw.simplify import kept
from njia.draw.trace import clipped, number, ring_path
from njia.gazetteer import countries

NAIROBI = (36.82, -1.28)


def test_distances_from_the_middle_are_true_without_the_lens():
    projection = Projection(*NAIROBI, 1.0)
    x, y = projection.plane(np.array([[46.72, 24.69]]))[0]
    assert np.hypot(x, y) == pytest.approx(kilometres(NAIROBI, (46.72, 24.69)))
    assert kilometres(NAIROBI, (39.67, -4.05)) == pytest.approx(440, rel=0.02)  # Nairobi to Mombasa


def test_the_lens_keeps_directions_and_bends_distances():
    points = np.array([[46.72, 24.69], [39.67, -4.05]])
    true, lens = Projection(*NAIROBI, 1.0).plane(points), Projection(*NAIROBI, 0.55).plane(points)
    assert np.arctan2(*true.T) == pytest.approx(np.arctan2(*lens.T))
    assert np.hypot(*lens.T) == pytest.approx(np.hypot(*true.T) ** 0.55)


def test_the_near_map_is_true_to_scale():
    framed = frame(kenya(), A4, View.NEAR)
    for a, b in (((36.8, -1.3), (39.7, -4.1)), ((34.1, 0.5), (39.1, 3.5))):
        length = np.hypot(*np.subtract(framed.at(*a), framed.at(*b)))
        assert length / framed.scale == pytest.approx(kilometres(a, b), rel=0.01)


def test_north_is_up_and_the_middle_is_the_focus_country():
    lon, lat = middle(kenya())
    assert (lon, lat) == pytest.approx((37.8, 0.5), abs=0.4)
    framed = frame(kenya(), WIDE, View.WHOLE)
    assert framed.at(lon, lat + 5)[1] < framed.at(lon, lat)[1]
    assert framed.at(lon + 5, lat)[0] > framed.at(lon, lat)[0]


def test_a_country_across_the_antimeridian_has_its_middle_within_it():
    fiji = flow_of(routes("Nairobi > Kitui | 1 | bus | 1"), "FJ")
    lon, lat = middle(fiji)
    assert abs(abs(lon) - 178.5) < 2 and -19 < lat < -16


def test_every_country_of_the_gazetteer_that_is_not_tiny_has_a_shape():
    shapes = {shape.code for shape in outlines().shapes}
    missing = set(countries.CODES) - shapes
    assert missing <= {"BV", "BQ", "CC", "CX", "GF", "GP", "MQ", "RE", "SJ", "TK", "YT"}, missing


@pytest.mark.parametrize(
    "between",
    [("SO", "XS"), ("EH", "MA"), ("SD", "SS"), ("KE", "SS"), ("EG", "SD"), ("IN", "PK"), ("RU", "UA")],
)
def test_contested_borders_are_known_as_such(between):
    base = outlines()
    arcs = [
        arc for arc, owners in base.owners.items() if {base.shapes[o].code for o in owners} == set(between)
    ]
    assert arcs
    assert any((flags := base.contested(arc)) is not None and flags.sum() > 1 for arc in arcs)


def test_an_undisputed_border_is_not_dashed():
    base = outlines()
    arcs = [
        arc for arc, owners in base.owners.items() if {base.shapes[o].code for o in owners} == {"KE", "UG"}
    ]
    assert arcs and all(base.contested(arc) is None for arc in arcs)


def test_abyei_is_drawn_when_it_is_on_the_map():
    sudan = flow_of(routes("Khartoum > SOUTH SUDAN | 3 | bus | 1"), "SD")
    assert len(basemap(frame(sudan, WIDE, View.NEAR), "SD", frozenset()).contested) > 100


def test_an_island_round_the_point_opposite_the_middle_is_not_turned_inside_out():
    spain = flow_of(routes("Nairobi > Kitui | 1 | bus | 1"), "ES")
    framed = frame(spain, WIDE, View.TRUE)
    base = basemap(framed, "ES", frozenset())
    # New Zealand holds the opposite point, far outside this frame: the ocean stays sea, Africa land.
    assert _covered(base.land, framed.at(-25.0, 30.0)) is False
    assert _covered(base.land, framed.at(10.0, 15.0)) is True


def _covered(path: str, at: tuple[float, float]) -> bool:
    """Say whether a point is filled by the even-odd rule."""
    inside = False
    for ring in path.split("z")[:-1]:
        steps = np.array([float(n) for n in re.findall(r"-?\d*\.?\d+", ring)]).reshape(-1, 2)
        inside ^= bool(within(np.array([at]), np.cumsum(steps, axis=0))[0])
    return inside


def test_simplified_lines_keep_their_ends_and_their_large_bends():
    line = np.array([[0, 0], [1, 0.01], [2, 0], [2, 5], [4, 5]], dtype=float)
    assert kept([line, line[:2]], 0.5)[0].tolist() == [0, 2, 3, 4]
    assert kept([line, line[:2]], 0.5)[1].tolist() == [0, 1]
    assert kept([], 1) == []


def test_polygons_are_cut_at_the_frame():
    square = np.array([[-5, -5], [5, -5], [5, 5], [-5, 5]], dtype=float)
    cut = clipped(square, (0, 0, 10, 10))
    assert cut.min() == 0 and cut.max() == 5
    assert len(clipped(square + 100, (0, 0, 10, 10))) == 0


def test_numbers_are_written_short():
    assert [number(v) for v in (0, -0.04, 0.5, -0.5, 3.0, 12.34)] == ["0", "0", ".5", "-.5", "3", "12.3"]
    assert ring_path(np.array([[1, 1], [1, 1], [1.01, 1]], dtype=float)) == ""
