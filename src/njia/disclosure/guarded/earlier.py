"""What earlier releases have shown: new reports wait until enough of them have come.

A figure less the same figure of an earlier release counts the reports between the two, and what two figures
have grown by can be taken from one another. So reports of which too few would be told like this are left out
of a release altogether, until enough others have come. Reports that are gone since then cannot wait: what
would tell of them is told less exactly.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from njia.dataset import Dataset
from njia.disclosure.behind import Behind
from njia.disclosure.guarded.overlaps import OVERVIEW, Set, few, leaks, rests
from njia.disclosure.policy import Policy
from njia.disclosure.shown import Figure
from njia.measures.numbered import Ints

GONE = (
    "reports that an earlier release counted are gone, and so few that the totals would tell of them: "
    "have them counted again, or wait until more are gone"
)
_PART = {OVERVIEW: "of"}  # the overview is one figure, of all routes
_Name = tuple[str, str, tuple[str, ...]]  # of a figure: table, part and keys


@dataclass(frozen=True)
class Earlier:
    """The figures of earlier releases: the routes of the data by number, those that are gone after them."""

    releases: list[dict[_Name, Set]]
    is_new: Ints  # numbers of the routes of the data that no earlier release counted
    gone: int  # how many; their numbers come after those of the data

    @property
    def figures(self) -> list[Set]:
        """Give the figures of all releases."""
        return [one for release in self.releases for one in release.values()]

    def growth(self, found: Sequence[Set], columns: Collection[str] = ("submissions",)) -> list[list[Set]]:
        """Give what each figure has more than the same one of each earlier release, and of all of them.

        `columns` are those of which one has to have been told then.
        """
        grown: list[list[Set]] = []
        together = [self._all()] if len(self.releases) > 1 else []
        for number, release in enumerate([*self.releases, *together]):
            grown.append([])
            for one in found:
                before = release.get((one.table, _PART.get(one.table, one.part), one.row))
                if before and not {*columns} & {*before.columns}:
                    before = None
                more = np.setdiff1d(one.routes, before.routes) if before else one.routes[:0]
                if more.size:
                    of = f"{one.of} since release {number}" if one.of else ""
                    grown[-1].append(Set(one.table, one.part, one.row, more, of))
        return grown

    def _all(self) -> dict[_Name, Set]:
        """Give every figure with the routes behind it in any release: they may be of other collections."""
        found: dict[_Name, Set] = {}
        for release in self.releases:
            for name, one in release.items():
                routes = np.union1d(found[name].routes, one.routes) if name in found else one.routes
                found[name] = Set("", one.part, one.row, routes, columns=one.columns)
        return found

    def with_gone(self, behind: Behind) -> Behind:
        """Add those who are gone: one person each, of an organisation that may be one for all."""
        people = np.concatenate([behind.people, np.ones(self.gone, np.int64)])
        nobody = np.full(self.gone, behind.organisations, np.int64)
        return Behind(people, np.concatenate([behind.organisation, nobody]))


def earlier_releases(releases: Sequence[Sequence[Figure]], data: Dataset) -> Earlier:
    """Number the routes behind the figures of earlier releases."""
    ids = data.routes["route_id"].to_pylist()
    at = {id_: number for number, id_ in enumerate(ids)}
    found: list[dict[_Name, Set]] = []
    for release, figures in enumerate(releases):
        found.append({})
        for one in figures:
            numbers = [at.setdefault(id_, len(at)) for id_ in one.routes]
            routes = np.array(sorted(numbers), np.int64)
            of = f"{one.table} of release {release}" if one.part == "rows" else ""
            name = (one.table, one.part, one.keys)
            found[-1][name] = Set("", one.part, one.keys, routes, of, one.columns)
    counted = np.zeros(len(at), np.bool_)
    for told in found:
        for one_set in told.values():
            counted[one_set.routes] = True
    return Earlier(found, np.flatnonzero(~counted[: len(ids)]), len(at) - len(ids))


def waiting(earlier: Earlier, found: Sequence[Set], behind: Behind, policy: Policy) -> Ints:
    """Give the new routes of which too few have come for some figures, by number."""
    every = [*found, *earlier.figures]
    told = [np.zeros(0, np.int64)]
    for grown in earlier.growth(found):
        told += [grown[number].routes for number in few(grown, behind, policy)]
        told += rests(grown, behind, policy)
    for part, whole in leaks(every, behind, policy):
        if not every[part].table and every[whole].table:
            told.append(np.setdiff1d(every[whole].routes, every[part].routes))
    between = np.unique(np.concatenate(told))
    new: Ints = between[np.isin(between, earlier.is_new)]
    return new


def without(data: Dataset, routes: Ints) -> Dataset:
    """Leave routes out of a dataset, given by number."""
    left = np.setdiff1d(np.arange(data.routes.num_rows), routes)
    ids = data.routes["route_id"].take(pa.array(left)).combine_chunks()
    tables = {
        name: table.filter(pc.is_in(table["route_id"], value_set=ids))
        for name, table in data.tables().items()
        if "route_id" in table.column_names
    }
    return Dataset(**tables, places=data.places)
