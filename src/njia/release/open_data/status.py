"""What is told of a row: its figure, its figure under a key that stands for several, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from njia.disclosure import Method, Protected
from njia.measures import Column, Unit
from njia.measures.widened import is_widened

SHOWN, LESS_EXACT, NOT_SHOWN = "shown", "less exact", "withheld"
STATUSES = (SHOWN, LESS_EXACT, NOT_SHOWN)
# What a row of the overview has no figure of although it may be told: nobody stated it, or no upper bound.
_BOUNDED_BY = {"cases_low": "cases_known", "cases_best": "cases_known", "cases_high": "cases_best"}


def statuses(one: Protected, precisions: Mapping[str, str]) -> list[str]:
    """Give each row's status; `precisions` are those of the places that keys name, by id."""
    if one.policy.method is Method.AS_COUNTED:
        return [SHOWN] * one.rows.num_rows
    keys = [column for column in one.measure.columns if column.name in one.measure.grain]
    rows = one.rows.to_pylist()
    return [
        NOT_SHOWN if one.measure.main in missing
        else LESS_EXACT if any(_several(column, row[column.name], precisions) for column in keys)
        else SHOWN
        for row, missing in zip(rows, withheld(one), strict=True)
    ]  # fmt: skip


def withheld(one: Protected) -> list[tuple[str, ...]]:
    """Give the names of the columns whose figures may not be told, for each row.

    Empty cells of other columns are not stated: nobody stated a number of people, or one has no upper bound.
    """
    if one.policy.method is Method.AS_COUNTED:
        return [()] * one.rows.num_rows
    rows = one.rows.to_pylist()
    figures = [column.name for column in one.measure.columns if column.unit in COUNTED]
    whole = {row["figure"]: row["value"] for row in rows} if "figure" in one.measure.grain else {}
    return [
        tuple(name for name in figures if row[name] is None and not _not_stated(name, row, whole, one))
        for row in rows
    ]


COUNTED = frozenset(
    {
        *(Unit.NUMBER, Unit.SUBMISSIONS, Unit.ROUTES, Unit.CASES, Unit.ORGANISATIONS),
        *(Unit.COUNTRIES, Unit.PLACES, Unit.PERCENT),
    }
)


def _not_stated(name: str, row: Mapping[str, Any], whole: Mapping[str, Any], one: Protected) -> bool:
    """Say whether a figure is empty because there is none."""
    if name == "value":
        return _absent(str(row["figure"]), whole)
    if name == "share":
        return one.known == 0
    return _absent(name, row)


def _absent(name: str, figures: Mapping[str, Any]) -> bool:
    if name not in _BOUNDED_BY:
        return False
    if figures.get("cases_known") == 0:
        return True
    bounded = figures.get("cases_best") is not None and figures.get("cases_low") is not None
    return name == "cases_high" and bounded


def _several(column: Column, key: Any, precisions: Mapping[str, str]) -> bool:
    if not isinstance(key, str):
        return False
    wide = column.unit is Unit.PLACE and precisions.get(key) in ("country", "county")
    return wide or is_widened(key)


_OF_ALL = frozenset({"cases_low", "cases_high", "cases_known"})


def told_columns(one: Protected, routes_told: bool) -> Sequence[Column]:
    """Give the columns that a table is written with: without keys that the policy tells no rows apart by.

    And without counts that the policy tells of all routes alone, which no row has.
    """
    if one.policy.method is Method.AS_COUNTED:
        return one.measure.columns
    declared = one.policy.tables[one.measure.name]
    return [
        column
        for column in one.measure.columns
        if (
            routes_told
            if column.unit is Unit.ROUTES
            else column.name in declared
            or (column.unit in COUNTED and column.name not in _OF_ALL)
            or one.rows[column.name].null_count < one.rows.num_rows
        )
    ]
