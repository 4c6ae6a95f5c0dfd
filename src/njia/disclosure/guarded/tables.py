"""The tables of a release while they are protected: which routes are behind each row, and under which keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from njia.disclosure.behind import Behind
from njia.disclosure.guarded.tree import joined, widened
from njia.disclosure.guarded.widening import Up
from njia.disclosure.policy import Policy
from njia.measures.declaration import Measure
from njia.measures.members import Members
from njia.measures.numbered import Flags, Ints
from njia.measures.widened import OTHER

UNKNOWN = "?"  # the key of a route that a table's question is not answered for
Keys = tuple[str, ...]


@dataclass
class Table:
    """One table: a row for each key and route, as `Members`, with the keys under which they are shown.

    Routes that the table is about but knows nothing of are in it too, under UNKNOWN, because how many they are
    can be seen from the totals. `withheld` are keys whose figures are not shown at all.
    """

    measure: Measure
    columns: tuple[str, ...]
    keys: list[Keys]
    route: Ints
    routes: int
    withheld: set[Keys] = field(default_factory=set)
    totals_shown: bool = True
    is_mixed: bool = False  # some of the rows under OTHER are of routes that it knows nothing of

    def groups(self) -> tuple[list[Keys], Ints]:
        """Give the different keys, sorted, and which of them each row has."""
        names = sorted({*self.keys})
        at = {name: number for number, name in enumerate(names)}
        return names, np.array([at[key] for key in self.keys], np.int64)

    @property
    def of(self) -> Flags:
        """Say which routes the table is about."""
        return self._any(np.ones(self.route.size, np.bool_))

    @property
    def known(self) -> Flags | None:
        """Say which routes it knows something of; None when that cannot be told from what is shown."""
        if self.is_mixed:
            return None
        return self._any(np.array([UNKNOWN not in key for key in self.keys], np.bool_))

    def _any(self, rows: Flags) -> Flags:
        found = np.zeros(self.routes, np.bool_)
        found[self.route[rows]] = True
        return found

    def join(self, key: Keys, behind: Behind, policy: Policy) -> bool:
        """Show a key's rows with the others of its context; say whether that was possible."""
        if key[-1] == OTHER:
            return False
        self.keys = [(*k[:-1], OTHER) if k == key else k for k in self.keys]
        self.settle(behind, policy)
        return True

    def settle(self, behind: Behind, policy: Policy) -> None:
        """Let more rows join the others of a context where those are too few."""
        contexts = sorted({key[:-1] for key in self.keys})
        at = {context: number for number, context in enumerate(contexts)}
        context = np.array([at[key[:-1]] for key in self.keys], np.int64)
        last = joined(context, [key[-1] for key in self.keys], self.route, behind, policy)
        self.note(last)

    def note(self, last: Sequence[str]) -> None:
        """Put the keys of the last column."""
        self.is_mixed = self.is_mixed or any(
            old[-1] == UNKNOWN and new == OTHER for old, new in zip(self.keys, last, strict=True)
        )
        self.keys = [(*key[:-1], new) for key, new in zip(self.keys, last, strict=True)]


def table(
    found: Members, columns: tuple[str, ...], ups: Sequence[Up], behind: Behind, policy: Policy
) -> Table:
    """Tell a table's keys less exactly, one column after the other, until all are safe."""
    rows = np.zeros(found.of.size, np.bool_)
    rows[found.route] = True
    # Of other tables the totals are sums of their own, which are not added up with those of the rest.
    totals_shown = bool((rows == found.known).all() and found.of.all())
    unknown = np.flatnonzero(found.of & ~found.known) if totals_shown else np.zeros(0, np.int64)
    texts = [
        [*(UNKNOWN if v is None else str(v) for v in found.keys[name].to_pylist()), *[UNKNOWN] * unknown.size]
        for name in columns
    ]
    made = Table(
        found.measure, columns, [()] * (found.route.size + unknown.size),
        np.concatenate([found.route, unknown]), found.of.size, totals_shown=totals_shown,
    )  # fmt: skip
    for keys, up in zip(texts, ups, strict=True):
        contexts = {key: number for number, key in enumerate(sorted({*made.keys}))}
        context = np.array([contexts[key] for key in made.keys], np.int64)
        shown = widened(
            context, keys, made.route, lambda key: OTHER if key == UNKNOWN else up(key), behind, policy
        )
        made.is_mixed = made.is_mixed or any(
            o == UNKNOWN and n == OTHER for o, n in zip(keys, shown, strict=True)
        )
        made.keys = [(*key, new) for key, new in zip(made.keys, shown, strict=True)]
    return made
