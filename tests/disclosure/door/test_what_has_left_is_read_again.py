"""The tables of a release that has left already are let through as what they were, and nothing else is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from njia.disclosure import GUARDED, INSIDE, OPEN, NotForPublication, Policy, Published, published
from njia.measures import MEASURES

NAME = "countries_of_origin"
COLUMNS = tuple(column.name for column in MEASURES[NAME].columns)


def table(columns: tuple[str, ...] = COLUMNS, **told: Any) -> Published:
    row = [told.get(name) for name in COLUMNS]
    return Published(columns, [row[: len(columns)]], 20, 25)


def read(policy: Policy = GUARDED, tables: Mapping[str, Published] | None = None) -> Any:
    return published(policy, {NAME: table(country="KE", submissions=20)} if tables is None else tables, [])


def test_its_figures_are_those_that_it_holds() -> None:
    found = read().tables[NAME]
    assert (found.known, found.of, found.policy) == (20, 25, GUARDED)
    assert found.rows.select(["country", "submissions"]).to_pylist() == [{"country": "KE", "submissions": 20}]


def test_not_under_a_policy_for_people_inside() -> None:
    with pytest.raises(NotForPublication):
        read(INSIDE)


def test_not_a_table_that_its_policy_does_not_declare() -> None:
    few = GUARDED.model_copy(update={"tables": {"source_kinds": ("source_kind",)}})
    with pytest.raises(ValueError, match=f"declares no table '{NAME}'"):
        read(few)


def test_under_open_any_measure_but_nothing_else() -> None:
    assert read(OPEN).tables[NAME].of == 25
    with pytest.raises(ValueError, match="declares no table 'routes'"):
        read(OPEN, {"routes": table()})


@pytest.mark.parametrize("columns", [COLUMNS[:-1], ("organisation", *COLUMNS[1:])])
def test_not_with_other_columns_than_the_measures(columns: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="columns"):
        read(tables={NAME: table(columns)})
