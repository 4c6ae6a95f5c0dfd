"""How quick the hub's map is when it is filtered: adding up, drawing and the table beside it.

Each size runs in a process of its own, so that its peak memory is its own. No answer is kept from one
request for the next: every map is another filter's. Beside the times stands their ratio to drawing 84
routes in the same run, which says on any machine what 222,000 routes cost.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from itertools import product
from typing import Any

ROUTES = (84, 10_000, 222_000)  # Kenya 2020; a busy network; every case that is known worldwide
AIM_MS = 300
ORIGINS = ("iso:KE", "iso:UG", "iso:ET", "iso:TZ", "iso:SO")
INDUSTRIES = ("", "domestic_work", "agriculture", "construction")
DAYS = ("", "2020-07-01", "2021-01-01")
TABLE_ROWS = 50


def _maps(routes: int) -> dict[str, Any]:
    from njia.disclosure import INSIDE, protect_map
    from njia.draw.live import LiveMap, legs_table
    from njia.draw.profile import DESK, PHONE
    from njia.draw.projection import View
    from njia.filters import Filter, from_query
    from njia.levels import Level
    from njia.live import Prepared
    from njia.live.adding import add_up
    from njia.network import Network
    from njia.synth import synth

    data = synth(routes, 1)
    began = time.perf_counter()
    prepared = Prepared(data, "KE")
    maps = {
        level: LiveMap(protect_map(add_up(prepared, Filter(), level), INSIDE), Network(focus_country="KE"))
        for level in (Level.PLACE, Level.COUNTRY)
    }
    preparing = time.perf_counter() - began
    for (level, one), size, view in product(maps.items(), (DESK, PHONE), (View.WHOLE, View.NEAR)):
        one.figure(one.flow(protect_map(add_up(prepared, Filter(), level), INSIDE), "cases"), size, view)
    seconds = []
    sizes = product((DESK, PHONE), (View.WHOLE, View.NEAR))
    wanted = product(maps.items(), sizes, ORIGINS, INDUSTRIES, DAYS)
    for (level, drawn), (size, view), origin, industry, day in wanted:
        began = time.perf_counter()
        chosen = from_query({"origin": [origin], "industry": [industry], "from": [day]})
        flow = drawn.flow(protect_map(add_up(prepared, chosen, level), INSIDE), "cases")
        drawn.figure(flow, size, view)
        legs_table(flow, most_rows=TABLE_ROWS)
        seconds.append(time.perf_counter() - began)
    unit = 1024 if sys.platform == "linux" else 1024**2
    return {
        "preparing_seconds": preparing,
        "ms": [1000 * one for one in sorted(seconds)],
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit,
    }


def _apart(routes: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.live", str(routes)]
    told: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return told


def _p95(values: list[float]) -> float:
    return values[min(len(values) - 1, round(0.95 * len(values)))]


def run() -> None:
    """Print p50, p95, the ratio to the smallest size, and memory."""
    print(f"The hub's map filtered, drawn and told as a table (aim: p95 {AIM_MS} ms; {os.cpu_count()} cores)")
    first = 0.0
    for routes in ROUTES:
        told = _apart(routes)
        middle, slow = statistics.median(told["ms"]), _p95(told["ms"])
        first = first or middle
        print(
            f"{routes:>9,} routes: p50 {middle:4.0f} ms, p95 {slow:4.0f} ms over {len(told['ms'])} filters; "
            f"p50 is {middle / first:.1f} times that of {ROUTES[0]} routes; "
            f"prepared in {told['preparing_seconds']:.2f} s; peak {told['megabytes']:,.0f} MB",
            flush=True,
        )


def main() -> None:
    """Run the benchmark, or one size of it."""
    if len(sys.argv) == 2 and sys.argv[1].isdigit():
        print(json.dumps(_maps(int(sys.argv[1]))))
    else:
        run()


if __name__ == "__main__":
    main()
