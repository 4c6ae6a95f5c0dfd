"""Build the gazetteer's SQLite file: `python -m njia.gazetteer.build FILE` writes it and reports progress.

The build runs in a process of its own, because reading the sources takes memory that the process that
asks for a place must not keep.
"""

from __future__ import annotations

import sqlite3
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from njia.gazetteer import rank, sources
from njia.gazetteer.sources import Entry
from njia.gazetteer.spelling import key
from njia.gazetteer.store import Progress, Tier

_SCHEMA = """
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, place_id TEXT NOT NULL, name TEXT NOT NULL, admin1 TEXT NOT NULL,
    admin1_code TEXT NOT NULL, country TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
    precision TEXT NOT NULL, kind TEXT NOT NULL, population INTEGER, weight INTEGER NOT NULL
);
CREATE TABLE name (
    key TEXT NOT NULL, country TEXT NOT NULL, tier INTEGER NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (key, country, tier, place)
) WITHOUT ROWID;
CREATE TABLE likely (
    prefix TEXT NOT NULL, area TEXT NOT NULL, rank INTEGER NOT NULL, tier INTEGER NOT NULL,
    place INTEGER NOT NULL, PRIMARY KEY (prefix, area, rank)
) WITHOUT ROWID;
CREATE UNIQUE INDEX place_by_id ON place (place_id);
CREATE TABLE spelling (country TEXT PRIMARY KEY, keys TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
_STEPS = 9
_BATCH = 20_000
WORLD = ""  # the list of spellings to compare with when no country is given
WORLD_POPULATION = 100_000  # towns from this size are on it
SHORTEST_FUZZY = 4  # letters; shorter spellings are too alike to propose one for another


def build(target: Path, progress: Progress = lambda done, of: None) -> None:
    """Write the gazetteer to a new file; raises FileExistsError when there is one."""
    if target.exists():
        raise FileExistsError(target)
    progress(0, _STEPS)
    entries = {entry.place_id: entry for entry in sources.towns()}
    progress(2, _STEPS)
    _add_counties(entries)
    for entry in (*sources.airports(), *sources.whole_countries()):
        entries[entry.place_id] = entry
    progress(3, _STEPS)
    for row in sources.overrides():
        sources.override(entries, row)
    _name_counties(entries)
    connection = sqlite3.connect(target)
    try:
        _write(connection, list(entries.values()), progress)
        connection.commit()
    finally:
        connection.close()
    progress(_STEPS, _STEPS)


def _add_counties(entries: dict[str, Entry]) -> None:
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for entry in entries.values():
        if entry.admin1_code not in ("", "00"):
            points[f"{entry.country}.{entry.admin1_code}"].append((entry.lat, entry.lon))
    middles = {code: sources.middle_of(found) for code, found in points.items()}
    for county in sources.counties(middles):
        entries[county.place_id] = county


def _name_counties(entries: dict[str, Entry]) -> None:
    """Give every place the name of its first-level division; airports have theirs from their source."""
    names: dict[str, str] = {}
    for entry in entries.values():
        if entry.admin1 or not entry.admin1_code:
            continue
        code = f"{entry.country}.{entry.admin1_code}"
        if code not in names:
            names[code] = sources.division_name(code)
        entry.admin1 = names[code]


def _write(connection: sqlite3.Connection, entries: list[Entry], progress: Progress) -> None:
    connection.executescript(_SCHEMA)
    connection.executemany(
        "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            (i, e.place_id, e.name, e.admin1, e.admin1_code, e.country, *_geography(e), rank.weight_of(e))
            for i, e in enumerate(entries)
        ),
    )
    progress(4, _STEPS)
    rows = _name_rows(entries)
    progress(6, _STEPS)
    connection.executemany("INSERT INTO name VALUES (?,?,?,?)", rows)
    connection.executemany("INSERT INTO spelling VALUES (?,?)", _spelling_rows(entries, rows))
    progress(7, _STEPS)
    connection.executemany("INSERT INTO likely VALUES (?,?,?,?,?)", rank.short_lists(entries, rows))
    progress(8, _STEPS)
    connection.execute("INSERT INTO meta VALUES ('places', ?)", (str(len(entries)),))
    connection.execute("INSERT INTO meta VALUES ('complete', 'yes')")


def _geography(entry: Entry) -> tuple[float, float, str, str, int | None]:
    return entry.lat, entry.lon, entry.precision, entry.kind, entry.population


def _name_rows(entries: list[Entry]) -> list[tuple[str, str, int, int]]:
    """Give each spelling of each place once, at its best tier, in the order of the table's key."""
    rows: list[tuple[str, str, int, int]] = []
    for i, entry in enumerate(entries):
        best: dict[str, Tier] = {}
        for spelling, tier in entry.spellings:
            normal = key(spelling)
            if normal and tier < best.get(normal, tier + 1):
                best[normal] = tier
        rows += [(normal, entry.country, int(tier), i) for normal, tier in best.items()]
    rows.sort()
    return rows


def _spelling_rows(entries: list[Entry], rows: Iterable[tuple[str, str, int, int]]) -> list[tuple[str, str]]:
    """Give, by country, the spellings that a misspelling is compared with, one a line."""
    keys: dict[str, set[str]] = defaultdict(set)
    for normal, country, tier, place in rows:
        if tier > Tier.ALTERNATE or len(normal) < SHORTEST_FUZZY:
            continue
        keys[country].add(normal)
        if _known_to_the_world(entries[place], tier):
            keys[WORLD].add(normal)
    return [
        (country, "\n".join(sorted(found, key=lambda k: (len(k), k))))
        for country, found in sorted(keys.items())
    ]


def _known_to_the_world(entry: Entry, tier: int) -> bool:
    if entry.place_id.startswith("nj:") or entry.kind == "border_post":
        return tier <= Tier.TAUGHT
    return tier == Tier.OWN and (entry.population or 0) >= WORLD_POPULATION


def main(arguments: list[str]) -> None:
    """Build into the file named, printing "done of" lines for the process that waits."""
    build(Path(arguments[0]), lambda done, of: print(done, of, flush=True))


if __name__ == "__main__":
    main(sys.argv[1:])
