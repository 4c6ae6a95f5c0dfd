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
class Told:
    """Modes of transport: pairs of a line (leg times four plus direction) and a mode, in order."""

    numbers: Ints  # by leg: its number among all
    line: Ints
    mode: Ints
    names: tuple[str, ...]


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
    organisations_by_direction: Ints  # (leg, direction)
    own_casework: Ints  # by leg: submissions
    told: Told

    def modes(self, leg: int, direction: int | None = None) -> tuple[str, ...]:
        """Give the modes of transport that are told of a leg, in one direction or in all."""
        first = int(self.told.numbers[leg]) * len(DIRECTIONS)
        low, high = (
            first + (direction or 0),
            first + (len(DIRECTIONS) if direction is None else direction + 1),
        )
        start, stop = np.searchsorted(self.told.line, (low, high))
        return tuple(self.told.names[mode] for mode in sorted(set(self.told.mode[start:stop].tolist())))

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
    organisations, by_direction = _organisations(wanted, rows)
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
        organisations=organisations[legs],
        organisations_by_direction=by_direction[legs],
        own_casework=_own_casework(wanted, rows)[legs],
        told=_told(wanted, rows, legs),
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


def _organisations(wanted: _Wanted, rows: Rows) -> tuple[Ints, Ints]:
    """Count organisations, each once: by leg, and by leg and direction."""
    found, legs = rows.organisations, rows.keys.start.size
    met = wanted.met(found.pairs, found.line.size)
    by_direction = np.bincount(found.line[met], minlength=legs * len(DIRECTIONS))
    of_leg = np.zeros(found.leg.size, np.bool_)
    of_leg[found.of_leg[met]] = True
    by_leg = np.bincount(found.leg[of_leg], minlength=legs)
    return by_leg, by_direction.reshape(-1, len(DIRECTIONS))


def _own_casework(wanted: _Wanted, rows: Rows) -> Ints:
    route, numbers = wanted.rows(rows.legs)
    own = wanted.prepared.own_casework[route]
    return np.bincount(numbers[own] // len(DIRECTIONS), minlength=rows.keys.start.size)


def _told(wanted: _Wanted, rows: Rows, legs: Ints) -> Told:
    met = wanted.met(rows.modes.pairs, rows.modes.line.size)
    return Told(legs, rows.modes.line[met], rows.modes.mode[met], rows.modes.names)
