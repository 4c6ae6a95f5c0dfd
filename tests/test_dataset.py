"""The dataset as tables: one collection taken from several."""

from njia.synth import synth


def test_one_collection_is_taken_with_all_that_belongs_to_it() -> None:
    both = synth(60, seed=2, earlier=25)
    names = sorted(set(both.routes["collection"].to_pylist()))
    parts = [both.of_collection(name) for name in names]
    assert [part.routes.num_rows for part in parts] == [
        both.routes["collection"].to_pylist().count(name) for name in names
    ]
    for name, table in both.tables().items():
        if "route_id" in table.column_names:
            assert sum(part.tables()[name].num_rows for part in parts) == table.num_rows, name
            for part in parts:
                held = set(part.routes["route_id"].to_pylist())
                assert set(part.tables()[name]["route_id"].to_pylist()) <= held, name


def test_a_collection_that_is_not_there_is_empty() -> None:
    nothing = synth(10).of_collection("none of this name")
    assert [nothing.tables()[name].num_rows for name in ("routes", "stops", "legs", "codes")] == [0, 0, 0, 0]
