"""A figure's record says which columns were told of which reports: later releases are decided beside it."""

from __future__ import annotations

from functools import cache

import pytest
from tests.attacks.changing import FEW_TABLES, before_corrections, of_tables, release
from tests.attacks.conftest import few_each

from njia.dataset import Dataset
from njia.synth import synth


@cache
def collection() -> Dataset:
    return few_each(synth(120, seed=3))


def test_the_columns_of_a_row_are_those_that_it_shows() -> None:
    shown, figures = release(collection())
    seen = set()
    for one in figures:
        if one.part != "rows":
            continue
        keys = FEW_TABLES.tables[one.table]
        rows = {tuple(row[key] for key in keys): row for row in shown.tables[one.table].rows.to_pylist()}
        row = rows.get(one.keys, {})
        if row:
            counts = {name for name, value in row.items() if isinstance(value, int) and name != "share"}
            assert {*one.columns} == counts, (one.table, one.keys)
            seen.add(one.columns)
    assert len(seen) > 1  # some rows show a part, and some do not


def test_a_total_is_a_figure_of_its_count_alone() -> None:
    totals = [one for one in release(collection())[1] if one.part != "rows" and one.table != "overview"]
    assert totals
    assert {one.columns for one in totals} == {("submissions",)}


@pytest.mark.parametrize(("stating", "told"), [(4, False), (30, True)])
def test_how_many_say_how_they_went_is_told_of_enough_alone(stating: int, told: bool) -> None:
    data = collection()
    every = range(data.routes.num_rows)
    states = modes(data)
    said = [number for number in every if states[number]]
    less = before_corrections(data, {*every} - {*said[:stating]}, "transport_modes")
    shown, figures = release(less, policy=of_tables("transport_modes"))
    assert shown.tables["transport_modes"].known == (stating if told else None)
    assert any(one.part == "known" for one in figures) is told


def modes(data: Dataset) -> list[bool]:
    """Say which reports say how the people went."""
    codes = data.codes.to_pylist()
    stating = {row["route_id"] for row in codes if row["field"] == "transport_modes"}
    return [id_ in stating for id_ in data.routes["route_id"].to_pylist()]
