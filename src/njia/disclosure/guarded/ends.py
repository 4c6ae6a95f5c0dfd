"""Origins by destinations, where every pair is also a part of its row, its column and its corridor.

What a withheld pair can be follows from all the sums that are shown. So it is computed, by linear
programming, and more is withheld until every small pair can be many numbers. Fischetti and Salazar (2001)
choose what to withhold in the best way; here the smallest goes first, which is simple and fast.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from njia.disclosure.behind import Behind, Sizes
from njia.disclosure.policy import Policy
from njia.measures.numbered import Flags, Ints

NEVER, STRIPE, CORRIDOR, PAIR = range(4)  # what a sum is, in the order in which they are withheld

_ROUNDING = 1e-6  # of the solver


@dataclass(frozen=True)
class Sum:
    """A sum over pairs that is shown: what it is, and which pairs it is over."""

    kind: int
    over: Flags


@dataclass(frozen=True)
class Grid:
    """Groups of routes in rows and columns: the numbers of each route's row and column, and their regions.

    Regions are names, "" for none; both of a pair make its corridor.
    """

    row: Ints
    column: Ints
    row_regions: tuple[str, ...]
    column_regions: tuple[str, ...]

    @property
    def pair(self) -> Ints:
        """The number of each route's pair."""
        pairs: Ints = self.row * len(self.column_regions) + self.column
        return pairs

    def sums(self) -> list[Sum]:
        """Give every sum that could be shown, single pairs too."""
        rows, columns = (at.ravel() for at in np.indices((len(self.row_regions), len(self.column_regions))))
        of_row = np.array(self.row_regions, object)[rows]
        of_column = np.array(self.column_regions, object)[columns]
        sums = [Sum(NEVER, rows == row) for row in range(len(self.row_regions))]
        sums += [Sum(NEVER, columns == column) for column in range(len(self.column_regions))]
        for region in sorted({*self.column_regions} - {""}):
            inside = of_column == region
            sums += [Sum(STRIPE, inside & (rows == row)) for row in range(len(self.row_regions))]
            sums += [
                Sum(CORRIDOR, inside & (of_row == start)) for start in sorted({*self.row_regions} - {""})
            ]
        each = np.eye(rows.size, dtype=np.bool_)
        return sums + [Sum(PAIR, each[pair]) for pair in range(rows.size)]


def shown_sums(grid: Grid, behind: Behind, policy: Policy) -> list[Sum]:
    """Give the sums that may be shown together. Stripes are shown without the pairs in them that are."""
    return _Showing(grid, behind, policy).decided()


class _Showing:
    """What is shown so far; it only ever becomes less."""

    def __init__(self, grid: Grid, behind: Behind, policy: Policy) -> None:
        self.grid, self.behind, self.policy, self.pair = grid, behind, policy, grid.pair
        self.route = np.arange(grid.row.size)
        count = len(grid.row_regions) * len(grid.column_regions)
        sizes = behind.sizes(self.pair, self.route, count)
        self.weights = (sizes.people, sizes.submissions)
        self.filled = sizes.people > 0
        self.small = np.flatnonzero(self.filled & ~sizes.safe(policy))
        self.sums = [one for one in grid.sums() if self._is_large(one)]

    def decided(self) -> list[Sum]:
        """Withhold until nothing small is left over and nothing small can be told."""
        while less := self._left_over():
            self._withhold(less)
        for pair in self.small:
            while self._is_told(int(pair)):
                less = self._around(int(pair))
                if not less:
                    break
                self._withhold(less)
                while less := self._left_over():
                    self._withhold(less)
        return self.sums

    def _is_large(self, one: Sum) -> bool:
        if not (one.over & self.filled).any():
            return False
        return one.kind == NEVER or bool(self._sizes(one.over).safe(self.policy)[0])

    def _sizes(self, over: Flags) -> Sizes:
        route = self.route[over[self.pair]]
        return self.behind.sizes(np.zeros_like(route), route, 1)

    def _withhold(self, less: list[Sum]) -> None:
        worst = min(less, key=lambda one: (one.kind, self.weights[0][one.over].sum()))
        self.sums = [one for one in self.sums if one is not worst]

    def _left_over(self) -> list[Sum]:
        """Give what could be withheld because a sum, less what is shown of it, is small; mostly nothing."""
        for one in self.sums:
            inside = [s for s in self.sums if s.kind > one.kind and not (s.over & ~one.over).any()]
            rest = one.over & self.filled
            for other in inside:
                rest = rest & ~other.over
            if inside and rest.any() and not self._sizes(rest).safe(self.policy)[0]:
                return [*inside, one] if one.kind else inside
        return []

    def _around(self, pair: int) -> list[Sum]:
        """Give what could be withheld for a pair's sake: sums that it is in, else pairs beside it."""
        over = [one for one in self.sums if one.kind and one.over[pair]]
        columns = len(self.grid.column_regions)
        numbers = np.arange(self.filled.size)
        beside = (numbers // columns == pair // columns) | (numbers % columns == pair % columns)
        return over or [one for one in self.sums if one.kind == PAIR and (one.over & beside).any()]

    def _is_told(self, pair: int) -> bool:
        """Say whether a withheld pair can be too few numbers, of people or of submissions."""
        shown = np.zeros(self.filled.size, np.bool_)
        for one in self.sums:
            if one.kind == PAIR:
                shown |= one.over
        hidden = np.flatnonzero(~shown)
        wide = [one.over for one in self.sums if one.kind != PAIR]
        at = int(np.searchsorted(hidden, pair))
        sums = csr_array(np.array(wide)[:, hidden].astype(float))
        fewest = (self.policy.values, 2)  # numbers of people; that submissions are not told is enough
        return any(
            _numbers(sums, np.array([weight[over & ~shown].sum() for over in wide]), at) < few
            for weight, few in zip(self.weights, fewest, strict=True)
        )


def _numbers(sums: csr_array, totals: Ints, at: int) -> int:
    """Count the whole numbers that one of the unknown values can be, for all that is known of their sums."""
    goal = np.zeros(sums.shape[1])
    goal[at] = 1
    ends = []
    for sign in (1, -1):
        found = linprog(sign * goal, A_eq=sums, b_eq=totals, bounds=(0, None), method="highs")
        if found.status == 3:  # it has no bound on this side
            return sys.maxsize
        if found.status != 0:
            raise RuntimeError(f"the bounds of a withheld figure cannot be computed: status {found.status}")
        ends.append(sign * found.fun)
    numbers: int = floor(ends[1] + _ROUNDING) - ceil(ends[0] - _ROUNDING) + 1
    return numbers
