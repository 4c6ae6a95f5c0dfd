"""The hub's map: as quick pictures go it is whole, honest about what it leaves out, and holds still."""

import re
from functools import cache
from xml.etree import ElementTree

import pytest

from njia.disclosure import INSIDE, protect_map
from njia.draw.live import LiveFigure, LiveMap, legs_table
from njia.draw.live_flow import MOST_LEGS, LiveFlow
from njia.draw.profile import DESK, PHONE, Profile
from njia.draw.projection import View
from njia.filters import Filter
from njia.levels import Level
from njia.live import Prepared
from njia.live.adding import add_up
from njia.network import Network
from njia.synth import synth

SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=lambda size: size.name)
WHOLE = Filter()
VIEWS = pytest.mark.parametrize("view", [View.WHOLE, View.NEAR])


@cache
def prepared() -> Prepared:
    return Prepared(synth(4000, 3), "KE")


@cache
def live_map(level: Level = Level.PLACE) -> LiveMap:
    return LiveMap(protect_map(add_up(prepared(), Filter(), level), INSIDE), Network(focus_country="KE"))


def flow(chosen: Filter = WHOLE, by: str = "cases", level: Level = Level.PLACE) -> LiveFlow:
    return live_map(level).flow(protect_map(add_up(prepared(), chosen, level), INSIDE), by)


def figure(chosen: Filter = WHOLE, size: Profile = DESK, view: View = View.WHOLE) -> LiveFigure:
    return live_map().figure(flow(chosen), size, view)


def middles(svg: str) -> dict[str, tuple[str, str]]:
    """Give where the round marks of places lie; rings of whole countries make room for others."""
    found = re.findall(
        r'data-p="([^"]+)"><title>[^<]*</title><circle class="\w+" cx="([^"]+)" cy="([^"]+)"', svg
    )
    return {place: (x, y) for place, x, y in found if not place.startswith("iso:")}


@SIZES
@VIEWS
def test_it_is_well_formed_and_holds_no_style_or_script_of_its_own(size: Profile, view: View) -> None:
    for svg in (figure(size=size, view=view).svg, figure(size=size, view=view).legend):
        ElementTree.fromstring(svg)
        assert not re.search(r"<style|<script|\sstyle=|\son\w+=|javascript:", svg)


@SIZES
def test_a_filter_moves_no_place(size: Profile) -> None:
    whole, some = (middles(figure(chosen, size).svg) for chosen in (WHOLE, Filter(origin=("iso:UG",))))
    both = whole.keys() & some.keys()
    assert len(both) > 5
    assert {place: some[place] for place in both} == {place: whole[place] for place in both}


def test_the_widest_legs_are_drawn_and_the_others_are_counted() -> None:
    shown = flow()
    every = shown.all_legs()
    value = {key: sum(tally.cases for tally in by.values()) for key, by in every.items()}
    assert len(shown.legs) == MOST_LEGS
    assert shown.left_out == len(every) - MOST_LEGS > 0
    assert min(value[key] for key in shown.legs) >= max(
        value[key] for key in every.keys() - shown.legs.keys()
    )
    legend = ElementTree.fromstring(figure().legend)
    assert f"{shown.left_out:,} thinner legs" in " ".join(" ".join(legend.itertext()).split())


def test_the_table_says_how_many_rows_it_leaves_out() -> None:
    shown = flow()
    every = sum(len(by_direction) for by_direction in shown.all_legs().values())
    table = legs_table(shown, most_rows=40)
    assert len(table.rows) == 40
    assert table.left_out == every - 40
    assert len(legs_table(shown, most_rows=every).rows) == every
    assert legs_table(shown, most_rows=every).left_out == 0


def test_two_maps_side_by_side_have_one_scale() -> None:
    few, many = flow(Filter(origin=("iso:UG",))), flow()
    alone = live_map().figure(few).legend
    beside = live_map().figure(few, beside=[many]).legend
    other = live_map().figure(many, beside=[few]).legend
    widths = [
        re.findall(r'<path class="nw2"[^>]* stroke-width="([^"]+)"', legend) for legend in (beside, other)
    ]
    assert widths[0] == widths[1]
    assert alone != beside


def test_a_mark_leads_where_the_caller_says() -> None:
    svg = live_map().figure(flow(), link=lambda place: f'/map?a="><b>&through={place}').svg
    tree = ElementTree.fromstring(svg)
    leads = [a.get("href") for a in tree.iter("{http://www.w3.org/2000/svg}a")]
    assert len(leads) > 20
    assert all(href.startswith('/map?a="><b>&through=') for href in leads if href)


def test_nothing_chosen_is_a_map_that_says_so() -> None:
    nothing = figure(Filter(collections=("no such collection",)))
    assert "no route" in nothing.says
    ElementTree.fromstring(nothing.svg)
    assert legs_table(flow(Filter(collections=("no such collection",)))).rows == ()


@pytest.mark.parametrize("language", ["en", "sw", "fr", "ar", "am"])
def test_it_is_drawn_in_every_language(language: str) -> None:
    drawn = live_map().figure(flow(), PHONE, View.WHOLE, language)
    for svg in (drawn.svg, drawn.legend):
        ElementTree.fromstring(svg)
    assert legs_table(flow(), language, 5).rows


def test_a_level_that_was_chosen_is_not_told_as_a_lack_of_knowledge() -> None:
    words = {}
    for level in (Level.PLACE, Level.COUNTRY):
        drawn = live_map(level).figure(flow(level=level))
        words[level] = " ".join(ElementTree.fromstring(drawn.legend).itertext())
        assert ("url(#map-desk-h)" in drawn.svg) is (level is Level.PLACE)
    assert "only the country is known" in words[Level.PLACE]
    assert "only the country is known" not in words[Level.COUNTRY]
