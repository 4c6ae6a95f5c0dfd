"""One report that is unlike the others is not told by where a number is withheld, or by what changed."""

from __future__ import annotations

import numpy as np
import pytest
from tests.disclosure.strict.made import SECRET, only, routes, rows

from njia.dataset import Dataset
from njia.disclosure import STRICT, Figure, ProtectedTables, ToldByEarlier, protect_tables
from njia.disclosure.strict.cells import Cells, Counts
from njia.measures import scope_for
from njia.network import Network
from njia.synth import synth

BOUNDS = ("cases_low", "cases_high")
FEW = STRICT.model_copy(
    update={"tables": {name: STRICT.tables[name] for name in ("overview", "source_kinds")}}
)


def counted(data: Dataset, *, bounds: bool = False) -> Counts:
    every = np.arange(data.routes.num_rows)
    return Cells(data, FEW, SECRET).counts(np.zeros_like(every), every, 1, bounds=bounds)[0]


def released(data: Dataset, *earlier: tuple[Figure, ...]) -> tuple[ProtectedTables, tuple[Figure, ...]]:
    return protect_tables(data, scope_for(Network(), data), FEW, earlier=earlier, secret=SECRET)


@pytest.mark.parametrize("own", [0, 1, 19, 20])
def test_a_part_of_none_is_withheld_as_one_of_few_is_and_one_of_nearly_all(own: int) -> None:
    kinds = ["own_casework"] * own + ["heard_of"] * (20 - own)
    told = counted(routes([10] * 20, source_kind=kinds))
    assert told["own_casework"] is None
    assert told["submissions"] is not None


def test_a_part_of_half_is_told() -> None:
    kinds = ["own_casework"] * 10 + ["heard_of"] * 10
    assert counted(routes([10] * 20, source_kind=kinds))["own_casework"] is not None


def test_the_least_and_the_most_are_told_where_nobody_stated_a_range() -> None:
    told = counted(routes([10] * 20), bounds=True)
    assert None not in {told[name] for name in BOUNDS}


def test_the_least_and_the_most_are_not_told_where_few_stated_a_range() -> None:
    told = counted(routes([10] * 20, cases_high=[12, *[10] * 19]), bounds=True)
    assert not any(told.get(name) for name in BOUNDS)


def test_the_least_and_the_most_are_told_of_no_single_rows() -> None:
    assert not {*BOUNDS} & {*counted(routes([10] * 20, cases_high=[12] * 20))}


def test_people_of_a_cell_of_too_few_organisations() -> None:
    names = ["a", "b"] + ["a"] * 50
    told = counted(routes([10, 10] + [None] * 50, names))
    assert told["cases_best"] is told["submissions"] is None


def test_one_more_report_waits() -> None:
    data = synth(121, seed=2)
    before = released(only(data, data.routes["route_id"].to_pylist()[:120]))
    after = released(data, before[1])
    assert rows(after[0]) == rows(before[0])
    assert after[1] == before[1]


def test_many_more_reports_are_counted() -> None:
    data = synth(160, seed=2)
    before = released(only(data, data.routes["route_id"].to_pylist()[:120]))
    assert released(data, before[1])[1] != before[1]


def test_a_release_that_would_tell_who_is_gone_is_refused() -> None:
    data = synth(120, seed=2)
    before = released(data)
    with pytest.raises(ToldByEarlier, match="gone"):
        released(only(data, data.routes["route_id"].to_pylist()[:119]), before[1])
