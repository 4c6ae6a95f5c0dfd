"""`njia report` and `njia template`: from the template to the report and back."""

import hashlib
import json
from pathlib import Path

import pytest

from njia.cli import main

ROWS = """Organisation,Origin place,Origin country,Transit 1,Destination place,Destination country,Cases
One,Kitui,Kenya,Nairobi,Riyadh,Saudi Arabia,12
Two,Kampala,Uganda,Busia,Nairobi,Kenya,3
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "routes.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_a_report_is_made_whole(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "report"
    assert main(["report", str(file), "--out", str(out)]) == 0
    for name in ("report.pdf", "index.html", "map.svg", "manifest.json", "tables/origin_destination.csv"):
        assert (out / name).stat().st_size > 0, name
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    for name, digest in manifest["outputs"].items():
        assert hashlib.sha256((out / name).read_bytes()).hexdigest() == digest, name


def test_somebodys_own_folder_is_not_overwritten(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "thesis"
    out.mkdir()
    (out / "chapter-1.txt").write_text("mine")
    assert main(["report", str(file), "--out", str(out)]) == 2
    assert "chapter-1.txt" in capsys.readouterr().err
    assert [f.name for f in out.iterdir()] == ["chapter-1.txt"]


def test_settings_that_cannot_be_read_are_named(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "network.yaml"
    settings.write_text("focus_country: Kenya\n", encoding="utf-8")
    out = tmp_path / "report"
    assert main(["report", str(file), "--out", str(out), "--network", str(settings)]) == 2
    assert "focus_country" in capsys.readouterr().err
    assert not out.exists()


def test_the_template_itself_can_be_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template = tmp_path / "template.xlsx"
    assert main(["template", str(template)]) == 0
    assert main(["check", str(template), "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out.split("\n", 1)[1])
    assert report["rows"] == 0


def test_a_template_is_not_written_under_another_kind_of_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["template", str(tmp_path / "template.csv")]) == 2
    assert ".xlsx" in capsys.readouterr().err


def test_a_folder_of_tables_makes_a_report_too(tmp_path: Path) -> None:
    made, out = tmp_path / "made", tmp_path / "report"
    assert main(["synth", "--routes", "20", "--out", str(made)]) == 0
    assert main(["report", str(made), "--out", str(out)]) == 0
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert len(manifest["inputs"]) == len(list(made.glob("*.parquet")))


def test_an_earlier_file_is_not_called_by_its_name(file: Path, tmp_path: Path) -> None:
    earlier, out = tmp_path / "haven-of-hope.csv", tmp_path / "report"
    earlier.write_text(ROWS, encoding="utf-8")
    assert main(["report", str(file), "--out", str(out), "--compare", str(earlier)]) == 0
    assert "haven" not in (out / "index.html").read_text(encoding="utf-8")
    assert "haven" not in (out / "manifest.json").read_text(encoding="utf-8")
