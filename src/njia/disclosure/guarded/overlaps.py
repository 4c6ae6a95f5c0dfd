"""No shown figure less another that is a part of it leaves few people: over all tables and releases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from njia.disclosure.behind import Behind, Sizes
from njia.disclosure.guarded.tables import Row, Table
from njia.disclosure.policy import Policy
from njia.disclosure.shown import ToldByEarlier
from njia.measures.numbered import Ints
from njia.measures.widened import OTHER

BASES = ("countries_of_origin", "countries_of_destination")  # other tables' rows add up to theirs


_GONE = (
    "reports that an earlier release counted are gone, and so few that the totals would tell of them: "
    "have them counted again, or wait until more are gone"
)


@dataclass(frozen=True)
class Set:
    """The routes behind a figure, in order; `table` is "" for one of an earlier release."""

    table: str
    part: str  # "rows", "known" or "of"
    row: Row
    routes: Ints


def sets(tables: Mapping[str, Table], behind: Behind, policy: Policy) -> list[Set]:
    """Give the routes behind all figures that tables show, and behind their totals."""
    found = []
    for name, table in tables.items():
        rows, group = table.rows()
        large = behind.sizes(group, table.route, len(rows)).safe(policy)
        order = np.lexsort((table.route, group))
        starts = np.searchsorted(group[order], np.arange(len(rows) + 1))
        for number in np.flatnonzero(large):
            if rows[number] not in table.withheld:
                routes = np.unique(table.route[order[starts[number] : starts[number + 1]]])
                found.append(Set(name, "rows", rows[number], routes))
        for part, told in (("known", table.known), ("of", table.of)):
            if told is not None and told.any() and table.totals_shown:
                found.append(Set(name, part, (), np.flatnonzero(told)))
    return found


def leaks(found: Sequence[Set], behind: Behind, policy: Policy) -> list[tuple[int, int]]:
    """Give the pairs of sets of which the first is a part of the second, and what is left is small."""
    if not found:
        return []
    routes = np.concatenate([one.routes for one in found])
    numbers = np.repeat(np.arange(len(found)), [one.routes.size for one in found])
    member = csr_array(
        (np.ones(routes.size, np.int64), (numbers, routes)), shape=(len(found), behind.people.size)
    )
    both = (member @ member.T).tocoo()
    sizes = np.array([one.routes.size for one in found])
    inside = (both.data == sizes[both.row]) & (sizes[both.row] < sizes[both.col])
    part, whole = both.row[inside], both.col[inside]
    shape = (behind.people.size, int(behind.organisation.max(initial=0)) + 1)
    of_each = csr_array((behind.people, (np.arange(shape[0]), behind.organisation)), shape=shape)
    people = (member @ of_each).toarray()
    left = people[whole] - people[part]
    few = Sizes(
        left.sum(axis=1), sizes[whole] - sizes[part], (left > 0).sum(axis=1), left.max(axis=1, initial=0)
    )
    small = np.flatnonzero(~few.safe(policy))
    return sorted(zip(part[small].tolist(), whole[small].tolist(), strict=True))


def mend(tables: dict[str, Table], behind: Behind, policy: Policy, earlier: Sequence[Set] = ()) -> list[Set]:
    """Tell less, in place, until no difference of two figures is small.

    The table that the policy declares later tells less. Gives rows of BASES that have to be shown with the
    others before all is decided anew; none when all is well.
    """
    order = {name: number for number, name in enumerate(tables)}
    while True:
        found = [*sets(tables, behind, policy), *earlier]
        leaking = leaks(found, behind, policy)
        if not leaking:
            return []
        for pair in leaking:
            if all(found[number].table in ("", *BASES) for number in pair) and _is_early(found, pair):
                raise ToldByEarlier(_GONE)
        chosen = {_later(found, pair, order) for pair in leaking}
        fixed = [found[number] for number in chosen if found[number].table in BASES]
        if joining := [one for one in fixed if one.part == "rows" and one.row[-1] != OTHER]:
            return joining
        _tell_less(tables, found, chosen, behind, policy)


def _is_early(found: Sequence[Set], pair: tuple[int, int]) -> bool:
    return any(not found[number].table for number in pair)


def _later(found: Sequence[Set], pair: tuple[int, int], order: Mapping[str, int]) -> int:
    """Choose the figure of which to tell less: a row before a total, one by itself before one of others."""

    def rank(number: int) -> tuple[bool, bool, bool, int, int]:
        one = found[number]
        is_row = one.part == "rows"
        can_join = is_row and one.row[-1] != OTHER
        return one.table != "", one.table not in BASES, is_row, can_join, order.get(one.table, -1)

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
