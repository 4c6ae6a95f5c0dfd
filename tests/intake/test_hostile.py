"""Every hostile file gets a clear refusal, within the limits of time and memory."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from njia.intake.cells import limits
from njia.problems import UnreadableFile

from .conftest import ReadFile
from .made import archive, text_cell, worksheet

SECONDS = 10.0
MEBIBYTE = 1 << 20
TABLE = f'<row r="1">{text_cell("A1", "origin")}{text_cell("B1", "destination")}</row>'


def unpacked_bomb(path: Path) -> Path:
    return archive(path, [b" " * MEBIBYTE] * (limits.MAX_UNPACKED_BYTES // MEBIBYTE + 2))


def bomb_with_a_lying_header(path: Path) -> Path:
    whole = bytearray(unpacked_bomb(path).read_bytes())
    at = whole.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", whole, at + 24, 100)
        at = whole.find(b"PK\x01\x02", at + 4)
    path.write_bytes(whole)
    return path


def many_parts(path: Path) -> Path:
    return archive(path, worksheet(TABLE), {f"xl/{n}.xml": [] for n in range(limits.MAX_ARCHIVE_PARTS)})


def nested(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("inner.zip", b"PK\x03\x04")
    return path


def billion_laughs(path: Path) -> Path:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return archive(path, [f'<!DOCTYPE l [<!ENTITY l0 "ha">{entities}]><worksheet>&l9;</worksheet>'.encode()])


def external_entity(path: Path) -> Path:
    return archive(
        path, [b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet>&x;</worksheet>']
    )


def entities_in_utf16(path: Path) -> Path:
    return archive(path, ['<!DOCTYPE a [<!ENTITY x "y">]><worksheet/>'.encode("utf-16")])


def a_million_columns(path: Path) -> Path:
    return archive(path, worksheet(f'<row r="1">{"<c><v>1</v></c>" * 1_000_000}</row>'))


def a_million_columns_of_text(path: Path) -> Path:
    path.write_text("origin,destination" + ",x" * 1_000_000 + "\nKenya,Iraq\n")
    return path


def a_cell_at_the_far_corner(path: Path) -> Path:
    return archive(path, worksheet(f'{TABLE}<row r="1048576">{text_cell("XFD1048576", "x")}</row>'))


def sixty_million_empty_texts(path: Path) -> Path:
    start = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    texts = [start, *[b"<si/>" * 1_000_000] * 60, b"</sst>"]
    return archive(path, worksheet(TABLE), {"xl/sharedStrings.xml": texts})


def too_many_rows(path: Path) -> Path:
    path.write_text("origin,destination\n" + "Kenya,Iraq\n" * 5_000_000)
    return path


def too_many_merged_cells(path: Path) -> Path:
    areas = '<mergeCell ref="A2:A1048576"/>' * (limits.MAX_MERGED_CELLS + 1)
    return archive(path, worksheet(TABLE, f"<mergeCells>{areas}</mergeCells>"))


def too_many_sheets(path: Path) -> Path:
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    for _ in range(limits.MAX_SHEETS + 1):
        book.add_worksheet()
    book.close()
    return path


def quotes_without_end(path: Path) -> Path:
    path.write_text("origin,destination\n" + '"a,b\n' * 2_000_000)
    return path


def one_endless_line(path: Path) -> Path:
    path.write_text("a" * (limits.MAX_CELL_CHARACTERS + 10))
    return path


def rows_of_large_cells(path: Path) -> Path:
    """Text that a sheet repeats by reference: small in the file, huge as cells."""
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 20_000))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = f'<sst xmlns="{main}"><si><t>{"x" * 30_000}</t></si></sst>'
    return archive(path, worksheet(TABLE + cells), {"xl/sharedStrings.xml": [text.encode()]})


def password(path: Path) -> Path:
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )
    return path


def encrypted_zip(path: Path) -> Path:
    whole = bytearray(archive(path, worksheet(TABLE)).read_bytes())
    at = whole.find(b"PK\x01\x02")
    whole[at + 8] |= 1
    path.write_bytes(whole)
    return path


def truncated(path: Path) -> Path:
    whole = archive(path, worksheet(TABLE)).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def content(whole: bytes) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        path.write_bytes(whole)
        return path

    return write


def five_sparse_gigabytes(path: Path) -> Path:
    with path.open("wb") as file:
        file.truncate(5 << 30)
    return path


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def pipe(path: Path) -> Path:
    os.mkfifo(path)
    return path


def binary_workbook_of_noise(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.bin", b"\x83\x01\x00noise" * 30)
    return path


def half_a_binary_workbook(path: Path) -> Path:
    whole = binary_workbook_of_noise(path).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


HOSTILE: list[tuple[str, str, Callable[[Path], Path]]] = [
    ("bomb.xlsx", "archive_bomb", unpacked_bomb),
    ("lying.xlsx", "archive_bomb", bomb_with_a_lying_header),
    ("parts.xlsx", "archive_bomb", many_parts),
    ("nested.xlsx", "not_a_spreadsheet", nested),
    ("laughs.xlsx", "xml_entities", billion_laughs),
    ("external.xlsx", "xml_entities", external_entity),
    ("wide_text.xlsx", "xml_entities", entities_in_utf16),
    ("columns.xlsx", "too_many_columns", a_million_columns),
    ("columns.csv", "too_many_columns", a_million_columns_of_text),
    ("corner.xlsx", "too_much_memory", a_cell_at_the_far_corner),
    ("rows.csv", "too_many_rows", too_many_rows),
    ("merged.xlsx", "too_many_merged_cells", too_many_merged_cells),
    ("sheets.xlsx", "too_many_sheets", too_many_sheets),
    ("line.csv", "cell_too_long", one_endless_line),
    ("repeated.xlsx", "too_much_text", rows_of_large_cells),
    ("password.xlsx", "password_protected", password),
    ("locked.xlsx", "password_protected", encrypted_zip),
    ("noise.xlsb", "file_damaged", binary_workbook_of_noise),
    ("half.xlsb", "file_damaged", half_a_binary_workbook),
    ("half.xlsx", "file_damaged", truncated),
    ("document.xlsx", "not_a_spreadsheet", content(b"%PDF-1.7\n" + bytes(range(256)))),
    ("picture.csv", "not_a_spreadsheet", content(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))),
    ("program.xls", "not_a_spreadsheet", content(b"MZ\x90\0" + bytes(range(256)))),
    ("page.xls", "not_a_spreadsheet", content(b"<html><table><tr><td>origin</td></tr></table></html>")),
    ("noise.csv", "not_a_spreadsheet", content(bytes(n * n % 251 for n in range(100_000)))),
    ("zeros.csv", "not_a_spreadsheet", content(b"\0" * MEBIBYTE)),
    ("empty.csv", "file_empty", content(b"")),
    ("prose.txt", "no_table", content(b"Dear all,\nplease find attached the list, with thanks.\n")),
    ("sparse.csv", "file_too_large", five_sparse_gigabytes),
    ("folder", "not_a_file", folder),
    ("pipe", "not_a_file", pipe),
    ("missing.xlsx", "file_missing", lambda path: path),
]


@pytest.mark.parametrize(("name", "code", "make"), HOSTILE, ids=[name for name, _, _ in HOSTILE])
def test_a_hostile_file_gets_a_clear_refusal(
    read_file: ReadFile, tmp_path: Path, name: str, code: str, make: Callable[[Path], Path]
) -> None:
    path = make(tmp_path / name)
    with pytest.raises(UnreadableFile) as refusal:
        read_file(path)
    problem = refusal.value.problem
    assert problem.code == code
    assert problem.file == str(path)
    assert str(path) in str(refusal.value)
    assert "{" not in problem.message + problem.remedy


@pytest.mark.parametrize("make", [sixty_million_empty_texts, quotes_without_end])
def test_a_file_that_only_wears_the_reader_out_is_stopped(
    read_file: ReadFile, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    path = make(tmp_path / ("t.xlsx" if make is sixty_million_empty_texts else "t.csv"))
    began = time.monotonic()
    with pytest.raises(UnreadableFile) as refusal:
        read_file(path)
    assert refusal.value.problem.code in {"too_much_memory", "too_slow", "too_many_rows"}
    # Twice what is promised: other work shares this machine.
    assert time.monotonic() - began < 2 * SECONDS


_MEASURE = """
import resource, sys
from pathlib import Path
from njia.intake.cells.limits import Refused
from njia.intake.cells.supervisor import read_book
try:
    read_book(Path(sys.argv[1]))
except Refused as refusal:
    unit = 1 if sys.platform == "darwin" else 1024
    child, own = (resource.getrusage(who).ru_maxrss * unit for who in (-1, 0))
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage says of itself goes back to before exec, to the test runner
        [line] = [line for line in status.read_text().splitlines() if line.startswith("VmHWM:")]
        own = int(line.split()[1]) * 1024
    print(refusal.code, child, own)
"""


@pytest.mark.parametrize("make", [sixty_million_empty_texts, a_cell_at_the_far_corner, unpacked_bomb])
def test_parent_and_child_together_stay_within_a_gigabyte(
    tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    path = make(tmp_path / "t.xlsx")
    done = subprocess.run([sys.executable, "-c", _MEASURE, path], capture_output=True, text=True, check=True)
    code, child_bytes, own_bytes = done.stdout.split()
    assert code in {"too_much_memory", "too_slow", "archive_bomb"}
    assert int(child_bytes) + int(own_bytes) < 1 << 30


def test_a_dimension_that_lies_is_not_believed(read_file: ReadFile, tmp_path: Path) -> None:
    row = f'<row r="2">{text_cell("A2", "Kenya")}{text_cell("B2", "Qatar")}</row>'
    sheet = worksheet(TABLE + row)[0].replace(
        b"<sheetData>", b'<dimension ref="A1:XFD1000000000"/><sheetData>'
    )
    assert read_file(archive(tmp_path / "d.xlsx", [sheet])).usable == 1


def test_one_unreadable_file_among_several_is_named(read_file: ReadFile, tmp_path: Path) -> None:
    good = content(b"origin,destination\nKenya,Qatar\n")(tmp_path / "good.csv")
    with pytest.raises(UnreadableFile, match=r"bad\.xlsx"):
        read_file(good, content(b"%PDF-1.7 \x00")(tmp_path / "bad.xlsx"))
