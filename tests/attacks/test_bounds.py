"""An attacker with a solver can tell no withheld cell of pairs of countries, nor bound it to few numbers.

A cell is of a country, a region or everything at one end, by one of these at the other. Submissions and
stated cases are read from the tables. Of people the attack knows more than is published: how many each figure
is of, with one for each report of which it is not stated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import ceil, floor
from typing import Any

import numpy as np
import pytest
from scipy.optimize import linprog
from tests.attacks.conftest import OTHER, Attacked, few_each, released
from tests.attacks.test_subtraction import TABLES, Report, is_known, published, told_under

from njia.network import Network
from njia.synth import synth

MARGINS = ("countries_of_origin", "countries_of_destination")
Pair = tuple[str, str]
Flags = np.ndarray[Any, np.dtype[np.bool_]]
Figures = list[tuple[Flags, float]]  # which pairs each is the sum of, and how much it is


@dataclass(frozen=True)
class Attack:
    """All that is published of pairs of countries, as equations over every pair that there could be."""

    attacked: Attacked

    @cached_property
    def pairs(self) -> list[Pair]:
        origins = sorted({r[0] for r in self.attacked.truth.reports})
        destinations = sorted({r[1] for r in self.attacked.truth.reports})
        return list(product(origins, destinations))

    @cached_property
    def stated(self) -> list[int]:
        """Give the people that each report states."""
        return [people or 0 for people in self.attacked.truth.data.routes["cases_best"].to_pylist()]

    def cells(self) -> Iterator[tuple[str, Flags]]:
        """Name the cells with somebody in them."""
        regions = self.attacked.scope.regions
        levels = [[pair[end] for pair in self.pairs] for end in (0, 1)]
        lines = []
        for codes in levels:
            named = [np.array([code == name for code in codes]) for name in sorted({*codes})]
            wider = [regions.get(code, "") for code in codes]
            named += [np.array([one == name for one in wider]) for name in sorted({*wider} - {""})]
            lines.append([np.ones(len(codes), np.bool_), *named])
        for start, end in product(*lines):
            over = start & end
            yield str([pair for pair, is_in in zip(self.pairs, over, strict=True) if is_in][:3]), over

    def inside(self, over: Flags) -> list[int]:
        """Give the reports of a cell, by number."""
        at = {pair for pair, is_in in zip(self.pairs, over, strict=True) if is_in}
        return [n for n, r in enumerate(self.attacked.truth.reports) if (r[0], r[1]) in at]

    def figures(self, column: str) -> Figures:
        """Read all figures of a column, and the totals."""
        found = [
            (over, row[column])
            for name in TABLES
            for row, over, _ in self._rows(name)
            if row[column] is not None
        ]
        if column == "submissions":
            return found + [one for name in TABLES for one in self._totals(name)]
        headlines = self.attacked.shown.tables["overview"].rows.to_pylist()
        return found + [(self._all, r["value"]) for r in headlines if r["figure"] == column and r["value"]]

    def people(self) -> Figures:
        """Count the people of each figure."""
        rows = [one for name in TABLES for one in self._rows(name) if one[0]["submissions"] is not None]
        return [(over, sum(report[2] for report in behind)) for _, over, behind in rows]

    def lines(self) -> Figures:
        """Count the submissions of the countries at each end by themselves, of withheld rows too."""
        found: Figures = [(over, len(behind)) for name in MARGINS for _, over, behind in self._rows(name)]
        starts: dict[str, Figures] = {}
        for row, over, behind in self._rows("origin_destination"):
            starts.setdefault(row["origin_country"], []).append((over, len(behind)))
        for parts in starts.values():
            found.append((np.logical_or.reduce([over for over, _ in parts]), sum(n for _, n in parts)))
        return found + [one for name in MARGINS for one in self._totals(name)]

    def _totals(self, name: str) -> Figures:
        table = self.attacked.shown.tables[name]
        known = np.array([is_known(name, (*pair, 0, "")) for pair in self.pairs])
        return [(over, n) for over, n in ((self._all, table.of), (known, table.known)) if n is not None]

    @property
    def _all(self) -> Flags:
        return np.ones(len(self.pairs), np.bool_)

    def _rows(self, name: str) -> Iterator[tuple[dict[str, Any], Flags, list[Report]]]:
        found = self.attacked.shown.tables[name].rows.to_pylist()
        keys = [tuple(row[column] if column else None for column in TABLES[name]) for row in found]
        under = [told_under(self.attacked, name, (*pair, 0, ""), keys) for pair in self.pairs]
        reports = [(told_under(self.attacked, name, r, keys), r) for r in self.attacked.truth.reports]
        for row, key in zip(found, keys, strict=True):
            yield row, np.array([one == key for one in under]), [r for told, r in reports if told == key]


class Bounds:
    """What the unknown numbers of pairs can be for some figures; pairs of the very same figures are one."""

    def __init__(self, figures: Figures, pairs: int) -> None:
        rows = np.array([over for over, _ in figures], float).reshape(len(figures), pairs)
        self.rows, self.unknown = np.unique(rows, axis=1, return_inverse=True)
        self.totals = np.array([total for _, total in figures], float)
        self.of = np.bincount(self.unknown.ravel())

    def numbers(self, over: Flags) -> float:
        """Count the whole numbers that a cell can be."""
        inside = np.bincount(self.unknown.ravel()[over], minlength=self.of.size)
        least = self._end((inside == self.of).astype(float))
        most = -self._end(-(inside > 0).astype(float))
        return floor(most + 1e-6) - ceil(least - 1e-6) + 1 if most < np.inf else np.inf

    def _end(self, goal: np.ndarray) -> float:
        found = linprog(goal, A_eq=self.rows, b_eq=self.totals, bounds=(0, None), method="highs")
        assert found.status in (0, 3), found.message
        return float(found.fun) if found.status == 0 else -np.inf


def test_no_small_pair_can_be_told_or_bounded_to_few_numbers(attacked: Attacked) -> None:
    assert not told(attacked)


FEW_PEOPLE = {seed: (routes, seed) for seed, routes in ((21, 150), (22, 250), (23, 400))}


@pytest.mark.parametrize("seed", FEW_PEOPLE)
def test_nor_where_every_report_is_of_one_or_two(seed: int) -> None:
    routes, number = FEW_PEOPLE[seed]
    assert not told(released(few_each(synth(routes, seed=number)), Network()))


def told(attacked: Attacked) -> list[str]:
    """Name each small cell that can be fewer numbers than the policy asks for."""
    attack, values = Attack(attacked), attacked.policy.values
    pairs = len(attack.pairs)
    submissions, alone = Bounds(attack.figures("submissions"), pairs), Bounds(attack.lines(), pairs)
    people, stated = Bounds(attack.people(), pairs), Bounds(attack.figures("cases_best"), pairs)
    found = []
    for name, over in attack.cells():
        inside = attack.inside(over)
        if inside and not attacked.truth.is_safe(
            [attacked.truth.reports[n] for n in inside], attacked.policy
        ):
            # Of a country of five submissions no pair can be ten, whatever is said of pairs.
            if (can := submissions.numbers(over)) < min(values, alone.numbers(over)) or can < 2:
                found.append(f"submissions of {name}: {can} numbers")
            if (can := people.numbers(over)) < values:
                found.append(f"people of {name}: {can} numbers")
        few = 0 < sum(attack.stated[n] for n in inside) < attacked.policy.people
        if few and (can := stated.numbers(over)) < values:
            found.append(f"stated cases of {name}: {can} numbers")
    return found


def test_the_attack_finds_what_is_there_to_find(attacked: Attacked) -> None:
    """Without protection the same attack tells small pairs, so that it is worth something."""
    attack = Attack(attacked)
    every: list[Report] = attacked.truth.reports
    figures: Figures = [
        (np.array([p == pair for p in attack.pairs]), sum(r[2] for r in every if r[:2] == pair))
        for pair in attack.pairs
    ]
    bounds = Bounds(figures, len(attack.pairs))
    small = next(over for over, total in figures if 0 < total < attacked.policy.people)
    assert bounds.numbers(small) == 1
    assert OTHER in {row["country"] for row in attacked.shown.tables["countries_of_origin"].rows.to_pylist()}
    assert published(attacked)
