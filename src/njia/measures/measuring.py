"""Compute measures: from a dataset and a scope to the rows of each, ranked and with their shares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from njia.dataset import Dataset
from njia.gazetteer import countries
from njia.measures.declaration import Column, Measure, Measured, Scope, Tables, Unit
from njia.measures.declared import MEASURES
from njia.measures.engines import engine as start
from njia.measures.scoped import numbered, scoped

_TYPES = {Unit.PERCENT: pa.float64(), Unit.YES_NO: pa.bool_()}
_TEXTS = frozenset({Unit.COUNTRY, Unit.PLACE, Unit.CODE, Unit.TEXT, Unit.PATH})


def measure_all(
    data: Dataset, scope: Scope, engine: str = "duckdb", measures: Mapping[str, Measure] = MEASURES
) -> dict[str, Measured]:
    """Compute every measure, by name, in the registry's order.

    `engine` is `duckdb` or `spark`; EngineMissing when this machine lacks it.
    """
    running = start(engine)
    try:
        tables = scoped(running.tables(numbered(data, scope)), scope, running.keep)
        known = _denominators(running.run(_all_known(measures, tables, scope)))
        return {
            name: _measured(measure, running.run(_ranked(measure, tables, scope)), known[name], scope)
            for name, measure in measures.items()
        }
    finally:
        running.close()


def arrow_type(column: Column) -> pa.DataType:
    """Give the Arrow type of a column's values."""
    return pa.string() if column.unit in _TEXTS else _TYPES.get(column.unit, pa.int64())


def _ranked(measure: Measure, tables: Tables, scope: Scope) -> ir.Table:
    rows = measure.compute(tables, scope)
    keys = [ibis.asc(key, nulls_first=False) for key in measure.grain]
    return rows.order_by([ibis.desc(measure.main), *keys] if measure.ranked else keys)


def _all_known(measures: Mapping[str, Measure], tables: Tables, scope: Scope) -> ir.Table:
    """Ask for all denominators at once: one query instead of one a measure."""
    rows = []
    for name, measure in measures.items():
        row = measure.known(tables, scope)
        rows.append(
            row.select(name=ibis.literal(name), known=row.known.cast("int64"), of=row.of.cast("int64"))
        )
    return ibis.union(*rows)


def _denominators(rows: pa.Table) -> dict[str, tuple[int, int]]:
    return {row["name"]: (row["known"], row["of"]) for row in rows.to_pylist()}


def _measured(measure: Measure, rows: pa.Table, known: tuple[int, int], scope: Scope) -> Measured:
    columns = []
    for column in measure.columns:
        values = _share(measure, rows, known[0]) if column.unit is Unit.PERCENT else rows[column.name]
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
