"""An attacker with a solver cannot tell a withheld pair of countries, nor bound it to few numbers.

The attack knows more than is published: of every sum that is shown, also how many people it is of.
"""

from __future__ import annotations

from collections import Counter
from math import ceil, floor

import numpy as np
from scipy.optimize import linprog
from tests.attacks.conftest import OTHER, Attacked
from tests.attacks.test_subtraction import TABLES, Report, is_known, published, told_under


def unknowns(attacked: Attacked) -> list[tuple[str, str]]:
    """Name the pairs that there could be: every origin with every destination."""
    origins = sorted({r[0] for r in attacked.truth.reports})
    destinations = sorted({r[1] for r in attacked.truth.reports})
    return [(o, d) for o in origins for d in destinations]


def equations(
    attacked: Attacked, pairs: list[tuple[str, str]]
) -> tuple[list[list[bool]], list[Counter[str]]]:
    """Write down all that is published: which pairs each figure adds up, and to how much."""
    rows, sums = [], []
    for name in TABLES:
        columns = TABLES[name]
        table = attacked.shown.tables[name]
        found = table.rows.to_pylist()
        keys = [tuple(row[c] if c else None for c in columns) for row in found]
        under = [told_under(attacked, name, (o, d, 0, ""), keys) for o, d in pairs]
        for row, key in zip(found, keys, strict=True):
            if row["submissions"] is not None:
                rows.append([one == key for one in under])
                behind = [r for r in attacked.truth.reports if told_under(attacked, name, r, keys) == key]
                sums.append(Counter(people=sum(r[2] for r in behind), submissions=len(behind)))
        for part, total in (("of", table.of), ("known", table.known)):
            if total is not None:
                rows.append([part == "of" or is_known(name, (o, d, 0, "")) for o, d in pairs])
                behind = [r for r in attacked.truth.reports if part == "of" or is_known(name, r)]
                sums.append(Counter(people=sum(r[2] for r in behind), submissions=len(behind)))
    return rows, sums


def numbers(rows: np.ndarray, sums: np.ndarray, at: int) -> tuple[float, float]:
    ends = []
    for sign in (1, -1):
        goal = np.zeros(rows.shape[1])
        goal[at] = sign
        found = linprog(goal, A_eq=rows, b_eq=sums, bounds=(0, None), method="highs")
        assert found.status == 0
        ends.append(sign * found.fun)
    return ceil(ends[0] - 1e-6), floor(ends[1] + 1e-6)


def test_no_small_pair_can_be_told_or_bounded_to_few_numbers(attacked: Attacked) -> None:
    pairs = unknowns(attacked)
    written, sums = equations(attacked, pairs)
    rows = np.array(written, float)
    for counted, fewest in (("people", attacked.policy.values), ("submissions", 2)):
        totals = np.array([one[counted] for one in sums], float)
        for at, pair in enumerate(pairs):
            reports = [r for r in attacked.truth.reports if r[:2] == pair]
            if not reports or attacked.truth.is_safe(reports, attacked.policy):
                continue
            least, most = numbers(rows, totals, at)
            assert most - least + 1 >= fewest, f"{counted} of {pair}: {least} to {most}"


def test_the_attack_finds_what_is_there_to_find(attacked: Attacked) -> None:
    """Without protection the same attack tells small pairs, so that it is worth something."""
    pairs = unknowns(attacked)
    every: list[Report] = attacked.truth.reports
    rows = np.array([[p == pair for p in pairs] for pair in pairs], float)
    totals = np.array([sum(r[2] for r in every if r[:2] == pair) for pair in pairs], float)
    small = next(at for at, total in enumerate(totals) if 0 < total < attacked.policy.people)
    assert numbers(rows, totals, small) == (totals[small], totals[small])
    assert OTHER in {row["country"] for row in attacked.shown.tables["countries_of_origin"].rows.to_pylist()}
    assert published(attacked)
