"""How many submissions a served hub takes, on both databases: 50 clients, durable commits.

First 50 submissions a second for 30 s, which is the gate that ODK Central sets itself; then as many as it
takes. Clients, server and database share the machine's cores, as on a small coalition's machine. Every answer
is looked at, and what was acknowledged is counted in the database afterwards.
"""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import tempfile
import time
import uuid
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from tests.hub import installation
from tests.hub.served import ANSWERS, Served

CLIENTS = 50
STEADY_PER_SECOND, STEADY_SECONDS = 50, 30
FLAT_OUT_SECONDS = 15
COUNT = "SELECT count(*) FROM routes_route"


@dataclass
class Tally:
    """What the clients have seen."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    def said(self, what: str, took: float) -> str:
        """Say it in a line."""
        ordered = sorted(self.seconds)
        p95 = ordered[int(len(ordered) * 0.95)]
        failed = sum(count for status, count in self.statuses.items() if status != 201)
        return (
            f"  {what:10} {len(ordered) / took:6.1f}/s   p50 {statistics.median(ordered) * 1000:6.1f} ms   "
            f"p95 {p95 * 1000:6.1f} ms   worst {ordered[-1] * 1000:6.0f} ms   "
            f"failed {failed} of {len(ordered)}"
        )


class Client:
    """One client, with one connection that it keeps."""

    def __init__(self, port: int, token: str, tally: Tally) -> None:
        self._port, self._token, self._tally = port, token, tally
        self._body = json.dumps({"collection": "2024", "answers": ANSWERS}).encode()

    async def connect(self) -> None:
        """Open the connection."""
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)

    async def send(self, due: float | None = None) -> None:
        """Send one route; the clock starts when it was due, not when this client got round to it."""
        begun = time.perf_counter() if due is None else due
        head = (
            f"PUT /api/routes/{uuid.uuid4()} HTTP/1.1\r\nHost: localhost:{self._port}\r\n"
            f"Authorization: Bearer {self._token}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(self._body)}\r\n\r\n"
        )
        self._writer.write(head.encode() + self._body)
        answer = await self._reader.readuntil(b"\r\n\r\n")
        lines = answer.decode("latin-1").lower().split("\r\n")
        length = next(int(line.split(":")[1]) for line in lines if line.startswith("content-length:"))
        await self._reader.readexactly(length)
        self._tally.seconds.append(time.perf_counter() - begun)
        self._tally.statuses[int(lines[0].split()[1])] += 1


async def _steady(clients: list[Client]) -> float:
    """Send at an even pace, whichever client is free; give how long it took."""
    free: asyncio.Queue[Client] = asyncio.Queue()
    for client in clients:
        free.put_nowait(client)
    begun = time.perf_counter()

    async def one(due: float) -> None:
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        client = await free.get()
        await client.send(due)
        free.put_nowait(client)

    count = STEADY_PER_SECOND * STEADY_SECONDS
    await asyncio.gather(*(one(begun + number / STEADY_PER_SECOND) for number in range(count)))
    return time.perf_counter() - begun


async def _flat_out(clients: list[Client]) -> float:
    begun = time.perf_counter()

    async def again_and_again(client: Client) -> None:
        while time.perf_counter() - begun < FLAT_OUT_SECONDS:
            await client.send()

    await asyncio.gather(*map(again_and_again, clients))
    return time.perf_counter() - begun


async def _measure(
    port: int, tokens: list[str], load: Callable[[list[Client]], Awaitable[float]]
) -> tuple[Tally, float]:
    tally = Tally()
    clients = [Client(port, tokens[number % len(tokens)], tally) for number in range(CLIENTS)]
    for client in clients:
        await client.connect()
    return tally, await load(clients)


def _load() -> str:
    """Say how busy the machine was, with what else there was to do on it."""
    return f"(load {os.getloadavg()[0]:.1f})"


def _cpu_seconds(processes: list[int]) -> float:
    return sum(sum(psutil.Process(process).cpu_times()[:2]) for process in processes)


def _memory(processes: list[int]) -> str:
    used = [psutil.Process(process).memory_full_info().pss // 1_000_000 for process in processes]
    return f"  memory     {sum(used)} MB in {len(used)} processes ({', '.join(map(str, used))})"


def measure(name: str, database: str) -> None:
    """Serve a new hub on one database, and load it."""
    with tempfile.TemporaryDirectory() as folder:
        served = Served(Path(folder) / "hub", database)
        tokens = served.make()["reporters"]
        served.start()
        try:
            print(f"{name}, {CLIENTS} clients, {os.cpu_count()} cores", flush=True)
            for _ in range(CLIENTS):  # what is made once, such as a thread's connection, is made before
                served.send(tokens[0])
            acknowledged = CLIENTS
            for what, load in ((f"{STEADY_PER_SECOND}/s", _steady), ("flat out", _flat_out)):
                before = _cpu_seconds(served.processes)
                tally, took = asyncio.run(_measure(served.port, tokens, load))
                acknowledged += tally.statuses[201]
                used = (_cpu_seconds(served.processes) - before) / len(tally.seconds) * 1000
                print(f"{tally.said(what, took)}   {used:.1f} ms of CPU each {_load()}", flush=True)
            print(_memory(served.processes), flush=True)
            print(f"  kept       {served.select(COUNT)} of {acknowledged} that were acknowledged", flush=True)
        finally:
            served.stop()


def main() -> None:
    """Measure both databases."""
    measure("SQLite", "")
    with tempfile.TemporaryDirectory() as folder:
        measure("PostgreSQL", installation.postgresql(Path(folder)))


if __name__ == "__main__":
    main()
