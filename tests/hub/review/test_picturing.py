"""The small map of candidates: every number has its own room, and nothing in a name gets out of its text."""

import math
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from njia.gazetteer import Place
from njia.schema import Precision
from njia_hub.review.picturing import HEIGHT, WIDTH, candidates_map

CIRCLE = re.compile(r'<g class="pin"><circle cx="([-\d.]+)" cy="([-\d.]+)"')


def place(lat: float, lon: float, name: str = "Busia", country: str = "KE") -> Place:
    return Place("gn:1", name, name, country, lat, lon, Precision.TOWN, "town")


def numbers(drawing: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in CIRCLE.findall(drawing)]


def test_two_places_beside_each_other_have_a_number_each() -> None:
    drawing = candidates_map([place(0.46, 34.11), place(0.4601, 34.1101, country="UG")], "Map")
    first, second = numbers(drawing)
    assert math.dist(first, second) >= 22
    assert "Kenya" in drawing
    assert "Uganda" in drawing


def test_a_name_stays_a_text() -> None:
    hostile = '"><script>alert(1)</script><text style="x'
    drawing = candidates_map([place(0, 34, hostile), place(1, 34)], hostile)
    parsed = ElementTree.fromstring(drawing)
    assert {element.tag for element in parsed.iter()} <= {"svg", "path", "g", "circle", "text"}
    assert not any("style" in element.attrib for element in parsed.iter())


def test_no_place_is_no_map() -> None:
    assert candidates_map([], "Map") == ""


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(st.floats(-80, 80), st.floats(-180, 180)).map(lambda at: place(*at)),
        min_size=1,
        max_size=8,
    )
)
def test_every_number_is_on_the_map(places: list[Place]) -> None:
    found = numbers(candidates_map(places, "Map"))
    assert len(found) == len(places)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in found)


@pytest.mark.parametrize(("lat", "lon"), [(90, 0), (-90, 0), (0, 180), (0, -180)])
def test_the_ends_of_the_world_are_no_error(lat: float, lon: float) -> None:
    assert numbers(candidates_map([place(lat, lon), place(0, 34)], "Map"))
