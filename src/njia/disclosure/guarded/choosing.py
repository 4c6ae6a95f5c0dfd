"""Which sums over pairs of countries are shown: one after the other, each while nothing small can be told.

To withhold as little as possible is a hard problem (Fischetti and Salazar 2001). Trying every sum in turn,
beside those that are shown already, is simple, and leaves none that could still be shown.
"""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from njia.disclosure.behind import Behind, Sizes
from njia.disclosure.guarded.bounding import Bounds
from njia.disclosure.guarded.ends import CORRIDOR, NEVER, PAIR, STRIPE, Grid, Sum, ToldByMargins
from njia.disclosure.policy import Policy
from njia.measures.numbered import Flags, Ints
from njia.measures.widened import OTHER

_STEP_THAT_WILL_SHOW = 20.0  # how much farther it is to a table with other numbers where they might be shown
# What is taken from a sum: corridors overlap with the others, and what is left of either can be told.
_TAKEN_TOGETHER = ((CORRIDOR,), (STRIPE, PAIR), (CORRIDOR, STRIPE, PAIR))
_ORDER = {CORRIDOR: 0, PAIR: 1, STRIPE: 2}  # which kind of sum is tried first


def shown_sums(grid: Grid, behind: Behind, policy: Policy) -> list[Sum]:
    """Give the sums that may be shown together; raises ToldByMargins when not even the margins may.

    Stripes are shown without the pairs in them that are. Every cell of few people can be at least
    `policy.values` numbers, of people and of submissions; of submissions as many as the margins leave it,
    where that is less: a country of five submissions cannot have a pair that could be ten.
    """
    return _Choosing(grid, behind, policy).chosen()


class _Choosing:
    """What is shown so far; it only ever becomes more. Pairs that are in the same sums are one unknown."""

    def __init__(self, grid: Grid, behind: Behind, policy: Policy) -> None:
        self.grid, self.behind, self.policy = grid, behind, policy
        self.sums = grid.sums()
        self.kind = np.array([one.kind for one in self.sums])
        over, unknown = np.unique([one.over for one in self.sums], axis=1, return_inverse=True)
        self.over, self.unknown = csr_array(over.astype(np.int64)), unknown.ravel()
        self.people, self.submissions = self._counted(self.unknown, over.shape[1])
        self.inside = self._insides()
        self.shown = self.kind == NEVER
        self.submissions_of, self.people_of = self._bounds()
        self.fewest = self._fewest()

    def chosen(self) -> list[Sum]:
        """Try the sums, the largest of each kind first."""
        sums = np.flatnonzero(self._can_be_shown())
        order = [_ORDER[kind] for kind in self.kind[sums].tolist()]
        self._show(sums[np.lexsort((-(self.over @ self.submissions)[sums], order))])
        return [one for one, is_shown in zip(self.sums, self.shown, strict=True) if is_shown]

    def _show(self, sums: Ints) -> None:
        """Show these sums together, or else those of the first half that can be, and then of the second."""
        shown = self.shown.copy()
        shown[sums] = True
        if self._leaves_enough(shown) and self._is_hidden(shown):
            self.shown = shown
            self.submissions_of.forget(shown)
            self.people_of.forget(shown)
        elif sums.size > 1:
            self._show(sums[: sums.size // 2])
            self._show(sums[sums.size // 2 :])

    def _is_hidden(self, shown: Flags) -> bool:
        """Say whether every small cell can still be enough numbers.

        What can be so many submissions can be as many people, who are no fewer than their submissions.
        """
        people = np.where(self.fewest < self.policy.values, self.policy.values, 0)
        return self.submissions_of.can_be(shown, self.fewest) and self.people_of.can_be(shown, people)

    def _leaves_enough(self, shown: Flags) -> bool:
        """Say whether every sum, less what is shown of it, is of nobody or of enough people.

        And whether it leaves enough submissions for each small cell in it, which needs no solver to see.
        """
        return all(self._leaves(shown, shown & np.isin(self.kind, kinds)) for kinds in _TAKEN_TOGETHER)

    def _leaves(self, shown: Flags, taken: Flags) -> bool:
        """Say so of sums that are shown, less some of those in them."""
        wholes = np.flatnonzero(shown & (self.kind != PAIR))
        told = (self.inside[wholes][:, taken] @ self.over[taken]).toarray() > 0
        wholes, told = wholes[told.any(axis=1)], told[told.any(axis=1)]
        left = ((self.over[wholes].toarray() > 0) & ~told).astype(np.int64)
        submissions = left @ self.submissions
        if not (self._safe(left @ self.people, submissions) | (submissions == 0)).all():
            return False
        cells = self.submissions_of.most
        inside = (cells @ left.T) == cells.sum(axis=1)[:, np.newaxis]
        return bool((~inside | (submissions + 1 >= self.fewest[:, np.newaxis])).all())

    def _fewest(self) -> Ints:
        """Give how many numbers of submissions each small cell has to be able to be."""
        values = self.policy.values
        fewest = self.submissions_of.numbers(self.shown, values)
        people = np.where(fewest < values, values, 0)
        if (fewest < 2).any() or not self.people_of.can_be(self.shown, people):
            raise self._told_by_margins()
        return fewest

    def _told_by_margins(self) -> ToldByMargins:
        """Choose the smallest key of a margin that is not told with others yet."""
        people, _ = self._counted(np.arange(self.unknown.size), self.unknown.size)
        lines = self.grid.each(self.grid.origins.single, self.grid.destinations.single)
        found = [
            (int(people[line == key].sum()), end, key)
            for end, line in enumerate(lines)
            for key in {*line} - {OTHER}
        ]
        if not found:
            raise RuntimeError("a pair is told although all countries are told together")
        _, end, key = min(found)
        return ToldByMargins(end, key)

    def _bounds(self) -> tuple[Bounds, Bounds]:
        """Have all cells of few people bounded, in submissions and in people."""
        pairs = np.arange(self.unknown.size)
        people, submissions = self._counted(pairs, pairs.size)
        over = [*self.grid.cells(), *(one.over for one in self.sums)]
        cells = csr_array(np.array(list({one.tobytes(): one for one in over}.values()))).astype(np.int64)
        small = ~self._safe(cells @ people, cells @ submissions) & (cells @ submissions > 0)
        pairs_of = csr_array((np.ones_like(pairs), (pairs, self.unknown)))
        within = (cells[small] @ pairs_of).tocoo()  # how many pairs of each unknown are in each cell
        whole = within.data == pairs_of.sum(axis=0)[within.col]
        most = csr_array((np.ones(whole.size), (within.row, within.col)), within.shape)
        least = csr_array((np.ones(int(whole.sum())), (within.row[whole], within.col[whole])), within.shape)
        might_show = self.over.T @ (self._can_be_shown() & (self.kind == PAIR))
        moves = np.where(might_show, _STEP_THAT_WILL_SHOW, 1.0)
        sums = self.over.astype(float)
        return (
            Bounds(sums, self.submissions, least, most, moves),
            Bounds(sums, self.people.sum(axis=1), least, most, moves),
        )

    def _can_be_shown(self) -> Flags:
        large = self._safe(self.over @ self.people, self.over @ self.submissions)
        can: Flags = large & (self.kind != NEVER)
        return can

    def _insides(self) -> csr_array:
        """Say which sums, in columns, are shown inside of which, in rows."""
        both = (self.over @ self.over.T).tocoo()
        part, whole = both.col, both.row
        size = self.over.sum(axis=1)
        is_smaller = (size[part] < size[whole]) | (self.kind[whole] < self.kind[part])
        inside = (both.data == size[part]) & is_smaller & (self.kind[part] != NEVER)
        return csr_array((np.ones(int(inside.sum()), np.int64), (whole[inside], part[inside])), both.shape)

    def _safe(self, people: Ints, submissions: Ints) -> Flags:
        """Say which groups are of enough people; `people` has a column for every organisation."""
        most = people.max(axis=1, initial=0)
        return Sizes(people.sum(axis=1), submissions, (people > 0).sum(axis=1), most).safe(self.policy)

    def _counted(self, number: Ints, numbers: int) -> tuple[Ints, Ints]:
        """Count people by organisation, and submissions; `number` is that of each pair of countries."""
        of_route = number[self.grid.pair]
        people = np.zeros((numbers, self.behind.organisations), np.int64)
        here = slice(of_route.size)  # the routes of the data; others are gone
        np.add.at(people, (of_route, self.behind.organisation[here]), self.behind.people[here])
        return people, np.bincount(of_route, minlength=numbers)
