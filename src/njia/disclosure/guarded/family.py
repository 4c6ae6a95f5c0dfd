"""The tables of origins and destinations, whose rows add up to one another, decided over together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from njia.disclosure.behind import Behind
from njia.disclosure.guarded.ends import CORRIDOR, PAIR, STRIPE, Grid, shown_sums
from njia.disclosure.guarded.tables import UNKNOWN, Row, Table, table
from njia.disclosure.guarded.tree import Keys
from njia.disclosure.guarded.widening import Widening
from njia.disclosure.policy import Policy
from njia.measures.members import Members
from njia.measures.numbered import Flags, Ints
from njia.measures.widened import OTHER, region, region_of

ORIGINS, DESTINATIONS = "countries_of_origin", "countries_of_destination"
PAIRS, CORRIDORS = "origin_destination", "corridors"
FOCUS = {"focus_as_origin": 0, "focus_as_destination": 1}  # the end that is the focus country
FAMILY = frozenset({ORIGINS, DESTINATIONS, PAIRS, CORRIDORS, *FOCUS})
Joining = Mapping[str, set[Row]]  # by table of single ends: rows that have to be shown with the others


def family(
    found: Mapping[str, Members], widening: Widening, behind: Behind, policy: Policy, joining: Joining
) -> dict[str, Table]:
    """Decide over those of the tables that are declared; pairs need both tables of single ends."""
    made = {}
    for name in (ORIGINS, DESTINATIONS):
        if name in found:
            column = found[name].measure.columns[0]
            forced = joining.get(name, set())
            made[name] = table(found[name], (column.name,), [widening.up(column)], behind, policy, forced)
    rest = [name for name in found if name in FAMILY and name not in made]
    if rest:
        made |= _Pairs(made[ORIGINS], made[DESTINATIONS], widening, behind, policy).tables(found, rest)
    return made


class _Pairs:
    """The tables of both ends together; every key is given for each pair of the grid first."""

    def __init__(
        self, origins: Table, destinations: Table, widening: Widening, behind: Behind, policy: Policy
    ) -> None:
        self.focus, self.regions = widening.scope.focus_country, widening.scope.regions
        self.mixed = origins.is_mixed or destinations.is_mixed
        self.starts, row = _of_routes(origins)
        self.ends, column = _of_routes(destinations)
        self.grid = Grid(row, column, self._regions(self.starts), self._regions(self.ends))
        self.shown = shown_sums(self.grid, behind, policy)
        rows, columns = np.indices((len(self.starts), len(self.ends)))
        self.row, self.column = rows.ravel(), columns.ravel()

    def tables(self, found: Mapping[str, Members], names: list[str]) -> dict[str, Table]:
        """Make the tables that are named."""
        made = {}
        for name in names:
            if name == PAIRS:
                made[name] = self._table(found[name], self._pairs(), self.grid.row >= 0)
            elif name == CORRIDORS:
                made[name] = self._table(found[name], self._corridors(), self.grid.row >= 0)
            elif self.focus in (self.starts, self.ends)[FOCUS[name]]:
                made[name] = self._of_focus(found[name], FOCUS[name])
        return made

    def _regions(self, keys: Sequence[str]) -> tuple[str, ...]:
        return tuple(region_of(key) or self.regions.get(key, "") for key in keys)

    def _over(self, kind: int) -> Flags:
        over = [one.over for one in self.shown if one.kind == kind]
        return np.logical_or.reduce(over) if over else np.zeros(self.row.size, np.bool_)

    def _pairs(self) -> dict[str, list[str]]:
        """Give the keys of each pair: its own, its region's or the rest of its row's."""
        pair, stripe = self._over(PAIR), self._over(STRIPE)
        ends = [OTHER] * self.row.size
        for at in np.flatnonzero(pair | stripe):
            end = self.column[at]
            ends[at] = self.ends[end] if pair[at] else region(self.grid.column_regions[end])
        return {"origin_country": [self.starts[row] for row in self.row], "destination_country": ends}

    def _corridors(self) -> dict[str, list[str]]:
        inside = self._over(CORRIDOR)
        regions = (self.grid.row_regions, self.row), (self.grid.column_regions, self.column)
        starts, ends = (
            [names[at] if shown else OTHER for at, shown in zip(numbers, inside, strict=True)]
            for names, numbers in regions
        )
        return {"from_region": starts, "to_region": ends}

    def _of_focus(self, found: Members, end: int) -> Table:
        """Give the row, or the column, of the focus country as a table of its own."""
        at = (self.starts, self.ends)[end].index(self.focus)
        pairs = self._pairs()
        keys = pairs["destination_country"]
        if end == 1:  # a pair that is told with others of its row is not told here
            told = [key == self.focus for key in keys]
            keys = [
                key if is_told else OTHER for key, is_told in zip(pairs["origin_country"], told, strict=True)
            ]
        lines = (self.grid.row, self.grid.column)[end] == at
        return self._table(found, {found.measure.grain[0]: keys}, lines)

    def _table(self, found: Members, keys: Mapping[str, list[str]], lines: Flags) -> Table:
        pair = self.grid.pair[lines]
        numbered = [_numbered(names, pair) for names in keys.values()]
        ends = [(self.starts, self.row), (self.ends, self.column)]
        unknown = np.logical_or.reduce([_are(names, UNKNOWN)[at] for names, at in ends])
        told = np.logical_or.reduce([one.are(UNKNOWN) for one in numbered])
        return Table(
            found.measure,
            tuple(keys),
            numbered,
            np.flatnonzero(lines),
            lines.size,
            is_mixed=self.mixed or bool((unknown[pair] & ~told).any()) or found.measure.name == CORRIDORS,
        )


def _are(names: Sequence[str], name: str) -> Flags:
    return np.array([one == name for one in names], np.bool_)


def _numbered(names: Sequence[str], pair: Ints) -> Keys:
    """Give the key of each line by the number of its pair."""
    ordered = (OTHER, *sorted({*names} - {OTHER}))
    at = {name: number for number, name in enumerate(ordered)}
    return Keys(ordered, np.array([at[name] for name in names], np.int64)[pair])


def _of_routes(ends: Table) -> tuple[list[str], Ints]:
    """Give the keys of a table of single ends, and the number of each route's."""
    rows, group = ends.rows()
    number = np.zeros(ends.routes, np.int64)
    number[ends.route] = group
    return [name for (name,) in rows], number
