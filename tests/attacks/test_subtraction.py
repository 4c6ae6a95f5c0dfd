"""Whoever takes a published figure from another that it is a part of is left with enough people, or nobody.

The attacker knows what each row is about from its keys alone: that a pair is a part of its two countries,
that a corridor is a part of its regions, that "other countries" are those without a row of their own.
"""

from __future__ import annotations

from itertools import product

import pytest
from tests.attacks.conftest import OTHER, UNKNOWN, Attacked

Report = tuple[str, str, int, str]
TABLES = {
    "countries_of_origin": ("country", None),
    "countries_of_destination": (None, "country"),
    "origin_destination": ("origin_country", "destination_country"),
    "corridors": ("from_region", "to_region"),
}


def published(attacked: Attacked) -> list[tuple[str, int, list[Report]]]:
    """Give every published row of these tables: its name, submissions and, from the truth, its reports."""
    found = []
    for name, columns in TABLES.items():
        table = attacked.shown.tables[name]
        rows = table.rows.to_pylist()
        keys = [tuple(row[column] if column else None for column in columns) for row in rows]
        for row, key in zip(rows, keys, strict=True):
            if row["submissions"] is None:
                continue
            behind = [r for r in attacked.truth.reports if told_under(attacked, name, r, keys) == key]
            found.append((f"{name} {key}", row["submissions"], behind))
        for part, total in (("of", table.of), ("known", table.known)):
            if total is not None:
                known = [r for r in attacked.truth.reports if part == "of" or is_known(name, r)]
                found.append((f"{name} {part}", total, known))
    return found


def is_known(name: str, report: Report) -> bool:
    ends = TABLES[name]
    return all(report[end] != UNKNOWN for end in (0, 1) if ends[end])


def told_under(attacked: Attacked, table: str, report: Report, keys: list[tuple[str | None, ...]]) -> object:
    """Say under which row a report is counted: the first of the finest that there is."""
    columns, regions = TABLES[table], attacked.scope.regions
    if attacked.shown.tables[table].known is not None and not is_known(table, report):
        return "not known"
    steps = []
    for end in (0, 1):
        if columns[end] is None:
            steps.append([None])
        elif table == "corridors":
            steps.append([regions.get(report[end], ""), OTHER])
        else:
            steps.append([report[end], f"region:{regions.get(report[end], '')}", OTHER])
    return next((key for key in product(*steps) if key in keys), None)


def test_the_attacker_reads_the_rows_as_they_are_meant(attacked: Attacked) -> None:
    for name, submissions, behind in published(attacked):
        assert submissions == len(behind), name


def test_every_published_figure_is_of_enough_people(attacked: Attacked) -> None:
    for name, _, behind in published(attacked):
        assert attacked.truth.is_safe(behind, attacked.policy), name


def test_no_difference_of_two_published_figures_is_of_few_people(attacked: Attacked) -> None:
    rows = [(name, {id(r) for r in behind}, behind) for name, _, behind in published(attacked)]
    for (small, part, _), (large, whole, reports) in product(rows, rows):
        left = [r for r in reports if id(r) not in part]
        if part < whole:
            assert attacked.truth.is_safe(left, attacked.policy), f"{large} less {small}"


def test_what_a_country_shows_of_its_pairs_leaves_enough_people_or_nobody(attacked: Attacked) -> None:
    pairs = {
        (row["origin_country"], row["destination_country"]): row["submissions"]
        for row in attacked.shown.tables["origin_destination"].rows.to_pylist()
    }
    for end in (0, 1):
        name = ("countries_of_origin", "countries_of_destination")[end]
        for row in attacked.shown.tables[name].rows.to_pylist():
            country = row["country"]
            if country.startswith(("region:", OTHER)):
                continue
            told = {pair for pair in pairs if pair[end] == country and ":" not in pair[1 - end] != OTHER}
            left = [r for r in attacked.truth.reports if r[end] == country and (r[0], r[1]) not in told]
            assert not left or attacked.truth.is_safe(left, attacked.policy), f"{name} {country}"


@pytest.mark.parametrize("name", ["industries_abroad", "transport_modes", "map_legs", "transit_places"])
def test_a_row_is_withheld_or_is_some_reports(attacked: Attacked, name: str) -> None:
    for row in attacked.shown.tables[name].rows.to_pylist():
        assert row["submissions"] is None or row["submissions"] > 0
