from collections import defaultdict

import pytest
from tests.disclosure.strict.made import counted, only, released, routes

from njia.disclosure import STRICT
from njia.measures import MEASURES, scope_for
from njia.measures.members import members
from njia.measures.widened import is_widened
from njia.network import Network
from njia.synth import synth

SCOPE = scope_for(Network(focus_country="KE"), synth(1))
EXACT = STRICT.model_copy(update={"round_to": 1})


def test_where_too_few_people_are_counted():
    assert counted(routes([3, 3, 3]))["submissions"] is None
    assert counted(routes([4, 3, 3], ["a", "b", "c"]), EXACT)["submissions"] is not None


def test_where_too_few_organisations_counted_them():
    assert counted(routes([10] * 10, ["a"] * 10), EXACT)["submissions"] is None
    assert counted(routes([10] * 10, ["a"] * 9 + ["b"]), EXACT)["submissions"] is None
    assert counted(routes([10] * 10, ["a"] * 8 + ["b"] * 2), EXACT)["submissions"] is not None


def test_where_a_part_is_of_few_people_or_of_nobody_that_part():
    """Beside counts of none those of few would be seen."""
    names = ["a", "a", *"bcdefghi"]
    few = counted(routes([10] * 10, names, source_kind=["own_casework"] * 2 + ["heard_of"] * 8), EXACT)
    assert few["own_casework"] is None
    assert few["submissions"] is not None
    none = counted(routes([10] * 10, source_kind=["heard_of"] * 10))
    assert none["own_casework"] is None
    every = counted(routes([10] * 10, source_kind=["own_casework"] * 10))
    assert every["own_casework"] is None
    half = counted(routes([10] * 10, source_kind=["own_casework"] * 5 + ["heard_of"] * 5), EXACT)
    assert half["own_casework"]


def test_that_a_part_of_too_few_people_is_none():
    few = counted(routes([3, 3, 3], source_kind=["heard_of"] * 3))
    assert few["own_casework"] is few["submissions"] is None


SECRETS = [f"secret {number}".encode() for number in range(200)]
SMALL = ([10, 10, 10], [4, 3, 3], [20, 1, 1, 1, 1, 1, 1], [8, 1, 1])


@pytest.mark.parametrize("people", SMALL)
def test_somebody_is_never_shown_as_nobody(people):
    data = routes(people, [f"organisation {number}" for number in range(len(people))])
    told = [counted(data, secret=secret) for secret in SECRETS]
    for name in ("submissions", "cases_known", "cases_low", "cases_best", "cases_high"):
        shown = {one[name] for one in told}
        assert 0 not in shown
        assert None in shown or name != "submissions"


def test_the_sum_of_people_where_one_route_has_most_of_it():
    rest = [2] * 12
    assert counted(routes([96, *rest]))["cases_best"] is not None
    dominated = counted(routes([97, *rest]))
    assert dominated["cases_best"] is dominated["cases_low"] is dominated["cases_high"] is None
    assert dominated["submissions"] is not None


def test_the_least_that_people_can_be_where_that_is_too_few():
    told = [
        counted(routes([10] * 12, cases_low=low), secret=bytes([number + 1]))
        for low in ([1] * 9 + [0] * 3, [1] * 10 + [0] * 2)
        for number in range(40)
    ]
    assert {one["cases_low"] for one in told[:40]} == {None}
    assert {one["cases_low"] for one in told[40:]} > {None, 10}
    assert None not in {one["cases_best"] for one in told}


def test_sums_where_few_people_are_known_by_their_number():
    told = counted(routes([3, 3, 3, *[None] * 20]))
    assert told["cases_best"] is None
    assert told["cases_known"] is None
    assert told["submissions"] is not None


def test_sums_where_one_organisation_alone_says_how_many_people():
    names = ["a"] * 6 + [f"organisation {number % 5}" for number in range(20)]
    told = counted(routes([10] * 6 + [None] * 20, names))
    assert told["cases_best"] is told["cases_low"] is told["cases_high"] is None
    assert told["submissions"] is not None


def test_the_most_that_people_can_be_where_one_route_has_no_upper_bound():
    told = counted(routes([10] * 12, cases_high=[None, *[20] * 11]))
    assert told["cases_high"] is None
    assert told["cases_best"] is not None


def test_organisations_and_distinct_routes_everywhere():
    made, _ = released(synth(400))
    for table in made.tables.values():
        for name in {"organisations", "routes"} & {*table.rows.column_names}:
            assert {*table.rows[name].to_pylist()} == {None}
    figures = {row["figure"]: row["value"] for row in made.tables["overview"].rows.to_pylist()}
    assert figures["organisations"] is None
    assert figures["submissions"]


def test_everything_of_a_collection_of_few_people():
    made, figures = released(routes([1, 2, 3, 3]))
    assert figures == ()
    for table in made.tables.values():
        numbers = [row[c.name] for row in table.rows.to_pylist() for c in table.measure.columns
                   if c.unit in ("submissions", "cases", "percent")]  # fmt: skip
        assert {*numbers} <= {None}
        assert not table.known
        assert not table.of


def test_an_empty_collection_can_be_released():
    made, figures = released(only(synth(5), []))
    assert figures == ()
    assert made.tables["map_legs"].rows.num_rows == 0


@pytest.mark.parametrize("seed", range(3))
def test_a_row_of_few_people_is_not_even_named(seed):
    data = synth(400, seed=seed)
    made, _ = released(data)
    people = [max(cases or 1, 1) for cases in data.routes["cases_best"].to_pylist()]
    organisations = data.routes["organisation"].to_pylist()
    names = [name for name, keys in STRICT.tables.items() if len(keys) == 1]
    for name, one in members(data, SCOPE, {name: MEASURES[name] for name in names}).items():
        key = STRICT.tables[name][0]
        behind = defaultdict(set)
        for value, route in zip(one.keys[key].to_pylist(), one.route.tolist(), strict=True):
            behind[value].add(route)
        for named in made.tables[name].rows[key].to_pylist():
            if not is_widened(named) and not named.startswith("iso:"):
                assert sum(people[route] for route in behind[named]) >= STRICT.people
                assert len({organisations[route] for route in behind[named]}) >= STRICT.organisations - 1


def test_rows_of_few_people_are_summed_to_their_region():
    made, figures = released(synth(400))
    table = "countries_of_destination"
    keys = made.tables[table].rows["country"].to_pylist()
    summed = {f.keys[0]: f.routes for f in figures if f.table == table and f.part == "rows"}
    assert "region:Eastern Africa" in keys
    of = synth(400).routes
    ends = dict(zip(of["route_id"].to_pylist(), of["destination_country"].to_pylist(), strict=True))
    assert len({ends[route] for route in summed["region:Eastern Africa"]}) > 1
    assert not {ends[route] for route in summed["region:Eastern Africa"]} & {*keys}


def test_no_route_is_behind_two_rows_of_a_table_of_one_answer_each():
    _, figures = released(synth(400))
    found = [f for f in figures if f.table == "origin_destination"]
    rows = [route for f in found if f.part == "rows" for route in f.routes]
    assert len(rows) == len({*rows}) > 300
    assert {*rows} <= {*next(f.routes for f in found if f.part == "known")}


def test_a_table_can_be_told_without_any_keys():
    made, figures = released(synth(60), STRICT.model_copy(update={"tables": {"source_kinds": ()}}))
    (row,) = made.tables["source_kinds"].rows.to_pylist()
    assert row["source_kind"] is None
    assert row["submissions"] == made.tables["source_kinds"].known
    assert [figure.part for figure in figures] == ["rows", "known", "of"]
