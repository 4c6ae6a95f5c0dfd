"""Cells with noise: what is counted of groups of routes. The same routes always give the same numbers.

Every route has a record key, drawn from the secret; the sum of the keys of a cell's routes is the cell's key,
and decides on its noise (Thompson, Broadfoot and Elazar 2013). True counts decide on what is withheld.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence

import numpy as np
import pyarrow.compute as pc

from njia.dataset import Dataset
from njia.disclosure.behind import are_ranges, behind
from njia.disclosure.policy import Policy
from njia.disclosure.strict.noise import KEYS, Keys, noise
from njia.measures.numbered import Flags, Ints, as_numpy
from njia.measures.routes_in_scope import CASES, OWN_CASEWORK

Counts = dict[str, int | None]


class Cells:
    """Counts cells of the routes of a dataset under a policy."""

    def __init__(self, data: Dataset, policy: Policy, secret: bytes) -> None:
        self.policy, self.routes, self._behind = policy, data.routes.num_rows, behind(data)
        names = data.routes["route_id"].to_pylist()
        self._record = _record_keys(names, secret)
        self._ids = np.array(sorted(names), object)
        self._place = np.argsort(np.argsort(np.array(names, object)))
        source, stated = data.routes["source_kind"], as_numpy(pc.is_valid(data.routes["cases_best"]))
        self._parts: dict[str, Flags] = {
            "own_casework": as_numpy(pc.fill_null(pc.equal(source, OWN_CASEWORK), False)),
            "source_known": as_numpy(pc.is_valid(source)),
            "cases_known": stated,
        }
        self._people = {name: as_numpy(pc.fill_null(data.routes[name], 0)).astype(np.int64) for name in CASES}
        self._ranges = are_ranges(data)
        self._unbounded: Flags = stated & as_numpy(pc.is_null(data.routes["cases_high"]))

    def safe(self, cell: Ints, route: Ints, cells: int) -> Flags:
        """Say which cells have enough people behind them."""
        return self._behind.sizes(cell, route, cells).safe(self.policy)

    def counts(self, cell: Ints, route: Ints, cells: int, bounds: bool = False) -> list[Counts]:
        """Count every cell; `cell` and `route` go together, each pair once. None is withheld.

        Distinct routes and organisations are never told: neither is a sum over routes. With `bounds` also the
        least and the most people: of more than one cell they would tell whose report is a range.
        """
        safe = self.safe(cell, route, cells)
        columns = {name: self._part(part, cell, route, cells) for name, part in self._parts.items()}
        columns["submissions"] = self._count(cell, route, cells)
        stated = self._parts["cases_known"][route]
        names = CASES if bounds and self._hides_ranges() else CASES[1:2]
        columns |= self._sums(names, cell[stated], route[stated], cells)
        told = {name: (values, shown & safe) for name, (values, shown) in columns.items()}
        return [
            {name: int(values[n]) if shown[n] else None for name, (values, shown) in told.items()}
            for n in range(cells)
        ]

    def total(self, inside: Flags) -> int | None:
        """Count the routes for which `inside` is true; None when that is withheld."""
        route = np.flatnonzero(inside)
        values, shown = self._count(np.zeros_like(route), route, 1)
        return int(values[0]) if shown[0] else None

    def ids(self, routes: Ints) -> tuple[str, ...]:
        """Give the ids of routes, sorted."""
        return tuple(self._ids[np.sort(self._place[routes])].tolist())

    def _part(self, part: Flags, cell: Ints, route: Ints, cells: int) -> tuple[Ints, Flags]:
        """Count the routes of a part, where enough are in it and enough are not.

        Beside cells with none of them, those with few would be seen.
        """
        inside = part[route]
        values, shown = self._count(cell[inside], route[inside], cells)
        return values, shown & self.safe(cell[~inside], route[~inside], cells)

    def _count(self, cell: Ints, route: Ints, cells: int) -> tuple[Ints, Flags]:
        count = np.bincount(cell, minlength=cells)
        values = count + noise(count, self._keys(cell, route, cells, 0), self.policy.noise)
        values = _rounded(values, 1, self.policy.round_to)
        shown = (values > 0) & self.safe(cell, route, cells)
        return values, shown

    def _hides_ranges(self) -> bool:
        """Say whether nobody stated a range, or enough did."""
        route = np.flatnonzero(self._ranges)
        return not route.size or bool(self.safe(np.zeros_like(route), route, 1)[0])

    def _sums(
        self, names: Sequence[str], cell: Ints, route: Ints, cells: int
    ) -> dict[str, tuple[Ints, Flags]]:
        """Add up people, with noise that hides the largest contributor; none may have too much of the sum.

        The noise is the same draw for low, best and high, so that they stay in this order.
        """
        policy, most = self.policy, self.policy.noise.most
        drawn = noise(np.full(cells, most), self._keys(cell, route, cells, 1), policy.noise)
        least = min(most, policy.people)  # or sums of many small contributions would have no noise at all
        safe = self.safe(cell, route, cells)
        unbounded = np.bincount(cell[self._unbounded[route]], minlength=cells) > 0
        made = {}
        for name in names:
            people = self._people[name]
            total, largest = np.zeros(cells, np.int64), np.zeros(cells, np.int64)
            np.add.at(total, cell, people[route])
            np.maximum.at(largest, cell, people[route])
            hundredths = np.maximum(largest * policy.most_noise_percent, least * 100)
            values = _rounded(total * 100 * most + drawn * hundredths, 100 * most, policy.round_to)
            shared = largest * 100 <= total * policy.most_percent
            shown = safe & shared & (total >= policy.people) & (values > 0)
            made[name] = values, shown & ~unbounded if name == "cases_high" else shown
        return made

    def _keys(self, cell: Ints, route: Ints, cells: int, which: int) -> Keys:
        keys = np.zeros(cells, np.uint64)
        np.add.at(keys, cell, self._record[route, which])
        return keys % np.uint64(KEYS)


def _record_keys(ids: list[str], secret: bytes) -> Keys:
    """Draw two keys for each route: one for counts, one for sums of people."""
    drawn = b"".join(hmac.digest(secret, id_.encode(), "sha256")[-8:] for id_ in ids)
    return np.frombuffer(drawn, ">u4").reshape(-1, 2)[:, ::-1].astype(np.uint64)


def _rounded(numerator: Ints, denominator: int, to: int) -> Ints:
    """Divide, and round to the nearest multiple."""
    return (2 * numerator + to * denominator) // (2 * to * denominator) * to
