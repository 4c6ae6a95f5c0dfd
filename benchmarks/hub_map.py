"""How quick a served hub's map is at 84, 10,000 and 222,000 accepted routes: the page, and the API.

Every request is another filter, so no answer is kept from one for the next. The routes are invented and
given to the hub as the snapshot of its live data that it starts from; what is measured is what a person
waits for: the guard, the filter, adding up, drawing, the page and its compression.
"""

from __future__ import annotations

import http.client
import json
import os
import statistics
import sys
import tempfile
import time
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psutil
from tests.hub.served import Served

ROUTES = (84, 10_000, 222_000)
AIM_MS = 300
FILTERS = {
    "origin": ("iso:KE", "iso:UG", "iso:ET", "iso:TZ", "iso:SO"),
    "industry": ("", "domestic_work", "agriculture", "construction"),
    "from": ("", "2020-07-01", "2021-01-01"),
}
SEEN = ("level=place", "level=country", "level=place&view=near")


def fill(routes: int) -> dict[str, str]:
    """Lay the snapshot down and sign somebody in; runs in the installation."""
    import django

    django.setup()
    import pyarrow as pa
    from django.conf import settings
    from django.test import Client

    from njia.synth import synth
    from njia_hub.audit.acting import SYSTEM, action
    from njia_hub.audit.models import Head
    from njia_hub.explore.pool import REVISIONS, Loaded, Version
    from njia_hub.explore.snapshot import write
    from njia_hub.people.models import Person

    person = Person.objects.filter(role="reporter")[0]
    browser = Client()
    with action("benchmark.sign_in", SYSTEM):
        browser.force_login(person)
    data, head = synth(routes, 1), Head.objects.get()
    ids = data.routes["route_id"].combine_chunks()
    revisions = pa.table([ids, pa.array([1] * routes, pa.int32())], schema=REVISIONS)
    write(Loaded(data, Version(head.seq, head.hash), {}, revisions))
    name = settings.SESSION_COOKIE_NAME
    return {"cookie": f"{name}={browser.cookies[name].value}"}


def measure(routes: int) -> None:
    """Serve a hub with so many accepted routes, and look at its map."""
    with tempfile.TemporaryDirectory() as folder:
        served = Served(Path(folder) / "hub")
        token = served.make()["reporters"][0]
        told = json.loads(served.python("-m", "benchmarks.hub_map", str(routes)))
        served.start()
        try:
            ways = {
                "page": ("/map/", {"Cookie": told["cookie"], "Accept-Encoding": "gzip"}),
                "API": ("/api/map", {"Authorization": f"Bearer {token}"}),
            }
            begun = time.perf_counter()
            _asked(served, *ways["page"], SEEN[0])
            print(f"{routes:>9,} routes: first page after {time.perf_counter() - begun:.1f} s", flush=True)
            for way, (path, headers) in ways.items():
                print(_said(way, served, path, headers), flush=True)
            print(f"            memory {_memory(served):,} MB in all processes", flush=True)
        finally:
            served.stop()


def _asked(served: Served, path: str, headers: dict[str, str], query: str) -> tuple[float, int]:
    """Ask once; give the milliseconds and the bytes of the answer."""
    connection = http.client.HTTPConnection("localhost", served.port, timeout=120)
    begun = time.perf_counter()
    connection.request("GET", f"{path}?{query}", headers=headers)
    answer = connection.getresponse()
    size = len(answer.read())
    took = 1000 * (time.perf_counter() - begun)
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{path}?{query} answers {answer.status}")
    return took, size


def _chosen(values: tuple[str, ...]) -> dict[str, str]:
    """Name the values that choose something: an address with empty keys is sent on to one without."""
    return {key: value for key, value in zip(FILTERS, values, strict=True) if value}


def _said(way: str, served: Served, path: str, headers: dict[str, str]) -> str:
    seen = SEEN if way == "page" else ("level=place", "level=country")
    for query in seen:  # what is laid out once, such as the frame of a view, is laid out before
        _asked(served, path, headers, query)
    before = _cpu_seconds(served)
    answers = [
        _asked(served, path, headers, f"{query}&{urlencode(_chosen(values))}")
        for query in seen
        for values in product(*FILTERS.values())
    ]
    used = _cpu_seconds(served) - before
    took = sorted(milliseconds for milliseconds, _ in answers)
    largest = max(size for _, size in answers) / 1000
    return (
        f"            {way:5} p50 {statistics.median(took):4.0f} ms   "
        f"p95 {took[int(len(took) * 0.95)]:4.0f} ms   "
        f"worst {took[-1]:5.0f} ms   {1000 * used / len(took):4.0f} ms of CPU each   "
        f"{len(took)} filters, up to {largest:.0f} kB   (load {os.getloadavg()[0]:.1f})"
    )


def _cpu_seconds(served: Served) -> float:
    return sum(sum(psutil.Process(process).cpu_times()[:2]) for process in served.processes)


def _memory(served: Served) -> int:
    used: list[Any] = [psutil.Process(process).memory_full_info().pss for process in served.processes]
    return int(sum(used) // 1_000_000)


def main() -> None:
    """Measure every size, or fill one installation."""
    if len(sys.argv) == 2 and sys.argv[1].isdigit():
        print(json.dumps(fill(int(sys.argv[1]))))
        return
    print(f"The map of a served hub, filtered (aim: p95 {AIM_MS} ms; {os.cpu_count()} cores)", flush=True)
    for routes in ROUTES:
        measure(routes)


if __name__ == "__main__":
    main()
