"""What computes: DuckDB in this process, or Spark where the data outgrows one machine.

Both run the same Ibis expressions over the same tables and give back the same Arrow types. Neither
reaches out: DuckDB may load no extension, and Spark listens on this machine only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import ibis.expr.types as ir
import pyarrow as pa

ENGINES = ("duckdb", "spark")


class EngineMissing(RuntimeError):
    """The engine asked for cannot run here; the message says what to install."""


class Engine(Protocol):
    """What measures need of whatever computes them."""

    at_once: int  # how many queries it is given at a time, beside the compiling of the next
    most_bits: int  # how many organisations it can hold as bits of one number; 0 when it cannot

    def tables(self, data: Mapping[str, pa.Table]) -> dict[str, ir.Table]:
        """Show Arrow tables to the engine, by name."""

    def query(self, table: ir.Table) -> str:
        """Put a table into the engine's words."""

    def run(self, query: str) -> pa.Table:
        """Compute a query and give its rows, in its order."""

    def close(self) -> None:
        """Let go of what the engine holds."""


def engine(name: str) -> Engine:
    """Start an engine; EngineMissing when it is not installed, ValueError when there is no such one."""
    if name == "duckdb":
        from njia.measures.duckdb_engine import DuckDB

        return DuckDB()
    if name == "spark":
        from njia.measures.spark_engine import Spark

        return Spark()
    raise ValueError(f"no engine '{name}'; there is: {', '.join(ENGINES)}")


def same_types(rows: pa.Table) -> pa.Table:
    """Give rows with the types that every engine's answers have: int64, float64, bool and string."""
    fields = [pa.field(field.name, _plain(field.type)) for field in rows.schema]
    return rows.cast(pa.schema(fields))


def _plain(type_: pa.DataType) -> pa.DataType:
    if pa.types.is_boolean(type_):
        return pa.bool_()
    if pa.types.is_integer(type_) or pa.types.is_decimal(type_):
        return pa.int64()
    return pa.float64() if pa.types.is_floating(type_) else pa.string()
