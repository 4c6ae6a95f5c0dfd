"""What comes again within one route: rows of a route follow each other, so neighbours are compared."""

from __future__ import annotations

import numpy as np

from njia.measures.numbered import Flags, Ints


def first_like(route: Ints, *columns: Ints) -> Ints:
    """Give, for each row, the first row of its route that equals it in `columns`.

    `route` ascends. Time grows with the square of a route's rows, of which there are few.
    """
    first = np.arange(route.size)
    at, lag = first, 1
    while True:
        at = at[: np.searchsorted(at, route.size - lag)]
        at = at[route[at + lag] == route[at]]
        if not at.size:
            return first
        like = at
        for column in columns:
            like = like[column[like] == column[like + lag]]
        first[like + lag] = np.minimum(first[like + lag], like)
        lag += 1


def any_of(route: Ints, condition: Flags, routes: int) -> Flags:
    """Say of each of `routes` routes whether one of its rows meets the condition."""
    found = np.zeros(routes, np.bool_)
    found[route[condition]] = True
    return found
