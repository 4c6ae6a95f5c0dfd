"""Files made for the tests: tables as CSV and XLSX, and hostile archives built part by part."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import openpyxl

HEADERS = [
    "Place of origin",
    "Country of origin",
    "Transit",
    "Place of exploitation",
    "Country of exploitation",
]
BUSIA_TO_BEIRUT = ["Busia", "Kenya", "Nairobi", "Beirut", "Lebanon"]

_TYPES = """<?xml version="1.0"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
</Types>"""
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = """<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="{type}" Target="{target}"/></Relationships>"""
_WORKBOOK = f"""<?xml version="1.0"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{_RELATION}">
<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"""
WORKSHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def csv_file(
    path: Path, rows: Iterable[Sequence[str]], encoding: str = "utf-8", delimiter: str = ","
) -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def xlsx_file(path: Path, rows: Iterable[Sequence[Any]], merged: Sequence[str] = ()) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    for area in merged:
        book.active.merge_cells(area)
    book.save(path)
    return path


def archive(path: Path, sheet: Iterable[bytes], extra: dict[str, Iterable[bytes]] | None = None) -> Path:
    """Write an XLSX whose one worksheet is made of the given pieces."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr("[Content_Types].xml", _TYPES)
        packed.writestr(
            "_rels/.rels", _RELATIONS.format(type=f"{_RELATION}/officeDocument", target="xl/workbook.xml")
        )
        packed.writestr("xl/workbook.xml", _WORKBOOK)
        target = "worksheets/sheet1.xml"
        packed.writestr(
            "xl/_rels/workbook.xml.rels", _RELATIONS.format(type=f"{_RELATION}/worksheet", target=target)
        )
        with packed.open(f"xl/{target}", "w", force_zip64=True) as part:
            for piece in sheet:
                part.write(piece)
        for name, pieces in (extra or {}).items():
            with packed.open(name, "w", force_zip64=True) as part:
                for piece in pieces:
                    part.write(piece)
    return path


def worksheet(rows: str, around: str = "") -> list[bytes]:
    return [f"{WORKSHEET}<sheetData>{rows}</sheetData>{around}</worksheet>".encode()]


def text_cell(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'
