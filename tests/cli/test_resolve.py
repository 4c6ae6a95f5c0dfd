"""`njia resolve`, one name and a file of names."""

import csv
import json
from pathlib import Path

import pytest

from njia.cli import main


def test_a_town_in_its_country_is_exact(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["resolve", "Busia", "--country", "KE", "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["status"] == "exact"
    assert answer["country_code"] == "KE"


def test_a_name_on_both_sides_of_a_border_is_ambiguous_without_a_country(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["resolve", "Busia"]) == 1
    said = capsys.readouterr().out
    assert "ambiguous" in said
    assert "Kenya" in said
    assert "Uganda" in said


def test_a_batch_keeps_every_row_in_order(tmp_path: Path) -> None:
    given = tmp_path / "in.csv"
    given.write_text("name,country\nNairobi,Kenya\nNowhereville,KE\n,\nMalamba,KE\n", encoding="utf-8")
    answers = tmp_path / "out.csv"
    assert main(["resolve", "--batch", str(given), "--out", str(answers)]) == 0
    with answers.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["name"] for row in rows] == ["Nairobi", "Nowhereville", "", "Malamba"]
    assert [row["status"] for row in rows] == ["exact", "unresolved", "unresolved", "proposed"]
    assert list(rows[0]) == [
        *("name", "country", "status", "place_id", "place_name", "admin1"),
        *("country_code", "lat", "lon", "precision", "score"),
    ]


@pytest.mark.parametrize(
    "given", [[], ["--batch", "in.csv"], ["Busia", "--batch", "in.csv", "--out", "o.csv"]]
)
def test_half_a_question_is_answered_with_what_is_missing(
    given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["resolve", *given]) == 2
    assert "--batch IN.CSV" in capsys.readouterr().err


def test_a_batch_that_is_not_there_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.csv"
    assert main(["resolve", "--batch", str(tmp_path / "none.csv"), "--out", str(out)]) == 2
    assert "none.csv" in capsys.readouterr().err
    assert not out.exists()
