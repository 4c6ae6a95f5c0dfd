"""The tables of a release while they are protected: the routes behind each row, and its keys."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from njia.disclosure.behind import Behind, Sizes, grouped
from njia.disclosure.guarded.tree import Keys, joined, widened, with_wider
from njia.disclosure.policy import Policy
from njia.disclosure.widening import Up
from njia.measures.declaration import Measure, Unit
from njia.measures.members import Members
from njia.measures.numbered import Flags, Ints
from njia.measures.widened import OTHER

UNKNOWN = "?"  # the key of a route that a table's question is not answered for
Row = tuple[str, ...]


@dataclass
class Table:
    """One table: a line for each row and route, and the keys of the row, a column each.

    Routes that the table is about but knows nothing of are in it too, under UNKNOWN, because how many they
    are can be seen from the totals. `withheld` are rows whose figures are not shown at all; `is_mixed` says
    that some of those that it knows nothing of are counted with others.
    """

    measure: Measure
    columns: tuple[str, ...]
    keys: list[Keys]
    route: Ints
    routes: int
    totals_shown: bool = True
    is_mixed: bool = False
    withheld: set[Row] = field(default_factory=set)
    joins_whole: bool = False  # a row that joins others is told by none of its keys

    def rows(self) -> tuple[list[Row], Ints]:
        """Give the different rows, and which of them each line is of."""
        group, groups = grouped(*(keys.number for keys in self.keys))
        first = np.zeros(groups, np.int64)
        first[group] = np.arange(group.size)
        named = [[keys.names[number] for number in keys.number[first]] for keys in self.keys]
        return list(zip(*named, strict=True)), group

    def sizes(self, behind: Behind) -> Sizes:
        """Measure the rows."""
        rows, group = self.rows()
        return behind.sizes(group, self.route, len(rows))

    @property
    def is_exclusive(self) -> bool:
        """Say whether no route is in two rows."""
        _, group = self.rows()
        return bool(np.unique(group * np.int64(self.routes) + self.route).size == np.unique(self.route).size)

    @property
    def of(self) -> Flags:
        """Say which routes the table is about."""
        return self._any(np.ones(self.route.size, np.bool_))

    @property
    def known(self) -> Flags | None:
        """Say which of them it knows something of; None when what is shown does not tell."""
        if self.is_mixed:
            return None
        return self._any(~np.logical_or.reduce([keys.are(UNKNOWN) for keys in self.keys]))

    def join(self, joining: Collection[Row], behind: Behind, policy: Policy) -> None:
        """Show rows with the others of their contexts; what stands for all others already is withheld."""
        whole = {row for row in joining if row[-1] == OTHER}
        self.withheld |= whole
        self.totals_shown = self.totals_shown and not whole  # they would tell it
        rows, group = self.rows()
        last = self.keys[-1]
        context = grouped(*(keys.number for keys in self.keys[:-1]), np.zeros_like(last.number))[0]
        first = np.zeros(len(rows), np.int64)
        first[group] = np.arange(group.size)
        chosen = np.flatnonzero([row in joining for row in rows])
        inside = np.isin(group, with_wider(chosen, context[first], last.number[first], last.parent))
        if self.joins_whole:
            self.keys = [Keys(one.names, np.where(inside, 0, one.number), one.parent) for one in self.keys]
            return
        moved = Keys(last.names, np.where(inside, 0, last.number), last.parent)
        self._tell(joined(context, moved, self.route, behind, policy))

    def _tell(self, last: Keys) -> None:
        before = self.keys[-1].are(UNKNOWN)
        self.is_mixed = self.is_mixed or bool((before & ~last.are(UNKNOWN)).any())
        self.keys = [*self.keys[:-1], last]

    def _any(self, lines: Flags) -> Flags:
        found = np.zeros(self.routes, np.bool_)
        found[self.route[lines]] = True
        return found


def table(
    found: Members,
    columns: tuple[str, ...],
    ups: Sequence[Up],
    behind: Behind,
    policy: Policy,
    joining: Collection[Row] = (),
) -> Table:
    """Tell a table's keys less exactly, one column after the other, until all are safe.

    `joining` are rows of a table of one column that have to be shown with the others.
    """
    rows = np.zeros(found.of.size, np.bool_)
    rows[found.route] = True
    # Of other tables the totals are sums of their own, which are not added up with those of the rest.
    totals_shown = bool((rows == found.known).all() and found.of.all())
    unknown = np.flatnonzero(found.of & ~found.known) if totals_shown else np.zeros(0, np.int64)
    made = Table(
        found.measure,
        columns,
        [],
        np.concatenate([found.route, unknown]),
        found.of.size,
        totals_shown=totals_shown,
    )
    forced, by_name = [row[0] for row in joining], {one.name: one for one in found.measure.columns}
    for name, up in zip(columns, ups, strict=True):
        keys = _keys(found.keys[name], unknown.size)
        context = grouped(*(one.number for one in made.keys), np.zeros_like(keys.number))[0]
        made.keys.append(keys)
        made._tell(widened(context, keys, made.route, _beside_unknown(up), behind, policy, forced))
        if by_name[name].unit is Unit.YES_NO:
            made._tell(_with_others(made.keys[-1]))
    return made


def _with_others(keys: Keys) -> Keys:
    """Show what is not known with the others, where others were made: a yes or no has no key for them."""
    if not keys.are(OTHER).any():
        return keys
    return Keys(keys.names, np.where(keys.are(UNKNOWN), 0, keys.number), keys.parent)


def _beside_unknown(up: Up) -> Up:
    return lambda key: OTHER if key == UNKNOWN else up(key)


def _keys(column: pa.ChunkedArray, unknown: int) -> Keys:
    texts = pc.fill_null(column.cast(pa.string()), UNKNOWN).combine_chunks()
    texts = pa.concat_arrays([texts, pa.array([UNKNOWN] * unknown, pa.string())])
    coded = texts.dictionary_encode()
    names = coded.dictionary.to_pylist()
    ordered = (OTHER, *sorted({*names} - {OTHER}))
    at = {name: number for number, name in enumerate(ordered)}
    numbers = np.array([at[name] for name in names], np.int64)
    number = numbers[np.asarray(coded.indices)] if len(texts) else np.zeros(0, np.int64)
    return Keys(ordered, number, np.zeros(len(ordered), np.int64))
