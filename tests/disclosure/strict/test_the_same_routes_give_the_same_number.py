import os
import subprocess
import sys
from collections import defaultdict
from functools import cache

import numpy as np
import pyarrow as pa
import pytest
from tests.disclosure.strict.made import Release, counted, figures_with_rows, only, released, routes, rows

from njia.dataset import Dataset
from njia.disclosure import STRICT
from njia.synth import synth

PEOPLE = ("cases_low", "cases_best", "cases_high")
NUMBERS = ("submissions", *PEOPLE, "cases_known", "own_casework")
DATA = synth(400, seed=1)


@cache
def release() -> Release:
    return released(DATA)


def shown(release: Release) -> dict[tuple[str, ...], list[object]]:
    """Give the numbers that were shown of each set of routes, in all tables together."""
    numbers = defaultdict(list)
    for figure, row in figures_with_rows(release):
        numbers[figure.routes].append([row[name] for name in NUMBERS])
    return numbers


def test_in_every_table():
    repeated = [numbers for numbers in shown(release()).values() if len(numbers) > 1]
    assert len(repeated) > 20
    assert all(one == numbers[0] for numbers in repeated for one in numbers)


def test_in_every_margin():
    tables, figures = release()
    totals = defaultdict(set)
    for figure in figures:
        if figure.part != "rows":
            totals[figure.routes].add(getattr(tables.tables[figure.table], figure.part))
    for figure, row in figures_with_rows(release()):
        if figure.routes in totals:
            totals[figure.routes].add(row["submissions"])
    assert max(len(figure.routes) for figure in figures) == 400
    assert all(len(numbers) == 1 for numbers in totals.values())


def test_in_a_later_release_that_has_other_routes_too():
    before = shown(released(only(DATA, DATA.routes["route_id"].to_pylist()[:370])))
    after = shown(release())
    both = before.keys() & after.keys()
    assert len(both) > 20
    assert all(before[ids][0] == after[ids][0] for ids in both)


def test_in_any_order_of_the_rows():
    rng = np.random.default_rng(3)
    tables = {name: t.take(pa.array(rng.permutation(t.num_rows))) for name, t in DATA.tables().items()}
    made, figures = released(Dataset(**tables))
    assert rows(made) == rows(release()[0])
    assert figures == release()[1]


def test_with_other_tables_beside_it_or_none():
    for name in ("countries_of_origin", "map_legs"):
        policy = STRICT.model_copy(update={"tables": {name: STRICT.tables[name]}})
        assert rows(released(DATA, policy)[0]) == {name: rows(release()[0])[name]}


def test_in_another_process():
    program = (
        "from tests.disclosure.strict.made import released, rows\n"
        "from njia.synth import synth\n"
        "print(rows(released(synth(60, seed=2))[0]))\n"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert told[0] == told[1] == f"{rows(released(synth(60, seed=2))[0])}\n"


def test_with_another_secret_other_numbers_but_the_same_rows_withheld():
    other = released(DATA, secret=b"another secret")[0]
    keys = STRICT.tables["origin_destination"]
    tables = [one.tables["origin_destination"].rows.to_pylist() for one in (release()[0], other)]
    of = [{tuple(row[key] for key in keys): row["submissions"] for row in table} for table in tables]
    assert of[0].keys() == of[1].keys()
    assert of[0] != of[1]


def test_the_noise_of_people_is_not_that_of_submissions():
    exact = STRICT.model_copy(update={"round_to": 1})
    names = DATA.routes["route_id"].to_pylist()
    signs = set()
    for start in range(0, 400, 20):
        some = only(DATA, names[start : start + 20])
        told = counted(some, exact)
        people = sum(filter(None, some.routes["cases_best"].to_pylist()))
        signs.add((told["submissions"] > 20, told["cases_best"] > people))
    assert len(signs) == 4


def test_people_and_submissions_do_not_have_the_same_draw():
    exact, data = STRICT.model_copy(update={"round_to": 1}), routes([1] * 40)
    told = [counted(data, exact, f"secret {number}".encode()) for number in range(20)]
    assert sum(one["submissions"] == one["cases_best"] for one in told) < 10


def test_as_many_other_routes_have_another_noise():
    exact, names = STRICT.model_copy(update={"round_to": 1}), DATA.routes["route_id"].to_pylist()
    told = [counted(only(DATA, names[start : start + 40]), exact) for start in range(0, 400, 40)]
    assert len({one["submissions"] for one in told}) > 3


def test_noise_is_not_drawn_without_a_secret():
    with pytest.raises(ValueError, match="secret"):
        released(DATA, secret=b"")
