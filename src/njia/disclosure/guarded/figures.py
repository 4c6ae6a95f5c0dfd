"""From the routes behind each row to the figures that are shown, without sums that would tell too much."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow.compute as pc

from njia.dataset import Dataset
from njia.disclosure.behind import Behind, routes_of
from njia.disclosure.guarded.parts import BOUNDS, PEOPLE, Hidden
from njia.disclosure.guarded.tables import UNKNOWN, Row, Table
from njia.disclosure.policy import Policy
from njia.disclosure.rows import as_table, ranked, row
from njia.disclosure.shown import Figure, Shown
from njia.measures.declaration import Measure, Scope, Unit
from njia.measures.members import counted
from njia.measures.numbered import Flags, Ints, as_numpy

_HEADLINES = ("submissions", "organisations", "own_casework", BOUNDS[0], *PEOPLE, BOUNDS[1], "cases_known")


class Ids:
    """The ids of a dataset's routes: each text is kept once, however many figures name it."""

    def __init__(self, data: Dataset) -> None:
        ids = data.routes["route_id"].combine_chunks()
        order = pc.sort_indices(ids)
        self._ordered = np.array(ids.take(order).to_pylist(), object)
        self._place = np.zeros(len(order), np.int64)
        self._place[as_numpy(order)] = np.arange(len(order))

    def of(self, routes: Ints) -> tuple[str, ...]:
        """Give the ids of routes, given by number, in order."""
        return tuple(self._ordered[np.sort(self._place[routes])].tolist())


def shown(
    table: Table, scope: Scope, data: Dataset, behind: Behind, policy: Policy, hidden: Hidden, ids: Ids
) -> Shown:
    """Count a table's rows, largest first, those that stand for several last; `hidden` are columns."""
    keys, group = table.rows()
    large = behind.sizes(group, table.route, len(keys)).safe(policy)
    counts = _counts(group, table.route, data)
    known, of = _totals(table, large, keys, behind, policy)
    routes = routes_of(group, table.route, len(keys))
    rows, figures = [], []
    for number, key in enumerate(keys):
        if UNKNOWN in key and table.totals_shown:
            continue
        told = large[number] and key not in table.withheld
        counts[number] |= dict.fromkeys(hidden.get((table.measure.name, key), ()))
        rows.append(_row(table, key, counts[number] if told else {}, known, scope))
        if told:
            figures.append(_figure(table, "rows", key, counts[number], ids.of(routes[number])))
    for part, total, behind_it in (("known", known, table.known), ("of", of, table.of)):
        if total is not None and behind_it is not None:
            told_of = ids.of(np.flatnonzero(behind_it))
            figures.append(_figure(table, part, (), {"submissions": total}, told_of))
    made = as_table(table.measure, ranked(table.measure, rows))
    return Shown(table.measure, made, known, of, tuple(figures))


def is_enough(routes: Ints, behind: Behind, policy: Policy) -> bool:
    """Say whether some routes, given by number, are of enough people."""
    return bool(routes.size) and bool(behind.sizes(np.zeros_like(routes), routes, 1).safe(policy)[0])


def nothing(measure: Measure) -> Shown:
    """Show nothing: not a row, and no total."""
    return Shown(measure, as_table(measure, []), None, None)


def overview(
    measure: Measure, data: Dataset, behind: Behind, policy: Policy, hidden: Hidden, ids: Ids
) -> Shown:
    """Give the headline figures that rest on all routes."""
    every = np.arange(data.routes.num_rows)
    of = every.size
    whole = np.zeros(every.size, np.int64)
    large = is_enough(every, behind, policy)
    values = _counts(whole, every, data)[0] if large else {}
    values |= dict.fromkeys(hidden.get((measure.name, ()), ()))
    rows = [
        {
            "position": position,
            "figure": name,
            "value": values.get(name),
            "counted": _counted(name),
            "known": of if large else None,
            "of": of if large else None,
        }
        for position, name in enumerate(_HEADLINES, 1)
    ]
    total = of if large else None
    told = tuple(name for name in _HEADLINES if values.get(name) is not None)
    figures = (Figure(measure.name, "of", (), told, ids.of(every)),) if large else ()
    return Shown(measure, as_table(measure, rows), total, total, figures)


def _counted(name: str) -> str:
    if name.startswith("cases") and name != "cases_known":
        return Unit.CASES.value
    return Unit.ORGANISATIONS.value if name == "organisations" else Unit.SUBMISSIONS.value


def _counts(group: Ints, route: Ints, data: Dataset) -> list[dict[str, Any]]:
    """Count each group; distinct paths are never told."""
    rows: list[dict[str, Any]] = counted(group, route, data).drop_columns(["group", "routes"]).to_pylist()
    return rows


def _totals(
    table: Table, large: Flags, keys: list[Row], behind: Behind, policy: Policy
) -> tuple[int | None, int | None]:
    """Give how many routes a table knows, and is about; None for what would tell a small group."""
    if not table.totals_shown or not keys:
        return None, None
    is_unknown_told = all(large[number] for number, key in enumerate(keys) if UNKNOWN in key)
    known = table.known if is_unknown_told else None
    return _total(known, behind, policy), _total(table.of, behind, policy)


def _total(flags: Flags | None, behind: Behind, policy: Policy) -> int | None:
    routes = np.flatnonzero(flags) if flags is not None else None
    if routes is None or (routes.size and not is_enough(routes, behind, policy)):
        return None
    return routes.size


def _row(table: Table, key: Row, counts: dict[str, Any], known: int | None, scope: Scope) -> dict[str, Any]:
    named = {name: None if part == UNKNOWN else part for name, part in zip(table.columns, key, strict=True)}
    return row(table.measure, named, counts, known, scope)


def _figure(table: Table, part: str, keys: Row, counts: Mapping[str, Any], routes: tuple[str, ...]) -> Figure:
    columns = {column.name for column in table.measure.columns}
    told = tuple(name for name, count in counts.items() if count is not None and name in columns)
    return Figure(table.measure.name, part, keys, told, routes)
