"""How many numbers withheld cells can be, for all that is shown of sums over them, by linear programming.

The bounds of a cell are the least and the most that it is in any table that agrees with what is shown
(Fischetti and Salazar 2001, "Solving the cell suppression problem on tabular data with linear constraints").
Where a cell can be enough numbers, a table is looked for that shows it and is as near to the truth as can be:
such a table mostly still agrees when more is shown, so that few cells need a program of their own then.
"""

from __future__ import annotations

from math import ceil
from typing import Any

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack

from njia.measures.numbered import Flags, Ints

Numbers = np.ndarray[Any, np.dtype[np.float64]]

_ROUNDING = 1e-6  # of the solver
_SOLVED, _IMPOSSIBLE = 0, 2  # what the solver says


class Bounds:
    """The tables that agree with the sums that are shown: unknown numbers, none of them negative.

    `sums` says over which unknowns (columns) each sum (rows) is, `truth` what the unknowns are. A cell is at
    least all the unknowns that `least` has for it, and at most all those that `most` has. `moves` says how
    far off the truth a table is by one more, or less, in each unknown.
    """

    def __init__(
        self, sums: csr_array, truth: Ints, least: csr_array, most: csr_array, moves: Numbers
    ) -> None:
        self.sums, self.truth, self.totals = sums, truth.astype(float), sums @ truth
        self.least, self.most, self.moves = least, most, moves
        self.room = np.zeros(least.shape[0], np.int64)  # of each cell, the numbers last counted
        self.differs = np.zeros((0, sums.shape[0]), np.bool_)  # with which sums each known table disagrees
        self.lows, self.highs = np.zeros((0, least.shape[0])), np.zeros((0, least.shape[0]))
        self._keep(self.truth)

    def can_be(self, shown: Flags, fewest: Ints) -> bool:
        """Say whether every cell can be at least so many whole numbers."""
        self._least_together(shown, fewest)
        while (narrow := np.flatnonzero(self._known(shown) < fewest)).size:
            cell = int(narrow[np.argmin(self.room[narrow] - fewest[narrow])])
            self._reach(cell, shown, int(fewest[cell]))
            self.room = self._known(shown)
            if self.room[cell] < fewest[cell]:
                return False
        return True

    def numbers(self, shown: Flags, most: int) -> Ints:
        """Count the whole numbers that each cell can be, up to `most`."""
        self._least_together(shown, np.full_like(self.room, most))
        for cell in range(self.room.size):
            if self._known(shown)[cell] < most and not self._reach(cell, shown, most):
                self._find(shown, -self.most[[cell]].toarray()[0])
        return np.minimum(self._known(shown), most)

    def forget(self, shown: Flags) -> None:
        """Forget the tables that disagree with what is shown from now on."""
        agrees = ~self.differs[:, shown].any(axis=1)
        self.differs, self.lows, self.highs = self.differs[agrees], self.lows[agrees], self.highs[agrees]

    def _known(self, shown: Flags) -> Ints:
        """Count the whole numbers that each cell can be in the tables that are known; there can be more."""
        low, high = self._ends(shown)
        counts: Ints = (np.floor(high + _ROUNDING) - np.ceil(low - _ROUNDING)).astype(np.int64) + 1
        return counts

    def _ends(self, shown: Flags) -> tuple[Numbers, Numbers]:
        agrees = ~self.differs[:, shown].any(axis=1)
        return self.lows[agrees].min(axis=0), self.highs[agrees].max(axis=0)

    def _least_together(self, shown: Flags, fewest: Ints) -> None:
        """Look for a table in which the cells that are not known to be enough numbers are least together."""
        if (narrow := np.flatnonzero(self._known(shown) < fewest)).size:
            self._find(shown, self.least[narrow].sum(axis=0))

    def _reach(self, cell: int, shown: Flags, enough: int) -> bool:
        """Look for tables in which a cell is enough numbers, and for the one in which it is least."""
        low = self._low(cell, shown)
        if self._find(shown, self.moves, (cell, low + enough - 1)):
            return True
        if low == 0:
            return False
        self._find(shown, self.least[[cell]].toarray()[0])
        lowest = self._low(cell, shown)
        return lowest < low and self._find(shown, self.moves, (cell, lowest + enough - 1))

    def _low(self, cell: int, shown: Flags) -> int:
        return ceil(float(self._ends(shown)[0][cell]) - _ROUNDING)

    def _find(self, shown: Flags, goal: Numbers, at_least: tuple[int, int] | None = None) -> bool:
        """Find the table for which the goal is least; `at_least` is a cell, and what it has to be.

        Without that, the goal is a sum of unknowns; with it, the distance from the truth.
        """
        sums = self.sums[shown]
        alone = np.diff(sums.indptr) == 1
        free = np.ones(self.truth.size, np.bool_)
        free[sums.indices[sums.indptr[:-1][alone]]] = False  # an unknown that is shown by itself
        if not free.any():
            return at_least is None
        sums = sums[~alone][:, free]
        limits = np.full(sums.shape[1], np.inf), self.truth[free]
        more = {}
        if at_least:
            most = self.most[[at_least[0]]]
            more = {"A_ub": hstack([-most[:, free], most[:, free]]), "b_ub": most @ self.truth - at_least[1]}
        found = linprog(
            np.concatenate([goal[free], goal[free] if at_least else -goal[free]]),
            **more,
            A_eq=hstack([sums, -sums]),
            b_eq=np.zeros(sums.shape[0]),
            bounds=np.stack([np.zeros(2 * sums.shape[1]), np.concatenate(limits)], axis=1),
            method="highs",
        )
        if found.status == _IMPOSSIBLE and at_least:
            return False
        if found.status != _SOLVED:
            raise RuntimeError(f"the bounds of a withheld figure cannot be computed: {found.message}")
        table = self.truth.copy()
        table[free] += np.subtract(*np.split(found.x, 2))
        self._keep(table)
        return True

    def _keep(self, table: Numbers) -> None:
        differs = np.abs(self.sums @ table - self.totals) > _ROUNDING
        self.differs = np.vstack([self.differs, differs])
        self.lows = np.vstack([self.lows, self.least @ table])
        self.highs = np.vstack([self.highs, self.most @ table])
