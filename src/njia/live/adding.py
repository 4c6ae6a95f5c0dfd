"""Add up what the map shows of the routes that a filter chooses: no query, only counted numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from njia.filters import Filter
from njia.levels import Level
from njia.live.preparing import NOWHERE, OPEN, REACHES, RUNS, STAYS, Counted, Keys, Prepared, Rows
from njia.measures.direction import DIRECTIONS
from njia.measures.numbered import Flags, Ints

Counts = np.ndarray[Any, np.dtype[np.int64]]
STARTS, PASSES, ENDS = range(3)
_ROLES = np.array([[(bits >> role) & 1 for role in range(3)] for bits in range(8)])
SUBMISSIONS, CASES, STATED = range(3)


@dataclass(frozen=True)
class MapCounts:
    """What the map shows of some routes, for inside the network only: it may hold counts of one.

    A tally's last axis is (submissions, people stated, submissions that state a number); the axis before
    it is the direction. Legs are those that some route chosen runs, in the order of their places' ids.
    """

    focus: str
    level: Level
    totals: Counts  # (direction, tally)
    distinct: int  # paths among the routes chosen, at this level
    reaches: Counts  # submissions by `preparing.REACHES`
    places: pa.Table  # all places of the data, by number
    ends: Counts  # (place, direction, starts or passes or ends, tally)
    keys: Keys  # by leg: numbers of places
    legs: Counts  # (leg, direction, tally)
    organisations: Ints  # by leg: how many report it
    own_casework: Ints  # by leg: submissions
    told_modes: tuple[Ints, Ints]  # by pair of a leg and a mode: first pair of each leg, and the modes
    mode_names: tuple[str, ...]

    def modes(self, leg: int) -> tuple[str, ...]:
        """Give the modes of transport that are told of a leg."""
        first, mode = self.told_modes
        return tuple(self.mode_names[number] for number in mode[first[leg] : first[leg + 1]])

    @property
    def submissions(self) -> int:
        """How many submissions are chosen."""
        return int(self.totals[:, SUBMISSIONS].sum())

    @property
    def nowhere(self) -> int:
        """Submissions of which no stop is known."""
        return int(self.reaches[NOWHERE])

    @property
    def stays(self) -> int:
        """Submissions that stay in one place, as far as this level tells."""
        return int(self.reaches[STAYS])

    @property
    def open(self) -> int:
        """Submissions of which one place is known, and that they come from or go to an unknown one."""
        return int(self.reaches[OPEN])

    @property
    def runs(self) -> int:
        """Submissions with a leg between two known places."""
        return int(self.reaches[RUNS])


def add_up(prepared: Prepared, chosen: Filter, level: Level) -> MapCounts:
    """Add up the routes that a filter chooses, at a level."""
    return added_up(prepared, prepared.sieve.flags(chosen), level)


def added_up(prepared: Prepared, flags: Flags, level: Level) -> MapCounts:
    """Add up the routes that are flagged, at a level."""
    rows = prepared.rows(level)
    wanted = _Wanted(prepared, flags)
    directed = _directed(wanted.tallies(rows.legs, len(rows.keys.start) * len(DIRECTIONS)))
    legs = np.flatnonzero(directed[:, :, SUBMISSIONS].any(axis=1))
    return MapCounts(
        focus=prepared.focus,
        level=level,
        totals=wanted.tallies(Counted(wanted.every, prepared.direction), len(DIRECTIONS)),
        distinct=wanted.distinct(rows.paths),
        reaches=np.bincount(rows.reach[flags], minlength=len(REACHES)),
        places=rows.places,
        ends=_ends(wanted.tallies(rows.at, rows.places.num_rows * len(DIRECTIONS) * 8)),
        keys=Keys(rows.keys.start[legs], rows.keys.end[legs], rows.keys.unknown_between[legs]),
        legs=directed[legs],
        organisations=_organisations(wanted, rows)[legs],
        own_casework=_own_casework(wanted, rows)[legs],
        told_modes=_modes(wanted, rows, legs),
        mode_names=rows.modes,
    )


class _Wanted:
    """Some of the routes, to be counted."""

    def __init__(self, prepared: Prepared, flags: Flags) -> None:
        self.prepared, self.flags = prepared, flags
        self.every = np.arange(flags.size)
        self.all = bool(flags.all())

    def rows(self, counted: Counted) -> tuple[Ints, Ints]:
        """Give routes and numbers of the rows that belong to the routes wanted."""
        if self.all:
            return counted.route, counted.number
        kept = self.flags[counted.route]
        return counted.route[kept], counted.number[kept]

    def tallies(self, counted: Counted, size: int) -> Counts:
        """Count rows by number: submissions, people, and how many state a number; shape (size, 3)."""
        route, numbers = self.rows(counted)
        cases = np.bincount(numbers, self.prepared.cases[route], size)
        stated = np.bincount(numbers, self.prepared.stated[route], size)
        columns = (np.bincount(numbers, minlength=size), cases, stated)
        return np.stack([column.astype(np.int64) for column in columns], axis=1)

    def met(self, counted: Counted, size: int) -> Flags:
        """Say which numbers have a row."""
        found = np.zeros(size, np.bool_)
        found[self.rows(counted)[1]] = True
        return found

    def distinct(self, numbers: Ints) -> int:
        """Count the different numbers of the routes wanted."""
        found = np.zeros(int(numbers.max(initial=-1)) + 1, np.bool_)
        found[numbers if self.all else numbers[self.flags]] = True
        return int(np.count_nonzero(found))


def _directed(tallies: Counts) -> Counts:
    return tallies.reshape(-1, len(DIRECTIONS), 3)


def _ends(tallies: Counts) -> Counts:
    """Spread what was counted by sets of roles to each role: a route can start and end in one place."""
    by_bits = tallies.reshape(-1, len(DIRECTIONS), 8, 3)
    return np.asarray(np.einsum("pdbt,br->pdrt", by_bits, _ROLES))


def _organisations(wanted: _Wanted, rows: Rows) -> Ints:
    met = wanted.met(rows.organisations, rows.of_leg.size)
    return np.bincount(rows.of_leg[met], minlength=rows.keys.start.size)


def _own_casework(wanted: _Wanted, rows: Rows) -> Ints:
    route, numbers = wanted.rows(rows.legs)
    own = wanted.prepared.own_casework[route]
    return np.bincount(numbers[own] // len(DIRECTIONS), minlength=rows.keys.start.size)


def _modes(wanted: _Wanted, rows: Rows, legs: Ints) -> tuple[Ints, Ints]:
    met = wanted.met(rows.leg_modes, rows.mode_of_leg.size)
    of_leg, mode = rows.mode_of_leg[met], rows.mode[met]  # in the order of legs, then modes
    return np.append(np.searchsorted(of_leg, legs), of_leg.size), mode
