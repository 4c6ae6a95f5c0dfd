"""Tables leave under a policy that decides over them together, with the places that they name alone."""

from __future__ import annotations

import pytest

from njia.dataset import Dataset
from njia.disclosure import GUARDED, INSIDE, OPEN, Policy, protect_tables
from njia.measures import MEASURES, scope_for
from njia.measures.declaration import Unit
from njia.network import Network
from njia.synth import synth

TABLES = ("countries_of_origin", "focus_origin_places", "map_legs")
FEW = GUARDED.model_copy(update={"tables": {name: GUARDED.tables[name] for name in TABLES}})


def collection() -> Dataset:
    return synth(300, seed=4)


@pytest.mark.parametrize("policy", [OPEN, INSIDE])
def test_not_under_a_policy_that_counts_as_it_is(policy: Policy) -> None:
    data = collection()
    with pytest.raises(ValueError, match="declares no tables"):
        protect_tables(data, scope_for(Network(), data), policy)


def test_with_the_places_that_the_rows_name_and_no_others() -> None:
    data = collection()
    shown, _ = protect_tables(data, scope_for(Network(focus_country="KE"), data), FEW)
    named = {
        row[column.name]
        for name in TABLES
        for row in shown.tables[name].rows.to_pylist()
        for column in MEASURES[name].columns
        if column.unit is Unit.PLACE and row[column.name]
    }
    told = set(shown.places["place_id"].to_pylist())
    assert told
    assert told <= named
    assert len(told) < data.places.num_rows
