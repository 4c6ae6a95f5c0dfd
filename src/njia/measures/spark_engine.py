"""Spark: for data beyond one machine's memory, or where a coalition's host runs it already.

Tables reach Spark as Parquet: through pandas, which Ibis would use, a missing text becomes "NaN" and a
missing number makes its column float. Answers come back as Arrow, never through pandas.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from njia.measures.engines import EngineMissing, same_types

JAVA_NEEDED = 17
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.adaptive.coalescePartitions.enabled": "true",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}


class Spark:
    """One Spark session on this machine, with a folder for the Parquet that it reads."""

    at_once = 4  # small queries leave most of Spark waiting
    most_bits = 0  # Ibis has no words for it

    def __init__(self) -> None:
        reason = missing()
        if reason:
            raise EngineMissing(reason)
        self._folder = Path(tempfile.mkdtemp(prefix="njia-spark-"))
        self._session = _session(self._folder)
        self._ibis = ibis.pyspark.connect(self._session)

    def tables(self, data: Mapping[str, pa.Table]) -> dict[str, ir.Table]:
        """Show Arrow tables to the engine, through Parquet files."""
        for name, table in data.items():
            file = self._folder / f"{name}.parquet"
            pq.write_table(table, file)
            self._session.read.parquet(str(file)).createOrReplaceTempView(name)
        return {name: ibis.table(ibis.Schema.from_pyarrow(t.schema), name=name) for name, t in data.items()}

    def query(self, table: ir.Table) -> str:
        """Put a table into SQL."""
        return str(self._ibis.compile(table))

    def run(self, query: str) -> pa.Table:
        """Compute a query and give its rows, in its order."""
        return same_types(self._session.sql(query).toArrow())

    def close(self) -> None:
        """Remove the files; the session stays for the next engine of this process."""
        shutil.rmtree(self._folder, ignore_errors=True)


def missing() -> str:
    """Say what keeps Spark from running here, and what to do; "" when nothing does."""
    try:
        import pyspark  # noqa: F401 - asked for, not used
    except ImportError:
        return "The Spark engine is not installed: install njia[spark]."
    version = java_version()
    if version is None:
        return f"Spark needs Java {JAVA_NEEDED}, and this machine has none: install it, or set JAVA_HOME."
    if version < JAVA_NEEDED:
        return f"Spark needs Java {JAVA_NEEDED} or later, and this is Java {version}."
    return ""


def java_version() -> int | None:
    """Give the major version of the Java that Spark would start; None when there is none that runs."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if java is None:
        return None
    try:
        said = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = re.search(r'version "(\d+)', said.stderr + said.stdout)
    return int(found[1]) if found and said.returncode == 0 else None


def _session(folder: Path) -> Any:
    from pyspark.sql import SparkSession

    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = SparkSession.builder.master("local[*]").appName("njia")
    cores = str(max(2, os.cpu_count() or 2))
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    session = (
        builder.config("spark.sql.shuffle.partitions", cores)
        .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    return session
