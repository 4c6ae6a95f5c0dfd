"""How much of a collection a release still tells under each policy, and what protecting it costs.

Next to the policies: plain threshold suppression (rows of fewer than 10 people are left out and nothing
else, so that they can be worked out) and k-anonymity by row removal (a route is left out unless 10 or
more people have its countries of origin and destination and its industries; the rest is counted as it
is). All tell the same tables, those that the policy `guarded` declares.

Shown: a route has two ends. Of all ends whose country is known, the share for which some row that counts
the route and shows its count names the end itself (place), its county, its country or its region, or
anything finer; rows of legs are looked at for places and counties only. Cases: the same, where each end
weighs as much as its route has people.

Top 20: of each table, the 20 largest rows as counted. How many of them have no shown row of their own; of
those that have, how far the shown count is off (the difference over the true count) and by how many ranks
they stand elsewhere among one another (ties share a rank). All are means over the tables.

Every line is of a process of its own; its seconds, by the clock and of the processor, are those of
`protect_tables`, its memory (MB) the peak until then.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace

import numpy as np
import pyarrow.compute as pc
from scipy.stats import rankdata

from njia.dataset import Dataset
from njia.disclosure import GUARDED, Figure, ProtectedTables, load, protect_tables
from njia.disclosure.behind import behind
from njia.disclosure.strict.summing import rows_of
from njia.gazetteer import Gazetteer, Place
from njia.levels import counties
from njia.measures import MEASURES, Scope, scope_for
from njia.measures.members import members
from njia.measures.numbered import Flags, Ints
from njia.measures.widened import is_widened, region_of
from njia.network import Network
from njia.synth import synth

PEOPLE = 10
SECRET = b"a secret of the benchmark"
TABLES = {name: columns for name, columns in GUARDED.tables.items() if columns}
COLLECTIONS = ("kenya_2020", "400", "222000")
PROTECTED = ("guarded", "strict")
WAYS = ("open", *PROTECTED, "threshold", "removal")
LEVELS = ("place", "county", "country", "region")

# Which end of a route a column of a table tells.
ENDS = {
    ("countries_of_origin", "country"): "origin",
    ("origin_destination", "origin_country"): "origin",
    ("focus_as_destination", "origin_country"): "origin",
    ("focus_origin_places", "place_id"): "origin",
    ("corridors", "from_region"): "origin",
    ("map_legs", "from_place_id"): "origin",
    ("countries_of_destination", "country"): "destination",
    ("origin_destination", "destination_country"): "destination",
    ("focus_as_origin", "destination_country"): "destination",
    ("intended_destination", "destination_country"): "destination",
    ("focus_destination_places", "place_id"): "destination",
    ("corridors", "to_region"): "destination",
    ("map_legs", "to_place_id"): "destination",
}


@dataclass(frozen=True)
class Row:
    """A row that is shown: its table and keys, the routes behind it, and the count that it shows."""

    table: str
    keys: tuple[str, ...]
    routes: Ints
    count: int


@dataclass(frozen=True)
class Collection:
    """Routes, what they are measured in, and the counties of their places."""

    data: Dataset
    scope: Scope
    counties: Mapping[str, Place]


def collection(name: str) -> Collection:
    """Give the demonstration, or so many invented routes."""
    if name != "kenya_2020":
        data = synth(int(name))
        return Collection(data, scope_for(Network(focus_country="KE"), data), {})
    from njia.cli import inputs
    from njia.demo import kenya_2020

    files = kenya_2020()
    network = inputs.network(files.network)
    data = inputs.dataset(files.files, network)[0].of_collection("2020")
    with closing(Gazetteer.open(aliases=network.aliases)) as gazetteer:
        return Collection(data, scope_for(network, data), counties(data.places, gazetteer))


# --- what is shown -------------------------------------------------------------------------------------


def counted(one: Collection) -> list[Row]:
    """Give every row of every table, as counted."""
    found = members(one.data, one.scope, {name: MEASURES[name] for name in TABLES})
    rows = []
    for name, columns in TABLES.items():
        keys, group = rows_of(found[name], columns)
        pairs = np.unique(np.stack([group, found[name].route]), axis=1)
        behind_each = np.split(pairs[1], np.searchsorted(pairs[0], np.arange(1, len(keys))))
        rows += [Row(name, key, routes, routes.size) for key, routes in zip(keys, behind_each, strict=False)]
    return rows


def above_threshold(rows: Iterable[Row], data: Dataset) -> list[Row]:
    """Leave out rows of few people."""
    people = behind(data).people
    return [row for row in rows if people[row.routes].sum() >= PEOPLE]


def without(rows: Iterable[Row], removed: Flags) -> list[Row]:
    """Count the rows without some routes."""
    left = [(row, row.routes[~removed[row.routes]]) for row in rows]
    return [replace(row, routes=routes, count=routes.size) for row, routes in left if routes.size]


def rare(data: Dataset) -> Flags:
    """Say of which routes too few people have the same countries and industries."""
    industries = defaultdict(set)
    codes = data.codes.filter(pc.equal(data.codes["field"], "industries"))
    for id_, code in zip(codes["route_id"].to_pylist(), codes["code"].to_pylist(), strict=True):
        industries[id_].add(code)
    columns = (
        data.routes[name].to_pylist() for name in ("route_id", "origin_country", "destination_country")
    )
    told = [(start, end, tuple(sorted(industries[id_]))) for id_, start, end in zip(*columns, strict=True)]
    number = {kind: at for at, kind in enumerate(dict.fromkeys(told))}
    kinds = np.array([number[kind] for kind in told])
    few: Flags = np.bincount(kinds, behind(data).people)[kinds] < PEOPLE
    return few


def protected(made: ProtectedTables, figures: Iterable[Figure], data: Dataset) -> list[Row]:
    """Give the rows that show a count."""
    shown = {}
    for name, columns in TABLES.items():
        for row in made.tables[name].rows.to_pylist():
            shown[name, tuple(_key(row[column]) for column in columns)] = row["submissions"]
    at = {id_: number for number, id_ in enumerate(data.routes["route_id"].to_pylist())}
    rows = []
    for figure in figures:
        count = shown.get((figure.table, tuple(map(_key, figure.keys)))) if figure.part == "rows" else None
        if count is not None:
            rows.append(Row(figure.table, figure.keys, np.array([at[id_] for id_ in figure.routes]), count))
    return rows


def _key(key: object) -> str:
    return "*" if key in (None, "?") else str(key).lower() if str(key) in ("True", "False") else str(key)


# --- how much that is ----------------------------------------------------------------------------------


class Ends:
    """The ends of routes at each level, as numbers; -1 where it is not known so exactly."""

    def __init__(self, one: Collection) -> None:
        self.number: dict[str, int] = {}
        self.levels: dict[str, list[Ints]] = {}
        self.precision = dict(
            zip(*(one.data.places[name].to_pylist() for name in ("place_id", "precision")), strict=True)
        )
        self.county_ids = {county.place_id for county in one.counties.values()}
        routes = one.data.routes
        for end in ("origin", "destination"):
            places, countries = (routes[f"{end}_{what}"].to_pylist() for what in ("place_id", "country"))
            level = [self.level(place) if place else 4 for place in places]
            exact = [place if at == 0 else None for place, at in zip(places, level, strict=True)]
            county = [self._county(place, one) for place in places]
            region = [one.scope.regions.get(country or "") for country in countries]
            self.levels[end] = [self._numbers(values) for values in (exact, county, countries, region)]

    def level(self, place: str) -> int:
        """Say how exactly a place id tells where it is, as an index of LEVELS."""
        if place.startswith("iso:"):
            return 2
        return 1 if place in self.county_ids or self.precision.get(place) == "county" else 0

    def _county(self, place: str | None, one: Collection) -> str | None:
        if place and place in one.counties:
            return one.counties[place].place_id
        return place if place and self.level(place) == 1 else None

    def _numbers(self, values: list[str | None]) -> Ints:
        return np.array([-1 if v is None else self.number.setdefault(v, len(self.number)) for v in values])

    def told(self, rows: Iterable[Row]) -> dict[str, Ints]:
        """Say at which level each end is told, at best; past the last one where it is not."""
        best = {end: np.full(levels[0].size, len(LEVELS)) for end, levels in self.levels.items()}
        for row in rows:
            for column, key in zip(TABLES[row.table], row.keys, strict=True):
                end = ENDS.get((row.table, column))
                level, name = self._named(row.table, key)
                if end and (row.table != "map_legs" or level < 2) and level < len(LEVELS):
                    same = self.levels[end][level][row.routes] == self.number.get(name, -2)
                    routes = row.routes[same]
                    best[end][routes] = np.minimum(best[end][routes], level)
        return best

    def _named(self, table: str, key: str) -> tuple[int, str]:
        if key in ("*", "?"):
            return len(LEVELS), ""
        if region_of(key) or table == "corridors":
            return 3, region_of(key) or key
        if TABLES[table][0].endswith("place_id"):
            return self.level(key), key.removeprefix("iso:")
        return 2, key


def shares(rows: list[Row], one: Collection) -> dict[str, list[float]]:
    """Give the shares of ends, and of cases, that are shown at each level or a finer one."""
    ends = Ends(one)
    told = ends.told(rows)
    best = np.concatenate([told[end] for end in told])
    known = np.concatenate([ends.levels[end][2] >= 0 for end in told])
    people = np.array([people or 0 for people in one.data.routes["cases_best"].to_pylist()] * 2)
    return {
        name: [float((weight * (best <= at) * known).sum() / (weight * known).sum()) for at in range(4)]
        for name, weight in (("routes", np.ones_like(people)), ("cases", people))
    }


def top(rows: list[Row], true: list[Row]) -> list[float]:
    """Give how many of the largest rows are missing, how far off the others are, and by how many ranks."""
    shown = {(row.table, row.keys): row.count for row in rows}
    missing, off, ranks = [], [], []
    for name in TABLES:
        named = [row for row in true if row.table == name and not any(map(is_widened, row.keys))]
        largest = sorted(named, key=lambda row: (-row.count, row.keys))[:20]
        pairs = [(row.count, shown[name, row.keys]) for row in largest if (name, row.keys) in shown]
        if largest:
            missing.append(1 - len(pairs) / len(largest))
        if pairs:
            counts = np.array(pairs)
            off.append(float((np.abs(counts[:, 1] - counts[:, 0]) / counts[:, 0]).mean()))
            ranks.append(float(np.abs(rankdata(-counts[:, 0]) - rankdata(-counts[:, 1])).mean()))
    return [float(np.mean(values)) if values else float("nan") for values in (missing, off, ranks)]


# --- the runs ------------------------------------------------------------------------------------------


def _one(name: str, way: str) -> None:
    one, cost = collection(name), {}
    if way in PROTECTED:
        began, worked = time.perf_counter(), time.process_time()
        made, figures = protect_tables(one.data, one.scope, load(way), one.counties, secret=SECRET)
        cost = {"clock": time.perf_counter() - began, "processor": time.process_time() - worked}
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        cost["MB"] = peak / (1024 if sys.platform == "linux" else 1024**2)
    true = rows = counted(one)
    if way in PROTECTED:
        rows = protected(made, figures, one.data)
    elif way == "threshold":
        rows = above_threshold(rows, one.data)
    elif way == "removal":
        rows = without(rows, rare(one.data))
    print(json.dumps({**shares(rows, one), "top": top(rows, true), "cost": cost}))


def main() -> None:
    """Run every way on every collection, or one of them."""
    if len(sys.argv) == 3:
        return _one(*sys.argv[1:])
    groups = ("shown: routes", "shown: cases", "top 20", "protect_tables")
    heads = (*LEVELS, *LEVELS, "missing", "off by", "ranks", "clock, s", "cpu, s", "MB")
    print(" " * 13 + "".join(f"{text:<{wide}}" for text, wide in zip(groups, (36, 36, 27, 27), strict=True)))
    print(" " * 11 + "".join(f"{head:>9}" for head in heads))
    for name in COLLECTIONS:
        print(name if name == "kenya_2020" else f"{int(name):,} invented routes")
        for way in WAYS:
            command = [sys.executable, "-m", "benchmarks.utility", name, way]
            told = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
            cells = [f"{share:.1%}" for share in (*told["routes"], *told["cases"], *told["top"][:2])]
            cells += [f"{told['top'][2]:.2f}", *(f"{value:,.1f}" for value in told["cost"].values())]
            print(f"  {way:9}" + "".join(f"{cell:>9}" for cell in cells), flush=True)
    return None


if __name__ == "__main__":
    main()
