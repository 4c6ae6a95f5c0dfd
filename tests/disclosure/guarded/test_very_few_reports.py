"""Of very few reports nothing is shown, and nothing breaks; a policy says what it lacks."""

import pytest

from njia.disclosure import GUARDED, PolicyRefused, ProtectedTables, protect_tables
from njia.disclosure.policy import read
from njia.measures import scope_for
from njia.network import Network
from njia.synth import synth


def released(routes: int, seed: int) -> ProtectedTables:
    data = synth(routes, seed=seed) if routes else synth(1).of_collection("no such collection")
    return protect_tables(data, scope_for(Network(), data), GUARDED)[0]


@pytest.mark.parametrize("routes", [0, 1])
def test_of_one_report_or_none_nothing_is_shown(routes: int) -> None:
    shown = released(routes, 0)
    for name, table in shown.tables.items():
        assert (table.known, table.of) == (None, None), name
        counts = table.rows["value" if name == "overview" else "submissions"].to_pylist()
        assert set(counts) <= {None}, name
    assert "submissions" in shown.tables["overview"].rows["figure"].to_pylist()


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("routes", [3, 5, 8, 12])
def test_a_few_reports_are_decided_over_without_failing(routes: int, seed: int) -> None:
    shown = released(routes, seed)
    assert list(shown.tables) == list(GUARDED.tables)


def test_the_headlines_alone_can_be_released() -> None:
    data = synth(60)
    policy = GUARDED.model_copy(update={"tables": {"overview": ()}})
    shown, _ = protect_tables(data, scope_for(Network(), data), policy)
    assert shown.tables["overview"].of == 60


def test_a_table_of_pairs_needs_the_tables_that_it_adds_up_to() -> None:
    plain = GUARDED.model_dump(mode="json") | {"tables": {"corridors": ["from_region", "to_region"]}}
    with pytest.raises(PolicyRefused, match="countries_of_destination, which is missing"):
        read(plain)
