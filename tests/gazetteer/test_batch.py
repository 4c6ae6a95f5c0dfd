"""Resolving a file of names."""

import csv
from pathlib import Path

import pytest

from njia.gazetteer import Gazetteer
from njia.gazetteer.batch import ADDED, BatchError, describe, resolve_file

HEADER = ["name", "country", *ADDED]


def run(gazetteer: Gazetteer, folder: Path, content: bytes) -> list[list[str]]:
    source, target = folder / "in.csv", folder / "out.csv"
    source.write_bytes(content)
    resolve_file(source, target, gazetteer)
    with target.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_every_row_comes_back_in_order_with_its_place(gazetteer: Gazetteer, tmp_path: Path) -> None:
    rows = run(
        gazetteer,
        tmp_path,
        b"name,country\nBusia,KE\nBusia,\nMalamba,Kenya\nunknown,KE\nKenya,\nEastleigh,KE\nKwale County,KE\n",
    )
    assert rows[0] == HEADER
    table = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert [row["status"] for row in table] == [
        "exact",
        "ambiguous",
        "proposed",
        "unresolved",
        "exact",
        "exact",
        "exact",
    ]
    assert [row["precision"] for row in table] == [
        "town",
        "unknown",
        "town",
        "unknown",
        "country",
        "site",
        "county",
    ]
    assert table[0]["place_id"] == "gn:199989"
    assert (float(table[0]["lat"]), float(table[0]["lon"])) == pytest.approx((0.46, 34.11), abs=0.01)
    assert (table[1]["place_id"], table[1]["lat"]) == ("", "")
    assert table[2]["place_id"] == "gn:188025"
    assert 0.78 <= float(table[2]["score"]) < 1
    assert (table[3]["place_id"], table[3]["country_code"]) == ("", "KE")


def test_other_columns_are_kept_as_they_are(gazetteer: Gazetteer, tmp_path: Path) -> None:
    rows = run(
        gazetteer,
        tmp_path,
        b'id,Country,note,NAME,status\n007,Kenya,"a, ""b""\nc", Busia ,new\n',
    )
    assert rows[0] == [*HEADER, "id", "note", "input_status"]
    assert rows[1][:2] == [" Busia ", "Kenya"]
    assert rows[1][-3:] == ["007", 'a, "b"\nc', "new"]


@pytest.mark.parametrize(
    "content",
    [
        "name,country\nMalindi,Kénya\n".encode("utf-8-sig"),
        "name;country\r\nMalindi;Kénya\r\n".encode("cp1252"),
        "name\tcountry\nMalindi\tKénya\n".encode("utf-16"),
        "name|country\nMalindi|Kénya\n".encode(),
    ],
)
def test_any_delimiter_and_encoding_is_read(gazetteer: Gazetteer, tmp_path: Path, content: bytes) -> None:
    rows = run(gazetteer, tmp_path, content)
    assert rows[1][:3] == ["Malindi", "Kénya", "exact"]


def test_short_long_and_empty_rows_are_kept_or_skipped_plainly(gazetteer: Gazetteer, tmp_path: Path) -> None:
    rows = run(gazetteer, tmp_path, b"name,country\nBusia\n\nBusia,KE,more,cells\n,\n")
    assert rows[0] == [*HEADER, "column_3", "column_4"]
    assert [row[0] for row in rows[1:]] == ["Busia", "Busia", ""]
    assert rows[2][-2:] == ["more", "cells"]


def test_names_may_be_hostile(gazetteer: Gazetteer, tmp_path: Path) -> None:
    long_name = "x" * 1_048_576
    hostile = ["=1+1", "@SUM(A1)", "\x00", long_name, "نيروبي"]
    source = tmp_path / "in.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["name", "country"], *([name, "KE"] for name in hostile)])
    resolve_file(source, tmp_path / "out.csv", gazetteer)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert [row[0] for row in rows[1:]] == hostile
    assert [row[2] for row in rows[1:]] == ["unresolved"] * 4 + ["alias"]


@pytest.mark.parametrize("content", [b"", b"place,land\nBusia,KE\n", b"\n\n", b"\x89PNG\r\n\x1a\n\x00"])
def test_a_file_without_the_column_name_is_refused_plainly(
    gazetteer: Gazetteer, tmp_path: Path, content: bytes
) -> None:
    with pytest.raises(BatchError, match="first line must name"):
        run(gazetteer, tmp_path, content)
    assert not (tmp_path / "out.csv").exists()
    assert not list(tmp_path.glob("*.part"))


def test_a_missing_file_or_folder_is_said(gazetteer: Gazetteer, tmp_path: Path) -> None:
    with pytest.raises(BatchError, match=r"no\.csv"):
        resolve_file(tmp_path / "no.csv", tmp_path / "out.csv", gazetteer)
    (tmp_path / "in.csv").write_text("name,country\nBusia,KE\n")
    with pytest.raises(BatchError, match="missing"):
        resolve_file(tmp_path / "in.csv", tmp_path / "missing" / "out.csv", gazetteer)


def test_progress_is_told_to_the_end(gazetteer: Gazetteer, tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("name,country\n" + "Busia,KE\n" * 1_200)
    told: list[tuple[int, int]] = []
    assert resolve_file(source, tmp_path / "out.csv", gazetteer, lambda *at: told.append(at)) == 1_200
    assert told == [(500, 1_200), (1_000, 1_200), (1_200, 1_200)]


def test_an_answer_is_described_for_people(gazetteer: Gazetteer) -> None:
    exact = describe("Busia", gazetteer.resolve("Busia", "KE"))
    assert "Busia: exact" in exact
    assert "gn:199989" in exact
    unsure = describe("Busia", gazetteer.resolve("Busia"))
    assert "Uganda" in unsure and "Kenya" in unsure and "say the country" in unsure
    assert "\x1b" not in describe("\x1b[2J", gazetteer.resolve("\x1b[2J"))
