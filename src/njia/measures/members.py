"""Which routes are behind each row of a measure: what disclosure control decides from, for inside only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from njia.dataset import Dataset
from njia.measures import counts
from njia.measures.declaration import Measure, Scope, Tables
from njia.measures.engines import engine as start
from njia.measures.measuring import arrow_type
from njia.measures.numbered import Flags, Ints, Numbered, as_arrow, as_numpy
from njia.measures.scoped import scoped


@dataclass(frozen=True)
class Members:
    """The routes behind the rows of one measure: a row of `keys` for each key and route, each pair once.

    `route` numbers the rows of the dataset's routes; `known` and `of` say of each of those whether it
    belongs to the measure's denominator.
    """

    measure: Measure
    keys: pa.Table
    route: Ints
    known: Flags
    of: Flags


def members(data: Dataset, scope: Scope, measures: Mapping[str, Measure]) -> dict[str, Members]:
    """Say which routes are behind the rows of measures that count by keys alone.

    Such a measure's `compute` only groups with `counts.by`. `data` holds one collection, without an
    earlier one.
    """
    running = start("duckdb")
    try:
        ready = scoped(data, scope, running.most_bits)
        tables = Tables(**running.tables(ready.tables))
        flags = _flags(measures, tables, scope)
        found = {}
        with counts.each_route():
            for name, measure in measures.items():
                rows = measure.compute(tables, scope)
                rows = rows.select(*measure.grain, "route_no")
                found[name] = running.run(running.query(rows.order_by([*measure.grain, "route_no"])))
        told = running.run(running.query(flags))
    finally:
        running.close()
    return {name: _members(measures[name], rows, told, ready) for name, rows in found.items()}


def _flags(measures: Mapping[str, Measure], tables: Tables, scope: Scope) -> ibis.Table:
    known = {name: measure.known(tables, scope) for name, measure in measures.items()}
    said = {f"{name}.known": one.known for name, one in known.items()}
    said |= {f"{name}.of": one.of for name, one in known.items()}
    return tables.routes.select("route_no", **said).order_by("route_no")


def _members(measure: Measure, rows: pa.Table, told: pa.Table, ready: Numbered) -> Members:
    columns = [column for column in measure.columns if column.name in measure.grain]
    keys = {
        column.name: ready.named(rows[column.name], column.name, column.unit).cast(arrow_type(column))
        for column in columns
    }
    flags = {part: _flag(told[f"{measure.name}.{part}"]) for part in ("known", "of")}
    return Members(measure, pa.table(keys), as_numpy(rows["route_no"]).astype(np.int64), **flags)


def _flag(values: pa.ChunkedArray) -> Flags:
    flags: Flags = as_numpy(pc.fill_null(values, pa.scalar(False)))
    return flags


def counted(group: Ints, route: Ints, data: Dataset) -> pa.Table:
    """Count what stands behind groups of routes, as `counts.totals` does: a row for each group, in order.

    `group` and `route` go together; a pair may come more than once and counts once.
    """
    routes = data.routes
    some = max(routes.num_rows, 1)
    pairs = np.sort(group * np.int64(some) + route)
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    taken = as_arrow(pairs % some)
    own = pc.fill_null(pc.equal(routes["source_kind"], pa.scalar("own_casework")), pa.scalar(False))
    named = pc.if_else(
        pc.equal(routes["organisation"], ""), pa.scalar(None, pa.string()), routes["organisation"]
    )
    table = pa.table(
        {
            "group": as_arrow(pairs // some),
            "path": routes["path"].take(taken),
            "organisation": named.take(taken),
            "own": own.cast(pa.int64()).take(taken),
            **{name: routes[name].take(taken) for name in ("cases_low", "cases_best", "cases_high")},
        }
    )
    known = pc.CountOptions(mode="only_valid")
    rows = table.group_by("group", use_threads=False).aggregate(
        [
            ("own", "count"),
            ("path", "count_distinct"),
            *((name, "sum") for name in ("cases_low", "cases_best", "cases_high")),
            ("cases_best", "count", known),
            ("cases_high", "count", known),
            ("organisation", "count_distinct", known),
            ("own", "sum"),
        ]
    )
    rows = rows.sort_by("group")
    bounded = pc.equal(rows["cases_high_count"], rows["cases_best_count"])
    high = pc.if_else(bounded, rows["cases_high_sum"], pa.scalar(None, pa.int64()))
    return pa.table(
        {
            "group": rows["group"],
            "submissions": rows["own_count"],
            "routes": rows["path_count_distinct"],
            "cases_low": rows["cases_low_sum"],
            "cases_best": rows["cases_best_sum"],
            "cases_high": high,
            "cases_known": rows["cases_best_count"],
            "organisations": rows["organisation_count_distinct"],
            "own_casework": rows["own_sum"],
        }
    )
