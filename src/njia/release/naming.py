"""Name the rows of a release's tables for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import pyarrow as pa

from njia.disclosure import Method, Policy
from njia.measures import Measure, Unit, labelled


class _Result(Protocol):
    @property
    def measure(self) -> Measure: ...
    @property
    def rows(self) -> pa.Table: ...
    @property
    def known(self) -> int | None: ...
    @property
    def of(self) -> int | None: ...


def keys_of(measure: Measure, policy: Policy) -> tuple[str, ...]:
    """Give the columns that a policy tells a measure's rows apart by: those declared, else all keys."""
    return policy.tables.get(measure.name) or measure.grain


def named(
    result: _Result, policy: Policy, places: pa.Table, language: str, *, widened: bool | None = None
) -> list[str]:
    """Name each row of a result, such as "Kenya → Saudi Arabia".

    `widened` says whether keys may stand for several, as they may where a policy protects.
    """
    stand_for_several = policy.method is not Method.AS_COUNTED if widened is None else widened
    columns, rows = labelled(result, places, language, widened=stand_for_several)
    positions = {column.name for column in columns if column.unit is Unit.POSITION}
    keys = [key for key in keys_of(result.measure, policy) if key not in positions]
    names = {column.name for column in columns}
    return [" → ".join(_name(row, key, names) for key in keys) for row in rows]


def _name(row: Mapping[str, Any], key: str, names: set[str]) -> str:
    name = f"{key.removesuffix('_id')}_name"
    value = row[name] if name in names else row[key]
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "not stated" if value is None else str(value)
