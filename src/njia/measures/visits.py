"""The known places of each route, each once however often the route comes there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from njia.measures.numbered import Flags, Ints
from njia.measures.within_route import first_like


@dataclass(frozen=True)
class Visits:
    """Columns, a row a known place of a route."""

    route: Ints
    place: Ints
    starts: Flags
    passes: Flags
    ends: Flags


def visits(route: Ints, place: Ints, role: dict[str, Flags]) -> Visits:
    """Gather stops, which are in the order of routes; `role` says which are origin, transit, destination."""
    known = place >= 0
    route, place = route[known], place[known]
    first = first_like(route, place)
    kept = np.flatnonzero(first == np.arange(route.size))
    done = []
    for name in ("origin", "transit", "destination"):
        found = np.zeros(route.size, np.bool_)
        found[first[role[name][known]]] = True
        done.append(found[kept])
    return Visits(route[kept], place[kept], *done)
