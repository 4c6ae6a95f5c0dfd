"""No shown figure less another that is a part of it leaves few people: over all tables and releases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from njia.disclosure.behind import Behind, Sizes, routes_of
from njia.disclosure.guarded.comparing import are_apart, insides, members_of
from njia.disclosure.guarded.tables import Row, Table
from njia.disclosure.policy import Policy
from njia.measures.numbered import Flags, Ints
from njia.measures.widened import OTHER

BASES = ("countries_of_origin", "countries_of_destination")  # other tables' rows add up to theirs
OVERVIEW = "overview"
PAIRS = ("origin_destination", "focus_as_origin", "focus_as_destination", "corridors")  # looked at in `ends`
REST = "rest"


@dataclass(frozen=True)
class Set:
    """The routes behind a figure, in order; `table` is "" for one that is told already.

    Rows with the same `of` are those of one table of one release. `columns` are what is told already.
    """

    table: str
    part: str  # "rows", "known" or "of"; REST is no figure, but follows from two
    row: Row
    routes: Ints
    of: str = ""
    columns: tuple[str, ...] = ()

    @property
    def is_early(self) -> bool:
        """Say whether an earlier release has told it."""
        return not self.table and self.part != REST


def can_be_told_less(one: Set) -> bool:
    """Say whether a release can tell less of it: not of what is told already, nor of all its reports."""
    return one.table not in ("", OVERVIEW)


def sets(tables: Mapping[str, Table], behind: Behind, policy: Policy) -> list[Set]:
    """Give the routes behind all figures that tables show, and behind their totals."""
    found = []
    if tables and OVERVIEW in policy.tables:
        found.append(Set(OVERVIEW, "of", (), np.arange(next(iter(tables.values())).routes)))
    for name, table in tables.items():
        rows, group = table.rows()
        large = behind.sizes(group, table.route, len(rows)).safe(policy)
        routes = routes_of(group, table.route, len(rows))
        for number in np.flatnonzero(large):
            if rows[number] not in table.withheld:
                found.append(Set(name, "rows", rows[number], routes[number], name))
        for part, told in (("known", table.known), ("of", table.of)):
            if told is not None and told.any() and table.totals_shown:
                found.append(Set(name, part, (), np.flatnonzero(told)))
    return found


def beyond(found: Sequence[Set], focus: str) -> list[Set]:
    """Give those who left the focus country and those who came, where a difference of two figures is of them.

    Measures of those taken abroad and of foreign nationals are about exactly these.
    """
    rows = {(one.table, one.row): one.routes for one in found if one.part == "rows"}
    inside = [rows.get((name, (focus,) * keys)) for name, keys in zip(PAIRS, (2, 1, 1), strict=False)]
    within = next((routes for routes in inside if routes is not None), None)
    if within is None:
        return []
    wholes = {end: rows[end, (focus,)] for end in BASES if (end, (focus,)) in rows}
    left = {end: np.setdiff1d(whole, within) for end, whole in wholes.items()}
    return [Set("", REST, (end,), routes) for end, routes in left.items() if routes.size]


def withheld(tables: Mapping[str, Table], found: Sequence[Set]) -> list[Set]:
    """Give the rows that a table withholds as one, where all its rows add up to a figure: what is left of it.

    The keys that such rows have in common are kept; others are "".
    """
    told, left = {one.routes.tobytes() for one in found}, []
    for name, table in tables.items():
        shown = [one for one in found if one.table == name and one.part == "rows"]
        every = np.unique(table.route)
        if shown and every.tobytes() in told and table.is_exclusive:
            rest = np.setdiff1d(every, np.concatenate([one.routes for one in shown]))
            rows = [*{*table.rows()[0]} - {one.row for one in shown}]
            keys = tuple(keys[0] if len({*keys}) == 1 else "" for keys in zip(*rows, strict=True))
            left += [Set("", REST, keys, rest, name)] if rest.size else []
    return left


def smallest_row(found: Sequence[Set], of: str) -> list[int]:
    """Give the row of a table that can best be told less of: what stands for others already comes first."""
    rows = [at for at, one in enumerate(found) if one.table == of and one.part == "rows"]
    rows.sort(key=lambda at: (found[at].row[-1:] != (OTHER,), found[at].routes.size, found[at].row))
    return rows[:1]


def leaks(found: Sequence[Set], behind: Behind, policy: Policy) -> list[tuple[int, int]]:
    """Give the pairs of sets of which the first is a part of the second, and what is left is small.

    Of two that have been told already nothing can be told less.
    """
    if not found:
        return []
    sizes, people = _sizes(found, behind)
    both = insides(found, behind).tocoo()
    early = np.array([one.is_early for one in found])
    inside = (sizes[both.col] < sizes[both.row]) & ~(early[both.col] & early[both.row])
    part, whole = both.col[inside], both.row[inside]
    small = np.flatnonzero(_few(sizes[whole] - sizes[part], people[whole] - people[part], policy))
    return sorted(zip(part[small].tolist(), whole[small].tolist(), strict=True))


def rests(found: Sequence[Set], behind: Behind, policy: Policy) -> list[Ints]:
    """Give the routes of every small rest: of a set less one in it, or less all rows of a table in it."""
    pairs = [
        np.setdiff1d(found[whole].routes, found[part].routes) for part, whole in leaks(found, behind, policy)
    ]
    sizes, people = _sizes(found, behind)
    inside = insides(found, behind).tocsc()
    tables = []
    for rows in added_up(found, behind):
        parts = inside[:, rows]
        wholes = np.flatnonzero(parts.sum(axis=1) == rows.size)
        left = sizes[wholes] - sizes[rows].sum(), people[wholes] - people[rows].sum(axis=0)
        taken = np.concatenate([found[row].routes for row in rows])
        tables += [np.setdiff1d(found[whole].routes, taken) for whole in wholes[_few(*left, policy)]]
    return [*pairs, *tables]


def left_over(found: Sequence[Set], behind: Behind, policy: Policy) -> list[int]:
    """Give figures to tell less of, because one less the rows of a table is small.

    Rows are taken from what all of them are inside of, which tells how many are in no row; from figures of
    earlier releases, and those from others, also where only some are. Where of none less can be told, one is
    given that is told already.
    """
    sizes, people = _sizes(found, behind)
    inside = insides(found, behind).tocsc()  # of which columns are taken quickly, and of the other rows
    early = np.array([one.is_early for one in found])
    chosen = []
    for rows in added_up(found, behind):
        parts = inside[:, rows].tocsr()
        count = parts.sum(axis=1)
        is_early = bool(early[rows[0]])
        wholes = np.flatnonzero((count > 0) & (~early if is_early else early | (count == rows.size)))
        parts_of = parts[wholes]
        left = sizes[wholes] - parts_of @ sizes[rows], people[wholes] - parts_of @ people[rows]
        for whole in wholes[_few(*left, policy)].tolist():
            taken = [whole] if is_early else rows[parts[[whole]].toarray()[0] > 0].tolist()
            if rest := [found[row] for row in taken if found[row].part == REST]:
                taken = smallest_row(found, rest[0].of) if rest[0].of else rows[:1].tolist()
            if not is_early and found[rows[0]].table in BASES and can_be_told_less(found[whole]):
                taken = [whole]
            chosen.append(
                min(taken, key=lambda at: (found[at].row[-1:] != (OTHER,), sizes[at], found[at].row))
            )
    return sorted({*chosen})


def added_up(found: Sequence[Set], behind: Behind) -> Iterator[Ints]:
    """Give rows that can be added up, because no route is in two of them: of a table, or with a key of one.

    Who reads a table of two keys knows what all its rows of one country are a part of.
    """
    for rows in _of_each_table(found):
        if rows.size and are_apart([found[at] for at in rows], behind):
            yield rows


def _of_each_table(found: Sequence[Set]) -> Iterator[Ints]:
    """Give the rows of each table; of one with several keys also those that have one in common."""
    alike: dict[tuple[str, int, str], list[int]] = {}
    for at, one in enumerate(found):
        if one.of:
            alike.setdefault((one.of, -1, ""), []).append(at)
            for column, key in enumerate(one.row if len(one.row) > 1 and all(one.row) else ()):
                alike.setdefault((one.of, column, key), []).append(at)
    return (np.array(rows, np.int64) for key, rows in alike.items() if key[1] < 0 or len(rows) > 1)


def _sizes(found: Sequence[Set], behind: Behind) -> tuple[Ints, Ints]:
    """Count the routes of figures, and their people by organisation."""
    shape = (behind.people.size, int(behind.organisation.max(initial=0)) + 1)
    of_each = csr_array((behind.people, (np.arange(shape[0]), behind.organisation)), shape=shape)
    people: Ints = (members_of(found, behind) @ of_each).toarray()
    return np.array([one.routes.size for one in found], np.int64), people


def few(found: Sequence[Set], behind: Behind, policy: Policy) -> list[int]:
    """Give the sets that are themselves small."""
    return np.flatnonzero(_few(*_sizes(found, behind), policy)).tolist() if found else []


def _few(submissions: Ints, people: Ints, policy: Policy) -> Flags:
    """Say where some are left, and too few."""
    left = Sizes(people.sum(axis=1), submissions, (people > 0).sum(axis=1), people.max(axis=1, initial=0))
    few: Flags = (submissions > 0) & ~left.safe(policy)
    return few
