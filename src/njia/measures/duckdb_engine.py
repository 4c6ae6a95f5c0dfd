"""DuckDB: reads the Arrow tables where they are, on every core."""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from njia.measures.engines import same_types

ROWS_AT_ONCE = 122_880  # DuckDB's own groups of rows

# No extension is fetched or loaded, and nothing outside the tables given is read.
CLOSED = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}


class DuckDB:
    """One database in memory."""

    at_once = 1  # each query has every core
    most_bits = 62

    def __init__(self) -> None:
        self._ibis = ibis.duckdb.connect(**CLOSED)
        self._sql = self._ibis.con

    def tables(self, data: Mapping[str, pa.Table]) -> dict[str, ir.Table]:
        """Show Arrow tables to the engine, without copying them."""
        for name, table in data.items():
            # A core takes a batch at a time, so one great batch would leave the others waiting.
            batches = table.to_batches(max_chunksize=ROWS_AT_ONCE)
            self._sql.register(name, pa.Table.from_batches(batches, table.schema))
        return {name: ibis.table(ibis.Schema.from_pyarrow(t.schema), name=name) for name, t in data.items()}

    def query(self, table: ir.Table) -> str:
        """Put a table into SQL."""
        return str(self._ibis.compile(table))

    def run(self, query: str) -> pa.Table:
        """Compute a query and give its rows, in its order."""
        return same_types(self._sql.sql(query).to_arrow_table())

    def close(self) -> None:
        """Close the database."""
        self._ibis.disconnect()
