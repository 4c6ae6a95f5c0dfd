"""Tell less of tables until nothing of few people follows from all that is shown together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from njia.disclosure.behind import Behind
from njia.disclosure.guarded.earlier import Earlier
from njia.disclosure.guarded.overlaps import (
    BASES,
    OVERVIEW,
    PAIRS,
    REST,
    Set,
    beyond,
    can_be_told_less,
    few,
    leaks,
    left_over,
    sets,
    smallest_row,
    withheld,
)
from njia.disclosure.guarded.tables import Row, Table
from njia.disclosure.policy import Policy
from njia.disclosure.shown import ToldByEarlier
from njia.measures.widened import OTHER


def mend(tables: dict[str, Table], behind: Behind, policy: Policy, focus: str, earlier: Earlier) -> list[Set]:
    """Tell less, in place, until no difference of two figures is small.

    The table that the policy declares later tells less. Gives rows of BASES that have to be shown with the
    others before all is decided anew; none when all is well. ToldByEarlier when earlier figures stand in the
    way.
    """
    order = {name: number for number, name in enumerate(tables)}
    while True:
        found = sets(tables, behind, policy)
        grown = earlier.growth(found)
        found += [*beyond(found, focus), *withheld(tables, found), *earlier.figures]
        leaking = [pair for pair in leaks(found, behind, policy) if not _is_of_pairs(found[n] for n in pair)]
        chosen = {number for pair in leaking for number in _chosen(found, pair, order)}
        chosen |= {*left_over(found, behind, policy)}
        chosen |= _of_growth(grown, found, order, behind, policy, focus)
        if not chosen and not (chosen := _of_several(found, tables, behind, policy)):
            return []
        fixed = [found[number] for number in chosen if found[number].table in BASES]
        if joining := [one for one in fixed if one.part == "rows" and one.row[-1] != OTHER]:
            if any(_are_told(found[number] for number in pair) for pair in leaking):
                raise ToldByEarlier
            return joining
        if not all(can_be_told_less(found[number]) for number in chosen):
            raise ToldByEarlier
        _tell_less(tables, found, chosen, behind, policy)


def _is_of_pairs(both: Iterable[Set]) -> bool:
    """Say whether one follows from pairs of countries and the other is one: `ends` looks after both."""
    names = {REST if one.part == REST and not one.of else one.table for one in both}
    return REST in names and not names.isdisjoint({*BASES, *PAIRS})


def _are_told(both: Iterable[Set]) -> bool:
    """Say whether one of them has been told by an earlier release, and the other has to be told."""
    pair = [*both]
    return any(one.is_early for one in pair) and all(one.table in ("", OVERVIEW, *BASES) for one in pair)


def _of_growth(
    grown: Sequence[Sequence[Set]],
    found: Sequence[Set],
    order: Mapping[str, int],
    behind: Behind,
    policy: Policy,
    focus: str,
) -> set[int]:
    """Give figures to tell less of, because what they have grown by tells of few."""
    at = {(one.table, one.part, one.row): number for number, one in enumerate(found)}
    chosen = set()
    for more in grown:
        sets_ = [*more, *beyond(more, focus)]
        pairs = [pair for pair in leaks(sets_, behind, policy) if not _is_of_pairs(sets_[n] for n in pair)]
        telling = {_later(sets_, pair, order) for pair in pairs}
        telling |= {*few(more, behind, policy), *left_over(sets_, behind, policy)}
        chosen |= {at[one.table, one.part, one.row] for one in (sets_[number] for number in telling)}
    return chosen


def _of_several(
    found: Sequence[Set], tables: Mapping[str, Table], behind: Behind, policy: Policy
) -> set[int]:
    """Give a row of each table that adds up to more than there is, by few people who are in several rows.

    That can be told where a figure is of all who are in some row.
    """
    told, chosen = {one.routes.tobytes() for one in found}, set()
    for name, table in tables.items():
        rows = [at for at, one in enumerate(found) if one.table == name and one.part == "rows"]
        if len(rows) < len(table.rows()[0]) or not rows:
            continue  # one that is not shown can be any number
        times = np.bincount(np.concatenate([found[at].routes for at in rows]), minlength=behind.people.size)
        several = np.flatnonzero(times > 1)
        if (
            several.size
            and np.flatnonzero(times).tobytes() in told
            and not behind.sizes(np.zeros_like(several), several, 1).safe(policy)[0]
        ):
            smallest = min(rows, key=lambda at: (found[at].row[-1:] != (OTHER,), found[at].routes.size, at))
            chosen.add(smallest)
    return chosen


def _chosen(found: Sequence[Set], pair: tuple[int, int], order: Mapping[str, int]) -> list[int]:
    """Choose figures to tell less of; beside one row that is withheld, another has to be."""
    of = [found[number].of for number in pair if found[number].part == REST and found[number].of]
    return smallest_row(found, of[0]) if of else [_later(found, pair, order)]


def _later(found: Sequence[Set], pair: tuple[int, int], order: Mapping[str, int]) -> int:
    """Choose the figure of which to tell less: a row before a total, one by itself before one of others."""

    def rank(number: int) -> tuple[bool, bool, bool, int, int]:
        one = found[number]
        is_row = one.part == "rows"
        can_join = is_row and one.row[-1] != OTHER
        return can_be_told_less(one), one.table not in BASES, is_row, can_join, order.get(one.table, -1)

    return max(pair, key=rank)


def _tell_less(
    tables: dict[str, Table], found: Sequence[Set], chosen: set[int], behind: Behind, policy: Policy
) -> None:
    """Tell less of some figures, and of all others with the very same routes."""
    alike = {found[number].routes.tobytes() for number in chosen if found[number].part == "rows"}
    joining: dict[str, set[Row]] = {}
    for number, one in enumerate(found):
        if one.part == "rows" and one.table and one.routes.tobytes() in alike:
            joining.setdefault(one.table, set()).add(one.row)
        elif number in chosen:
            tables[one.table].totals_shown = False
    for name, rows in joining.items():
        tables[name].join(rows, behind, policy)
