"""The map as a file: honest marks, labels that do not collide, one look in every reader, same bytes."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from functools import cache
from itertools import combinations

import pytest
from defusedxml import ElementTree
from tests.draw import invented
from tests.draw.invented import flow_of, kenya, routes

from njia.draw.flow import Flow
from njia.draw.palette import DIRECTION, DIRECTION_TEXT, INK, SECONDARY
from njia.draw.profile import A4, PHONE, PROFILES, WIDE, Profile
from njia.draw.projection import View
from njia.draw.render import Drawing, draw, render, views, write
from njia.draw.style import CONTESTED, GROUNDS, MARK, contrast

SVG = "{http://www.w3.org/2000/svg}"


@cache
def _drawn(profile: Profile, view: View) -> Drawing:
    """Draw the invented routes; once for all tests."""
    return draw(kenya(), profile, view)


@cache
def _svg(profile: Profile, view: View) -> str:
    return write(_drawn(profile, view))


def _root(svg: str) -> ElementTree:
    return ElementTree.fromstring(svg)


@pytest.mark.parametrize("profile", PROFILES.values(), ids=list(PROFILES))
@pytest.mark.parametrize("view", list(View))
def test_labels_collide_neither_with_each_other_nor_with_the_legend(profile, view):
    drawing = _drawn(profile, view)
    boxes = [placed.box for placed in drawing.placed]
    if drawing.legend is not None:
        left, top = drawing.legend_at
        boxes.append((left, top, left + drawing.legend.width, top + drawing.legend.y))
    assert len(boxes) > 20
    for a, b in combinations(boxes, 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, (a, b)


@pytest.mark.parametrize("view", list(View))
def test_labels_stay_inside_the_frame(view):
    drawing = _drawn(WIDE, view)
    for placed in drawing.placed:
        left, top, right, bottom = placed.box
        assert left >= 0 and top >= 0 and right <= WIDE.width and bottom <= WIDE.height(view)


def test_every_place_on_the_phone_has_a_name_or_a_number_in_the_key():
    drawing = _drawn(PHONE, View.WHOLE)
    labelled = {placed.label.id for placed in drawing.placed}
    assert labelled >= set(drawing.scene.nodes)
    numbers = [
        p.label.lines[0][0].text for p in drawing.placed if p.label.id in {k.id for k in drawing.keyed}
    ]
    assert sorted(map(int, numbers)) == list(range(1, len(drawing.keyed) + 1))


def test_on_the_wide_map_every_place_has_its_name():
    assert not _drawn(WIDE, View.WHOLE).keyed
    assert not _drawn(A4, View.WHOLE).keyed


def test_a_place_known_by_its_country_alone_is_a_ring_and_never_a_point():
    for view in View:
        root = _root(_svg(WIDE, view))
        for group in root.iter(f"{SVG}g"):
            if group.get("class") == "nplace":
                classes = {e.get("class") for e in group.iter() if e.get("class")} - {"nplace", "nring"}
                country = group.get("data-p", "").startswith("iso:")
                assert classes == {"nmr"} if country else "nmr" not in classes


def test_a_country_of_which_nothing_more_is_known_is_hatched():
    plain = render(flow_of(routes("Nairobi > Riyadh | 5 | plane | 1")), WIDE, View.WHOLE)
    ring = render(flow_of(routes("Nairobi > LIBYA | 5 | plane | 1")), WIDE, View.WHOLE)
    assert "url(#nj-h)" not in plain
    assert "url(#nj-h)" in ring


def test_two_numbers_beside_a_place_say_what_they_are():
    texts = ["".join(e.itertext()) for e in _root(_svg(WIDE, View.WHOLE)).iter(f"{SVG}text")]
    assert "564 start · 5 end" in texts
    assert "Riyadh 814" in texts


def test_roles_and_unknown_stops_are_marked():
    svg = _svg(WIDE, View.WHOLE)
    assert svg.count('class="nqd"') >= 2  # Istanbul's unknown stop, and Mombasa's unknown end
    roles = {node.role for node in _drawn(WIDE, View.WHOLE).scene.nodes.values()}
    assert roles == {"start", "through", "end", "crossing", "country"}


@pytest.mark.parametrize("ground", GROUNDS)
def test_every_line_and_mark_is_three_to_one_on_every_ground(ground):
    for colour in (*DIRECTION.values(), MARK, CONTESTED):
        assert contrast(colour, ground) >= 3, (colour, ground)


@pytest.mark.parametrize("ground", GROUNDS)
def test_every_text_is_four_and_a_half_to_one_on_every_ground(ground):
    for colour in (*DIRECTION_TEXT.values(), INK, SECONDARY):
        assert contrast(colour, ground) >= 4.5, (colour, ground)


def test_directions_differ_in_greyscale_or_in_form():
    greys = {direction: contrast(colour, "#000000") for direction, colour in DIRECTION.items()}
    for a, b in combinations(("out", "in", "within"), 2):
        assert max(greys[a], greys[b]) / min(greys[a], greys[b]) > 1.2, (a, b)
    assert 'class="nc"' in _svg(WIDE, View.WHOLE)  # elsewhere: a double line


def test_the_same_flow_gives_the_same_bytes_in_another_process():
    code = (
        "import hashlib; from tests.draw.invented import kenya; from njia.draw.render import render;"
        "from njia.draw.profile import A4; from njia.draw.projection import View;"
        "print(hashlib.sha256(render(kenya(), A4, View.WHOLE).encode()).hexdigest())"
    )
    here = hashlib.sha256(render(kenya(), A4, View.WHOLE).encode()).hexdigest()
    for seed in ("1", "77"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
        done = subprocess.run(
            [sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == here


HOSTILE = (
    "<script>alert(1)</script>", "\"'><svg onload=alert(1)>", "\u202eReversed\u202c\x00\x1b[31m", "&amp;&#0;",
    "W" * 300, "]]>", "مدينة نصر", "  \n\t ", "𝒳🙂",
)  # fmt: skip


@pytest.fixture
def hostile(monkeypatch) -> Flow:
    """Give a flow whose every town has a hostile name."""
    places = {name: ("KE", 0.3 * i, 35.0 + 0.5 * i) for i, name in enumerate(HOSTILE) if " > " not in name}
    monkeypatch.setattr(invented, "TOWNS", invented.TOWNS | places)
    names = [name for name in places if "\n" not in name]
    lines = [f"{name} > Nairobi | 3 | bus | 1" for name in names if "|" not in name and ";" not in name]
    return flow_of(routes("\n".join(lines)))


def test_hostile_names_are_text_and_short(hostile):
    assert len(hostile.legs) >= 5
    for view in views(hostile):
        svg = render(hostile, WIDE, view)
        root = _root(svg)
        assert not [e for e in root.iter() if e.tag.removeprefix(SVG) in ("script", "a", "image")]
        assert not [key for e in root.iter() for key in e.attrib if key.startswith("on")]
        assert "\u202e" not in svg and "\x1b" not in svg
        assert max(len("".join(e.itertext())) for e in root.iter(f"{SVG}text")) < 120
        assert any("<script>alert" in "".join(e.itertext()) for e in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("text", ["", "Kitui > Kitui | 3 | bus | 1", "? > ? | | | 1", "Kitui > ? | | | 1"])
@pytest.mark.parametrize("focus", ["KE", "", "XX"])
def test_next_to_nothing_is_still_a_map(text, focus):
    found = flow_of(routes(text) if text else [], focus)
    for view in views(found):
        for profile in PROFILES.values():
            assert _root(render(found, profile, view)).get("role") == "img"


def test_a_map_refers_to_nothing_outside_itself():
    svg = render(kenya(), WIDE, View.WHOLE, embed_fonts=True)
    addresses = set(re.findall(r"(?:https?:|url\(|href=)[^\s)>]*", svg))
    assert {a for a in addresses if not a.startswith(("url(#", "url(data:font/woff2"))} == {
        'http://www.w3.org/2000/svg"'
    }


def test_the_map_names_itself_for_those_who_do_not_see_it():
    root = _root(_svg(WIDE, View.WHOLE))
    assert root.find(f"{SVG}title").text == "Reported routes by leg"
    assert "1,387 estimated cases out of Kenya" in root.find(f"{SVG}desc").text


@pytest.mark.parametrize("language", ["en", "sw", "fr", "ar", "am"])
def test_every_language_draws_its_map(language):
    svg = write(draw(kenya(), A4, View.WHOLE, language))
    assert _root(svg) is not None


def test_when_all_is_near_there_is_one_map_and_it_holds_every_place():
    near = flow_of(routes("Kitui > Nairobi > Kampala | 5 | bus | 1"))
    assert views(near) == (View.NEAR,)
    drawing = draw(near, A4, View.NEAR)
    assert set(drawing.scene.nodes) == set(near.places)
    assert drawing.legend is not None


def test_legs_that_leave_the_near_map_become_one_arrow_for_each_place_and_sense():
    drawing = _drawn(WIDE, View.NEAR)
    exits = [line for line in drawing.scene.lines if line.exit_to]
    out = next(line for line in exits if line.exit_to == "to" and line.keys[0].start == "gn:Nairobi")
    assert len(out.keys) > 10
    assert len(
        {(line.exit_to, line.keys[0].start if line.exit_to == "to" else line.keys[0].end) for line in exits}
    ) == len(exits)
    shown = {key for line in drawing.scene.lines for key in line.keys}
    outside = {key for key in kenya().legs if not {key.start, key.end} & set(drawing.scene.nodes)}
    assert shown | outside == set(kenya().legs)


def test_legs_that_are_not_drawn_are_spoken_of_in_the_legend(monkeypatch):
    monkeypatch.setattr("njia.draw.flow.MOST_LEGS", 40)
    svg = render(flow_of(routes(), by="cases"), WIDE, View.WHOLE)
    assert "44 thinner legs are not drawn" in " ".join(
        "".join(e.itertext()) for e in _root(svg).iter(f"{SVG}text")
    )


def test_a_number_instead_of_a_name_is_explained_on_the_map_itself(monkeypatch):
    crowd = {f"Crowded place {n}": ("KE", -1.0 + 0.01 * n, 37.0) for n in range(40)}
    monkeypatch.setattr(invented, "TOWNS", invented.TOWNS | crowd)
    found = flow_of(routes("\n".join(f"{name} > Riyadh | 3 | plane | 1" for name in crowd)))
    drawing = draw(found, A4, View.WHOLE)
    assert drawing.keyed
    texts = " ".join("".join(e.itertext()) for e in _root(write(drawing)).iter(f"{SVG}text"))
    for position, label in enumerate(drawing.keyed, start=1):
        assert f"{position} {found.places[label.id].name}" in texts
