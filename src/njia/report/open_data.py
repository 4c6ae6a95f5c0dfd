"""The open data: the routes that may leave, table by table, as CSV and as Parquet."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from njia.disclosure import ProtectedDataset
from njia.report.csv_file import csv_text


def write_data(routes: ProtectedDataset, folder: Path) -> None:
    """Write `<table>.csv` and `<table>.parquet` for every table into `folder`, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in sorted(routes.tables.items()):
        text = csv_text(table.column_names, table.to_pylist())
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")
        # One row group, and no metadata but the schema's: the same rows give the same bytes.
        pq.write_table(
            table.combine_chunks().replace_schema_metadata(None),
            folder / f"{name}.parquet",
            compression="zstd",
            row_group_size=max(1, table.num_rows),
            version="2.6",
        )
