"""`njia check` as a data officer meets it."""

import json
from pathlib import Path

import pytest

from njia.cli import main

HEADER = "Organisation,Origin place,Origin country,Transit 1,Destination place,Destination country,Cases\n"


def write(folder: Path, *rows: str, name: str = "routes.csv") -> Path:
    file = folder / name
    file.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return file


def test_a_clean_file_ends_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(tmp_path, "One,Kitui,Kenya,Nairobi,Riyadh,Saudi Arabia,12")
    assert main(["check", str(file), "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["rows"], report["usable"]) == (1, 1)


def test_a_row_that_cannot_be_used_ends_with_1_and_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path, "One,Kitui,Kenya,Nairobi,Riyadh,Saudi Arabia,12", "One,,,Nairobi,,,3")
    assert main(["check", str(file), "--format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert (report["rows"], report["usable"]) == (2, 1)
    errors = [p for p in report["problems"] if p["severity"] == "error"]
    assert [p["row"] for p in errors] == [3]
    assert all({"row", "column", "code", "severity", "message", "remedy"} <= set(p) for p in errors)


def test_a_file_that_is_no_spreadsheet_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "photo.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    assert main(["check", str(picture)]) == 2
    said = capsys.readouterr()
    assert "photo.xlsx" in said.err
    assert "Traceback" not in said.err


def test_a_file_that_is_not_there_ends_with_2_in_json_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path / "nowhere.csv"), "--format", "json"]) == 2
    report = json.loads(capsys.readouterr().out)
    assert report["rows"] == report["usable"] == 0
    assert len(report["problems"]) == 1


def test_for_people_the_verdict_comes_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(tmp_path, "One,Kitui,Kenya,Nairobi,Riyadh,Saudi Arabia,12", "One,,,Nairobi,,,3")
    main(["check", str(file)])
    first = capsys.readouterr().out.splitlines()[0]
    assert "1 of 2 rows" in first
