"""What the map adds up: legs over unknown stops, directions, roles, and agreement with the measures."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.draw.invented import flow_of, kenya, measured, routes

from njia.dataset import dataset
from njia.draw.flow import LegKey, Tally, tallies, total
from njia.network import MapOverrides, Network


def test_a_stop_that_is_unknown_joins_the_legs_on_both_sides():
    found = flow_of(routes("Nairobi > ? > Riyadh | 5 | plane | 1"))
    assert list(found.legs) == [LegKey("gn:Nairobi", "gn:Riyadh", True)]


def test_an_unknown_end_leaves_a_leg_with_an_open_end():
    found = flow_of(routes("Nairobi > ? | 5 | plane | 1\n? > Kitui > Nairobi | 3 | bus | 1"))
    assert set(found.legs) == {
        LegKey("gn:Nairobi", ""), LegKey("", "gn:Kitui"), LegKey("gn:Kitui", "gn:Nairobi"),
    }  # fmt: skip


def test_a_route_of_unknown_stops_alone_draws_nothing_and_fails_nothing():
    assert not flow_of(routes("? > ? | 5 | plane | 1")).legs


def test_a_leg_that_a_route_runs_twice_counts_once():
    found = flow_of(routes("Kitui > Nairobi > Kitui > Nairobi | 5 | bus | 1"))
    assert total(found.legs[LegKey("gn:Kitui", "gn:Nairobi")]) == Tally(1, 5, 1)


def test_not_reported_is_not_zero():
    found = flow_of(routes("Nairobi > Riyadh | | plane | 1"), by="cases")
    tally = found.legs[LegKey("gn:Nairobi", "gn:Riyadh")]["out"]
    assert tally.value("cases") is None
    assert tally.value("submissions") == 1


def test_the_map_counts_submissions_when_most_legs_state_no_cases():
    assert flow_of(routes("Nairobi > Riyadh | | plane | 1\nNairobi > Doha | 4 | plane | 1")).by == "cases"
    few = "Nairobi > Riyadh | | plane | 1\nNairobi > Dubai | | plane | 1\nNairobi > Doha | 4 | plane | 1"
    assert flow_of(routes(few)).by == "submissions"


def test_legs_agree_with_the_measure_of_legs():
    made = routes()
    rows = measured(dataset(made), Network(focus_country="KE"))["map_legs"].rows.to_pylist()
    expected: Counter[tuple[str, str, bool, str]] = Counter()
    for row in rows:
        start, end = row["from_place_id"] or "", row["to_place_id"] or ""
        between = row["unknown_between"] and bool(start) and bool(end)
        expected[start, end, between, row["direction"]] += row["submissions"]
    found = {
        (key.start, key.end, key.unknown_between, direction): tally.submissions
        for key, by_direction in kenya().legs.items()
        for direction, tally in by_direction.items()
    }
    assert found == dict(expected)


def test_what_passes_through_a_place_agrees_with_its_measure():
    made = routes()
    rows = measured(dataset(made), Network(focus_country="KE"))["map_legs_through"].rows.to_pylist()
    for place in ("gn:Busia", "gn:Nairobi", "iso:LY"):
        expected: Counter[tuple[str, str]] = Counter()
        for row in rows:
            if row["through_place_id"] == place:
                expected[row["from_place_id"] or "", row["to_place_id"] or ""] += row["submissions"]
        found: Counter[tuple[str, str]] = Counter()
        for key, by_direction in tallies(kenya().through(place)).items():
            found[key.start, key.end] += total(by_direction).submissions
        assert found == expected


def test_evidence_is_at_least_what_one_row_shows():
    evidence = kenya().evidence[LegKey("gn:Nairobi", "gn:Riyadh")]
    assert evidence.organisations >= 4
    assert evidence.modes == ("plane",)


def test_the_networks_anchor_moves_a_countrys_ring_and_no_town():
    network = Network(map=MapOverrides(anchors={"LY": (30.0, 20.0), "KE": (0.0, 0.0)}))
    found = flow_of(routes(), network=network)
    assert (found.places["iso:LY"].lat, found.places["iso:LY"].lon) == (30.0, 20.0)
    assert found.places["gn:Nairobi"].lat == pytest.approx(-1.28)


def test_of_too_many_legs_the_largest_are_drawn_and_the_rest_counted(monkeypatch):
    monkeypatch.setattr("njia.draw.flow.MOST_LEGS", 10)
    found = flow_of(routes(), by="cases")
    assert len(found.legs) == 10
    assert found.left_out == len(found.all_legs()) - 10
    assert LegKey("gn:Nairobi", "gn:Riyadh") in found.legs
