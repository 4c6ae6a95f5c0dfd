"""Bounds of what is withheld, from all tables of origins and destinations together, by linear programming.

The unknowns are how many reports there are of every kind: each origin, known by its place, with each
destination and each intended country; how many of them state a number of people; and the people that they
state. Every row that is shown is an equation for what it tells. A report that states no number is of one
person, and one that does of one at least.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import ceil, floor, inf

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_array, hstack, vstack
from tests.attacks.attacking import Flags, Ints

from njia.dataset import Dataset
from njia.disclosure import Figure, Policy, ProtectedTables
from njia.disclosure.widening import Up, Widening
from njia.measures import MEASURES
from njia.measures.declaration import Scope
from njia.measures.widened import OTHER

UNKNOWN = "?"
TOLD = ("submissions", "cases_known", "cases_best")  # what is read of each row
Keys = tuple[str, ...]
_ROUNDING = 1e-6  # of the solver


@dataclass(frozen=True)
class Kind:
    """Reports of one origin, one destination and one intended country; UNKNOWN for what is not stated."""

    origin: str
    origin_country: str
    destination: str
    destination_country: str
    intended: str


def _place(home: str, at: str, focus: str) -> Keys | None:
    """Give a place of the focus country that is known better than by it."""
    return (at,) if home == focus and at != UNKNOWN and not at.startswith("iso:") else None


# What each table tells a kind of reports by; None where it is not about them.
EXACT: dict[str, Callable[[Kind, Scope], Keys | None]] = {
    "countries_of_origin": lambda one, scope: (one.origin_country,),
    "countries_of_destination": lambda one, scope: (one.destination_country,),
    "origin_destination": lambda one, scope: (one.origin_country, one.destination_country),
    "corridors": lambda one, scope: tuple(
        scope.regions.get(code, UNKNOWN) for code in (one.origin_country, one.destination_country)
    ),
    "focus_as_origin": lambda one, scope: (
        (one.destination_country,) if one.origin_country == scope.focus_country else None
    ),
    "focus_as_destination": lambda one, scope: (
        (one.origin_country,) if one.destination_country == scope.focus_country else None
    ),
    "focus_origin_places": lambda one, scope: _place(one.origin_country, one.origin, scope.focus_country),
    "focus_destination_places": lambda one, scope: _place(
        one.destination_country, one.destination, scope.focus_country
    ),
    "intended_destination": lambda one, scope: (one.destination_country, one.intended),
}


@dataclass(frozen=True)
class Equation:
    """A row or a total that is shown: which kinds it counts, and what it tells of them."""

    name: str
    over: Flags
    tells: Mapping[str, int]  # submissions, cases_known, cases_best: those that are shown


@dataclass(frozen=True)
class Bounding:
    """An attacker with a solver, who has the tables; and the truth, to see which cells are small."""

    data: Dataset
    scope: Scope
    policy: Policy
    shown: ProtectedTables
    figures: Sequence[Figure]
    widening: Widening

    @cached_property
    def reports(self) -> list[tuple[Kind, int | None, str, str]]:
        """Give of each report its kind, the people that it states, its organisation and its id."""
        columns = (
            *("origin_place_id", "origin_country", "destination_place_id", "destination_country"),
            *("intended_country", "cases_best", "organisation", "route_id"),
        )
        rows = zip(*(self.data.routes[name].to_pylist() for name in columns), strict=True)
        return [(Kind(*(key or UNKNOWN for key in row[:5])), *row[5:]) for row in rows]

    @cached_property
    def kinds(self) -> list[Kind]:
        """Give every kind that there could be, of the places that there are."""
        seen = [one[0] for one in self.reports]
        starts = sorted({(one.origin, one.origin_country) for one in seen})
        ends = sorted({(one.destination, one.destination_country) for one in seen})
        intended = sorted({one.intended for one in seen})
        return [Kind(*start, *end, other) for start, end, other in product(starts, ends, intended)]

    @cached_property
    def kind_of(self) -> Ints:
        """Give the number of each report's kind."""
        at = {kind: number for number, kind in enumerate(self.kinds)}
        return np.array([at[one[0]] for one in self.reports], np.int64)

    @cached_property
    def equations(self) -> list[Equation]:
        named = [name for name in EXACT if name in self.shown.tables]
        return [
            *self._headlines(),
            *(one for name in named for one in (*self._rows(name), *self._totals(name))),
        ]

    def _headlines(self) -> Iterator[Equation]:
        values = {row["figure"]: row["value"] for row in self.shown.tables["overview"].rows.to_pylist()}
        told = {name: values[name] for name in TOLD if values.get(name) is not None}
        yield Equation("overview", np.ones(len(self.kinds), np.bool_), told)

    def _totals(self, name: str) -> Iterator[Equation]:
        """Read how many reports a table is about, and how many of them it knows."""
        exact = [EXACT[name](kind, self.scope) for kind in self.kinds]
        known = np.array([keys is not None and UNKNOWN not in keys for keys in exact])
        about = np.array([keys is not None for keys in exact])
        if name.endswith("_places"):  # which does not say of what is in no place
            about = np.zeros_like(known)
        behind = {one.part: {*one.routes} for one in self.figures if one.table == name}
        for part, over in (("known", known), ("of", about)):
            total = getattr(self.shown.tables[name], part)
            if total is not None and self._ids(over) == behind.get(part):
                yield Equation(f"{name} {part}", over, {"submissions": total})

    def _rows(self, name: str) -> Iterator[Equation]:
        """Read a table in the way that agrees with who is behind its rows; nothing where none does."""
        table, columns = self.shown.tables[name], self.policy.tables[name]
        rows = table.rows.to_pylist()
        keys = [tuple(UNKNOWN if row[column] is None else row[column] for column in columns) for row in rows]
        behind = {one.keys: {*one.routes} for one in self.figures if (one.table, one.part) == (name, "rows")}
        for joins_unknown, counts_unknown in ((False, True), (True, True), (False, False)):
            read = _Rows(name, keys, self._ups(name), joins_unknown, counts_unknown)
            label = self._labels(name, read)
            over = [np.array([one == key for one in label]) for key in keys]
            if all(self._ids(over[n]) == behind[key] for n, key in enumerate(keys) if key in behind):
                for n, key in enumerate(keys):
                    told = {column: rows[n][column] for column in TOLD if rows[n][column] is not None}
                    if "submissions" in told:
                        yield Equation(f"{name} {key}", over[n], told)
                return

    def _labels(self, name: str, read: _Rows) -> list[Keys | None]:
        found: dict[Keys | None, Keys | None] = {None: None}
        labels = []
        for kind in self.kinds:
            exact = EXACT[name](kind, self.scope)
            if exact not in found:
                found[exact] = read.row(exact or ())
            labels.append(found[exact])
        return labels

    def _ups(self, name: str) -> list[Up]:
        columns = {column.name: column for column in MEASURES[name].columns}
        return [self.widening.up(columns[key]) for key in self.policy.tables[name]]

    def _ids(self, over: Flags) -> set[str]:
        return {self.reports[number][3] for number in np.flatnonzero(over[self.kind_of])}

    def small(self) -> Iterator[tuple[str, Flags]]:
        """Give the cells of few people that the tables would have as they are counted, each once."""
        seen: set[bytes] = set()
        for name in EXACT:
            cells = defaultdict(list)
            for number, kind in enumerate(self.kinds):
                cells[EXACT[name](kind, self.scope)].append(number)
            for keys, numbers in cells.items():
                over = np.zeros(len(self.kinds), np.bool_)
                over[numbers] = True
                if keys and UNKNOWN not in keys and self._is_small(over) and over.tobytes() not in seen:
                    seen.add(over.tobytes())
                    yield f"{name} {keys}", over

    def _is_small(self, over: Flags) -> bool:
        by: dict[str, int] = defaultdict(int)
        for number in np.flatnonzero(over[self.kind_of]):
            by[self.reports[number][2]] += self.reports[number][1] or 1
        total = sum(by.values())
        spread = bool(by) and max(by.values()) * 100 <= total * self.policy.most_percent
        enough = len(by) >= self.policy.organisations or (len(by) == self.policy.organisations - 1 and spread)
        return bool(by) and not (total >= self.policy.people and enough)

    @cached_property
    def solver(self) -> Solver:
        return Solver(self.equations, len(self.kinds))


@dataclass(frozen=True)
class _Rows:
    """The rows of a table, to be found by the keys of a report: the most exact one that there is.

    A report of which one key is not known counts as one of which none is (`joins_unknown`); it is in the
    row of those not known, or with the others, or in no row (`counts_unknown`).
    """

    name: str
    keys: Sequence[Keys]
    ups: Sequence[Up]
    joins_unknown: bool
    counts_unknown: bool

    def row(self, exact: Keys) -> Keys | None:
        if UNKNOWN in exact:
            if not self.counts_unknown:
                return None
            exact = (UNKNOWN,) * len(exact) if self.joins_unknown else exact
        if self.name == "corridors":  # is told as a whole, or with the others
            return exact if exact in self.keys else (OTHER, OTHER)
        found: Keys = ()
        for key, up in zip(exact, self.ups, strict=True):
            inside = {row[len(found)] for row in self.keys if row[: len(found)] == found}
            step = next((one for one in _steps(key, up) if one in inside), None)
            if step is None:
                return None
            found = (*found, step)
        return found


def _steps(key: str, up: Up) -> list[str]:
    found = [key]
    while found[-1] != OTHER:
        found.append(OTHER if found[-1] == UNKNOWN else up(found[-1]))
    return found


class Solver:
    """What the equations leave possible for a cell. Kinds in the very same rows are one unknown."""

    def __init__(self, equations: Sequence[Equation], kinds: int) -> None:
        every = np.array([one.over for one in equations] or np.zeros((0, kinds)), np.bool_)
        alike, self.class_of = np.unique(np.packbits(every, axis=0).T, axis=0, return_inverse=True)
        self.class_of = self.class_of.ravel()
        self.size = np.bincount(self.class_of, minlength=len(alike))
        self.over = np.zeros((len(equations), len(alike)))
        self.over[:, self.class_of] = every
        self.tells = [dict(one.tells) for one in equations]
        self._known: dict[bytes, tuple[range, range]] = {}

    def possible(self, cell: Flags) -> tuple[range, range]:
        """Give the numbers of people and of submissions that a cell can be, as far as they are bounded."""
        inside = np.bincount(self.class_of, cell, len(self.size))
        share = (inside > 0).astype(np.int8) + (inside == self.size)  # none, some or all of each class
        if share.tobytes() not in self._known:
            self._known[share.tobytes()] = self._solve(share)
        return self._known[share.tobytes()]

    def _solve(self, share: Ints) -> tuple[range, range]:
        split = np.flatnonzero(share == 1)
        over = csr_array(np.hstack([self.over, self.over[:, split]]))
        goal = np.concatenate([(share == 2).astype(float), np.ones(split.size)])
        nothing = csr_array(over.shape)
        # Of each class: reports that state people, those that do not, people beyond the first of a report.
        rows = {"submissions": (over, over, nothing), "cases_known": (over, nothing, nothing)}
        rows["cases_best"] = (over, nothing, over)
        written, sums = [], []
        for column, parts in rows.items():
            told = [n for n, tells in enumerate(self.tells) if column in tells]
            written.append(hstack(parts, format="csr")[told])
            sums += [self.tells[n][column] for n in told]
        equations = vstack(written, format="csr")
        people = np.concatenate([goal, goal, goal])
        submissions = np.concatenate([goal, goal, 0 * goal])
        return _numbers(equations, sums, people), _numbers(equations, sums, submissions)


def _numbers(equations: csr_array, sums: Sequence[int], goal: Ints) -> range:
    ends = []
    for sign in (1, -1):
        found = linprog(sign * goal, A_eq=equations, b_eq=sums, bounds=(0, None), method="highs")
        if found.status not in (0, 3):
            raise ValueError(f"what is shown cannot be: status {found.status}")
        ends.append(sign * found.fun if found.status == 0 else inf)
    least, most = ceil(ends[0] - _ROUNDING), min(ends[1] + _ROUNDING, 1e9)
    return range(least, floor(most) + 1)
