"""Which figures are parts of which, by the routes behind them.

With hundreds of thousands of routes behind thousands of figures, comparing each with each is what costs. So a
few routes of a figure are looked for in the others first, and all of them only where those are found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from scipy.sparse import csr_array

from njia.disclosure.behind import Behind
from njia.measures.numbered import Ints

_PROBES = 8  # routes of a figure that are looked for first


class Routes(Protocol):
    """What has routes behind it."""

    @property
    def routes(self) -> Ints:
        """Give them by number, each once and in order."""


def members_of(found: Sequence[Routes], behind: Behind) -> csr_array:
    """Say which routes, in columns, are behind which figures."""
    routes = np.concatenate([np.zeros(0, np.int64), *(one.routes for one in found)])
    ends = np.cumsum([0, *(one.routes.size for one in found)])
    return csr_array((np.ones(routes.size, np.int64), routes, ends), (len(found), behind.people.size))


def insides(found: Sequence[Routes], behind: Behind) -> csr_array:
    """Say which figures, in columns, are parts of which, in rows, or the same."""
    members, sizes = members_of(found, behind), np.array([one.routes.size for one in found], np.int64)
    likely, is_in = _likely(members, sizes), np.zeros(behind.people.size, np.bool_)
    inside = [np.zeros(0, np.int64)]
    for whole, one in enumerate(found):
        parts = likely.indices[likely.indptr[whole] : likely.indptr[whole + 1]]
        parts = parts[sizes[parts] <= one.routes.size]
        if parts.size > 1 and one.routes.size < is_in.size:  # others than itself, and not in all routes
            is_in[one.routes] = True
            parts = parts[members[parts] @ is_in == sizes[parts]]
            is_in[one.routes] = False
        inside.append(parts)
    parts, ends = np.concatenate(inside), np.cumsum([each.size for each in inside])
    return csr_array((np.ones(parts.size, np.int64), parts, ends), (len(found), len(found)))


def are_apart(found: Sequence[Routes], behind: Behind) -> bool:
    """Say whether no route is behind two of them."""
    if sum(one.routes.size for one in found) > behind.people.size:
        return False
    times = np.bincount(np.concatenate([np.zeros(0, np.int64), *(one.routes for one in found)]))
    return bool(times.max(initial=0) <= 1)


def _likely(members: csr_array, sizes: Ints) -> csr_array:
    """Say of which figures, in columns, some routes are all behind which others, in rows."""
    some = np.flatnonzero(sizes)
    steps = (sizes[some, np.newaxis] - 1) * np.arange(_PROBES) // (_PROBES - 1)
    probes = members.indices[members.indptr[some, np.newaxis] + steps].ravel()
    at = (probes, np.repeat(some, _PROBES))  # those of a small figure are the same more than once
    probed = csr_array((np.ones(probes.size, np.int64), at), members.shape[::-1])
    both = (members @ probed).tocoo()
    likely = both.data == _PROBES
    return csr_array((both.data[likely], (both.row[likely], both.col[likely])), both.shape)
