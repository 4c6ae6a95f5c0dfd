"""The hub diagram: linear heights, nothing crosses, honest about what is not known."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from tests.draw.hub_flows import flow, places, protected

from njia.draw import hub, hub_rows
from njia.draw.pen import Pen

NAIROBI = "gn:184745"
PLACES = places((NAIROBI, "Nairobi", "KE"), ("gn:1", "Busia", "KE"), ("gn:2", "Kampala", "UG"))
MANY = places((NAIROBI, "Nairobi", "KE"), *((f"gn:{n}", f"Place {n:02}", "KE") for n in range(1, 51)))
RIBBON = re.compile(r'fill-opacity="0.84" d="M([\d.]+) ([\d.]+)C[^ ]+ [^ ]+ [^ ]+ [^ ]+ ([\d.]+) ([\d.]+)L')


def drawn(rows, data=PLACES, **options):
    svg = hub.render(NAIROBI, protected(rows), data, "KE", **options)
    ElementTree.fromstring(svg)  # well formed
    return svg


def words(svg):
    """Give each line of text as a reader sees it."""
    root = ElementTree.fromstring(svg)
    return ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]


def ribbons(svg):
    """Give (x at the row, y at the row, x at the hub, y at the hub) of each strand."""
    return [tuple(map(float, match)) for match in RIBBON.findall(svg)]


def test_a_place_that_nothing_passes_through_has_no_diagram():
    with pytest.raises(LookupError, match="gn:184745"):
        hub.render(NAIROBI, protected([]), PLACES, "KE")


def test_what_comes_in_stands_beside_what_goes_on():
    svg = drawn([flow("in", "gn:1", "bus", "out", 3, 30), flow("out", "gn:2", "plane", "out", 3, 30)])
    assert "Nairobi" in words(svg)
    assert "Busia 30" in words(svg)
    assert words(svg)[-3:-1] == ["Kampala 30", "Uganda"]
    assert "by road 30" in words(svg)
    assert "by air 30" in words(svg)


def test_heights_are_linear():
    rows = [flow("in", "gn:1", "bus", "out", 3, 100), flow("in", "gn:2", "bus", "out", 3, 300)]
    heights = [float(h) for h in re.findall(r'd="M[\d.]+ [\d.]+H[\d.]+v([\d.]+)H', drawn(rows))]
    assert heights[0] == pytest.approx(3 * heights[1], rel=0.02)


def test_no_two_ribbons_of_a_side_cross():
    rows = [flow("in", f"gn:{n}", "bus", "out" if n % 2 else "in", n, None) for n in range(1, 9)]
    rows += [flow("in", None, None, "in", 2, None), flow("starts", None, None, "out", 5, None)]
    found = ribbons(drawn(rows, MANY))
    assert len(found) == 10
    assert [y for _, y, _, _ in found] == sorted(y for _, y, _, _ in found)
    assert [y for *_, y in found] == sorted(y for *_, y in found)


def test_fifty_neighbours_are_seven_and_the_rest():
    rows = [flow("in", f"gn:{n}", "bus", "out", 60 - n, None) for n in range(1, 51)]
    lines = words(drawn(rows, MANY))
    assert "Place 07 53" in lines
    assert not any(line.startswith("Place 08") for line in lines)
    assert "43 other places 1,333" in lines


def test_an_eighth_place_is_named_rather_than_called_one_other_place():
    rows = [flow("in", f"gn:{n}", "bus", "out", n, None) for n in range(1, 9)]
    assert "Place 01 1" in words(drawn(rows, MANY))


def test_a_place_that_is_not_known_is_never_among_the_other_places():
    rows = [flow("in", f"gn:{n}", "bus", "out", 9, None) for n in range(1, 21)]
    rows.append(flow("in", None, "bus", "out", 4, None))
    lines = words(drawn(rows, MANY))
    assert "13 other places 117" in lines
    assert "place not known 4" in lines


def test_a_place_beyond_an_unknown_stop_is_not_called_the_next_one():
    rows = [
        flow("in", "gn:1", "bus", "in", 2, None),
        flow("in", "gn:1", "bus", "in", 1, None, unknown_between=True),
    ]
    assert {"Busia 2", "Busia via ? 1"} <= set(words(drawn(rows)))


def test_what_starts_and_ends_here_comes_last():
    rows = [
        flow("starts", None, None, "out", 90, None),
        flow("in", "gn:1", "bus", "out", 1, None),
        flow("out", "gn:2", None, "out", 1, None),
        flow("ends", None, None, "in", 90, None),
    ]
    read = hub_rows.read(NAIROBI, protected(rows), PLACES, "en", None)
    assert [group.mode for group in read.incoming] == ["road", None]
    assert [group.mode for group in read.outgoing] == ["unknown", None]
    assert read.incoming[-1].bands[0].label == "starts here"


def test_heights_show_submissions_where_most_state_no_number():
    rows = [flow("in", "gn:1", "bus", "out", 3, 500), flow("in", "gn:2", "bus", "out", 4, None)]
    assert hub_rows.read(NAIROBI, protected(rows), PLACES, "en", None).by == "submissions"
    said = hub.caption(NAIROBI, protected(rows), PLACES)
    assert said == "Heights show submissions. A number of cases is stated in 3 of 7."


def test_heights_show_cases_where_most_state_a_number():
    rows = [flow("in", "gn:1", "bus", "out", 4, 500), flow("in", "gn:2", "bus", "out", 3, None)]
    svg = drawn(rows)
    assert "500 estimated cases · 7 submissions" in words(svg)
    assert "estimated cases, which 4 of 7" in hub.caption(NAIROBI, protected(rows), PLACES)


def test_a_number_that_nobody_stated_is_a_dashed_line_and_not_zero():
    rows = [flow("in", "gn:1", "bus", "out", 4, 500), flow("in", "gn:2", "bus", "out", 3, None)]
    svg = drawn(rows, by="cases")
    assert any("Kampala (number not stated)" in line for line in words(svg))
    assert svg.count("stroke-dasharray") == 1


def test_a_unit_that_heights_cannot_show_is_refused():
    with pytest.raises(ValueError, match="routes"):
        drawn([flow("in", "gn:1", "bus", "out", 1, None)], by="routes")


def test_a_place_with_incoming_routes_only_has_one_side():
    lines = words(drawn([flow("in", "gn:1", "bus", "in", 2, 5)]))
    assert "Comes in from" in lines
    assert "Goes on to" not in lines


def test_colours_are_named_in_words_for_the_directions_that_are_drawn():
    lines = words(drawn([flow("in", "gn:1", "bus", "in", 2, 5), flow("in", "gn:1", "bus", "out", 2, 5)]))
    assert {"Into Kenya", "Out of Kenya"} <= set(lines)
    assert "Within Kenya" not in lines


def test_ways_to_travel_are_grouped_and_unknown_ones_are_called_so():
    rows = [flow("in", "gn:1", mode, "in", 2, None) for mode in ("bus", "lorry", "other", None)]
    read = hub_rows.read(NAIROBI, protected(rows), PLACES, "en", None)
    assert [(g.title, g.value) for g in read.incoming] == [
        ("by road", 4),
        ("by other means", 2),
        ("mode unknown", 2),
    ]


def test_a_name_with_markup_in_it_is_text():
    hostile = places((NAIROBI, '<script>alert("1")</script>&amp;', "KE"), ("gn:1", "\x00]]><a'\"", "KE"))
    svg = drawn([flow("in", "gn:1", "bus", "in", 2, 5)], hostile)
    assert "<script" not in svg
    assert "<a" not in svg
    assert '<script>alert("1")</script>&amp;' in words(svg)


@pytest.mark.parametrize("profile", sorted(hub.PROFILES))
def test_no_label_is_wider_than_its_column(profile):
    name = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    long = places(
        (NAIROBI, "Nairobi", "KE"), ("gn:1", name, "GB"), ("gn:2", "San Juan de los Lagos del Norte", "MX")
    )
    rows = [flow("in", f"gn:{n}", "bus", "out", 1234, None) for n in (1, 2)]
    pen, room = Pen(hub.PROFILES[profile].em), hub.PROFILES[profile].label
    labels = [
        line for line in words(drawn(rows, long, profile=profile)) if re.match("Llan|San|.*Norte", line)
    ]
    assert labels
    assert all(pen.width(line, weight=600) <= room + 1 for line in labels)


def test_a_phone_gets_no_lines_below_and_the_width_that_it_has():
    svg = drawn([flow("out", "gn:2", "plane", "out", 900, None)], profile="phone")
    assert 'viewBox="0 0 328 ' in svg
    assert not any("Uganda" in line for line in words(svg))


def test_the_same_flows_in_another_order_give_the_same_bytes():
    rows = [flow("in", f"gn:{n}", "bus", "out", n % 5 + 1, n) for n in range(1, 30)]
    assert drawn(rows, MANY) == drawn(rows[::-1], MANY)


def test_the_smallest_of_many_ways_to_travel_are_among_the_other_means():
    modes = ("bus", "plane", "boat", "train", "on_foot", "other", None)
    rows = [flow("in", "gn:1", mode, "in", 10 - n, None) for n, mode in enumerate(modes)]
    read = hub_rows.read(NAIROBI, protected(rows), PLACES, "en", "submissions")
    assert [group.title for group in read.incoming] == [
        "by other means",
        "by road",
        "by air",
        "by sea",
        "mode unknown",
    ]
    assert sum(group.value for group in read.incoming) == sum(row["submissions"] for row in rows)


def test_a_crowded_side_names_fewer_neighbours_and_counts_the_others():
    rows = [
        flow("in", f"gn:{n}", mode, "in", n, None) for n in range(1, 21) for mode in ("bus", "plane", "boat")
    ]
    read = hub_rows.read(NAIROBI, protected(rows), MANY, "en", "submissions")
    labels = [band.label for band in read.incoming[0].bands]
    assert sum(len(group.bands) for group in read.incoming) <= hub_rows.ROWS
    assert labels == [*(f"Place {n:02}" for n in range(20, 15, -1)), "15 other places"]
    assert sum(group.value for group in read.incoming) == sum(row["submissions"] for row in rows)
