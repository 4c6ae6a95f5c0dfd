"""The tables of origins and destinations, whose rows add up to one another, decided over together."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from njia.disclosure.behind import Behind
from njia.disclosure.guarded.ends import CORRIDOR, PAIR, STRIPE, Grid, shown_sums
from njia.disclosure.guarded.tables import UNKNOWN, Keys, Table, table
from njia.disclosure.guarded.widening import Widening
from njia.disclosure.policy import Policy
from njia.measures.members import Members
from njia.measures.numbered import Ints
from njia.measures.widened import OTHER, region, region_of

ORIGINS, DESTINATIONS = "countries_of_origin", "countries_of_destination"
PAIRS, CORRIDORS = "origin_destination", "corridors"
FOCUS = {"focus_as_origin": 0, "focus_as_destination": 1}  # the end that is the focus country
FAMILY = frozenset({ORIGINS, DESTINATIONS, PAIRS, CORRIDORS, *FOCUS})


def family(
    found: Mapping[str, Members], widening: Widening, behind: Behind, policy: Policy
) -> dict[str, Table]:
    """Decide over those of the tables that are declared; pairs need both tables of single ends."""
    made = {}
    for name in (ORIGINS, DESTINATIONS):
        if name in found:
            column = found[name].measure.columns[0]
            made[name] = table(found[name], (column.name,), [widening.up(column)], behind, policy)
    rest = [name for name in found if name in FAMILY and name not in made]
    if rest:
        made |= _Pairs(made[ORIGINS], made[DESTINATIONS], widening, behind, policy).tables(found, rest)
    return made


class _Pairs:
    """The tables of both ends together."""

    def __init__(
        self, origins: Table, destinations: Table, widening: Widening, behind: Behind, policy: Policy
    ) -> None:
        self.focus, self.regions = widening.scope.focus_country, widening.scope.regions
        self.mixed = origins.is_mixed, destinations.is_mixed
        self.starts, row = _of_routes(origins)
        self.ends, column = _of_routes(destinations)
        self.grid = Grid(row, column, self._regions(self.starts), self._regions(self.ends))
        self.shown = shown_sums(self.grid, behind, policy)

    def tables(self, found: Mapping[str, Members], names: list[str]) -> dict[str, Table]:
        pairs = self._pair_keys()
        made = {}
        for name in names:
            if name == PAIRS:
                made[name] = self._table(found[name], ("origin_country", "destination_country"), pairs)
            elif name == CORRIDORS:
                made[name] = self._table(found[name], ("from_region", "to_region"), self._corridor_keys())
            elif self.focus in (self.starts, self.ends)[FOCUS[name]]:
                made[name] = self._of_focus(found[name], FOCUS[name], pairs)
        return made

    def _regions(self, keys: list[str]) -> tuple[str, ...]:
        return tuple(region_of(key) or self.regions.get(key, "") for key in keys)

    def _pair_keys(self) -> list[Keys]:
        """Give the key of each pair in the grid: its own, its region's or the rest of its row's."""
        keys: list[Keys] = [(start, OTHER) for start in self.starts for _ in self.ends]
        for one in sorted(self.shown, key=lambda one: one.kind):
            for pair in np.flatnonzero(one.over):
                start, end = divmod(int(pair), len(self.ends))
                if one.kind == PAIR:
                    keys[pair] = (self.starts[start], self.ends[end])
                elif one.kind == STRIPE:
                    keys[pair] = (self.starts[start], region(self.grid.column_regions[end]))
        return keys

    def _corridor_keys(self) -> list[Keys]:
        keys: list[Keys] = [(OTHER, OTHER)] * (len(self.starts) * len(self.ends))
        for one in self.shown:
            for pair in np.flatnonzero(one.over) if one.kind == CORRIDOR else ():
                start, end = divmod(int(pair), len(self.ends))
                keys[pair] = (self.grid.row_regions[start], self.grid.column_regions[end])
        return keys

    def _table(self, found: Members, columns: tuple[str, ...], keys: list[Keys]) -> Table:
        made = Table(
            found.measure,
            columns,
            [keys[pair] for pair in self.grid.pair],
            np.arange(self.grid.row.size),
            self.grid.row.size,
        )
        ends = [
            (self.starts[row], self.ends[column])
            for row, column in zip(self.grid.row, self.grid.column, strict=True)
        ]
        made.is_mixed = any(self.mixed) or any(
            UNKNOWN in end and UNKNOWN not in key for end, key in zip(ends, made.keys, strict=True)
        )
        return made

    def _of_focus(self, found: Members, end: int, pairs: list[Keys]) -> Table:
        """Give the row, or the column, of the focus country as a table of its own."""
        at = (self.starts, self.ends)[end].index(self.focus)
        route = np.flatnonzero((self.grid.row, self.grid.column)[end] == at)
        keys = []
        for one in route:
            key = pairs[self.grid.pair[one]]
            own = key[1 - end]
            if end == 1 and key[1] != self.focus:  # the pair is told with others of its row
                own = OTHER
            keys.append((own,))
        made = Table(found.measure, (found.measure.grain[0],), keys, route, self.grid.row.size)
        of_other = (self.grid.column, self.grid.row)[end][route]
        others = (self.ends, self.starts)[end]
        made.is_mixed = self.mixed[1 - end] or any(
            others[other] == UNKNOWN and key[0] != UNKNOWN for other, key in zip(of_other, keys, strict=True)
        )
        return made


def _of_routes(ends: Table) -> tuple[list[str], Ints]:
    """Give the keys of a table of single ends, and the number of each route's."""
    names, group = ends.groups()
    number = np.zeros(ends.routes, np.int64)
    number[ends.route] = group
    return [name for (name,) in names], number
