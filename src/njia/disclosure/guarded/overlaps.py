"""No shown figure less another that is a part of it may leave few people: across all tables and earlier releases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from njia.dataset import Dataset
from njia.disclosure.behind import Behind
from njia.disclosure.guarded.tables import Keys, Table
from njia.disclosure.policy import Policy
from njia.disclosure.shown import Figure
from njia.measures.numbered import Ints


@dataclass(frozen=True)
class Set:
    """The routes behind a figure; `table` is "" for one of an earlier release."""

    table: str
    part: str
    keys: Keys
    routes: Ints


def sets(tables: Mapping[str, Table], behind: Behind, policy: Policy) -> list[Set]:
    """Give the routes behind all figures that tables show, and behind their totals."""
    found = [Set("", "of", (), np.arange(behind.people.size))]
    for name, table in tables.items():
        keys, group = table.groups()
        large = behind.sizes(group, table.route, len(keys)).safe(policy)
        order = np.argsort(group, kind="stable")
        starts = np.searchsorted(group[order], np.arange(len(keys) + 1))
        for number, key in enumerate(keys):
            if large[number] and key not in table.withheld:
                routes = np.unique(table.route[order[starts[number] : starts[number + 1]]])
                found.append(Set(name, "rows", key, routes))
        for part, routes in (("known", table.known), ("of", table.of)):
            if routes is not None and table.totals_shown:
                found.append(Set(name, part, (), np.flatnonzero(routes)))
    return [one for one in found if one.routes.size]


def earlier_sets(figures: Sequence[Figure], data: Dataset) -> list[Set]:
    """Give the routes behind figures of earlier releases, as far as they are still in the data."""
    at = {id_: number for number, id_ in enumerate(data.routes["route_id"].to_pylist())}
    routes = [np.array([at[id_] for id_ in one.routes if id_ in at], np.int64) for one in figures]
    return [
        Set("", one.part, one.keys, found) for one, found in zip(figures, routes, strict=True) if found.size
    ]


def leaks(found: Sequence[Set], behind: Behind, policy: Policy) -> list[tuple[int, int]]:
    """Give the pairs of sets of which the first is a part of the second, and what is left is small."""
    routes = np.concatenate([one.routes for one in found])
    numbers = np.repeat(np.arange(len(found)), [one.routes.size for one in found])
    shape = (len(found), behind.people.size)
    member = csr_array((np.ones(routes.size, np.int32), (numbers, routes)), shape=shape)
    sizes = np.diff(member.indptr)
    both = (member @ member.T).tocoo()
    inside = (both.data == sizes[both.row]) & (sizes[both.row] < sizes[both.col])
    part, whole = both.row[inside], both.col[inside]
    each = int(behind.organisation.max(initial=0)) + 1
    by = csr_array(
        (behind.people.astype(np.int64), (np.arange(behind.people.size), behind.organisation)),
        shape=(behind.people.size, each),
    )
    people = (member.astype(np.int64) @ by).toarray()
    left = people[whole] - people[part]
    total, largest, some = left.sum(axis=1), left.max(axis=1, initial=0), (left > 0).sum(axis=1)
    enough = (some >= policy.organisations) | (
        (some == policy.organisations - 1) & (largest * 100 <= total * policy.most_percent)
    )
    small = np.flatnonzero(~((total >= policy.people) & enough))
    return sorted(zip(part[small].tolist(), whole[small].tolist(), strict=True))


def mend(tables: dict[str, Table], behind: Behind, policy: Policy, earlier: Sequence[Set] = ()) -> None:
    """Tell less, in place, until no difference of two figures is small."""
    while True:
        found = [*sets(tables, behind, policy), *earlier]
        leaking = leaks(found, behind, policy)
        if not leaking:
            return
        part, whole = leaking[0]
        if not any(_tell_less(tables, found, number, behind, policy) for number in (part, whole)):
            _withhold(tables, found, (part, whole))


def _tell_less(
    tables: dict[str, Table], found: list[Set], number: int, behind: Behind, policy: Policy
) -> bool:
    """Let a row, and rows of other tables with the very same routes, join the others of its context."""
    one = found[number]
    if one.part != "rows":
        return False
    done = False
    for other in found:
        if other.part == "rows" and other.table and np.array_equal(other.routes, one.routes):
            done |= tables[other.table].join(other.keys, behind, policy)
    return done


def _withhold(tables: dict[str, Table], found: list[Set], pair: tuple[int, int]) -> None:
    """Withhold one of two figures that can be told no less exactly."""
    for number in pair:
        one = found[number]
        if one.table and one.part == "rows":
            tables[one.table].withheld.add(one.keys)
            return
    for number in pair:
        one = found[number]
        if one.table and tables[one.table].totals_shown:
            tables[one.table].totals_shown = False
            return
    raise RuntimeError("two figures of earlier releases tell a small group")
