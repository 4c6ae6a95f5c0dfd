"""Before anything leaves: every row as counted beside what would be shown, and why they differ."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.release.made import FEW, SECRET, collection, prepared, without

from njia.disclosure import GUARDED, OPEN, STRICT, Policy
from njia.disclosure.behind import behind
from njia.measures import measure_all, scope_for
from njia.network import Network
from njia.release import RowPreview, TablePreview, Told, Why, preview, told_in_all
from njia.vocabulary import code_list

DATA = collection()
SCOPE = scope_for(Network(), DATA)


@cache
def tables(name: str) -> dict[str, TablePreview]:
    policies = {"few": FEW, "guarded": GUARDED, "strict": STRICT, "open": OPEN}
    return {one.name: one for one in preview(DATA, SCOPE, policies[name], secret=SECRET)}


def rows(name: str) -> list[tuple[TablePreview, RowPreview]]:
    return [(table, row) for table in tables(name).values() for row in table.rows]


@pytest.mark.parametrize("name", ["guarded", "strict"])
def test_the_left_side_is_what_was_counted(name: str) -> None:
    measured = measure_all(DATA, SCOPE)
    for table in ("countries_of_origin", "source_kinds", "transport_modes"):
        counted = sorted(row.counted["submissions"] or 0 for row in tables(name)[table].rows)
        keys = measured[table].measure.grain
        known = [row for row in measured[table].rows.to_pylist() if row[keys[0]] is not None]
        assert counted == sorted(row["submissions"] for row in known), table


def test_the_right_side_is_what_a_release_shows() -> None:
    shown = prepared(network=Network()).material.tables.tables["countries_of_origin"].rows.to_pylist()
    totals = {row["submissions"] for row in shown}
    of_rows = [row.shown for row in tables("few")["countries_of_origin"].rows if row.shown]
    assert {row["submissions"] for row in of_rows} == totals


@pytest.mark.parametrize("name", ["guarded", "strict"])
def test_whatever_is_not_shown_by_itself_has_a_reason(name: str) -> None:
    told_less = [row for _, row in rows(name) if not row.is_exact]
    assert len(told_less) > 20
    assert all(row.reasons for row in told_less)
    assert all(reason.in_words(GUARDED) for row in told_less for reason in row.reasons)


def test_few_people_are_the_reason_exactly_where_there_are_few() -> None:
    people = behind(DATA).people
    table = tables("guarded")["countries_of_origin"]
    origins = DATA.routes["origin_country"].to_pylist()
    by_people: dict[str, int] = {}
    for code, some in zip(origins, people.tolist(), strict=True):
        by_people[code] = by_people.get(code, 0) + some
    by_people.pop(None, None)  # type: ignore[call-overload]
    few = sum(1 for count in by_people.values() if count < GUARDED.people)
    assert few > 0
    assert sum(1 for row in table.rows if any(r.why is Why.PEOPLE for r in row.reasons)) == few
    assert not [row for row in table.rows if row.is_exact and any(r.why is Why.PEOPLE for r in row.reasons)]


def test_few_organisations_and_a_dominant_one_are_reasons_too() -> None:
    found = {reason.why for _, row in rows("guarded") for reason in row.reasons}
    assert {Why.PEOPLE, Why.ORGANISATIONS, Why.DOMINANT, Why.SUBTRACTION, Why.PART} <= found


def test_what_a_small_group_would_be_subtracted_from_is_named() -> None:
    named = [r.than for _, row in rows("guarded") for r in row.reasons if r.why is Why.SUBTRACTION and r.than]
    assert named
    assert {than.split(": ")[0] for than in named} <= {*GUARDED.tables}


@pytest.mark.parametrize("name", ["guarded", "strict", "open"])
def test_what_is_told_adds_up_to_what_was_counted(name: str) -> None:
    for table in tables(name).values():
        for count in table.counts:
            told = table.told(count)
            counted = sum(row.counted.get(count) or 0 for row in table.rows)
            whole = len(table.rows) if table.name == "overview" else counted
            assert told.exact + told.with_others + told.withheld == whole, (table.name, count)
            assert sum(told.percents) == (100 if whole else 0)


def test_people_who_are_withheld_in_a_row_that_is_told_count_as_withheld() -> None:
    found = [
        (table, row.counted["cases_best"])
        for table, row in rows("guarded")
        if row.shown is not None and row.counted.get("cases_best") and row.shown["cases_best"] is None
    ]
    assert found
    for table, people in found:
        assert table.told("cases_best").withheld >= (people or 0)


def test_all_tables_together_are_their_sum_without_the_overview() -> None:
    of_tables = [table.told("submissions") for name, table in tables("guarded").items() if name != "overview"]
    told = told_in_all(list(tables("guarded").values()), "submissions")
    assert told.withheld == sum(one.withheld for one in of_tables) > 0
    assert told.exact == sum(one.exact for one in of_tables) > 0


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_percentages_are_none_too_many(exact: int, with_others: int, withheld: int) -> None:
    percents = Told(exact, with_others, withheld).percents
    assert sum(percents) == (100 if exact + with_others + withheld else 0)
    assert all(0 <= one <= 100 for one in percents)


def test_an_open_release_shows_everything() -> None:
    assert all(row.is_exact and row.shown == row.counted and not row.reasons for _, row in rows("open"))


def test_an_earlier_release_is_a_reason() -> None:
    before = prepared(without(DATA, 1), FEW)
    found = preview(DATA, SCOPE, FEW, earlier=[before.figures])
    assert Why.EARLIER in {reason.why for table in found for reason in table.reasons}
    alone = tables("few").values()
    assert Why.EARLIER not in {reason.why for table in alone for reason in table.reasons}


def test_names_are_in_the_language_that_was_asked_for() -> None:
    small = Policy.model_validate(FEW.model_dump() | {"tables": {"source_kinds": ("source_kind",)}})
    (table,) = preview(DATA, SCOPE, small, language="sw")
    assert code_list("source_kind").label("own_casework", "sw") in {row.name for row in table.rows}
