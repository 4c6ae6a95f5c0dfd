"""The tables of origins and destinations, whose rows add up to one another, decided over together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from njia.disclosure.behind import Behind
from njia.disclosure.guarded.choosing import shown_sums
from njia.disclosure.guarded.ends import CORRIDOR, PAIR, STRIPE, Ends, Grid
from njia.disclosure.guarded.tables import UNKNOWN, Row, Table, table
from njia.disclosure.guarded.tree import Keys
from njia.disclosure.policy import Policy
from njia.disclosure.widening import Widening
from njia.measures.declaration import Scope
from njia.measures.members import Members
from njia.measures.numbered import Flags, Ints
from njia.measures.widened import OTHER, region

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
        ends = [_ends(found[name], made[name], widening.scope) for name in (ORIGINS, DESTINATIONS)]
        mixed = any(made[name].is_mixed for name in (ORIGINS, DESTINATIONS))
        grid = Grid(ends[0][0], ends[1][0], ends[0][1], ends[1][1])
        made |= _Pairs(grid, mixed, widening.scope.focus_country, behind, policy).tables(found, rest)
    return made


def _ends(found: Members, shown: Table, scope: Scope) -> tuple[Ends, Ints]:
    """Give the countries at one end with the keys that show them, and the number of each route's country."""
    codes = np.full(shown.routes, UNKNOWN, object)
    codes[found.route] = found.keys[found.measure.grain[0]].to_pylist()
    rows, group = shown.rows()
    keys = np.full(shown.routes, UNKNOWN, object)
    keys[shown.route] = [rows[number][0] for number in group]
    names, number = np.unique(codes.astype(str), return_inverse=True)
    key_of = dict(zip(codes, keys, strict=True))
    single = tuple(key_of[name] for name in names)
    shown_by = tuple(OTHER if key == UNKNOWN else key for key in single)
    regions = tuple(scope.regions.get(name, "") for name in names)
    return Ends(tuple(names.tolist()), single, shown_by, regions), number.astype(np.int64)


class _Pairs:
    """The tables of both ends together; every key is given for each pair of countries first."""

    def __init__(self, grid: Grid, mixed: bool, focus: str, behind: Behind, policy: Policy) -> None:
        self.grid, self.mixed, self.focus = grid, mixed, focus
        self.shown = shown_sums(grid, behind, policy)
        self.starts, self.ends = grid.each(grid.origins.keys, grid.destinations.keys)
        ends = (grid.origins, grid.destinations)
        self.regions = {code: name for end in ends for code, name in zip(end.codes, end.regions, strict=True)}

    def tables(self, found: Mapping[str, Members], names: list[str]) -> dict[str, Table]:
        """Make the tables that are named."""
        made = {}
        every = np.ones(self.grid.row.size, np.bool_)
        for name in names:
            if name == PAIRS:
                made[name] = self._table(found[name], self._pairs(), every)
            elif name == CORRIDORS:
                made[name] = self._table(found[name], self._corridors(), every)
            elif self.focus in (self.starts, self.ends)[FOCUS[name]]:
                made[name] = self._of_focus(found[name], FOCUS[name])
        return made

    def _over(self, kind: int) -> Flags:
        over = [one.over for one in self.shown if one.kind == kind]
        return np.logical_or.reduce(over) if over else np.zeros(self.starts.size, np.bool_)

    def _pairs(self) -> dict[str, list[str]]:
        """Give the keys of each pair: its own, its region's or the rest of its row's."""
        pair, stripe = self._over(PAIR), self._over(STRIPE)
        _, regions = self.grid.each(self.grid.origins.keys, self.grid.destinations.regions)
        ends = [
            end if is_told else region(name) if in_region else OTHER
            for end, name, is_told, in_region in zip(self.ends, regions, pair, stripe, strict=True)
        ]
        return {"origin_country": list(self.starts), "destination_country": ends}

    def _corridors(self) -> dict[str, list[str]]:
        inside = self._over(CORRIDOR)
        ends = self.grid.each(self.grid.origins.regions, self.grid.destinations.regions)
        starts, ends_ = (
            [name if told else OTHER for name, told in zip(one, inside, strict=True)] for one in ends
        )
        return {"from_region": starts, "to_region": ends_}

    def _of_focus(self, found: Members, end: int) -> Table:
        """Give the row, or the column, of the focus country as a table of its own."""
        pairs = self._pairs()
        keys = pairs["destination_country"]
        if end == 1:  # a pair that is told with others of its row is not told here
            told = [key == self.focus for key in keys]
            keys = [
                key if is_told else OTHER for key, is_told in zip(pairs["origin_country"], told, strict=True)
            ]
        lines = ((self.starts, self.ends)[end] == self.focus)[self.grid.pair]
        return self._table(found, {found.measure.grain[0]: keys}, lines)

    def _table(self, found: Members, keys: Mapping[str, list[str]], lines: Flags) -> Table:
        pair = self.grid.pair[lines]
        numbered = [_numbered(names, pair, self.regions) for names in keys.values()]
        single = self.grid.each(self.grid.origins.single, self.grid.destinations.single)
        unknown = (single[0] == UNKNOWN) | (single[1] == UNKNOWN)
        return Table(
            found.measure,
            tuple(keys),
            numbered,
            np.flatnonzero(lines),
            lines.size,
            is_mixed=self.mixed or bool(unknown[pair].any()) or found.measure.name == CORRIDORS,
            joins_whole=found.measure.name == CORRIDORS,
        )


def _numbered(names: Sequence[str], pair: Ints, regions: Mapping[str, str]) -> Keys:
    """Give the key of each line by the number of its pair."""
    ordered = (OTHER, *sorted({*names} - {OTHER}))
    at = {name: number for number, name in enumerate(ordered)}
    parent = [at.get(region(regions.get(name, "")), 0) for name in ordered]
    number = np.array([at[name] for name in names], np.int64)[pair]
    return Keys(ordered, number, np.array(parent, np.int64))
