"""One shown figure less another whose routes are a part of it: how often is what is left told exactly?"""

from collections import Counter

import numpy as np
import pytest
from scipy.sparse import csr_array
from tests.disclosure.strict.made import Release, counted, figures_with_rows, only, released

from njia.dataset import Dataset
from njia.disclosure import STRICT
from njia.synth import synth

SEEDS = range(12)
MOST = 1.1  # times what the best constant guess gets right


def numbers(release: Release, count: str) -> dict[tuple[str, ...], int]:
    """Give what is shown of each set of routes, in rows and totals."""
    made, figures = release
    shown = {figure.routes: row[count] for figure, row in figures_with_rows(release)}
    if count == "submissions":
        shown |= {f.routes: getattr(made.tables[f.table], f.part) for f in figures if f.part != "rows"}
    return {routes: number for routes, number in shown.items() if number is not None}


def subtracted(data: Dataset, release: Release, count: str) -> list[tuple[int, int]]:
    """Give the true and the shown difference of every two figures between which there are 1 to 9."""
    shown = numbers(release, count)
    at = {id_: number for number, id_ in enumerate(data.routes["route_id"].to_pylist())}
    routes = np.array([at[id_] for found in shown for id_ in found])
    figure = np.repeat(np.arange(len(shown)), [len(found) for found in shown])
    member = csr_array((np.ones(routes.size, np.int64), (figure, routes)), shape=(len(shown), len(at)))
    weight = np.ones(len(at), np.int64)
    if count != "submissions":
        weight = np.array([people or 0 for people in data.routes[count].to_pylist()])
    size, true, told = np.diff(member.indptr), member @ weight, np.array([*shown.values()])
    both = (member @ member.T).tocoo()
    inside = (both.data == size[both.row]) & (size[both.row] < size[both.col])
    part, whole = both.row[inside], both.col[inside]
    small = np.isin(true[whole] - true[part], np.arange(1, STRICT.people))
    part, whole = part[small], whole[small]
    return list(zip((true[whole] - true[part]).tolist(), (told[whole] - told[part]).tolist(), strict=True))


@pytest.fixture(scope="module")
def releases() -> list[tuple[Dataset, Release]]:
    collections = [synth(400, seed=seed) for seed in SEEDS]
    return [
        (data, released(data, secret=f"secret {seed}".encode()))
        for seed, data in zip(SEEDS, collections, strict=True)
    ]


@pytest.mark.parametrize("count", ["submissions", "cases_best"])
def test_no_more_often_than_by_guessing_the_same_number_always(count, releases):
    found = [pair for data, release in releases for pair in subtracted(data, release, count)]
    right = sum(min(max(told, 1), STRICT.people - 1) == true for true, told in found)
    guessed = Counter(true for true, _ in found).most_common(1)[0][1]
    assert len(found) > 200
    assert right <= MOST * guessed


def test_one_route_more_changes_what_is_shown_by_nearly_anything():
    data = synth(80, seed=3)
    before = only(data, data.routes["route_id"].to_pylist()[:79])
    changes = Counter()
    for number in range(200):
        secret = f"secret {number}".encode()
        changes[
            counted(data, secret=secret)["submissions"] - counted(before, secret=secret)["submissions"]
        ] += 1
    assert {-10, -5, 0, 5, 10} <= {*changes}
    assert changes[0] < 100
    assert abs(changes[5] - changes[-5]) < 40
