"""Compute measures: from a dataset and a scope to the rows of each, ranked and with their shares."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from njia.dataset import Dataset
from njia.gazetteer import countries
from njia.measures.declaration import Column, Measure, Measured, Scope, Tables, Unit
from njia.measures.declared import MEASURES
from njia.measures.denominator import denominators
from njia.measures.engines import Engine
from njia.measures.engines import engine as start
from njia.measures.numbered import Numbered
from njia.measures.scoped import scoped

_TYPES = {Unit.PERCENT: pa.float64(), Unit.YES_NO: pa.bool_()}
_TEXTS = frozenset({Unit.COUNTRY, Unit.PLACE, Unit.CODE, Unit.TEXT, Unit.PATH})


def measure_all(
    data: Dataset, scope: Scope, engine: str = "duckdb", measures: Mapping[str, Measure] = MEASURES
) -> dict[str, Measured]:
    """Compute every measure, by name, in the registry's order.

    `engine` is `duckdb` or `spark`; EngineMissing when this machine lacks it.
    """
    if scope.earlier not in pc.unique(data.routes["collection"]).to_pylist():
        scope = replace(scope, earlier=None)
    running = start(engine)
    collecting = gc.isenabled()
    # Compiling makes a million small objects and drops them; walking all of them again and again is a
    # quarter of the time.
    gc.disable()
    try:
        ready = scoped(data, scope, running.most_bits)
        tables = Tables(**running.tables(ready.tables))
        known, rows = _answers(measures, tables, scope, running)
    finally:
        if collecting:
            gc.enable()
        running.close()
    return {
        name: _measured(measure, rows[name], (known[f"{name}.known"], known[f"{name}.of"]), scope, ready)
        for name, measure in measures.items()
    }


def arrow_type(column: Column) -> pa.DataType:
    """Give the Arrow type of a column's values."""
    return pa.string() if column.unit in _TEXTS else _TYPES.get(column.unit, pa.int64())


def _ranked(measure: Measure, tables: Tables, scope: Scope) -> ir.Table:
    rows = measure.compute(tables, scope)
    keys = [ibis.asc(key, nulls_first=False) for key in measure.grain]
    return rows.order_by([ibis.desc(measure.main), *keys] if measure.ranked else keys)


def _answers(
    measures: Mapping[str, Measure], tables: Tables, scope: Scope, running: Engine
) -> tuple[dict[str, int], dict[str, pa.Table]]:
    """Ask for every measure's rows, and for all denominators; a query is compiled while others run."""
    with ThreadPoolExecutor(running.at_once) as pool:
        asked = {
            name: pool.submit(running.run, running.query(_ranked(measure, tables, scope)))
            for name, measure in measures.items()
        }
        known = {name: measure.known(tables, scope) for name, measure in measures.items()}
        counted = pool.submit(running.run, running.query(denominators(known, tables.routes)))
        return counted.result().to_pylist()[0], {name: answer.result() for name, answer in asked.items()}


def _measured(
    measure: Measure, rows: pa.Table, known: tuple[int, int], scope: Scope, ready: Numbered
) -> Measured:
    columns = []
    for column in measure.columns:
        if column.unit is Unit.PERCENT:
            values = _share(measure, rows, known[0])
        else:
            values = ready.named(rows[column.name], column.name, column.unit)
        columns.append(values.cast(arrow_type(column)))
    table = pa.table(columns, names=[column.name for column in measure.columns])
    return Measured(_titled(measure, scope), table, *known)


def _share(measure: Measure, rows: pa.Table, known: int) -> pa.ChunkedArray:
    """Give the main count as a percentage with one decimal; of nothing it is null."""
    main = pc.multiply(rows[measure.main].cast(pa.float64()), 100.0)
    of = rows["of"] if "of" in rows.column_names else pa.array([known] * rows.num_rows, pa.int64())
    whole = pc.if_else(pc.equal(of, 0), pa.scalar(None, pa.float64()), of.cast(pa.float64()))
    return pc.round(pc.divide(main, whole), 1)


def _titled(measure: Measure, scope: Scope) -> Measure:
    focus = countries.name(scope.focus_country) if scope.focus_country else "the focus country"
    return replace(
        measure,
        title=measure.title.replace("{focus}", focus),
        denominator=measure.denominator.replace("{focus}", focus),
    )
