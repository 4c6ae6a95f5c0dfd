"""How fast all measures of 1,000,000 invented routes are, against the same tables in plain pandas.

Each side runs in a process of its own, on the same Parquet files, so that its peak memory is its own.
Reading the files and starting up are not timed on either side; the sizes of the tables are compared.
Seconds are told by the clock and of the processor (user and system, all cores): on a machine with other
work to do only the latter can be compared.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROUTES = 1_000_000


def run(routes: int = ROUTES) -> None:
    """Print seconds, peak memory and the ratio."""
    from njia.dataset import write_parquet
    from njia.synth import synth

    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        write_parquet(synth(routes), Path(folder))
        print(f"njia synth: {routes:,} routes in {time.perf_counter() - began:.1f} s")
        sides = {side: _apart(side, folder) for side in ("njia", "pandas")}
    for side, told in sides.items():
        print(
            f"{side}: {told['seconds']:.1f} s, {told['processor_seconds']:.1f} s of the processor, "
            f"peak {told['megabytes']:,.0f} MB"
        )
    clock, processor = (sides["pandas"][key] / sides["njia"][key] for key in ("seconds", "processor_seconds"))
    print(
        f"njia is {clock:.1f} times as fast as plain pandas by the clock, {processor:.1f} by the processor"
        f" ({os.cpu_count()} cores)"
    )
    theirs = sides["pandas"]["rows"]
    differ = [name for name, rows in theirs.items() if rows != sides["njia"]["rows"][name]]
    print(f"tables of the same size: {len(theirs) - len(differ)} of {len(theirs)}", *differ)


def _apart(side: str, folder: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.measures", side, folder]
    told: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return told


def _side(side: str, folder: str) -> None:
    from benchmarks.measures_in_pandas import every_table

    from njia.dataset import read_parquet
    from njia.measures import measure_all, scope_for
    from njia.network import Network

    data = read_parquet(Path(folder))
    scope = scope_for(Network(focus_country="KE"), data)
    began, worked = time.perf_counter(), time.process_time()
    if side == "njia":
        rows = {name: measured.rows.num_rows for name, measured in measure_all(data, scope).items()}
    else:
        rows = {name: len(table) for name, table in every_table(data, scope).items()}
    seconds, processor_seconds = time.perf_counter() - began, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
    told = {"seconds": seconds, "processor_seconds": processor_seconds, "megabytes": peak, "rows": rows}
    print(json.dumps(told))


def main() -> None:
    """Run the benchmark, or one side of it."""
    if len(sys.argv) == 3:
        _side(sys.argv[1], sys.argv[2])
    else:
        run(int(sys.argv[1]) if len(sys.argv) == 2 else ROUTES)


if __name__ == "__main__":
    main()
