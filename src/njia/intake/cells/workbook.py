"""Sheets and cells out of a workbook, through calamine."""

from __future__ import annotations

import datetime as dt
import io
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from .archive import Archive
from .limits import MAX_COLUMNS, MAX_MERGED_CELLS, MAX_ROWS, MAX_SHEETS, Refused
from .sheetmarks import SheetMarks

_RELATIONSHIP = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATIONSHIP_STRICT = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"

# A cell as it is handed over: text, number, yes/no, {"d": a day}, {"e": an error, or "" without a value}.
Cell = str | int | float | bool | dict[str, str]


@dataclass
class SheetFacts:
    """What is known of a sheet beside its cells; rows and columns are counted from 1."""

    name: str
    hidden: bool = False
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    marks: SheetMarks = field(default_factory=SheetMarks)


def open_workbook(file: BinaryIO) -> CalamineWorkbook:
    """Open a workbook of any kind; raises Refused when it is damaged or locked."""
    try:
        return CalamineWorkbook.from_filelike(file)
    except PasswordError as error:
        raise Refused("password_protected") from error
    except (CalamineError, OSError, ValueError) as error:
        raise Refused("file_damaged") from error


def sheets(book: CalamineWorkbook, archive: Archive) -> Iterator[tuple[SheetFacts, CalamineSheet]]:
    """Load one worksheet after the other; raises Refused when one is damaged or too large."""
    known = [meta for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet]
    if len(known) > MAX_SHEETS:
        raise Refused("too_many_sheets", limit=MAX_SHEETS)
    parts = _part_of_sheet(archive)
    for meta in known:
        try:
            sheet = book.get_sheet_by_name(meta.name)
        except (CalamineError, OSError, ValueError) as error:
            raise Refused("file_damaged") from error
        start = sheet.start or (0, 0)
        if start[1] + sheet.width > MAX_COLUMNS:
            raise Refused("too_many_columns", limit=MAX_COLUMNS)
        merged = sheet.merged_cell_ranges or []
        if len(merged) > MAX_MERGED_CELLS:
            raise Refused("too_many_merged_cells", limit=MAX_MERGED_CELLS)
        facts = SheetFacts(
            meta.name,
            hidden=meta.visible != SheetVisibleEnum.Visible,
            merged=[(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in merged],
            marks=archive.marks.get(parts.get(meta.name, ""), SheetMarks()),
        )
        yield facts, sheet


def rows(facts: SheetFacts, sheet: CalamineSheet) -> Iterator[tuple[int, list[Cell]]]:
    """Give each row that holds anything, with its number; the first cell is that of column A."""
    start_row, start_column = sheet.start or (0, 0)
    padding: list[Cell] = [""] * start_column
    faults: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in facts.marks.faults.items():
        if column <= MAX_COLUMNS:
            faults.setdefault(row, []).append((column, text))
    filled = 0
    for number, raw in enumerate(sheet.iter_rows(), start=start_row + 1):
        cells = padding + [_cell(value) for value in raw]
        for column, text in faults.pop(number, ()):
            cells += [""] * (column - len(cells))
            cells[column - 1] = {"e": text}
        while cells and cells[-1] == "":
            cells.pop()
        if cells:
            filled += 1
            if filled > MAX_ROWS:
                raise Refused("too_many_rows", limit=MAX_ROWS)
            yield number, cells


def _cell(value: Any) -> Cell:
    if isinstance(value, str):
        return {"e": value} if value.startswith("#") and value in _ERRORS else value
    if isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, dt.datetime):
        midnight = not (value.hour or value.minute or value.second)
        return {"d": value.date().isoformat()} if midnight else {"d": value.isoformat(sep=" ")}
    if isinstance(value, dt.date):
        return {"d": value.isoformat()}
    return str(value)


_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#GETTING_DATA"})


def _part_of_sheet(archive: Archive) -> dict[str, str]:
    """Map each sheet's name to its part of the archive; empty when the workbook does not tell."""
    found: dict[str, str] = {}
    for name, content in archive.small_parts.items():
        if not name.endswith("workbook.xml"):
            continue
        folder, _, file = name.rpartition("/")
        relations = archive.small_parts.get(f"{folder}/_rels/{file}.rels".lstrip("/"), b"")
        try:
            targets = {r.get("Id"): r.get("Target", "") for r in fromstring(relations)} if relations else {}
            for element in fromstring(content).iter():
                if element.tag.endswith("}sheet"):
                    key = element.get(_RELATIONSHIP) or element.get(_RELATIONSHIP_STRICT)
                    path = posixpath.normpath(posixpath.join("/" + folder, targets.get(key, "")))
                    found[element.get("name", "")] = path.lstrip("/")
        except (ParseError, DefusedXmlException) as error:
            raise Refused("file_damaged") from error
    return found


def buffered(file: BinaryIO) -> io.BytesIO:
    """Hold the packed file in memory: calamine seeks in it many times."""
    file.seek(0)
    return io.BytesIO(file.read())
