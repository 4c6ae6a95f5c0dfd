"""The whole folder of a report: everything in it, the same bytes anywhere, nothing about who made it."""

import csv
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.report.datasets import made
from tests.report.invented import bundle, many, named, route

from njia.network import NetworkError
from njia.report.build import build
from njia.report.folder import FolderRefused

PROGRAM = """
import sys
from pathlib import Path
from njia.report.build import build
from tests.report.invented import bundle, many
build(bundle(many() + many("before", 9), "before"), Path(sys.argv[1]))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("build") / "report"
    build(made("compared"), out)
    return out


def contents(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_everything_is_there(folder: Path) -> None:
    names = set(contents(folder))
    assert {"report.pdf", "index.html", "map.svg", "manifest.json", "READ-ME.md"} <= names
    assert {f"tables/{measure}.csv" for measure in made("compared").measures} <= names
    tables = made("compared").routes.tables
    assert {f"data/{table}.{kind}" for table in tables for kind in ("csv", "parquet")} <= names
    assert any(name.startswith("data/codebook") for name in names)


def test_the_manifest_has_the_checksum_of_every_other_file(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    found = {name: hashlib.sha256(b).hexdigest() for name, b in contents(folder).items()}
    del found["manifest.json"]
    assert manifest["outputs"] == found


def test_a_table_has_names_beside_its_codes(folder: Path) -> None:
    with (folder / "tables" / "origin_destination.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    assert (row["origin_country"], row["origin_country_name"]) == ("KE", "Kenya")
    assert int(row["submissions"]) > 0


def test_csv_and_parquet_hold_the_same_routes(folder: Path) -> None:
    for name in ("routes", "stops", "legs", "carriers", "codes", "places"):
        table = pq.read_table(folder / "data" / f"{name}.parquet")
        with (folder / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == table.num_rows > 0
        assert list(rows[0]) == table.column_names


def test_no_organisation_is_in_the_open_data(folder: Path) -> None:
    for name, content in contents(folder).items():
        if name.startswith(("data/", "tables/", "manifest")):
            assert b"Organisation 1" not in content, name


def test_a_formula_in_a_name_is_no_formula_in_any_csv(tmp_path: Path) -> None:
    hostile = '=HYPERLINK("https://example.org","x")'
    data = bundle([route(1, "Kitui", named("nj:x", hostile), "Riyadh", carriers=(hostile,))])
    build(data, tmp_path / "out")
    seen = 0
    for file in (tmp_path / "out").rglob("*.csv"):
        with file.open(encoding="utf-8", newline="") as opened:
            for cell in (cell for row in csv.reader(opened) for cell in row):
                seen += hostile in cell
                assert not cell.startswith(("=", "+", "@")), (file, cell)
    assert seen > 2


def test_the_same_input_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    made_in = []
    for number, seed in enumerate(("0", "4242")):
        home = tmp_path / f"somewhere {number}"
        (home / "work").mkdir(parents=True)
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": str(Path.cwd()),
            "TZ": f"UTC{number}",
        }
        out = home / "out" / "report"
        subprocess.run(
            [sys.executable, "-c", PROGRAM, str(out)], cwd=home / "work", env=environment, check=True
        )
        made_in.append(contents(out))
    first, second = made_in
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []


def test_each_further_language_has_its_own_report_and_page(tmp_path: Path) -> None:
    build(bundle(many(count=9), languages=("en", "sw", "fr")), tmp_path / "out")
    names = set(contents(tmp_path / "out"))
    assert {"report.pdf", "report.sw.pdf", "report.fr.pdf"} <= names
    assert {"index.html", "index.sw.html", "index.fr.html"} <= names


def test_a_language_without_a_report_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("njia.report.words._has_report", lambda language: language in ("en", "fr"))
    with pytest.raises(NetworkError, match="'sw' yet; there is one in en, fr"):
        build(bundle(many(count=9), languages=("en", "sw")), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_from_the_first_step_to_the_last(tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    build(made("one"), tmp_path / "out", lambda done, total: told.append((done, total)))
    steps = told[-1][1]
    assert steps is not None
    assert [done for done, _ in told] == list(range(steps + 1))


def test_a_folder_of_somebodys_own_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FolderRefused):
        build(made("one"), tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]
