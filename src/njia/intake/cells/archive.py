"""Look through a zipped spreadsheet before anything parses it.

Every part is unpacked piece by piece, counted by what really comes out (a header can lie), and searched
for what a spreadsheet never needs (DOCTYPE, ENTITY) and for what the parser does not tell: hidden rows and
columns, cells with an error, formulas without a stored value.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from .limits import MAX_ARCHIVE_PARTS, MAX_UNPACKED_BYTES, MEBIBYTE, Refused
from .sheetmarks import SheetMarks, SheetScan

_PARSED = (".xml", ".rels", ".bin", ".vml")  # what a spreadsheet parser opens; pictures stay packed
_ENCRYPTED_FLAG = 0x1
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY", *(s.encode("utf-16-le") for s in ("<!DOCTYPE", "<!ENTITY")))
_OVERLAP = 64


@dataclass
class Archive:
    """What the search found: part names, and for each worksheet part what it marks."""

    names: frozenset[str] = frozenset()
    mimetype: bytes = b""
    small_parts: dict[str, bytes] = field(default_factory=dict)  # workbook and its relations
    marks: dict[str, SheetMarks] = field(default_factory=dict)
    hides_rows: bool = False  # ODS: some rows are hidden, not known which


def inspect(file: BinaryIO) -> Archive:
    """Unpack every part once and measure it; raises Refused for anything that is not plain and small."""
    try:
        with zipfile.ZipFile(file) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Refused("file_damaged") from error
    if len(entries) > MAX_ARCHIVE_PARTS:
        raise Refused("archive_bomb")
    archive = Archive(names=frozenset(entry.filename for entry in entries))
    left = MAX_UNPACKED_BYTES
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise Refused("password_protected")
        if entry.filename == "mimetype" or entry.filename.lower().endswith(_PARSED):
            left -= _inspect_part(file, entry, archive, left)
    return archive


def _inspect_part(file: BinaryIO, entry: zipfile.ZipInfo, archive: Archive, left: int) -> int:
    name = entry.filename
    scan = SheetScan() if "worksheets/" in name and name.endswith(".xml") else None
    keep = name in ("mimetype", "META-INF/manifest.xml") or "workbook.xml" in name
    kept: list[bytes] = []
    total, tail = 0, b""
    for piece in _unpacked(file, entry):
        total += len(piece)
        if total > left:
            raise Refused("archive_bomb")
        if not name.endswith(".bin"):
            _refuse_entities(tail + piece)
        if scan:
            scan.feed(piece)
        if name == "content.xml" and b':visibility="' in tail + piece:
            archive.hides_rows = True
        if keep and total <= MEBIBYTE:
            kept.append(piece)
        tail = piece[-_OVERLAP:]
    _keep(archive, name, b"".join(kept), scan)
    return total


def _keep(archive: Archive, name: str, content: bytes, scan: SheetScan | None) -> None:
    if scan:
        archive.marks[name] = scan.finish()
    if name == "mimetype":
        archive.mimetype = content
    elif name == "META-INF/manifest.xml":
        if b"encryption-data" in content:
            raise Refused("password_protected")
    elif content:
        archive.small_parts[name] = content


def _refuse_entities(piece: bytes) -> None:
    if b"<\0!\0" in piece or b"<!" in piece:
        upper = piece.upper()
        if any(word in upper for word in _FORBIDDEN):
            raise Refused("xml_entities")


def _unpacked(file: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Unpack one part by ourselves: `zipfile` would stop at the size that the header claims."""
    file.seek(entry.header_offset)
    header = file.read(30)
    if len(header) < 30 or header[:4] != b"PK\x03\x04":
        raise Refused("file_damaged")
    file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("file_damaged")
    inflate = zlib.decompressobj(-15) if entry.compress_type == zipfile.ZIP_DEFLATED else None
    packed_left = entry.compress_size
    while packed_left > 0:
        packed = file.read(min(packed_left, MEBIBYTE // 4))
        if not packed:
            raise Refused("file_damaged")
        packed_left -= len(packed)
        if inflate is None:
            yield packed
            continue
        while packed:
            try:
                piece = inflate.decompress(packed, MEBIBYTE)
            except zlib.error as error:
                raise Refused("file_damaged") from error
            if piece:
                yield piece
            packed = inflate.unconsumed_tail
