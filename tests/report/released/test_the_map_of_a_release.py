"""The map of a release draws its protected legs and says nothing that legs do not tell."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from xml.etree import ElementTree

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from tests.report.released.invented import release
from tests.report.released.reading import phone_svg_of, svg_of
from tests.report.released.reading import words as words_of

from njia.disclosure import ProtectedTables
from njia.draw.figure import interactive
from njia.draw.flow import Flow, LegKey
from njia.draw.layout import draw
from njia.draw.legend import legend
from njia.draw.profile import WIDE
from njia.draw.projection import View
from njia.draw.released import released_flow
from njia.draw.render import describe
from njia.language import catalogue
from njia.report.material import Material
from njia.report.released import map_svg, page, pdf
from njia.report.released.drawings import drawings

LANGUAGES = ("en", "sw", "fr", "ar", "am")


@cache
def flow_of(policy: str = "strict") -> Flow:
    material = release(policy)
    return released_flow(material.tables, material.network, material.focus)


def rows(policy: str = "strict") -> list[dict[str, object]]:
    found: list[dict[str, object]] = release(policy).tables.tables["map_legs"].rows.to_pylist()
    return found


def texts_of(svg: str) -> list[str]:
    return [text.strip() for text in re.findall(r">([^<>]+)<", svg)]


def with_legs(policy: str, change: Callable[[pa.Table], pa.Table]) -> Material:
    """Give a release with other rows in its table of legs."""
    material = release(policy)
    legs = material.tables.tables["map_legs"]
    tables = {**material.tables.tables, "map_legs": replace(legs, rows=change(legs.rows))}
    return replace(material, tables=replace(material.tables, tables=tables))


@pytest.mark.parametrize("policy", ("guarded", "strict"))
def test_each_line_is_a_leg_whose_count_is_shown(policy: str) -> None:
    shown = {
        LegKey(str(row["from_place_id"]), str(row["to_place_id"])): row["submissions"]
        for row in rows(policy)
        if row["submissions"]
    }
    for key, tallies in flow_of(policy).legs.items():
        assert sum(tally.submissions for tally in tallies.values()) == shown[key]


@pytest.mark.parametrize("policy", ("guarded", "strict"))
def test_every_leg_is_drawn_or_counted_in_the_note(policy: str) -> None:
    flow = flow_of(policy)
    assert len(flow.legs) + flow.wider + flow.withheld + flow.left_out == len(rows(policy))
    assert flow.withheld == sum(row["submissions"] is None for row in rows(policy))


@pytest.mark.parametrize("end", ("*", "region:East Africa", None))
def test_a_leg_that_is_told_less_exactly_is_not_drawn_and_the_map_says_so(end: str | None) -> None:
    def widen(legs: pa.Table) -> pa.Table:
        ends = [end, *legs["to_place_id"].to_pylist()[1:]]
        at = legs.schema.get_field_index("to_place_id")
        return legs.set_column(at, "to_place_id", pa.array(ends, pa.string()))

    changed = with_legs("strict", widen)
    flow = released_flow(changed.tables, changed.network, changed.focus)
    assert (flow.wider, len(flow.legs)) == (flow_of().wider + 1, len(flow_of().legs) - 1)
    said = " ".join(texts_of(map_svg(changed)))
    assert f"{flow.wider} leg" in said
    assert "told less exactly" in said
    assert "withheld" in said


def test_the_direction_of_a_leg_is_that_of_its_own_ends() -> None:
    flow = flow_of()
    for key, tallies in flow.legs.items():
        start, end = (flow.places[each].country for each in (key.start, key.end))
        expected = "within" if start == end == "KE" else "out" if start == "KE" else "in"
        assert list(tallies) == [expected]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_nothing_of_starts_passages_ends_or_evidence(language: str) -> None:
    words = catalogue(language)
    drawing = draw(flow_of(), WIDE, View.WHOLE, language)
    said = texts_of("".join(legend(drawing.scene, words, 2000.0).parts))
    assert words.say("map.legs.by_direction") in said
    assert words.say("map.legs.stop") in said
    for key in ("start", "through", "end", "several", "one", "heard_of", "by_submissions", "evidence"):
        assert words.say(f"map.legend.{key}") not in said
    assert {node.role for node in drawing.scene.nodes.values()} <= {"stop", "crossing", "country", "county"}
    spans = {span.css for placed in drawing.placed for line in placed.label.lines for span in line}
    assert not spans & {"nit", "not"}  # numbers of what starts and ends


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_described_as_legs_in_every_language(language: str) -> None:
    words = catalogue(language)
    said = describe(flow_of(), words)
    assert words.say("map.legs.count", count=len(flow_of().legs)) in said
    figure = interactive(flow_of(), language)
    assert words.say("map.legs.through") in figure.html.replace("&#x27;", "'")
    assert words.say("map.select.through") not in figure.html
    assert ('dir="rtl"' in figure.html) == words.right_to_left


def test_what_can_be_chosen_is_a_place_s_legs_or_one_leg_and_no_route() -> None:
    figure = interactive(flow_of())
    assert "From or to Nairobi, Kenya: " in figure.data_json
    assert "Through Nairobi" not in figure.data_json
    assert "start here" not in figure.data_json


def test_an_area_is_its_other_places_in_words_and_a_ring_on_the_map() -> None:
    flow = flow_of()
    assert "iso:ET" in {key.start for key in flow.legs}
    assert "Other places in Ethiopia" in svg_of("strict")
    drawing = draw(flow, WIDE, View.WHOLE)
    assert drawing.scene.nodes["iso:ET"].role == "country"


def test_counts_that_are_rounded_to_nothing_are_no_lines() -> None:
    assert all(tally.submissions for tallies in flow_of().legs.values() for tally in tallies.values())


def test_the_map_as_a_file_says_the_note_on_the_data() -> None:
    assert "Invented data; not about anyone." in svg_of("strict")
    assert svg_of("strict").startswith("<svg")
    assert "http" not in svg_of("strict").replace("http://www.w3.org", "")


def test_its_picture_has_words_for_those_who_do_not_see_it() -> None:
    maps = drawings(release("strict")).maps
    assert maps
    table = release("strict").tables.tables["map_legs"].rows.to_pylist()
    assert f"({table[0]['submissions']})" in maps[0].alt
    assert maps[0].alt.startswith("Map of the legs")


def test_a_release_whose_legs_cannot_be_drawn_says_so() -> None:
    hidden = with_legs("strict", lambda legs: legs.filter(pc.is_null(legs["submissions"])))
    assert "No leg of this release can be drawn" in page(hidden)
    assert drawings(hidden).maps == ()
    assert "No leg of this release can be drawn" in words_of(pdf(hidden))
    assert map_svg(hidden).startswith("<svg")


def test_without_a_table_of_legs_there_is_no_line() -> None:
    material = release("strict")
    tables = {name: table for name, table in material.tables.tables.items() if name != "map_legs"}
    without: ProtectedTables = replace(material.tables, tables=tables)
    flow = released_flow(without, material.network, material.focus)
    assert (flow.legs, flow.wider, flow.withheld) == ({}, 0, 0)


@pytest.mark.parametrize("policy", ("guarded", "strict"))
@pytest.mark.parametrize("language", ("en", "sw", "fr"))
def test_the_phones_map_has_the_same_legs_and_what_explains_them_below(policy: str, language: str) -> None:
    phone, wide = phone_svg_of(policy, language), svg_of(policy, language)
    legs, places = ([svg.count(f'class="{name}"') for svg in (phone, wide)] for name in ("nleg", "nplace"))
    assert (legs[0], places[0]) == (legs[1], places[1])
    assert (legs[0] > 0) == (policy == "strict")  # guarded shows no leg of these few routes
    ElementTree.fromstring(phone)
    sized = re.search(r'viewBox="0 0 360 (\d+)', phone)
    assert sized is not None
    heights = [float(y) for y in re.findall(r"translate\([\d.]+ ([\d.]+)\)", phone)]
    assert 410 < max(heights) < int(sized[1])
    said = " ".join(re.findall(r">([^<]+)<", phone))
    assert catalogue(language).say("map.legs.by_direction") in said
    assert "Invented data; not about anyone." in said
    assert not re.search(r'(href|src)="(?!#)', phone)
