"""How long a release of 222,000 routes takes, as a whole and step by step.

The whole is `njia release build` as anybody runs it, from a folder of routes to the folder of a release with
its private list of figures. Every line is of a process of its own: its seconds by the clock and of the
processor, those of its children too, and its peak memory. A step's do not hold what is read before it. Beside
the seconds of the processor stands their ratio to a bare start of the command, which says on any machine how
many starts of Python a release costs.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from njia.gazetteer import Gazetteer
from njia.synth import synth

ROUTES = 222_000
AIM_SECONDS = 60
RUNS = 3
POLICIES = ("guarded", "strict")
SECRET = b"a secret of the benchmark"
SETTINGS = "name: Example network\nfocus_country: KE\n"
RELEASE = "release.json"


@dataclass(frozen=True)
class Cost:
    """What something took: seconds by the clock, seconds of the processor, and peak memory."""

    clock: float
    processor: float
    megabytes: float

    def in_words(self, start: float) -> str:
        """Say it, beside a bare start's seconds of the processor."""
        return (
            f"{self.clock:6.1f} s, {self.processor:6.1f} s of the processor "
            f"({self.processor / start:5.1f} starts), {self.megabytes:6,.0f} MB"
        )


@contextmanager
def _costs(told: list[Cost]) -> Iterator[None]:
    clock, processor = time.perf_counter(), time.process_time()
    yield
    spent = time.perf_counter() - clock, time.process_time() - processor
    told.append(Cost(*spent, _megabytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)))


def _megabytes(most: int) -> float:
    return most / (1024 if sys.platform == "linux" else 1024**2)


def _run(command: list[str]) -> Cost:
    """Run a command to its end; what it took is told by the system when it is gone."""
    clock = time.perf_counter()
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, failed, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(failed)
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)
    return Cost(time.perf_counter() - clock, used.ru_utime + used.ru_stime, _megabytes(used.ru_maxrss))


def protecting(folder: Path) -> Cost:
    """Decide what is shown; leaves the release's content for the other steps."""
    from njia.dataset import read_parquet
    from njia.disclosure import GUARDED
    from njia.levels import counties
    from njia.measures import scope_for
    from njia.network import load
    from njia.release import prepare
    from njia.release.freezing import frozen

    network, data = load(folder / "network.yaml"), read_parquet(folder / "routes")
    told: list[Cost] = []
    with closing(Gazetteer.open()) as places, _costs(told):
        made = prepare(
            data, network, scope_for(network, data), GUARDED, number=1, title="A release",
            audience="public", collections=(), made_on=dt.date(2021, 3, 1),
            counties=counties(data.places, places),
        )  # fmt: skip
    (folder / RELEASE).write_text(frozen(made.material).text(), encoding="utf-8", newline="\n")
    return told[0]


def freezing(folder: Path) -> Cost:
    """Read what is published, and write it again."""
    from njia.release.freezing import frozen, read

    text, told = (folder / RELEASE).read_text(encoding="utf-8"), list[Cost]()
    with _costs(told):
        frozen(read(text).material()).text()
    return told[0]


def open_data(folder: Path) -> Cost:
    """Write tables and open data."""
    from njia.release import open_data as opened
    from njia.release.freezing import read

    material, told = read((folder / RELEASE).read_text(encoding="utf-8")).material(), list[Cost]()
    with tempfile.TemporaryDirectory() as out, _costs(told):
        opened.write(material, Path(out))
    return told[0]


def printing(what: str) -> Callable[[Path], Cost]:
    """Give what makes one of report, page and map, as if it were the only one."""

    def make(folder: Path) -> Cost:
        from njia.release.freezing import read
        from njia.report import released

        material, told = read((folder / RELEASE).read_text(encoding="utf-8")).material(), list[Cost]()
        with _costs(told):
            {"report": released.pdf, "page": released.page, "map": released.map_svg}[what](material)
        return told[0]

    return make


STEPS: dict[str, Callable[[Path], Cost]] = {
    "protecting": protecting,
    "freezing": freezing,
    "open data": open_data,
    **{what: printing(what) for what in ("report", "page", "map")},
}


def _whole(folder: Path, policy: str) -> Cost:
    out = folder / policy
    command = [sys.executable, "-m", "njia", "release", "build", str(folder / "routes"), "--number", "1"]
    command += ["--title", "A release", "--audience", "public", "--policy", policy, "--out", str(out)]
    command += ["--network", str(folder / "network.yaml"), "--ledger", str(folder / f"{policy}.json")]
    if policy == "strict":
        command += ["--secret-file", str(folder / "secret")]
    return _run(command)


def _step(name: str, folder: Path) -> Cost:
    command = [sys.executable, "-m", "benchmarks.release", name, str(folder)]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return Cost(*json.loads(said))


def run() -> None:
    """Print every line, the whole last."""
    Gazetteer.open().close()  # built before the clock starts: it is built once in a machine's life
    start = statistics.median(_run([sys.executable, "-m", "njia", "--help"]).processor for _ in range(RUNS))
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        _prepare(folder)
        print(
            f"njia release build, {ROUTES:,} routes (aim: {AIM_SECONDS} s; {os.cpu_count()} cores; guarded)"
        )
        for name in STEPS:
            print(f"  {name:<18}{_step(name, folder).in_words(start)}", flush=True)
        for policy in POLICIES:
            print(f"  {f'whole, {policy}':<18}{_whole(folder, policy).in_words(start)}", flush=True)
        pages = (folder / "guarded" / "index.html").stat().st_size
        print(f"  the page is {pages / 1e6:.1f} MB")


def _prepare(folder: Path) -> None:
    from njia.dataset import write_parquet

    write_parquet(synth(ROUTES, 1), folder / "routes")
    (folder / "network.yaml").write_text(SETTINGS, encoding="utf-8")
    (folder / "secret").write_bytes(SECRET)


def main() -> None:
    """Run the benchmark, or one step of it."""
    if len(sys.argv) == 3 and sys.argv[1] in STEPS:
        told = STEPS[sys.argv[1]](Path(sys.argv[2]))
        print(json.dumps([told.clock, told.processor, told.megabytes]))
    else:
        run()


if __name__ == "__main__":
    main()
