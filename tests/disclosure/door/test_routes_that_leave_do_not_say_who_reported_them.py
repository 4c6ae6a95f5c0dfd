"""Neither the order of the routes that leave nor that of any table about them tells who reported which."""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pytest

from njia.dataset import Dataset
from njia.disclosure import INSIDE, OPEN, NotForPublication, for_publication, protect_dataset
from njia.synth import synth


def reported_by(data: Dataset, name: str) -> Dataset:
    """Have one organisation have reported everything."""
    at = data.routes.schema.get_field_index("organisation")
    names = pa.array([name] * data.routes.num_rows, pa.string())
    return replace(data, routes=data.routes.set_column(at, data.routes.schema.field(at), names))


def test_the_ids_that_leave_do_not_depend_on_who_reported_a_route() -> None:
    data = synth(60, seed=2)
    told = [protect_dataset(reported_by(data, name), OPEN).tables for name in ("one", "another")]
    assert told[0] == told[1]


def test_the_rows_that_leave_do_not_tell_the_order_of_the_file() -> None:
    data = synth(60, seed=2)
    backwards = Dataset(
        **{name: table.take(pa.array(range(table.num_rows))[::-1]) for name, table in data.tables().items()}
    )
    told = [protect_dataset(one, OPEN).tables for one in (data, backwards)]
    for name in told[0]:
        if name != "places":
            assert told[0][name].to_pylist() == told[1][name].to_pylist(), name


def test_what_is_for_people_inside_is_not_for_publication() -> None:
    for_publication(OPEN)
    with pytest.raises(NotForPublication):
        for_publication(INSIDE)
