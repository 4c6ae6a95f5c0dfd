"""How long the whole Kenya 2020 report takes from its spreadsheet, and what part of that is what.

The whole command is run in a process of its own, three times; the same command's `--help` in the same run
is the ruler: the ratio says how many starts of Python the report costs on any machine.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from njia.demo import kenya_2020
from njia.gazetteer import Gazetteer

RUNS = 3


def _seconds(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> None:
    """Print seconds, and their ratio to a bare start of the command line."""
    Gazetteer.open().close()  # built before the clock starts: it is built once in a machine's life
    collection = kenya_2020()
    njia = [sys.executable, "-m", "njia"]
    with tempfile.TemporaryDirectory() as folder:
        report = [
            *(*njia, "report", *(str(file) for file in collection.files)),
            *("--network", str(collection.network), "--compare", str(collection.earlier)),
            *("--out", str(Path(folder) / "report")),
        ]
        start = statistics.median(_seconds([*njia, "--help"]) for _ in range(RUNS))
        whole = statistics.median(_seconds(report) for _ in range(RUNS))
    print(f"njia report, Kenya 2020, median of {RUNS}, {os.cpu_count()} cores")
    print(f"  whole report          {whole:6.2f} s")
    print(f"  bare start (--help)   {start:6.2f} s")
    print(f"  ratio                 {whole / start:6.1f}")


if __name__ == "__main__":
    main()
