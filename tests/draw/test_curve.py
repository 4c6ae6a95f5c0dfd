"""A→B and B→A part, strands lie side by side, arrowheads are at the end."""

from __future__ import annotations

import re

import pytest

from njia.draw.curve import Curve, bowed, distance
from njia.draw.flow import Tally
from njia.draw.strokes import Look, leg_parts, path
from njia.draw.width import Scale, Strand, strands

A, B = (0.0, 0.0), (100.0, 0.0)


def test_a_leg_and_its_way_back_are_bowed_apart():
    there, back = bowed(A, B, 0.2), bowed(B, A, 0.2)
    assert there.at(0.5)[1] < -5  # left of travel to the east is north: up
    assert back.at(0.5)[1] > 5


def test_the_apex_is_half_the_bow():
    assert bowed(A, B, 0.2).at(0.5) == pytest.approx((50, -10))


def test_a_part_of_a_curve_lies_on_the_curve():
    curve = bowed(A, B, 0.3)
    part = curve.part(0.2, 0.7)
    assert part.at(0) == pytest.approx(curve.at(0.2))
    assert part.at(1) == pytest.approx(curve.at(0.7))
    assert part.at(0.5) == pytest.approx(curve.at(0.45))


def test_a_curve_leaves_and_reaches_marks_at_their_edge():
    curve = bowed(A, B, 0.2)
    assert distance(curve.at(curve.leaves(7)), A) == pytest.approx(7, abs=0.1)
    assert distance(curve.at(curve.reaches(9)), B) == pytest.approx(9, abs=0.1)


def test_a_strand_keeps_its_distance_along_the_curve():
    curve, moved = bowed(A, B, 0.2), bowed(A, B, 0.2).beside(4)
    for t in (0, 0.25, 0.5, 0.75, 1):
        assert distance(curve.at(t), moved.at(t)) == pytest.approx(4, abs=0.25)
    assert moved.at(0.5)[1] < curve.at(0.5)[1]  # to the left of travel


def test_a_curve_without_length_is_drawn_without_failing():
    assert Curve(A, A, A).beside(3).at(0.5) == pytest.approx(A)
    assert leg_parts(bowed(A, A, 0.2), (3, 3), [Strand("out", 2, True)], Look(), 1)


def test_strands_add_up_to_the_line_and_lie_side_by_side():
    tally = {"out": Tally(2, 300, 2), "in": Tally(1, 100, 1)}
    scale = Scale(0.2, 0.66, 1.2, 400, 17)
    cut = strands(tally, "cases", scale)
    assert sum(s.width for s in cut) == pytest.approx(scale.width(400))
    assert cut[0].width == pytest.approx(3 * cut[1].width)
    parts = leg_parts(bowed(A, (300.0, 0.0), 0.1), (3, 3), cut, Look(), 1)
    lines = [p for p in parts if p.css in ("no", "ni")]
    tops = [float(re.match(r"M[-\d.]+,([-\d.]+)", p.d)[1]) for p in lines]
    gap = abs(tops[0] - tops[1])
    assert gap == pytest.approx((cut[0].width + cut[1].width) / 2, abs=0.3)  # they touch, not overlap


def test_a_direction_that_states_no_number_is_dashed_beside_one_that_does():
    cut = strands({"out": Tally(1, 50, 1), "in": Tally(1, 0, 0)}, "cases", Scale(0.2, 0.66, 1.2, 50, 17))
    assert [(s.direction, s.stated) for s in cut] == [("out", True), ("in", False)]


def _points(d: str) -> list[tuple[float, float]]:
    """Read the absolute points of a path M x,y l dx,dy … z."""
    numbers = [float(n) for n in re.findall(r"-?\d*\.?\d+", d)]
    x, y = numbers[:2]
    found = [(x, y)]
    for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
        x, y = x + dx, y + dy
        found.append((x, y))
    return found


def test_the_arrowhead_is_at_the_end_and_its_strands_meet_at_the_tip():
    cut = (Strand("out", 6, True), Strand("in", 3, True))
    parts = leg_parts(bowed(A, (200.0, 0.0), 0.1), (5, 5), cut, Look(), 1)
    heads = [p for p in parts if p.css.endswith("h")]
    assert [p.css for p in heads] == ["noh", "nih"]
    tips = [_points(p.d)[2] for p in heads]
    assert tips[0] == pytest.approx(tips[1], abs=0.2)
    assert distance(tips[0], (200, 0)) == pytest.approx(6, abs=0.3)  # one unit off the mark


def test_one_organisation_has_an_open_head_and_hearsay_has_bars():
    cut = (Strand("out", 3, True),)
    curve = bowed(A, (200.0, 0.0), 0.1)
    assert any(p.css == "nov" for p in leg_parts(curve, (5, 5), cut, Look(one_source=True), 1))
    assert any(p.css == "nb" for p in leg_parts(curve, (5, 5), cut, Look(heard_of=True), 1))
    plain = {p.css for p in leg_parts(curve, (5, 5), cut, Look(), 1)}
    assert plain == {"nk", "no", "noh"}


def test_elsewhere_is_a_double_line_whatever_its_width():
    for width in (2.9, 9):
        parts = leg_parts(bowed(A, (200.0, 0.0), 0.1), (5, 5), (Strand("elsewhere", width, True),), Look(), 1)
        outer, inner = (next(p for p in parts if p.css == css) for css in ("ne", "nc"))
        assert outer.d == inner.d
        assert 0.8 <= inner.width < outer.width - 1.5


def test_path_data_is_short_and_relative():
    assert path(Curve((1.04, 2.0), (5.0, 2.0), (10.0, 2.0))) == "M1,2q4,0 9,0"
