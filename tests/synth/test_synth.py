from pathlib import Path

import pytest

from njia.dataset import NotADataset, read_parquet, write_parquet
from njia.schema import CODED_FIELDS
from njia.synth import synth, synth_rows, write_rows


def test_the_same_number_and_seed_give_the_same_routes() -> None:
    assert synth(200, seed=4).fingerprint() == synth(200, seed=4).fingerprint()
    assert synth(200, seed=4).fingerprint() != synth(200, seed=5).fingerprint()


def test_invented_tables_keep_the_datasets_rules() -> None:
    data = synth(500, seed=1, earlier=100)
    routes = data.routes.to_pylist()
    stops: dict[str, list[dict[str, object]]] = {}
    for stop in data.stops.to_pylist():
        stops.setdefault(str(stop["route_id"]), []).append(stop)
    for route in routes:
        own = stops[route["route_id"]]
        assert [s["seq"] for s in own] == list(range(len(own)))
        assert [s["role"] for s in own] == ["origin", *["transit"] * (len(own) - 2), "destination"]
        assert route["path"] == " > ".join(str(s["place_id"] or "?") for s in own)
        assert route["transit_count"] == len(own) - 2
        assert route["cases_best"] is None or route["cases_low"] <= route["cases_best"]
    assert sum(route["collection"] == "synthetic earlier" for route in routes) == 100
    codes = [(row["route_id"], row["field"], row["code"]) for row in data.codes.to_pylist()]
    assert len(codes) == len(set(codes))
    assert {field for _, field, _ in codes} == set(CODED_FIELDS)
    assert set(data.stops["place_id"].to_pylist()) - {None} <= set(data.places["place_id"].to_pylist())


def test_no_routes_can_be_made() -> None:
    assert synth(0).routes.num_rows == 0


def test_rows_have_the_headers_cells_and_are_the_same_each_time(tmp_path: Path) -> None:
    header, *rows = synth_rows(50, seed=2)
    assert {len(row) for row in rows} == {len(header)}
    write_rows(tmp_path / "a.csv", 50, 2)
    write_rows(tmp_path / "b.csv", 50, 2)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_a_dataset_comes_back_from_parquet_as_it_went(tmp_path: Path) -> None:
    data = synth(120, seed=9)
    write_parquet(data, tmp_path / "x")
    again = read_parquet(tmp_path / "x")
    assert all(table.equals(again.tables()[name]) for name, table in data.tables().items())


def test_a_folder_that_holds_no_dataset_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(NotADataset, match=r"routes\.parquet"):
        read_parquet(tmp_path)
    write_parquet(synth(3), tmp_path)
    (tmp_path / "legs.parquet").write_bytes(b"PAR1 not really PAR1")
    with pytest.raises(NotADataset, match=r"legs\.parquet"):
        read_parquet(tmp_path)
