"""Legs from each known stop of a route to its next known stop.

Stops that are unknown are skipped and the legs on both sides of them joined into one, marked
`unknown_between`. A route that begins or ends with unknown stops has a joined leg with a null end there.
A route of unknown stops only has none. A joined leg has a mode when every leg in it has that same mode,
else null: not stated, or not one. A route that runs the same joined leg twice has it once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from njia.measures.numbered import Flags, Ints
from njia.measures.within_route import first_like


@dataclass(frozen=True)
class JoinedLegs:
    """Columns of numbers, a row a joined leg; -1 for an unknown end or mode."""

    route: Ints
    start: Ints
    end: Ints
    mode: Ints
    unknown_between: Flags
    position: Ints  # in the route, of the first leg alike but for its mode: the same in every route of a path
    is_new: Flags  # the route has not run from this start to this end before


def joined_legs(route: Ints, start: Ints, end: Ints, mode: Ints) -> JoinedLegs:
    """Join legs, which are in the order of routes and travel, over unknown stops."""
    begins_route = np.ones(route.size, np.bool_)
    begins_route[1:] = route[1:] != route[:-1]
    first = np.flatnonzero((start >= 0) | begins_route)
    if not first.size:
        return JoinedLegs(route, start, end, mode, begins_route, route, begins_route)
    last = np.append(first[1:], route.size) - 1
    least, most = np.minimum.reduceat(mode, first), np.maximum.reduceat(mode, first)
    drawn = (start[first] >= 0) | (end[last] >= 0)
    return _each_once(
        route[first][drawn],
        start[first][drawn],
        end[last][drawn],
        np.where(least == most, least, -1)[drawn],
        (last > first)[drawn],
    )


def _each_once(route: Ints, start: Ints, end: Ints, mode: Ints, unknown_between: Flags) -> JoinedLegs:
    rows = np.arange(route.size)
    between = unknown_between.astype(np.int64)
    position = first_like(route, start, end, between) - np.searchsorted(route, route)
    is_new = first_like(route, start, end) == rows
    kept = first_like(route, start, end, between, mode) == rows
    return JoinedLegs(
        *(column[kept] for column in (route, start, end, mode, unknown_between, position, is_new))
    )
