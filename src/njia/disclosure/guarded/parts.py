"""Which figures also tell of a part of their reports: of those that state people, of those from own casework.

A part is hidden where it, or what is left of it when others are taken away, is some and yet few. What a table
shows of a part is taken from every other figure that its rows are inside of, as whoever reads them would.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc
from scipy.sparse import csr_array

from njia.dataset import Dataset
from njia.disclosure.behind import Behind, Sizes, are_ranges
from njia.disclosure.guarded.comparing import insides, members_of
from njia.disclosure.guarded.earlier import Earlier
from njia.disclosure.guarded.overlaps import OVERVIEW, Set, added_up, beyond, sets
from njia.disclosure.guarded.tables import UNKNOWN, Row, Table
from njia.disclosure.policy import Policy
from njia.measures.numbered import Flags, Ints, as_numpy

PEOPLE, BOUNDS, KNOWN = ("cases_best",), ("cases_low", "cases_high"), ("cases_known",)
# Their rows are sums of one another in many ways at once, of which only the reports are looked after.
_NOT_OF_PAIRS = ("origin_destination", "corridors")
Hidden = Mapping[tuple[str, Row], frozenset[str]]  # columns by table and row


def hidden_parts(
    tables: Mapping[str, Table],
    data: Dataset,
    behind: Behind,
    policy: Policy,
    focus: str,
    earlier: Earlier,
) -> Hidden:
    """Give the columns that are not shown, of each row that is shown; the overview's row is ()."""
    found = [one for one in sets(tables, behind, policy) if _is_row(one, tables)]
    every = Set(OVERVIEW, "rows", (), np.arange(data.routes.num_rows))
    found = [every, *found, *beyond(found, focus), *earlier.figures]
    stated = as_numpy(pc.is_valid(data.routes["cases_best"]))
    own = as_numpy(pc.fill_null(pc.equal(data.routes["source_kind"], "own_casework"), False))
    # How many it is not said of follows from how many it is said of; of people nobody can say so.
    parts = {
        PEOPLE: (stated,),
        BOUNDS: (are_ranges(data),),
        KNOWN: (stated, ~stated),
        ("own_casework",): (own, ~own),
    }
    hidden: dict[tuple[str, Row], frozenset[str]] = {}
    inside = insides(found, behind)
    for names, layers in parts.items():
        told = np.array([_could_tell(one, names) for one in found])
        layers = tuple(_with_gone(one, behind) for one in layers)
        told = _Telling(found, inside, layers, behind, policy, names).told(told)
        told &= ~_grown_by_few(found, told, earlier, layers, behind, policy, names)
        for number in np.flatnonzero(~told):
            key = (found[number].table, found[number].row)
            hidden[key] = hidden.get(key, frozenset()) | {*names}
    if not hidden.get((OVERVIEW, ()), frozenset()).isdisjoint(PEOPLE):
        hidden[OVERVIEW, ()] |= {*BOUNDS}
    return hidden


def _grown_by_few(
    found: Sequence[Set],
    told: Flags,
    earlier: Earlier,
    layers: Sequence[Flags],
    behind: Behind,
    policy: Policy,
    names: Sequence[str],
) -> Flags:
    """Say of which figures a part would tell, by what it has grown by since an earlier release told it."""
    at = {(one.table, one.part, one.row): number for number, one in enumerate(found)}
    few = np.zeros(len(found), np.bool_)
    for grown in earlier.growth([one for one in found if one.table], names):
        now = np.array([at[one.table, one.part, one.row] for one in grown], np.int64)
        if now.size:
            telling = _Telling(grown, insides(grown, behind), layers, behind, policy, names)
            few[now] |= told[now] & ~telling.told(told[now])
    return few


def _is_row(one: Set, tables: Mapping[str, Table]) -> bool:
    return one.part == "rows" and not (UNKNOWN in one.row and tables[one.table].totals_shown)


def _could_tell(one: Set, names: Sequence[str]) -> bool:
    """Say whether a figure can have one of these columns; of an earlier release, whether it told it."""
    if one.is_early:
        return not {*names}.isdisjoint(one.columns)
    if names in (BOUNDS, KNOWN):  # in more than one row they tell whose report is a range, or has no number
        return one.table == OVERVIEW
    return names == PEOPLE or one.table not in _NOT_OF_PAIRS


def _with_gone(layer: Flags, behind: Behind) -> Flags:
    """Have those who are gone since an earlier release be in every part, since nobody knows any more."""
    return np.concatenate([layer, np.ones(behind.people.size - layer.size, np.bool_)])


@dataclass(frozen=True)
class _Layer:
    """One part of all figures: its reports of each figure, and its people by organisation."""

    submissions: Ints
    people: Ints

    def few(self, policy: Policy, submissions: Ints, people: Ints) -> Flags:
        """Say where some are left, and too few."""
        left = Sizes(people.sum(axis=1), submissions, (people > 0).sum(axis=1), people.max(axis=1, initial=0))
        few: Flags = (submissions > 0) & ~left.safe(policy)
        return few


class _Telling:
    """Which figures tell of a part; it only ever becomes fewer, and those of an earlier release have told."""

    def __init__(
        self,
        found: Sequence[Set],
        inside: csr_array,
        layers: Sequence[Flags],
        behind: Behind,
        policy: Policy,
        names: Sequence[str],
    ) -> None:
        self.found, self.inside, self.policy = found, inside, policy
        self.columns = inside.tocsc()  # the same, of which columns are taken quickly
        self.order = {name: at for at, name in enumerate(dict.fromkeys(one.table for one in found))}
        self.early = np.array([not one.table for one in found])
        self.names, members = names, members_of(found, behind)
        self.reports = np.array([one.routes.size for one in found], np.int64)
        self.tables = [*added_up(found, behind)]
        shape = (behind.people.size, int(behind.organisation.max(initial=0)) + 1)
        at = (np.arange(shape[0]), behind.organisation)
        self.layers = [
            _Layer(
                members @ one.astype(np.int64),
                (members @ csr_array((behind.people * one, at), shape)).toarray(),
            )
            for one in layers
        ]
        self.alike: dict[bytes, list[int]] = {}
        for number, one in enumerate(found):
            self.alike.setdefault(one.routes.tobytes(), []).append(number)

    def told(self, told: Flags) -> Flags:
        """Hide until nothing that is left over is few.

        Where a part has nobody it is not told either: what is hidden beside it would be the rows of the few.
        """
        self.for_good = told & self.early
        for layer in self.layers:
            none = (layer.submissions == 0) & (self.names != BOUNDS)
            told = told & ~none & ~layer.few(self.policy, layer.submissions, layer.people)
        told = told | self.for_good
        for part, whole in self._pairs():
            if told[part] and told[whole]:
                self._hide(told, self._later(part, whole))
        while (chosen := next(self._left_over(told), None)) is not None:
            self._hide(told, chosen)
        return told

    def _is_silent(self, submissions: Ints, reports: Ints) -> Flags:
        """Say where nobody of those who are left states a number: then each is known to be of one person."""
        silent: Flags = (submissions == 0) & (reports > 0) & (self.names == PEOPLE)
        return silent

    def _pairs(self) -> list[tuple[int, int]]:
        """Give the figures that are parts of others, and leave few of them."""
        both = self.inside.tocoo()
        few = np.zeros(both.row.size, np.bool_)
        for layer in self.layers:
            submissions = layer.submissions[both.row] - layer.submissions[both.col]
            few |= layer.few(self.policy, submissions, layer.people[both.row] - layer.people[both.col])
            few |= self._is_silent(submissions, self.reports[both.row] - self.reports[both.col])
        return sorted(
            zip(both.col[few].tolist(), both.row[few].tolist(), strict=True), key=self._rank_of_pair
        )

    def _left_over(self, told: Flags) -> Iterator[int]:
        """Give what to hide because few are left of a figure less all rows of a table that are in it."""
        for table in self.tables:
            rows = table[told[table]]
            parts = self.columns[:, rows].tocsr()
            is_early = bool(self.early[table[0]])
            wholes = np.flatnonzero(told & (parts.sum(axis=1) > 0) & ~(self.early & is_early))
            parts_of, few = parts[wholes], np.zeros(wholes.size, np.bool_)
            for layer in self.layers:
                submissions = layer.submissions[wholes] - parts_of @ layer.submissions[rows]
                people = layer.people[wholes] - parts_of @ layer.people[rows]
                few |= layer.few(self.policy, submissions, people)
                few |= self._is_silent(submissions, self.reports[wholes] - parts_of @ self.reports[rows])
            for whole in wholes[few].tolist():
                yield self._smallest(whole, rows[parts[[whole]].toarray()[0] > 0].tolist())

    def _smallest(self, whole: int, rows: list[int]) -> int:
        is_later = self._rank(whole)[0] > self._rank(rows[0])[0]
        if self.early[rows[0]] or (is_later and not self.early[whole]):
            return whole
        return min(rows, key=lambda number: (self.layers[0].people[number].sum(), self._rank(number)))

    def _later(self, part: int, whole: int) -> int:
        if self.early[part] or self.early[whole]:
            return whole if self.early[part] else part
        return max(part, whole, key=self._rank)

    def _rank(self, number: int) -> tuple[int, Row]:
        return self.order[self.found[number].table], self.found[number].row

    def _rank_of_pair(self, pair: tuple[int, int]) -> tuple[tuple[int, Row], tuple[int, Row]]:
        return self._rank(pair[0]), self._rank(pair[1])

    def _hide(self, told: Flags, number: int) -> None:
        """Hide it in all figures of the very same reports."""
        told[self.alike[self.found[number].routes.tobytes()]] = False
        told |= self.for_good
