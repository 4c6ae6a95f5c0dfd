import json

import pyarrow as pa
import pytest

from njia.dataset import Dataset, dataset
from njia.measures import MEASURES, Measured, Scope, Unit, as_json, labelled, measure_all, scope_for
from njia.network import Network
from njia.schema import Cases, CasesKind, Leg, Route, Stop, StopRole
from njia.synth import synth

TOWNS = {"Busia KE": "nj:busia-ke", "Busia UG": "nj:busia-ug", "Nairobi KE": "gn:1", "Riyadh SA": "gn:2"}


def stop(role: StopRole, where: str | None) -> Stop:
    if where is None:
        return Stop(role=role)
    name, country = where.rsplit(" ", 1)
    if where in TOWNS:
        return Stop(role=role, place_id=TOWNS[where], place_name=name, country_code=country, kind="town")
    return Stop(role=role, place_id=f"iso:{country}", place_name=name, country_code=country, kind="country")


def route(number: int, *places: str | None, best: int | None = None, open_end: bool = False) -> Route:
    roles = [StopRole.ORIGIN, *[StopRole.TRANSIT] * (len(places) - 2), StopRole.DESTINATION]
    cases = Cases(kind=CasesKind.EXACT, low=best, best=best, high=None if open_end else best)
    return Route(
        id=f"r{number}",
        stops=tuple(stop(role, place) for role, place in zip(roles, places, strict=True)),
        legs=tuple(Leg() for _ in places[1:]),
        cases=cases if best is not None else Cases(),
    )


def measure(data: Dataset, name: str, focus: str = "KE") -> Measured:
    return measure_all(data, Scope(focus), measures={name: MEASURES[name]})[name]


def test_no_number_stated_is_null_and_not_zero() -> None:
    data = dataset([route(1, "Busia KE", "Riyadh SA")])
    (row,) = measure(data, "origin_destination").rows.to_pylist()
    assert (row["cases_best"], row["cases_known"], row["submissions"]) == (None, 0, 1)


def test_one_open_number_leaves_the_sum_without_an_upper_bound() -> None:
    data = dataset(
        [route(1, "Busia KE", "Riyadh SA", best=20, open_end=True), route(2, "Busia KE", "Riyadh SA", best=5)]
    )
    (row,) = measure(data, "origin_destination").rows.to_pylist()
    assert (row["cases_low"], row["cases_best"], row["cases_high"]) == (25, 25, None)


def test_an_unknown_stop_is_skipped_and_its_legs_joined() -> None:
    data = dataset([route(1, "Busia KE", None, None, "Riyadh SA", None)])
    legs = measure(data, "map_legs").rows.to_pylist()
    found = {(leg["from_place_id"], leg["to_place_id"], leg["unknown_between"]) for leg in legs}
    assert found == {("nj:busia-ke", "gn:2", True), ("gn:2", None, False)}


def test_a_loop_counts_its_submission_once() -> None:
    data = dataset([route(1, "Busia KE", "Nairobi KE", "Busia KE", "Nairobi KE", "Riyadh SA")])
    assert {leg["submissions"] for leg in measure(data, "map_legs").rows.to_pylist()} == {1}


def test_the_largest_comes_first_and_ties_go_by_name() -> None:
    ways = [
        ("Nairobi KE", "Riyadh SA"),
        ("Busia KE", "Riyadh SA"),
        ("Busia UG", "Nairobi KE"),
        ("Busia KE", "Riyadh SA"),
    ]
    data = dataset([route(n, *way) for n, way in enumerate(ways)])
    assert measure(data, "countries_of_origin").rows["country"].to_pylist() == ["KE", "UG"]
    assert measure(data, "focus_origin_places").rows["place_id"].to_pylist() == ["nj:busia-ke", "gn:1"]


def test_no_routes_at_all_give_empty_tables_and_an_overview_of_nothing() -> None:
    every = measure_all(dataset([]), Scope(""))
    assert list(every) == list(MEASURES)
    assert [name for name, m in every.items() if m.rows.num_rows] == ["overview", "completeness"]
    figures = {row["figure"]: row["value"] for row in every["overview"].rows.to_pylist()}
    assert (figures["submissions"], figures["cases_best"]) == (0, None)


def test_every_measure_has_the_columns_that_it_declares() -> None:
    for name, measured in measure_all(synth(50, seed=1), Scope("KE")).items():
        assert measured.rows.column_names == [column.name for column in MEASURES[name].columns]
        assert set(MEASURES[name].grain) <= set(measured.rows.column_names)


def test_every_measure_tells_how_many_organisations_are_behind_each_row() -> None:
    without = {m.name for m in MEASURES.values() if "organisations" not in {c.name for c in m.columns}}
    assert without == {"overview", "completeness", "map_route_details"}


def test_titles_name_the_focus_country() -> None:
    measured = measure(synth(20), "focus_as_origin")
    assert measured.measure.title == "Out of Kenya: countries of destination"
    assert "{" not in measured.measure.denominator


def test_a_name_that_two_countries_have_is_told_apart() -> None:
    data = dataset([route(1, "Busia KE", "Busia UG", "Nairobi KE"), route(2, None, "Nairobi KE")])
    columns, rows = labelled(measure(data, "map_places"), data.places)
    names = {row["place_id"]: row["place_name"] for row in rows}
    assert names == {"nj:busia-ke": "Busia (Kenya)", "nj:busia-ug": "Busia (Uganda)", "gn:1": "Nairobi"}
    assert [c.name for c in columns][:2] == ["place_id", "place_name"]


def test_what_is_null_is_named_not_stated() -> None:
    data = dataset([route(1, None, "Nairobi KE")])
    (row,) = labelled(measure(data, "map_legs"), data.places)[1]
    assert (row["from_place_id"], row["from_place_name"], row["mode_name"]) == (
        None,
        "Not stated",
        "Not stated",
    )


def test_a_path_is_named_by_its_places() -> None:
    data = dataset([route(1, "Busia KE", None, "Saudi Arabia SA")])
    (row,) = labelled(measure(data, "map_routes"), data.places)[1]
    assert (row["path"], row["path_name"]) == (
        "nj:busia-ke > ? > iso:SA",
        "Busia > Not stated > Saudi Arabia",
    )


def test_json_has_these_keys_and_plain_values() -> None:
    data = synth(60, seed=3)
    for measured in measure_all(data, Scope("KE")).values():
        told = as_json(measured, data.places)
        assert list(told) == ["title", "unit", "columns", "rows", "known", "of"]
        assert json.loads(json.dumps(told, allow_nan=False)) == told
        assert all(list(row) == [c["name"] for c in told["columns"]] for row in told["rows"])


def test_shares_are_of_the_known() -> None:
    data = dataset(
        [route(1, "Busia KE", "Riyadh SA"), route(2, "Nairobi KE", "Riyadh SA"), route(3, None, "Riyadh SA")]
    )
    measured = measure(data, "focus_as_destination", focus="SA")
    assert (measured.known, measured.of, measured.rows["share"].to_pylist()) == (2, 3, [100.0])


def test_the_focus_country_is_the_commonest_end_unless_the_network_says() -> None:
    data = dataset(
        [
            route(1, "Busia UG", "Nairobi KE"),
            route(2, "Busia KE", "Nairobi KE"),
            route(3, "Busia UG", "Riyadh SA"),
        ]
    )
    assert scope_for(Network(), data).focus_country == "KE"  # two each: the first code
    assert scope_for(Network(focus_country="SA"), data).focus_country == "SA"
    assert scope_for(Network(), dataset([])).focus_country == ""


def test_regions_are_the_networks_own_or_the_united_nations() -> None:
    own = Network(regions={"Europe": ("TR",)})
    assert scope_for(own, dataset([])).regions == {"TR": "Europe"}
    assert scope_for(Network(), dataset([])).regions["KE"] == "Eastern Africa"


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(ValueError, match="no engine 'abacus'"):
        measure_all(dataset([]), Scope(""), "abacus")


def test_percent_columns_are_numbers_with_one_decimal() -> None:
    rows = measure(synth(90, seed=2), "transport_modes").rows
    assert rows.schema.field("share").type == pa.float64()
    assert all(round(value, 1) == value for value in rows["share"].to_pylist())


def test_every_code_column_says_its_list_or_is_a_word_of_the_measures() -> None:
    from njia.vocabulary import LISTS

    lists = {c.code_list for m in MEASURES.values() for c in m.columns if c.unit is Unit.CODE}
    assert lists <= {"", *LISTS}


def test_every_word_of_the_measures_has_an_english_name() -> None:
    from njia.language import catalogue

    say = catalogue("en").say
    for measured in measure_all(
        synth(200, seed=5, earlier=50), Scope("KE", earlier="synthetic earlier")
    ).values():
        for column in measured.measure.columns:
            if column.unit is Unit.CODE and not column.code_list:
                for word in set(measured.rows[column.name].to_pylist()) - {None}:
                    assert say(f"measure.{word}")
