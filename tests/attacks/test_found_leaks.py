"""What an attacker once worked out of releases, each in the smallest collection that told it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pyarrow as pa
import pytest
from tests.attacks.attacking import Attack, Told, reports
from tests.attacks.changing import NETWORK, kept, release

from njia.dataset import Dataset
from njia.disclosure import GUARDED, STRICT, Policy, ProtectedTables, ToldByEarlier, protect_tables
from njia.measures import scope_for
from njia.release import by_content
from njia.synth import synth

SECRET = b"of a test, and of nothing else"
PEOPLE = ("cases_low", "cases_best", "cases_high")
ENDS = ("overview", "countries_of_origin", "countries_of_destination")


def written(data: Dataset, **columns: Sequence[Any]) -> Dataset:
    """Write over columns of the routes."""
    routes = data.routes
    for name, values in columns.items():
        field = routes.schema.field(name)
        at = routes.schema.get_field_index(name)
        routes = routes.set_column(at, field, pa.array(values, field.type))
    return replace(data, routes=routes)


def one_each(data: Dataset) -> Dataset:
    """Have every report be of one person."""
    return written(data, **dict.fromkeys(PEOPLE, [1] * data.routes.num_rows))


def coded(data: Dataset, field: str, codes: Sequence[Sequence[str]]) -> Dataset:
    """Write the codes of one field, those of each route."""
    others = data.codes.filter(pa.array([name != field for name in data.codes["field"].to_pylist()]))
    rows = [
        {"route_id": id_, "field": field, "code": code}
        for id_, of_route in zip(values(data, "route_id"), codes, strict=True)
        for code in of_route
    ]
    return replace(data, codes=pa.concat_tables([others, pa.Table.from_pylist(rows, schema=others.schema)]))


def values(data: Dataset, column: str) -> list[Any]:
    return data.routes[column].to_pylist()


def policy_of(*names: str, **changed: Any) -> Policy:
    tables = {name: GUARDED.tables[name] for name in names}
    return Policy.model_validate(GUARDED.model_dump() | {"name": "some", "tables": tables} | changed)


def some_of(method: str) -> Policy:
    """Give tables that a report is told in by one answer, and others by several."""
    return policy_of(*ENDS, "transit_places", "transport_modes", "recruitment_methods", method=method)


def counts(shown: ProtectedTables, table: str, column: str = "submissions") -> dict[tuple[Any, ...], Any]:
    """Give a column of a table by the keys of its rows; what is withheld is None."""
    keys = shown.policy.tables[table]
    return {tuple(row[key] for key in keys): row[column] for row in shown.tables[table].rows.to_pylist()}


def cells(shown: ProtectedTables) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Give all rows of all tables but the overview, by table and keys."""
    return {
        (name, *(row[key] for key in shown.policy.tables[name])): row
        for name, one in shown.tables.items()
        if name != "overview"
        for row in one.rows.to_pylist()
    }


def is_few(people: int) -> bool:
    """Say whether this many, of one person each, are some and fewer than the policy's."""
    return 0 < people < GUARDED.people


def test_what_growths_of_figures_leave_is_not_of_few() -> None:
    data = synth(260, seed=4)
    policy = policy_of(*ENDS, "source_kinds")
    earlier = release(kept(data, lambda row: row["number"] < 200), policy=policy)
    later = release(data, [earlier[1]], policy)
    sets = [
        {(one.table, one.part, one.keys): {*one.routes} for one in figures} for _, figures in (earlier, later)
    ]
    more = {key: sets[1][key] - sets[0][key] for key in sets[0] if sets[0][key] <= sets[1].get(key, set())}
    left = {
        frozenset(more[whole] - more[part])
        for whole in more
        for part in more
        if sets[0][part] < sets[0][whole] and sets[1][part] < sets[1][whole]
    }
    assert not few_of(data, sorted(map(sorted, left - {frozenset()})))


def few_of(data: Dataset, groups: Sequence[Sequence[str]]) -> list[str]:
    """Name groups of reports that are of few people."""
    found = [Told(str(at), 1, "", "", tuple(ids), {"submissions": 0}) for at, ids in enumerate(groups)]
    return Attack(found, reports(data), GUARDED).few()


def test_those_abroad_less_the_only_industry_there_are_not_few() -> None:
    data = one_each(synth(260, seed=3))
    ends = list(zip(values(data, "origin_country"), values(data, "destination_country"), strict=True))
    abroad = [number for number, end in enumerate(ends) if end[0] == "KE" and end[1] not in ("KE", None)]
    others = [number for number, end in enumerate(ends) if "KE" not in end][:30]
    inside = [number for number, end in enumerate(ends) if end[1] == "KE"][:28]
    lacking = {abroad[0], *others, *inside}
    data = coded(data, "industries", [[] if n in lacking else ["domestic_work"] for n in range(len(ends))])
    shown, _ = release(data, policy=GUARDED)
    rows = counts(shown, "industries_abroad")
    outside = counts(shown, "countries_of_origin")[("KE",)] - (counts(shown, "focus_as_origin")[("KE",)] or 0)
    assert [*rows] != [("domestic_work",)] or not is_few(outside - rows[("domestic_work",)])


@pytest.mark.parametrize("known", [120, 150])
def test_how_many_went_by_both_of_two_modes_is_not_told_of_few(known: int) -> None:
    data = one_each(synth(150, seed=3))
    modes = [["air", "bus"], *[["air"]] * 69, *[["bus"]] * (known - 70), *[[]] * (150 - known)]
    shown, _ = release(coded(data, "transport_modes", modes), policy=GUARDED)
    rows = counts(shown, "transport_modes")
    every = shown.tables["transport_modes"].known
    assert every is None or None in rows.values() or len(rows) > 2 or not is_few(sum(rows.values()) - every)
    assert None in rows.values() or len(rows) > 2 or known < 150 or not is_few(sum(rows.values()) - known)


def test_a_report_added_between_two_strict_releases_is_not_described() -> None:
    data = synth(400, seed=1)
    less = kept(data, lambda row: row["number"] != 0)
    scope = scope_for(NETWORK, data)
    earlier, figures = protect_tables(less, scope, STRICT, secret=SECRET)
    later, _ = protect_tables(data, scope, STRICT, earlier=[figures], secret=SECRET)
    assert cells(later) == cells(earlier)


def three_collections() -> Dataset:
    data = one_each(synth(480, seed=3))
    starts = (["KE"] * 90 + ["UG"] * 60 + ["TZ"] * 30) * 2 + ["KE"] * 60 + ["TZ"] * 57 + ["UG"] * 3
    return written(data, origin_country=starts, organisation=[f"O{number % 10}" for number in range(480)])


def test_another_collection_can_be_released_after_a_first_one() -> None:
    data, policy = three_collections(), policy_of("overview", "countries_of_origin")
    earlier = release(kept(data, lambda row: row["number"] < 180), policy=policy)
    later = release(kept(data, lambda row: 180 <= row["number"] < 360), [earlier[1]], policy)
    assert counts(later[0], "countries_of_origin") == {("KE",): 90, ("UG",): 60, ("TZ",): 30}


def test_two_collections_are_not_taken_from_all_three() -> None:
    data, policy = three_collections(), policy_of("overview", "countries_of_origin")
    made = [release(kept(data, lambda row: row["number"] < 180), policy=policy)]
    second = kept(data, lambda row: 180 <= row["number"] < 360)
    made.append(release(second, [made[0][1]], policy))
    made.append(release(data, [figures for _, figures in made], policy))
    rows = [counts(shown, "countries_of_origin") for shown, _ in made]
    told_by_all = [one.get(("UG",)) for one in rows]
    assert None in told_by_all or not is_few(told_by_all[2] - told_by_all[1] - told_by_all[0])


def exact(data: Dataset) -> Dataset:
    """Have every report state an exact number of people."""
    random = Random(3)
    people = [random.randint(1, 6) for _ in range(data.routes.num_rows)]
    return written(data, **dict.fromkeys(PEOPLE, people))


@pytest.mark.parametrize("method", ["guarded", "strict"])
@pytest.mark.parametrize("more", [None, 3], ids=["no upper bound", "a range"])
def test_the_one_report_with_a_range_is_not_described(method: str, more: int | None) -> None:
    data = exact(synth(200, seed=3))
    high = values(data, "cases_high")
    high[8] = None if more is None else high[8] + more
    shown, _ = protect_tables(
        written(data, cases_high=high), scope_for(NETWORK, data), some_of(method), secret=SECRET
    )
    rows = [row for row in cells(shown).values() if row["cases_best"] is not None]
    assert len({row["cases_high"] == row["cases_best"] for row in rows}) == 1


@pytest.mark.parametrize("method", ["guarded", "strict"])
def test_where_own_casework_is_withheld_does_not_describe_the_one_report(method: str) -> None:
    data = exact(synth(200, seed=3))
    kinds = ["own_casework" if number == 8 else "heard_of" for number in range(200)]
    made, _ = protect_tables(
        written(data, source_kind=kinds), scope_for(NETWORK, data), some_of(method), secret=SECRET
    )
    assert {row["own_casework"] for row in cells(made).values() if row["submissions"]} == {None}


@pytest.mark.parametrize("method", ["guarded", "strict"])
def test_where_who_states_people_is_withheld_does_not_describe_the_one_who_does_not(method: str) -> None:
    data = exact(synth(200, seed=3))
    people = values(data, "cases_best")
    people[8] = None
    made, _ = protect_tables(
        written(data, **dict.fromkeys(PEOPLE, people)),
        scope_for(NETWORK, data),
        some_of(method),
        secret=SECRET,
    )
    assert {row["cases_known"] for row in cells(made).values() if row["submissions"]} == {None}


def test_no_place_leaves_few_of_all_reports() -> None:
    data = one_each(synth(150, seed=3))
    starts = ["UG"] * 5 + ["KE"] * 145
    places = ["sy:kampala-ug"] * 5 + ["sy:nairobi-ke"] * 145
    at = {id_: number for number, id_ in enumerate(values(data, "route_id"))}
    stops = data.stops.to_pylist()
    for stop in stops:
        if stop["seq"] == 0:
            number = at[stop["route_id"]]
            stop |= {"place_id": places[number], "country": starts[number], "precision": "town"}
    data = written(data, origin_country=starts, origin_place_id=places)
    data = replace(data, stops=pa.Table.from_pylist(stops, schema=data.stops.schema))
    shown, _ = release(data, policy=policy_of("overview", "focus_origin_places"))
    assert counts(shown, "focus_origin_places") != {("sy:nairobi-ke",): 145}


def test_renaming_an_organisation_does_not_uncover_a_report_that_waits() -> None:
    data = one_each(synth(151, seed=4))
    policy = policy_of(*ENDS, "transport_modes")
    earlier = release(by_content(kept(data, lambda row: row["number"] < 150)), policy=policy)
    named = values(data, "organisation")
    largest = Counter(named).most_common(1)[0][0]
    data = written(data, organisation=[f"{one} Kenya" if one == largest else one for one in named])
    try:
        later = release(by_content(data), [earlier[1]], policy)
    except ToldByEarlier:
        return
    assert later[0].tables["overview"].of in (None, 150)


@pytest.mark.parametrize("size", [10, 100])
def test_one_report_from_elsewhere_is_told_with_all_others(size: int) -> None:
    data = written(
        one_each(synth(size, seed=1)),
        origin_country=["UG"] + ["KE"] * (size - 1),
        destination_country=["SA"] * size,
        organisation=[f"O{number % 4}" for number in range(size)],
    )
    shown, _ = release(data, policy=policy_of(*ENDS, "origin_destination", "corridors"))
    named = {key for row in counts(shown, "origin_destination") for key in row}
    assert named.isdisjoint(("UG", "KE"))


def intended() -> Dataset:
    """Of 37 people taken to Kenya the promised country of all but one is known, as it is of most others."""
    data = one_each(synth(150, seed=3))
    ends = values(data, "destination_country")
    at_home = [number for number, end in enumerate(ends) if end == "KE"]
    away = [number for number, end in enumerate(ends) if end != "KE"]
    lacking = {at_home[0], *away[:60]}
    return written(
        data,
        intended_country=[
            None if number in lacking else ("SA" if number % 2 else "AE") for number in range(len(ends))
        ],
    )


@pytest.mark.parametrize(
    "policy", [policy_of(*ENDS, "intended_destination"), GUARDED], ids=["few tables", "all"]
)
def test_a_country_less_what_its_people_were_promised_is_not_of_few(policy: Policy) -> None:
    shown, _ = release(intended(), policy=policy)
    every = counts(shown, "countries_of_destination")[("KE",)]
    rows = counts(shown, "intended_destination")
    hidden = [key for key, count in rows.items() if count is None]
    if len(hidden) == 1:  # it is all that the other rows leave
        rows[hidden[0]] = (shown.tables["overview"].of or 0) - sum(count or 0 for count in rows.values())
    promised = [count for key, count in rows.items() if key[0] == "KE" and count]
    is_open = len(hidden) > 1 and "KE" in {key[0] for key in hidden}
    assert is_open or not is_few(every - sum(promised))


@pytest.mark.parametrize(("left", "organisation"), [(9, ""), (15, "one")])
def test_a_region_less_its_corridors_is_not_of_few(left: int, organisation: str) -> None:
    data = one_each(synth(200, seed=3))
    regions = scope_for(NETWORK, data).regions
    starts, ends = values(data, "origin_country"), values(data, "destination_country")
    named = values(data, "organisation")
    to_asia = [number for number, end in enumerate(ends) if regions.get(end) == "Western Asia"]
    for place, number in enumerate(to_asia):
        if place < left:
            starts[number], named[number] = "IN", organisation or named[number]
        elif regions.get(starts[number]) != "Eastern Africa":
            starts[number] = "KE"
    for number in [at for at, end in enumerate(ends) if end == "KE"][:12]:
        starts[number] = "PK"
    shown, _ = release(written(data, origin_country=starts, organisation=named), policy=GUARDED)
    into = counts(shown, "countries_of_destination")
    inside = [
        n for (key,), n in into.items() if regions.get(key) == "Western Asia" or key == "region:Western Asia"
    ]
    corridor = counts(shown, "corridors").get(("Eastern Africa", "Western Asia"))
    is_whole = ("region:Western Asia",) in into and None not in inside
    assert not (is_whole and corridor and sum(inside) - corridor == left)
