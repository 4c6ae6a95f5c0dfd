"""The demonstration's rows, read with nothing but a CSV reader, agree with every figure in print."""

from collections import Counter

import pytest
from tests.acceptance.printed import PRINT, UNKNOWN, as_listed, corridor_of_pair, named_routes
from tests.acceptance.rows import (
    EARLIER,
    IN,
    KENYA,
    OUT,
    PAIRS,
    ROWS,
    carriers,
    ends,
    modes,
    parts,
    stops,
    transits,
)


def test_there_are_84_rows_and_each_has_a_path_of_its_own() -> None:
    assert len(ROWS) == PRINT["routes_submitted"] == 84
    assert len({tuple(stops(row)) for row in ROWS}) == 84


def test_twelve_organisations_without_a_name_each_have_a_row() -> None:
    expected = {f"Organisation {n}" for n in range(1, 13)}
    assert len(PRINT["collection"]["contributing_organisations"]) == len(expected)
    assert {row["Organisation"] for row in ROWS} == expected


def test_no_real_organisation_is_named_in_any_row() -> None:
    text = "\n".join(cell for row in ROWS + EARLIER for cell in row.values())
    for name in PRINT["collection"]["contributing_organisations"] + PRINT["publishers"]:
        assert name.lower() not in text.lower()


def test_every_row_says_whether_it_is_named_or_reconstructed() -> None:
    assert Counter(row["Provenance"] for row in ROWS) == {"named": 17, "reconstructed": 67}
    assert {row["Provenance"] for row in EARLIER} == {"reconstructed"}


def test_the_countries_of_origin_are_the_twelve_in_print() -> None:
    assert {origin for origin, _ in PAIRS} == set(PRINT["countries_of_origin"])


def test_the_countries_of_destination_are_the_22_in_print() -> None:
    assert {destination for _, destination in PAIRS} == set(PRINT["countries_of_destination"])


@pytest.mark.parametrize(
    "pair", PRINT["top_origin_destination"], ids=lambda p: f"{p['origin']}-{p['destination']}"
)
def test_a_printed_pair_has_its_submissions_and_its_cases(pair: dict[str, str]) -> None:
    found = [row for row in ROWS if ends(row) == (pair["origin"], pair["destination"])]
    assert len(found) == pair["submissions"]
    assert sum(int(row["Estimated number of cases"]) for row in found) == pair["estimated_cases"]


def test_no_other_pair_is_as_frequent_as_the_five_in_print() -> None:
    printed = {(pair["origin"], pair["destination"]) for pair in PRINT["top_origin_destination"]}
    assert {pair for pair, _ in PAIRS.most_common(5)} == printed
    assert max(count for pair, count in PAIRS.items() if pair not in printed) < 5


def test_only_rows_of_the_printed_pairs_have_a_number_of_cases() -> None:
    printed = {(pair["origin"], pair["destination"]) for pair in PRINT["top_origin_destination"]}
    with_number = {ends(row) for row in ROWS if row["Estimated number of cases"]}
    assert with_number == printed


def test_each_corridor_has_its_number_of_routes_and_exactly_its_pairs() -> None:
    corridors = corridor_of_pair()
    assert Counter(corridors.get(ends(row), "none") for row in ROWS) == {
        **{corridor["name"]: corridor["submissions"] for corridor in PRINT["corridors"]},
        "none": 2,
    }
    assert set(corridors) <= set(PAIRS)


def test_the_two_routes_in_no_corridor_are_those_of_namibia_and_cameroon() -> None:
    left = [row for row in ROWS if ends(row) not in corridor_of_pair()]
    assert [ends(row) for row in left if ends(row)[1] == "Namibia"] == [(KENYA, "Namibia")]
    cameroon = [ends(row)[1] for row in left if ends(row)[0] == "Cameroon"]
    assert len(cameroon) == 1
    assert set(cameroon) <= set(PRINT["countries_of_destination"]) - {KENYA}
    assert len(left) == 2


def test_a_corridors_pair_printed_with_its_transit_passes_through_it() -> None:
    paths = {(ends(row), tuple(country for _, country in transits(row))) for row in ROWS}
    assert ((KENYA, "Libya"), ("Egypt",)) in paths
    assert (("Somaliland", "Libya"), ("Somalia", "Ethiopia", "Sudan")) in paths
    assert (("Democratic Republic of the Congo", "Ethiopia"), (KENYA,)) in paths


def test_the_one_consistent_split_holds() -> None:
    assert PAIRS[KENYA, "Tanzania"] == 2
    assert PAIRS["Democratic Republic of the Congo", "Ethiopia"] == 1
    assert PAIRS["Tanzania", "Rwanda"] == 1
    corridors = corridor_of_pair()
    regional = [row for row in IN if corridors[ends(row)] == "Regional migration (East Africa)"]
    assert len(regional) == 28
    gulf = [row for row in OUT if corridors.get(ends(row)) == "East Africa to the Middle East"]
    assert len(gulf) == 27


def test_43_routes_leave_kenya_and_31_enter_it() -> None:
    assert len(OUT) == PRINT["kenya_as_origin"]["submissions"] == 43
    assert len(IN) == PRINT["kenya_as_destination"]["submissions"] == 31


def test_kenyas_most_reported_destinations_come_in_the_printed_order() -> None:
    counts = Counter(ends(row)[1] for row in OUT)
    printed = [counts[name] for name in PRINT["kenya_as_origin"]["most_reported_destinations"]]
    assert printed == sorted(printed, reverse=True)
    rest = set(counts) - set(PRINT["kenya_as_origin"]["most_reported_destinations"])
    assert min(printed) > max(counts[name] for name in rest)


def test_the_places_of_origin_in_kenya_are_the_13_listed_and_the_taveta_of_a_named_route() -> None:
    found = {stops(row)[0][0] for row in OUT} - {""}
    assert found == {*PRINT["kenya_as_origin"]["locations"], "Taveta"}
    assert [row["Provenance"] for row in OUT if stops(row)[0][0] == "Taveta"] == ["named"]


def test_routes_into_kenya_come_from_the_nine_countries_in_print() -> None:
    assert {ends(row)[0] for row in IN} == set(PRINT["kenya_as_destination"]["from"])


def test_the_places_of_exploitation_in_kenya_are_the_five_in_print() -> None:
    assert {stops(row)[-1][0] for row in IN} == set(PRINT["kenya_as_destination"]["locations"])


def test_the_18_transit_places_are_passed_through() -> None:
    found = {place for row in ROWS for place, _ in transits(row)}
    assert len(PRINT["transit_locations"]) == 18
    assert set(PRINT["transit_locations"]) <= found
    assert set(PRINT["transit_diagrams_for"]) <= found


def test_egypt_and_zambia_are_only_passed_through_and_jordan_is_both() -> None:
    transit = {country for row in ROWS for _, country in transits(row)}
    at_an_end = {country for pair in PAIRS for country in pair}
    assert transit - at_an_end - {""} == {"Egypt", "Zambia", "Somalia", "Sudan"}
    assert "Jordan" in transit & at_an_end


def test_no_row_has_a_place_that_is_not_in_print() -> None:
    printed = {
        *PRINT["kenya_as_origin"]["locations"],
        *PRINT["kenya_as_destination"]["locations"],
        *PRINT["transit_locations"],
        *(
            as_listed(route[column])
            for route in named_routes()
            for column in ("origin_place", "destination_place")
        ),
        *(as_listed(place) for route in named_routes() for place in route["transit"]),
    }
    assert {place for row in ROWS for place, _ in stops(row)} <= {*printed, UNKNOWN, ""}


def test_the_named_rows_are_the_printed_ones_letter_by_letter() -> None:
    def written(row: dict[str, str]) -> tuple[str, ...]:
        through = [row[f"Transit {n} place"] or row[f"Transit {n} country"] for n in (1, 2, 3)]
        ends = [row[column] for column in ("Place of origin", "Country of origin")]
        ends += [row[column] for column in ("Place of exploitation", "Country of exploitation")]
        return (*ends, *filter(None, through), *sorted(carriers(row)))

    expected = Counter(
        (
            *(
                route[key]
                for key in ("origin_place", "origin_country", "destination_place", "destination_country")
            ),
            *route["transit"],
            *sorted(route["airline"]),
        )
        for route in named_routes()
    )
    assert Counter(written(row) for row in ROWS if row["Provenance"] == "named") == expected


def test_only_named_rows_have_an_airline() -> None:
    assert {row["Provenance"] for row in ROWS if carriers(row)} == {"named"}


def test_all_rows_but_two_are_own_casework() -> None:
    assert Counter(row["Source"] for row in ROWS) == {"Own casework": 82, "Heard of": 2}


def test_kenyans_abroad_are_in_the_printed_industries_and_dance_only_in_turkey_and_the_emirates() -> None:
    found = {row["Industry"].lower() for row in OUT} - {""}
    printed = {name.split(" (")[0] for name in PRINT["industries_kenyans_abroad"]}
    assert found == printed
    dancing = {ends(row)[1] for row in ROWS if row["Industry"] == "Traditional dance"}
    assert dancing == {"Turkey", "United Arab Emirates"}


def test_those_exploited_in_kenya_are_in_the_printed_industries() -> None:
    printed = {*PRINT["industries_in_kenya"], *PRINT["industries_in_kenya_foreign_victims_also"]}
    assert {row["Industry"].lower() for row in IN} - {""} == printed


def test_bus_plane_and_the_traffickers_car_are_the_most_frequent_modes_in_that_order() -> None:
    counts = Counter(mode for row in ROWS for mode in modes(row))
    assert [mode for mode, _ in counts.most_common(3)] == ["Bus", "Plane", "Car of the trafficker"]
    assert len({count for _, count in counts.most_common(4)}) == 4


def test_most_routes_use_several_modes() -> None:
    assert sum(len(modes(row)) > 1 for row in ROWS) > len(ROWS) / 2


def test_nairobi_and_mombasa_are_where_most_routes_board_a_plane() -> None:
    boarded: Counter[str] = Counter()
    for row in ROWS:
        path = stops(row)
        legs = [row[f"Transport to transit {n}"] for n in range(1, len(path) - 1)]
        legs.append(row["Transport to place of exploitation"])
        boarded.update(path[i][0] for i, mode in enumerate(legs) if mode == "Plane")
    known = Counter({place: count for place, count in boarded.items() if place not in {"", UNKNOWN}})
    assert [place for place, _ in known.most_common(2)] == ["Nairobi", "Mombasa"]


def test_routes_to_asia_name_countries_only_and_go_by_plane_alone() -> None:
    rows = [row for row in ROWS if corridor_of_pair().get(ends(row)) == "East Africa to Asia"]
    assert {place for row in rows for place, _ in stops(row)} <= {"", UNKNOWN}
    assert [modes(row) for row in rows] == [{"Plane"}] * 5


@pytest.mark.parametrize("corridor", ["East Africa to the Middle East", "East Africa to Europe"])
def test_routes_to_the_middle_east_and_europe_go_mostly_by_road_to_a_plane(corridor: str) -> None:
    rows = [row for row in ROWS if corridor_of_pair().get(ends(row)) == corridor]
    by_road_and_plane = [row for row in rows if "Plane" in modes(row) and modes(row) - {"Plane"}]
    assert len(by_road_and_plane) > len(rows) / 2
    assert all("Plane" in modes(row) for row in rows)


def test_the_printed_ways_of_recruitment_are_all_there() -> None:
    relations = {relation for row in ROWS for relation in parts(row["Recruiter's relation"])}
    assert relations == {"Relative", "Close friend", "Known agent", "Registered agency", "Posing as husband"}
    methods = {method for row in ROWS for method in parts(row["Recruitment method"])}
    assert methods == {
        "Word of mouth",
        "Promise of a good job",
        "Promise of schooling in the city",
        "False promise of corrective surgery",
        "Posing as husband",
        "Aid workers targeted for information",
    }


def test_the_details_in_print_are_on_the_routes_that_they_are_told_of() -> None:
    husband = [ends(row) for row in ROWS if row["Recruiter's relation"] == "Posing as husband"]
    assert husband == [("Finland", "Ethiopia")]
    organs = {ends(row)[1] for row in ROWS if row["Type of exploitation"] == "Organ removal"}
    assert organs == {"Libya"}
    aid_workers = [stops(row)[0][0] for row in ROWS if "aid workers" in row["Recruitment method"].lower()]
    assert aid_workers == ["Dadaab Camp"]
