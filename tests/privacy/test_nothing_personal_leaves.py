"""A canary in every cell that nobody outside may see: none is in anything that `njia report` makes."""

import csv
import re
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from pypdf import PdfReader

from njia.cli import main

pytestmark = pytest.mark.xdist_group("canary")

# One word for each place where something could leak; no word is part of another.
CANARIES = {
    "Your reference": "Kanarefxq",
    "Organisation": "Kanaorgxq",
    "Place of origin": "Kanatownxq",
    "Transit 1 place": "Kanatransitxq",
    "Place of exploitation": "Kanadestxq",
    "Estimated number of cases": "about 30 Kanacasesxq",
    "Industry": "Kanaindustryxq",
    "Recruitment method": "Kanarecruitxq",
    "Transport to place of exploitation": "Kanamodexq",
    "Carrier to transit 1": "Kanadriverxq, 0722 123456",
    "Carrier to place of exploitation": "Emirates; Kanapilotxq of Kanacompanyxq / +254 711 222 333",
    "Collection": "Kanaroundxq called 0733 999888 Kanacollectionxq",
    "Notes": "Kananamexq, phone 0700 123456 Kanaphonexq",
    "Kanaheaderxq": "Kanaextraxq",
}
WORD = re.compile(r"kana[a-z]+xq", re.IGNORECASE)
PLAIN = {"Country of origin": "Kenya", "Transit 1 country": "Uganda", "Country of exploitation": "Qatar"}


def rows() -> list[dict[str, str]]:
    """Give ordinary rows, and one with a canary in every cell but the countries'."""
    ordinary = [
        {
            **PLAIN,
            "Organisation": f"Kanaorg{letter}xq",
            "Place of origin": "Busia",
            "Estimated number of cases": "7",
        }
        for letter in "abc"
    ]
    return [*ordinary, {**PLAIN, **CANARIES}]


def write(file: Path) -> Path:
    with file.open("w", encoding="utf-8", newline="") as opened:
        sheet = csv.DictWriter(opened, [*CANARIES, *PLAIN])
        sheet.writeheader()
        sheet.writerows(rows())
    return file


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("canary") / "Kanafilexq.csv")


@pytest.fixture(scope="module")
def report(sheet: Path) -> Path:
    out = sheet.parent / "report"
    earlier = write(sheet.parent / "2019.csv")  # the one file name that is printed: "Since 2019"
    assert main(["report", str(sheet), "--compare", str(earlier), "--out", str(out)]) == 0
    return out


def words_of(file: Path) -> str:
    """Give all that can be read in a file, by people and by programs."""
    if file.suffix == ".pdf":
        reader = PdfReader(file)
        return "\n".join([*(page.extract_text() for page in reader.pages), str(reader.metadata)])
    if file.suffix == ".parquet":
        table: Any = pq.read_table(file)
        return f"{table.schema} {table.schema.metadata} {table.to_pylist()}"
    return file.read_text(encoding="utf-8")


def test_there_is_something_that_could_leak(sheet: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The network itself reads the row and is told what is in it, so the canaries did get in."""
    main(["check", str(sheet), "--format", "json"])
    assert "Kanatownxq" in capsys.readouterr().out


def test_the_ordinary_part_of_the_rows_is_in_the_report(report: Path) -> None:
    assert "Busia" in words_of(report / "index.html")
    assert "Qatar" in words_of(report / "report.pdf")


def test_every_kind_of_output_is_looked_at(report: Path) -> None:
    made = {file.suffix for file in report.rglob("*") if file.is_file()}
    assert {".pdf", ".html", ".svg", ".csv", ".parquet", ".json"} <= made


def test_no_canary_is_in_anything_that_the_report_makes(report: Path) -> None:
    leaks = {
        file.relative_to(report).as_posix(): sorted(set(WORD.findall(words_of(file))))
        for file in report.rglob("*")
        if file.is_file() and WORD.search(words_of(file))
    }
    assert leaks == {}


def test_a_carrier_that_is_known_leaves_and_what_stands_beside_it_is_another_carrier(report: Path) -> None:
    assert "Emirates" in words_of(report / "data" / "carriers.csv")
    assert "Other carrier" in words_of(report / "tables" / "airlines.csv")


@pytest.mark.parametrize("digits", ["0700123456", "0722123456", "254711222333", "0733999888"])
def test_no_telephone_number_of_a_cell_is_in_anything_that_the_report_makes(
    report: Path, digits: str
) -> None:
    number = re.compile(r"\W{0,2}".join(digits))
    texts = {file.name: words_of(file) for file in report.rglob("*") if file.is_file()}
    assert [name for name, text in texts.items() if number.search(text)] == []


def test_no_canary_is_in_the_name_of_a_file(report: Path) -> None:
    assert not [file for file in report.rglob("*") if WORD.search(file.name)]


def test_no_canary_is_in_the_bytes_of_any_file(report: Path) -> None:
    found = re.compile(rb"kana[a-z]+xq", re.IGNORECASE)
    assert not [file for file in report.rglob("*") if file.is_file() and found.search(file.read_bytes())]


def test_making_a_report_says_nothing_of_what_is_in_the_cells(
    sheet: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    main(["report", str(sheet), "--out", str(tmp_path / "out")])
    captured = capfd.readouterr()
    said = WORD.findall((captured.out + captured.err).replace(str(sheet), ""))
    assert said == []


GARBAGE = {
    "cut.xlsx": b"PK\x03\x04Kanapayloadxq",
    "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1Kanapayloadxq",
    "bytes.csv": b"Kanapayloadxq\x00\x01\x02\x03,\x00",
    "empty.csv": b"",
    "notes.csv": b"Kanapayloadxq told us that\nKanapayloadxq went away\n",
}


@pytest.mark.parametrize("name", GARBAGE)
@pytest.mark.parametrize("command", ["check", "report", "measures"])
def test_an_error_on_a_bad_file_does_not_quote_it(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, command: str
) -> None:
    file = tmp_path / name
    file.write_bytes(GARBAGE[name])
    options = ["--out", str(tmp_path / "out")] if command == "report" else []
    assert main([command, str(file), *options]) in {1, 2}
    captured = capfd.readouterr()
    assert captured.out + captured.err
    assert "Traceback" not in captured.err
    if command != "check" or name != "notes.csv":
        assert not WORD.findall(captured.out + captured.err)


def test_an_error_in_the_settings_does_not_quote_them(
    sheet: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    settings = tmp_path / "network.yaml"
    settings.write_text("name: [Kanapayloadxq]\nfocus_country: Kanapayloadxq\n", encoding="utf-8")
    assert main(["measures", str(sheet), "--network", str(settings)]) == 2
    captured = capfd.readouterr()
    assert not WORD.findall(captured.out + captured.err)
