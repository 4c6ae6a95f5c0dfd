"""Origins by destinations, where every pair is also a part of its row, its column and its corridor.

What a withheld pair can be follows from all the sums that are shown. So it is computed, by linear
programming, and more is withheld until every small pair can be many numbers. Fischetti and Salazar (2001)
choose what to withhold in the best way; here the smallest goes first, which is simple and fast.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array

from njia.disclosure.behind import Behind, Sizes
from njia.disclosure.policy import Policy
from njia.measures.numbered import Flags, Ints
from njia.measures.widened import OTHER

Texts = np.ndarray[Any, np.dtype[np.object_]]

NEVER, STRIPE, CORRIDOR, PAIR = range(4)  # what a sum is, in the order in which they are withheld

_ROUNDING = 1e-6  # of the solver


@dataclass(frozen=True)
class Sum:
    """A sum over pairs that can be shown: what it is, and which pairs it is over."""

    kind: int
    over: Flags


@dataclass(frozen=True)
class Ends:
    """The countries at one end: of each its code, the keys under which it is shown, and its region or "".

    `single` is its key in the table of this end alone, `keys` that in tables of pairs.
    """

    codes: tuple[str, ...]
    single: tuple[str, ...]
    keys: tuple[str, ...]
    regions: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """Origins in rows by destinations in columns; `row` and `column` are the countries of each route."""

    origins: Ends
    destinations: Ends
    row: Ints
    column: Ints

    @property
    def pair(self) -> Ints:
        """The number of each route's pair of countries."""
        pairs: Ints = self.row * len(self.destinations.codes) + self.column
        return pairs

    def each(self, origins: tuple[str, ...], destinations: tuple[str, ...]) -> tuple[Texts, Texts]:
        """Give what is said of each country, for each pair."""
        rows, columns = np.indices((len(origins), len(destinations)))
        return np.array(origins, object)[rows.ravel()], np.array(destinations, object)[columns.ravel()]

    def sums(self) -> list[Sum]:
        """Give every sum that could be shown."""
        starts, ends = self.each(self.origins.keys, self.destinations.keys)
        from_region, to_region = self.each(self.origins.regions, self.destinations.regions)
        lines = self.each(self.origins.single, self.destinations.single)
        sums = [Sum(NEVER, line == key) for line in lines for key in sorted({*line})]
        for region in sorted({*to_region} - {""}):
            inside = to_region == region
            sums += [Sum(STRIPE, inside & (starts == key)) for key in sorted({*starts})]
            sums += [Sum(CORRIDOR, inside & (from_region == one)) for one in sorted({*from_region} - {""})]
        return sums + [
            Sum(PAIR, (starts == start) & (ends == end))
            for start in sorted({*starts})
            for end in sorted({*ends} - {OTHER})  # what stands for all others is what is left
        ]


class ToldByMargins(Exception):
    """What the tables of single ends show tells a small pair by itself; `end` and `key` say what to join."""

    def __init__(self, end: int, key: str) -> None:
        super().__init__(end)
        self.end, self.key = end, key


def shown_sums(grid: Grid, behind: Behind, policy: Policy) -> list[Sum]:
    """Give the sums that may be shown together; raises ToldByMargins when not even the margins may.

    Stripes are shown without the pairs in them that are.
    """
    return _Showing(grid, behind, policy).decided()


class _Showing:
    """What is shown so far; it only ever becomes less."""

    def __init__(self, grid: Grid, behind: Behind, policy: Policy) -> None:
        self.grid = grid
        self.policy, self.columns = policy, len(grid.destinations.codes)
        count = len(grid.origins.codes) * self.columns
        self.people = np.zeros((count, behind.organisations), np.int64)
        here = slice(grid.pair.size)  # the routes of the data; others are gone
        np.add.at(self.people, (grid.pair, behind.organisation[here]), behind.people[here])
        self.submissions = np.bincount(grid.pair, minlength=count)
        self.weights = (self.people.sum(axis=1), self.submissions)
        self.filled = self.submissions > 0
        self.sums = [one for one in grid.sums() if (one.over & self.filled).any()]
        self.over = np.array([one.over for one in self.sums])
        self.size = self.over @ self.weights[0]
        self.kind = np.array([one.kind for one in self.sums])
        self.shown = (self.kind == NEVER) | self._safe(self.over)
        self.small = np.flatnonzero(self.filled & ~self._safe(np.eye(count, dtype=np.bool_)))
        self.inside = [
            np.flatnonzero((self.kind > kind) & ~(self.over & ~over).any(axis=1))
            for kind, over in zip(self.kind, self.over, strict=True)
        ]

    def decided(self) -> list[Sum]:
        """Withhold until nothing small is left over and nothing small can be told."""
        self._leave_nothing_small()
        for pair in self.small:
            while self._is_told(int(pair)):
                less = self._around(int(pair))
                if not less.size:
                    raise self._told_by_margins()
                self._withhold(less)
                self._leave_nothing_small()
        return [one for one, is_shown in zip(self.sums, self.shown, strict=True) if is_shown]

    def _told_by_margins(self) -> ToldByMargins:
        """Choose the smallest key of a margin that is not told with others yet."""
        found = []
        lines = self.grid.each(self.grid.origins.single, self.grid.destinations.single)
        for end, line in enumerate(lines):
            found += [(self.weights[0][line == key].sum(), end, key) for key in {*line} - {OTHER}]
        if not found:
            raise RuntimeError("a pair is told although all countries are told together")
        _, end, key = min(found)
        return ToldByMargins(end, key)

    def _safe(self, over: Flags) -> Flags:
        """Say which sums over pairs, a row each, are of enough people."""
        people = over.astype(np.int64) @ self.people
        sizes = Sizes(
            people.sum(axis=1),
            over.astype(np.int64) @ self.submissions,
            (people > 0).sum(axis=1),
            people.max(axis=1, initial=0),
        )
        return sizes.safe(self.policy)

    def _withhold(self, less: Ints) -> None:
        order = np.lexsort((self.size[less], self.kind[less]))
        self.shown[less[order[0]]] = False

    def _leave_nothing_small(self) -> None:
        """Withhold more wherever a sum, less what is shown of it, is small."""
        again = True
        while again:
            again = False
            for number in np.flatnonzero(self.kind != PAIR).tolist():
                while self.shown[number] and (less := self._left_over(number)).size:
                    self._withhold(less)
                    again = True

    def _left_over(self, number: int) -> Ints:
        """Give what could be withheld because what is left of a sum is small; mostly nothing."""
        inside: Ints = self.inside[number][self.shown[self.inside[number]]]
        rest = self.over[number] & self.filled & ~self.over[inside].any(axis=0)
        if not inside.size or not rest.any() or self._safe(rest[np.newaxis])[0]:
            return np.zeros(0, np.int64)
        left: Ints = inside if self.kind[number] == NEVER else np.append(inside, number)
        return left

    def _around(self, pair: int) -> Ints:
        """Give what could be withheld for a pair: sums that it is in, else those beside it, else any."""
        numbers = np.arange(self.filled.size)
        beside = (numbers // self.columns == pair // self.columns) | (
            numbers % self.columns == pair % self.columns
        )
        for near in (numbers == pair, beside, numbers >= 0):
            sums = np.flatnonzero(self.shown & (self.kind != NEVER) & self.over[:, near].any(axis=1))
            if sums.size:
                break
        return sums

    def _is_told(self, pair: int) -> bool:
        """Say whether a withheld pair can be too few numbers, of people or of submissions."""
        told = self.over[self.shown & (self.kind == PAIR)].any(axis=0)
        hidden = np.flatnonzero(~told)
        wide = self.over[self.shown & (self.kind != PAIR)] & ~told
        wide = wide[wide.any(axis=1)]
        at = int(np.searchsorted(hidden, pair))
        sums = csr_array(wide[:, hidden].astype(float))
        fewest = (self.policy.values, 2)  # numbers of people; that submissions are not told is enough
        return any(
            _numbers(sums, wide @ weight, at) < few for weight, few in zip(self.weights, fewest, strict=True)
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
