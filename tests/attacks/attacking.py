"""What an attacker can work out of one release or of several, from the figures that they show.

The attacker knows which figures are parts of others, adds up and takes away. Of which reports a figure is,
is checked by counting them again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np

from njia.dataset import Dataset
from njia.disclosure import Figure, Policy, ProtectedTables
from njia.measures import MEASURES, Unit

Ints = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]
Report = Mapping[str, Any]
Release = tuple[ProtectedTables, Sequence[Figure]]

# Each column, and the parts of the reports that follow from it.
PARTS: dict[str, tuple[Callable[[Report], bool], ...]] = {
    "submissions": (lambda report: True,),
    "cases_best": (lambda report: report["cases_best"] is not None,),
    "cases_known": (
        lambda report: report["cases_best"] is not None,
        lambda report: report["cases_best"] is None,
    ),
    "own_casework": (
        lambda report: report["source_kind"] == "own_casework",
        lambda report: report["source_kind"] != "own_casework",
    ),
}


# Tables of the same countries, some of one end and some of both.
FAMILY = (
    "countries_of_origin",
    "countries_of_destination",
    "origin_destination",
    "corridors",
    "focus_as_origin",
    "focus_as_destination",
)


@dataclass(frozen=True)
class Told:
    """A figure that is shown, and the ids of the reports behind it; `table` is "" for what is no row.

    `what` is the same for the same figure of another release.
    """

    name: str
    release: int
    of: str
    table: str
    ids: tuple[str, ...]
    counts: Mapping[str, Any]
    what: tuple[str, ...] = ()


def told(release: Release, number: int = 1) -> list[Told]:
    """Give all that a release shows of counts."""
    tables, figures = release
    found = []
    at = {(name, *keys): row for name in tables.tables for keys, row in _rows(tables, name)}
    for one in figures:
        table = tables.tables[one.table]
        counts = {"submissions": table.known if one.part == "known" else table.of}
        if one.table == "overview":
            counts = {row["figure"]: row["value"] for row in table.rows.to_pylist()}
        elif one.part == "rows":
            counts = at.pop((one.table, *_printed(one, tables.policy.tables[one.table])))
        name = f"{one.table} {one.part} {one.keys} of release {number}"
        rows = f"{one.table} of release {number}" if one.part == "rows" else ""
        what = (one.table, one.part, *one.keys)
        found.append(Told(name, number, one.table, rows, one.routes, counts, what))
    for key, row in at.items():
        if key[0] != "overview":
            shown = {name for name in (*PARTS, "organisations", "cases_low") if row.get(name) is not None}
            assert not shown, f"{key} shows {shown}, of nobody knows which reports"
    return found


def _printed(one: Figure, columns: Sequence[str]) -> tuple[str, ...]:
    """Give keys as rows have them: a yes or no has no key for others, and is empty."""
    units = {column.name: column.unit for column in MEASURES[one.table].columns}
    keys = zip(one.keys, columns, strict=True)
    return tuple("?" if key == "*" and units[name] is Unit.YES_NO else key for key, name in keys)


def _rows(tables: ProtectedTables, name: str) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any]]]:
    for row in tables.tables[name].rows.to_pylist():
        keys = [row[column] for column in tables.policy.tables[name]]
        yield (
            tuple("?" if key is None else str(key).lower() if key in (True, False) else key for key in keys),
            row,
        )


def grown(told: Sequence[Told]) -> list[Told]:
    """Work out by how much each figure has grown from one release to another, where none was taken away."""
    found = []
    for before, after in combinations(sorted(told, key=lambda one: one.release), 2):
        if before.what == after.what and before.release < after.release and {*before.ids} < {*after.ids}:
            ids = tuple(sorted({*after.ids} - {*before.ids}))
            counts = {
                name: after.counts[name] - before.counts[name]
                for name in PARTS
                if None not in (before.counts.get(name), after.counts.get(name))
            }
            of = f"{after.of} since {before.release}"
            table = f"{after.table} since release {before.release}" if after.table else ""
            found.append(Told(f"growth of {after.name}", after.release, of, table, ids, counts))
    return found


def rests(told: Sequence[Told]) -> list[Told]:
    """Work out how many of a total are in no row of its table, where no report is in two rows."""
    found = []
    for whole in told:
        rows = [one for one in told if one.table == f"{whole.of} of release {whole.release}"]
        inside = [id_ for one in rows for id_ in one.ids]
        left = {*whole.ids} - {*inside}
        if not whole.table and rows and left and len({*inside}) == len(inside) and {*inside} < {*whole.ids}:
            counts = {
                name: whole.counts[name] - sum(one.counts[name] for one in rows)
                for name in PARTS
                if None not in (whole.counts.get(name), *(one.counts.get(name) for one in rows))
            }
            found.append(Told(f"{whole.name} in no row", whole.release, "", "", tuple(sorted(left)), counts))
    return found


@dataclass(frozen=True)
class Attack:
    """What is told, and what only the tests know: every report by its id, those of earlier releases too."""

    told: Sequence[Told]
    reports: Mapping[str, Report]
    policy: Policy

    def miscounted(self) -> list[str]:
        """Name what is shown and is not what plain loops count."""
        found = []
        for one in self.told:
            behind = [self.reports[id_] for id_ in one.ids]
            stated = [r["cases_best"] for r in behind if r["cases_best"] is not None]
            truth = {
                "submissions": len(behind),
                "organisations": len({r["organisation"] for r in behind} - {""}),
                "cases_best": sum(stated),
                "cases_known": len(stated),
                "own_casework": sum(r["source_kind"] == "own_casework" for r in behind),
            }
            shown = {name: one.counts.get(name) for name in truth}
            found += [
                f"{one.name}: {name}" for name, value in shown.items() if value not in (None, truth[name])
            ]
        return found

    def few(self, column: str = "submissions") -> list[str]:
        """Name figures of few people."""
        return [
            self.told[number].name
            for layer in self._layers(column)
            for number in np.flatnonzero(self._is_few(layer[self._shown(column)]))
        ]

    def by_difference(self, column: str = "submissions") -> list[str]:
        """Name figures that leave few people when another, which is a part of them, is taken away."""
        shown = self._shown(column)
        whole, part = np.nonzero(self.inside[np.ix_(shown, shown)])
        name = [self.told[number].name for number in shown]
        return [
            f"{column}: {name[whole[at]]} less {name[part[at]]}"
            for layer in self._layers(column)
            for at in np.flatnonzero(self._is_few(layer[shown[whole]] - layer[shown[part]]))
        ]

    def by_what_is_left(self, column: str = "submissions") -> list[str]:
        """Name figures that leave few people when all rows of a table inside them are taken away."""
        shown, found = self._shown(column), []
        for table in sorted({self.told[number].table for number in shown} - {""}):
            rows = np.array([number for number in shown if self.told[number].table == table])
            if self.members[rows].sum(axis=0).max() > 1:
                continue  # what counts a report twice cannot be added up
            parts = self.inside[np.ix_(shown, rows)]
            for layer in self._layers(column):
                left = layer[shown] - np.tensordot(parts.astype(np.int64), layer[rows], axes=1)
                few = self._is_few(left) & self._adds_up(shown, rows, parts)
                found += [f"{column}: {self.told[number].name} less all of {table}" for number in shown[few]]
        return found

    def _adds_up(self, wholes: Ints, rows: Ints, parts: Flags) -> Flags:
        """Say from which figures the attacker knows that rows of a table can be taken.

        From those that all its rows are inside of; origins and destinations are parts of one another in more
        ways, and figures of different releases too.
        """
        of, releases = self.told[rows[0]].of, {self.told[number].release for number in wholes}
        know = np.array([self.told[n].release != self.told[rows[0]].release for n in wholes])
        if of in FAMILY and len(releases) == 1:
            know = np.array([self.told[n].of in FAMILY for n in wholes])
        found: Flags = parts.all(axis=1) | (know & parts.any(axis=1))
        return found

    def faults(self) -> list[str]:
        """Name all that can be told of few people."""
        found = self.miscounted()
        for column in PARTS:
            found += [*self.few(column), *self.by_difference(column), *self.by_what_is_left(column)]
        return found

    @cached_property
    def ids(self) -> list[str]:
        return sorted(self.reports)

    @cached_property
    def members(self) -> Ints:
        """Say which reports, in columns, are behind which figures."""
        at = {id_: number for number, id_ in enumerate(self.ids)}
        found = np.zeros((len(self.told), len(at)), np.int64)
        for number, one in enumerate(self.told):
            found[number, [at[id_] for id_ in one.ids]] = 1
        return found

    @cached_property
    def inside(self) -> Flags:
        """Say which figures, in columns, are parts of which others, or the same."""
        both = self.members.astype(np.float32) @ self.members.T.astype(np.float32)
        found: Flags = both == self.members.sum(axis=1)[np.newaxis]
        return found

    def _shown(self, column: str) -> Ints:
        return np.array(
            [n for n, one in enumerate(self.told) if one.counts.get(column) is not None], np.int64
        )

    def _layers(self, column: str) -> Iterator[Ints]:
        """Give the people behind each figure, by organisation; those of a part of the reports each."""
        reports = [self.reports[id_] for id_ in self.ids]
        names = sorted({report["organisation"] for report in reports})
        for part in PARTS[column]:
            people = np.zeros((len(reports), len(names)), np.int64)
            for number, report in enumerate(reports):
                if part(report):
                    people[number, names.index(report["organisation"])] = max(report["cases_best"] or 1, 1)
            yield self.members @ people

    def _is_few(self, people: Ints) -> Flags:
        """Say where there is somebody, and too few."""
        total, some = people.sum(axis=1), (people > 0).sum(axis=1)
        spread = people.max(axis=1, initial=0) * 100 <= total * self.policy.most_percent
        nearly = some == self.policy.organisations - 1
        safe = (total >= self.policy.people) & ((some >= self.policy.organisations) | (nearly & spread))
        few: Flags = (total > 0) & ~safe
        return few


def reports(*collections: Dataset) -> dict[str, Report]:
    """Give the reports of collections by their ids."""
    columns = ["route_id", "organisation", "cases_best", "source_kind"]
    rows = [row for data in collections for row in data.routes.select(columns).to_pylist()]
    return {row["route_id"]: row for row in rows}
