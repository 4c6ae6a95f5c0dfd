"""The routes behind a row are those that the measure counts in it."""

import numpy as np
import pytest

from njia.measures import MEASURES, measure_all, scope_for
from njia.measures.members import counted, members
from njia.network import Network
from njia.synth import synth

# These do not count by keys alone.
NOT_BY_KEYS = {"overview", "completeness", "change", "map_places", "map_route_details", "map_legs_through"}
COUNTING = {name: one for name, one in MEASURES.items() if name not in NOT_BY_KEYS | {"transit_flows"}}


@pytest.mark.parametrize("seed", [0, 1])
def test_counting_the_members_gives_the_measure(seed: int) -> None:
    data = synth(150, seed=seed)
    scope = scope_for(Network(), data)
    found, measured = members(data, scope, COUNTING), measure_all(data, scope, measures=COUNTING)
    for name, one in found.items():
        numbers: dict[tuple[object, ...], int] = {}
        keys = [tuple(row.values()) for row in one.keys.to_pylist()]
        group = np.array([numbers.setdefault(key, len(numbers)) for key in keys], np.int64)
        rows = {
            key: {column: value for column, value in row.items() if column != "group"}
            for key, row in zip(numbers, counted(group, one.route, data).to_pylist(), strict=True)
        }
        grain = one.measure.grain
        for row in measured[name].rows.to_pylist():
            told = rows.pop(tuple(row[column] for column in grain))
            assert told == {column: row[column] for column in told}, name
        assert not rows, name
        assert (int(one.known.sum()), int(one.of.sum())) == (measured[name].known, measured[name].of), name


def test_a_route_that_comes_twice_in_a_group_counts_once() -> None:
    data = synth(20)
    once = counted(np.zeros(20, np.int64), np.arange(20), data)
    twice = counted(np.zeros(40, np.int64), np.tile(np.arange(20), 2), data)
    assert once.equals(twice)
