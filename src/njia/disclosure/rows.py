"""The rows of a table that may be shown: keys, counts and shares in the measure's columns, in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from njia.measures import arrow_type
from njia.measures.declaration import Measure, Scope, Unit
from njia.measures.widened import OTHER, is_widened


def row(
    measure: Measure,
    keys: Mapping[str, str | None],
    counts: Mapping[str, int | None],
    known: int | None,
    scope: Scope,
) -> dict[str, Any]:
    """Write one row. Columns of neither a key nor a count are null; `known` is what shares are of."""
    made: dict[str, Any] = dict.fromkeys(column.name for column in measure.columns)
    made |= keys
    for column in measure.columns:
        if column.unit is Unit.YES_NO and made[column.name] is not None:
            made[column.name] = {"true": True, "false": False}.get(made[column.name].lower())
    if "corridor" in made:
        made["corridor"] = _corridor([key or OTHER for key in keys.values()], scope)
    made |= {name: count for name, count in counts.items() if name in made}
    if "share" in made and known and made[measure.main] is not None:
        made["share"] = min(100.0, round(made[measure.main] * 100.0 / known, 1))
    return made


def ranked(measure: Measure, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Sort rows: largest first, then what is withheld; what stands for several comes last."""
    return sorted(rows, key=lambda one: _rank(measure, one))


def as_table(measure: Measure, rows: list[dict[str, Any]]) -> pa.Table:
    """Give rows in the measure's columns."""
    schema = pa.schema([(column.name, arrow_type(column)) for column in measure.columns])
    return pa.Table.from_pylist(rows, schema=schema)


def _corridor(keys: Sequence[str], scope: Scope) -> str:
    if OTHER in keys:
        return OTHER
    return scope.corridor_names.get(" > ".join(keys), " to ".join(keys))


def _rank(measure: Measure, one: Mapping[str, Any]) -> tuple[Any, ...]:
    keys = [one[name] for name in measure.grain]
    count = one[measure.main]
    joint = any(is_widened(key) for key in keys if isinstance(key, str))
    return joint, count is None, -(count or 0), ["" if key is None else str(key) for key in keys]
