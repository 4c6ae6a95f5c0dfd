"""From the spreadsheet through the whole of Njia: every figure that the 2020 report prints comes back."""

from typing import Any

import pytest
from tests.acceptance.conftest import Measures
from tests.acceptance.printed import PRINT, UNKNOWN, as_listed, corridor_of_pair, named_routes

pytestmark = pytest.mark.xdist_group("demo")

KENYA = PRINT["kenya_as_origin"], PRINT["kenya_as_destination"]


def column(measures: Measures, measure: str, name: str) -> list[Any]:
    return [as_listed(row[name]) for row in measures[measure]["rows"]]


def counted(measures: Measures, measure: str, *names: str) -> dict[Any, int]:
    """Give the submissions of a measure by its named columns, in the measure's order."""
    rows = measures[measure]["rows"]
    keys = [tuple(as_listed(row[name]) for name in names) for row in rows]
    return {key if len(key) > 1 else key[0]: row["submissions"] for key, row in zip(keys, rows, strict=True)}


def figure(measures: Measures, name: str) -> int:
    (row,) = [row for row in measures["overview"]["rows"] if row["figure"] == name]
    value: int = row["value"]
    return value


def test_84_routes_were_submitted(measures: Measures) -> None:
    assert figure(measures, "submissions") == figure(measures, "routes") == PRINT["routes_submitted"]


def test_twelve_organisations_contributed(measures: Measures) -> None:
    assert figure(measures, "organisations") == len(PRINT["collection"]["contributing_organisations"]) == 12


def test_all_submissions_but_two_are_own_casework(measures: Measures) -> None:
    assert figure(measures, "own_casework") == PRINT["routes_submitted"] - 2


def test_there_are_twelve_countries_of_origin(measures: Measures) -> None:
    assert figure(measures, "countries_of_origin") == PRINT["countries_printed"]["origin"] == 12
    found = column(measures, "countries_of_origin", "country_name")
    assert sorted(found) == sorted(PRINT["countries_of_origin"])


def test_there_are_22_countries_of_destination(measures: Measures) -> None:
    assert figure(measures, "countries_of_destination") == PRINT["countries_printed"]["destination"] == 22
    found = column(measures, "countries_of_destination", "country_name")
    assert sorted(found) == sorted(PRINT["countries_of_destination"])


def test_the_34_countries_in_print_are_29_at_an_end_and_33_in_all(measures: Measures) -> None:
    lists = PRINT["countries_of_origin"] + PRINT["countries_of_destination"]
    assert len(lists) == PRINT["countries_printed"]["origin_transit_destination"] == 34
    assert figure(measures, "countries_of_origin_or_destination") == len(set(lists)) == 29
    assert figure(measures, "countries") == 33
    assert figure(measures, "countries_only_in_transit") == 4


def test_jordan_is_passed_through_and_arrived_in(measures: Measures) -> None:
    for measure in ("countries_of_transit", "countries_of_destination"):
        assert counted(measures, measure, "country_name")["Jordan"] == 1


def test_egypt_and_zambia_are_only_passed_through(measures: Measures) -> None:
    ends = {
        *column(measures, "countries_of_origin", "country_name"),
        *column(measures, "countries_of_destination", "country_name"),
    }
    only = set(column(measures, "countries_of_transit", "country_name")) - ends
    assert only == {"Egypt", "Zambia", "Somalia", "Sudan"}


@pytest.mark.parametrize("rank", range(5))
def test_the_five_first_pairs_have_their_submissions_and_cases(measures: Measures, rank: int) -> None:
    printed = {(pair["origin"], pair["destination"]): pair for pair in PRINT["top_origin_destination"]}
    row = measures["origin_destination"]["rows"][rank]
    pair = printed[row["origin_country_name"], row["destination_country_name"]]
    assert (row["submissions"], row["cases_best"]) == (pair["submissions"], pair["estimated_cases"])
    assert row["cases_known"] == row["submissions"]


def test_the_printed_pairs_come_in_the_printed_order(measures: Measures) -> None:
    found = [row["submissions"] for row in measures["origin_destination"]["rows"]]
    assert found[:5] == [pair["submissions"] for pair in PRINT["top_origin_destination"]]
    assert found[5] < found[4]


def test_a_pair_without_printed_cases_has_none_rather_than_zero(measures: Measures) -> None:
    for row in measures["origin_destination"]["rows"][5:]:
        assert row["cases_best"] is None
        assert row["cases_known"] == 0


def test_all_printed_cases_add_up(measures: Measures) -> None:
    total = sum(pair["estimated_cases"] for pair in PRINT["top_origin_destination"])
    assert figure(measures, "cases_best") == total == 2176


def test_the_corridors_have_32_29_10_5_3_2_and_1(measures: Measures) -> None:
    assert counted(measures, "corridors", "corridor") == {
        corridor["name"]: corridor["submissions"] for corridor in PRINT["corridors"]
    }
    assert list(counted(measures, "corridors", "corridor").values()) == [32, 29, 10, 5, 3, 2, 1]


def test_each_corridor_has_exactly_its_printed_pairs(measures: Measures) -> None:
    found = counted(measures, "corridor_pairs", "origin_country_name", "destination_country_name", "corridor")
    assert {(origin, destination): name for origin, destination, name in found} == corridor_of_pair()


def test_two_routes_are_in_no_corridor(measures: Measures) -> None:
    assert (measures["corridors"]["known"], measures["corridors"]["of"]) == (82, 84)
    assert figure(measures, "in_a_corridor") == 82


def test_43_routes_leave_kenya_and_31_enter_it(measures: Measures) -> None:
    assert figure(measures, "out") == KENYA[0]["submissions"] == 43
    assert figure(measures, "in") == KENYA[1]["submissions"] == 31
    assert (figure(measures, "within"), figure(measures, "elsewhere")) == (0, 10)
    assert sum(counted(measures, "focus_as_origin", "destination_country_name").values()) == 43
    assert sum(counted(measures, "focus_as_destination", "origin_country_name").values()) == 31


def test_the_most_reported_destinations_are_the_six_in_print(measures: Measures) -> None:
    counts = counted(measures, "focus_as_origin", "destination_country_name")
    printed = KENYA[0]["most_reported_destinations"]
    assert set(list(counts)[:6]) == set(printed)
    in_order = [counts[name] for name in printed]
    assert in_order == sorted(in_order, reverse=True)
    assert list(counts.values())[6] < in_order[-1]


def test_the_places_of_origin_in_kenya_are_the_13_in_print_and_taveta(measures: Measures) -> None:
    found = column(measures, "focus_origin_places", "place_name")
    assert sorted(found) == sorted([*KENYA[0]["locations"], "Taveta"])


def test_kenya_is_a_destination_from_nine_countries(measures: Measures) -> None:
    found = column(measures, "focus_as_destination", "origin_country_name")
    assert sorted(found) == sorted(KENYA[1]["from"])


def test_the_places_of_exploitation_in_kenya_are_the_five_in_print(measures: Measures) -> None:
    found = column(measures, "focus_destination_places", "place_name")
    assert sorted(found) == sorted(KENYA[1]["locations"])


@pytest.mark.parametrize("place", PRINT["transit_locations"])
def test_a_transit_place_in_print_is_found(measures: Measures, place: str) -> None:
    assert counted(measures, "transit_places", "place_name")[place] > 0


def test_nairobi_and_mombasa_are_passed_through_most(measures: Measures) -> None:
    assert column(measures, "transit_places", "place_name")[:2] == ["Nairobi", "Mombasa"]


@pytest.mark.parametrize("place", PRINT["transit_diagrams_for"])
def test_a_transit_place_with_a_printed_diagram_has_what_comes_in_and_what_goes_out(
    measures: Measures, place: str
) -> None:
    sides = {
        side: count
        for (name, side, *_), count in counted(
            measures, "transit_flows", "place_name", "side", "neighbour_name", "mode", "direction"
        ).items()
        if name == place
    }
    assert sides["in"] > 0
    assert sides["out"] > 0


def path(row: dict[str, Any]) -> tuple[str, ...]:
    """Give a path's stops as the report spells them."""
    stops = zip(row["path"].split(" > "), row["path_name"].split(" > "), strict=True)
    return tuple(UNKNOWN if place_id == "?" else as_listed(name) for place_id, name in stops)


@pytest.mark.parametrize("route", [route for route in named_routes() if route["airline"]])
def test_an_airline_has_the_routes_that_are_printed_with_it(
    measures: Measures, route: dict[str, Any]
) -> None:
    stops = [route["origin_place"], *route["transit"], route["destination_place"] or "Saudi Arabia"]
    expected = tuple(as_listed(stop) for stop in stops)
    found = {(row["carrier"], path(row)) for row in measures["airline_routes"]["rows"]}
    assert {(airline, expected) for airline in route["airline"]} <= found


def test_no_airline_has_a_route_that_is_not_printed_with_it(measures: Measures) -> None:
    printed = sum(len(route["airline"]) for route in named_routes())
    assert len(measures["airline_routes"]["rows"]) == printed == 26
    airlines = {airline for route in named_routes() for airline in route["airline"]}
    assert set(column(measures, "airlines", "carrier")) == airlines


def new_since(measures: Measures, role: str) -> list[str]:
    rows = measures["change"]["rows"]
    return sorted(row["country_name"] for row in rows if (row["role"], row["status"]) == (role, "new"))


def test_the_new_countries_since_2019_are_those_in_print(measures: Measures) -> None:
    assert new_since(measures, "origin") == sorted(PRINT["new_since_2019"]["origins"])
    assert new_since(measures, "destination") == sorted(PRINT["new_since_2019"]["destinations"])


def test_no_country_of_the_earlier_collection_is_missing_now(measures: Measures) -> None:
    assert "only_earlier" not in column(measures, "change", "status")


def test_bus_plane_and_the_traffickers_car_are_most_frequent(measures: Measures) -> None:
    found = column(measures, "transport_modes", "mode_name")[:3]
    assert found == ["Bus", "Passenger plane", "Car of the trafficker or facilitator"]


def test_most_routes_combine_modes(measures: Measures) -> None:
    counts = counted(measures, "transport_combinations", "combination_name")
    several = sum(count for name, count in counts.items() if " + " in name)
    assert several > sum(counts.values()) / 2


def test_kenyans_abroad_are_in_the_printed_industries(measures: Measures) -> None:
    printed = {name.split(" (")[0] for name in PRINT["industries_kenyans_abroad"]}
    assert {name.lower() for name in column(measures, "industries_abroad", "industry_name")} == printed


@pytest.mark.parametrize("measure", ["industries_at_home", "industries_of_foreign_nationals"])
def test_those_in_kenya_are_in_the_printed_industries(measures: Measures, measure: str) -> None:
    printed = {*PRINT["industries_in_kenya"], *PRINT["industries_in_kenya_foreign_victims_also"]}
    assert {name.lower() for name in column(measures, measure, "industry_name")} == printed


def test_the_ways_of_recruitment_in_print_are_found(measures: Measures) -> None:
    assert set(column(measures, "recruiter_relations", "recruiter_relation")) == {
        "relative",
        "friend",
        "known_agent",
        "registered_agency",
        "posing_as_spouse",
    }
    assert set(column(measures, "recruitment_methods", "recruitment_method")) == {
        "word_of_mouth",
        "job_promise",
        "schooling_promise",
        "surgery_promise",
        "marriage_promise",
        "aid_worker_information",
    }


def test_organs_are_what_the_route_to_libya_is_for(measures: Measures) -> None:
    assert counted(measures, "exploitation_types", "exploitation_type")["organ_removal"] == 2


def test_every_row_says_in_the_figures_how_it_came_about(measures: Measures) -> None:
    assert figure(measures, "provenance_named") == len(named_routes()) == 17
    assert figure(measures, "provenance_reconstructed") == 67
    assert figure(measures, "provenance_reported") == 0
