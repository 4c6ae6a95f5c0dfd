"""The open data: every measure's table, and the routes that may leave, as CSV and as Parquet."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from njia.codebook import as_csv, as_markdown, codebook
from njia.disclosure import ProtectedDataset, for_publication
from njia.measures import labelled
from njia.report.bundle import Bundle
from njia.report.csv_file import csv_text


def write_tables(bundle: Bundle, folder: Path) -> None:
    """Write `<measure>.csv` for every measure into `folder`, which is made.

    The first line holds the columns' names as a program reads them, the same in every language; beside
    a column of codes stands one with their names in the bundle's language. NotForPublication for what was
    made for people inside the network.
    """
    for protected in bundle.measures.values():
        for_publication(protected.policy)
    folder.mkdir(parents=True, exist_ok=True)
    places = bundle.routes.tables["places"]
    for name, protected in sorted(bundle.measures.items()):
        columns, rows = labelled(protected, places, bundle.language)
        _write(folder / f"{name}.csv", csv_text([column.name for column in columns], rows))


def write_data(routes: ProtectedDataset, folder: Path) -> None:
    """Write each table as `<table>.csv` and `<table>.parquet`, and the codebook, into `folder`; make it.

    NotForPublication for what was made for people inside the network.
    """
    for_publication(routes.policy)
    folder.mkdir(parents=True, exist_ok=True)
    described = codebook()
    _write(folder / "codebook.csv", as_csv(described))
    _write(folder / "codebook.md", as_markdown(described))
    for name, table in sorted(routes.tables.items()):
        _write(folder / f"{name}.csv", csv_text(table.column_names, table.to_pylist()))
        # One row group, and no metadata but the schema's: the same rows give the same bytes.
        pq.write_table(
            table.combine_chunks().replace_schema_metadata(None),
            folder / f"{name}.parquet",
            compression="zstd",
            row_group_size=max(1, table.num_rows),
            version="2.6",
        )


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
