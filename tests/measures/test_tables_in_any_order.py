"""What a dataset may look like, and measures must not mind."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from njia.dataset import Dataset
from njia.measures import Measured, Scope, measure_all
from njia.measures.within_route import first_like
from njia.synth import synth

SCOPE = Scope("KE", {"KE": "East Africa", "SA": "Gulf"})


def shuffled(data: Dataset) -> Dataset:
    rng = np.random.default_rng(3)
    tables = {
        name: table.take(pa.array(rng.permutation(table.num_rows))) for name, table in data.tables().items()
    }
    return Dataset(**tables)


def with_organisations(data: Dataset, count: int) -> Dataset:
    names = pa.array([f"Organisation {n % count}" for n in range(data.routes.num_rows)])
    at = data.routes.column_names.index("organisation")
    return replace(data, routes=data.routes.set_column(at, data.routes.schema.field(at), names))


def rows(measured: dict[str, Measured]) -> dict[str, tuple[object, int, int]]:
    return {name: (one.rows.to_pylist(), one.known, one.of) for name, one in measured.items()}


def test_the_order_of_rows_does_not_matter() -> None:
    data = synth(150, seed=4)
    assert rows(measure_all(shuffled(data), SCOPE)) == rows(measure_all(data, SCOPE))


@pytest.mark.parametrize("count", [1, 62, 63, 64, 140])
def test_any_number_of_organisations_is_counted(count: int) -> None:
    data = with_organisations(synth(150, seed=4), count)
    measured = measure_all(data, SCOPE)
    overview = {row["figure"]: row["value"] for row in measured["overview"].rows.to_pylist()}
    assert overview["organisations"] == count
    expected: dict[str, set[str]] = {}
    for row in data.routes.select(["origin_country", "organisation"]).to_pylist():
        expected.setdefault(row["origin_country"], set()).add(row["organisation"])
    found = measured["countries_of_origin"].rows.to_pylist()
    assert {row["country"]: row["organisations"] for row in found} == {
        country: len(names) for country, names in expected.items() if country
    }


def test_rows_of_another_route_are_never_alike() -> None:
    route, place = np.array([0, 0, 0, 1, 1, 2]), np.array([7, 8, 7, 7, 7, 7])
    assert first_like(route, place).tolist() == [0, 1, 0, 3, 3, 5]


def test_no_rows_have_no_first() -> None:
    nothing = np.zeros(0, np.int64)
    assert first_like(nothing, nothing).tolist() == []
