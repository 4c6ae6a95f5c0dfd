"""Which row of a protected table a group of routes is told in: its own, or one that stands for several."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import pyarrow as pa

from njia.disclosure import Figure, Protected
from njia.disclosure.widening import Up, Widening
from njia.measures.declaration import Unit
from njia.measures.members import Members
from njia.measures.numbered import Ints
from njia.measures.widened import OTHER

_UNKNOWN = "?"
Keys = tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """The routes that a table counts under the same keys; `values` are the keys as the measure has them."""

    values: tuple[Any, ...]
    routes: Ints  # numbers, each once

    @property
    def keys(self) -> Keys:
        """Give the keys as texts."""
        return as_keys(self.values)


@dataclass(frozen=True)
class Cover:
    """The row that a group is told in: its name, its values, and whether its figures are shown.

    `is_exact` for the group's own row with no others in it, `is_whole` when all of the group is in the row.
    """

    name: str
    row: Mapping[str, Any]
    is_told: bool
    is_exact: bool = False
    is_whole: bool = True


NOWHERE = Cover("", {}, is_told=False)


class Covering:
    """The rows of one protected table, to be found by what they stand for.

    `names` are of its rows; `figures` are of all tables, with the numbers of their routes.
    """

    def __init__(
        self,
        shown: Protected,
        names: Sequence[str],
        figures: Sequence[tuple[Figure, Ints]],
        widening: Widening,
    ) -> None:
        columns = {column.name: column for column in shown.measure.columns}
        self.columns = shown.policy.tables[shown.measure.name]
        self.ups = [widening.up(columns[name]) for name in self.columns]
        self.is_yes_no = [columns[name].unit is Unit.YES_NO for name in self.columns]
        rows = zip(names, shown.rows.to_pylist(), strict=True)
        self.rows = {as_keys([row[key] for key in self.columns]): (name, row) for name, row in rows}
        self.behind = {
            self._written(as_keys(one.keys)): routes
            for one, routes in figures
            if one.table == shown.measure.name and one.part == "rows"
        }

    def of(self, group: Group, waiting: Ints) -> Cover:
        """Give the row that a group's routes are behind, leaving out those that wait; NOWHERE for none."""
        routes = np.setdiff1d(group.routes, waiting)
        found = [self._cover(keys, routes, keys == group.keys) for keys in self._ways(group.keys)]
        told = [cover for cover in found if cover.is_told]
        whole = [cover for cover in told if cover.is_whole]
        return next(iter([*whole, *told, *found]), NOWHERE)

    def _cover(self, keys: Keys, routes: Ints, is_own: bool) -> Cover:
        name, row = self.rows[keys]
        behind = self.behind.get(keys, routes[:0])
        inside = np.isin(routes, behind)
        is_told = keys in self.behind and (is_own or bool(inside.any()))
        return Cover(name, row, is_told, is_own and np.array_equal(routes, behind), bool(inside.all()))

    def _written(self, keys: Keys) -> Keys:
        """Give keys as a row has them: a yes or no has no key for others."""
        return tuple(
            _UNKNOWN if key == OTHER and is_yes_no else key
            for key, is_yes_no in zip(keys, self.is_yes_no, strict=True)
        )

    def _ways(self, keys: Keys) -> Iterator[Keys]:
        """Give the rows that could stand for some keys, the most exact first."""
        steps = [_steps(key, up) for key, up in zip(keys, self.ups, strict=True)]
        exact_first = sorted(product(*(range(len(one)) for one in steps)), key=lambda at: (sum(at), at))
        ways = (self._written(tuple(one[n] for one, n in zip(steps, at, strict=True))) for at in exact_first)
        return (keys for keys in ways if keys in self.rows)


def groups_of(found: Members, columns: Sequence[str]) -> list[Group]:
    """Give the groups that a measure counts when it is told apart by some of its columns only."""
    behind: dict[tuple[Any, ...], list[int]] = {}
    values = [found.keys[name].to_pylist() for name in columns]
    for keys, route in zip(zip(*values, strict=True), found.route.tolist(), strict=True):
        behind.setdefault(keys, []).append(route)
    return [Group(keys, np.unique(np.array(routes, np.int64))) for keys, routes in behind.items()]


def as_keys(values: Sequence[Any]) -> Keys:
    """Write keys as texts, as figures have them."""
    return tuple(_UNKNOWN if value is None else _plain(value) for value in values)


def homes(places: pa.Table) -> dict[str, str]:
    """Give the country of each place."""
    ids, countries = (places[name].to_pylist() for name in ("place_id", "country"))
    return {id_: country for id_, country in zip(ids, countries, strict=True) if country}


def _plain(value: Any) -> str:
    text = str(value)
    return text.lower() if text in ("True", "False") else text


def _steps(key: str, up: Up) -> list[str]:
    found = [key]
    while found[-1] != OTHER:
        found.append(OTHER if found[-1] == _UNKNOWN else up(found[-1]))
    return found
