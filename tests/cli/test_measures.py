"""`njia measures` as an analyst meets it."""

import json
from pathlib import Path

import pytest

from njia.cli import main

HEADER = (
    "Collection,Organisation,Origin place,Origin country,Transit 1,"
    "Destination place,Destination country,Cases"
)
ROWS = f"""{HEADER}
2020,One,Kitui,Kenya,Nairobi,Riyadh,Saudi Arabia,12
2020,Two,Busia,Kenya,Nairobi,Riyadh,Saudi Arabia,
2019,Two,Kampala,Uganda,Busia,Nairobi,Kenya,3
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "routes.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def tables(capsys: pytest.CaptureFixture[str], *given: str) -> dict[str, dict[str, object]]:
    assert main(["measures", *given, "--format", "json"]) == 0
    result: dict[str, dict[str, object]] = json.loads(capsys.readouterr().out)
    return result


def test_every_measure_states_title_unit_columns_and_denominator(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for table in tables(capsys, str(file)).values():
        assert set(table) == {"title", "unit", "columns", "rows", "known", "of"}


def test_a_collection_is_counted_alone(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = tables(capsys, str(file), "--collection", "2020")["origin_destination"]["rows"]
    assert isinstance(rows, list)
    assert [(r["origin_country"], r["destination_country"], r["submissions"]) for r in rows] == [
        ("KE", "SA", 2)
    ]
    assert rows[0]["cases_best"] == 12
    assert rows[0]["cases_known"] == 1
    assert rows[0]["organisations"] == 2


def test_a_collection_that_is_not_there_is_refused_with_those_that_are(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["measures", str(file), "--collection", "2021"]) == 2
    assert "2019, 2020" in capsys.readouterr().err


def test_a_file_without_a_usable_row_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text(HEADER + "\n", encoding="utf-8")
    assert main(["measures", str(empty)]) == 2
    assert "njia check" in capsys.readouterr().err


def test_made_routes_are_read_back_from_their_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "made"
    assert main(["synth", "--routes", "50", "--out", str(folder)]) == 0
    capsys.readouterr()
    assert tables(capsys, str(folder))["origin_destination"]["of"] == 50
