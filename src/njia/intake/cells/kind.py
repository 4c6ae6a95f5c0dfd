"""What a file really is, told by its content and never by its name."""

from __future__ import annotations

from .limits import Refused

HEAD_BYTES = 4096
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"SQLite format 3", "a database"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"PAR1", "a Parquet file"),
)
_MARKUP: tuple[tuple[bytes, str], ...] = (
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<table", "a web page"),
    (b"<?xml", "an XML document"),
    (b"<workbook", "an XML document"),
)


def recognise(head: bytes) -> str:
    """Say whether the file is a "zip", an "ole" or a "text" by its first bytes.

    Raises Refused with `not_a_spreadsheet` for what is known to be something else, and with
    `file_empty` for nothing at all.
    """
    if not head:
        raise Refused("file_empty")
    if head.startswith(ZIP):
        return "zip"
    if head.startswith(OLE):
        return "ole"
    for magic, what in _FOREIGN:
        if head.startswith(magic) and _not_plain_text(head):
            raise Refused("not_a_spreadsheet", what=what)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for mark, what in _MARKUP:
        if start.startswith(mark):
            raise Refused("not_a_spreadsheet", what=what)
    if not head.strip(b"\0"):
        raise Refused("not_a_spreadsheet", what="a file of zero bytes")
    # Zero bytes are half of UTF-16; other control characters are rare in any text.
    if (
        sum(byte < 32 and byte not in b"\0\t\n\r\x0b\x0c" for byte in head) > len(head) // 20
        and len(head) > 64
    ):
        raise Refused("not_a_spreadsheet", what="a file that is no text")
    return "text"


def _not_plain_text(head: bytes) -> bool:
    """Tell a table whose first header happens to begin with "MZ" from a program."""
    if head.startswith((b"%PDF", b"{\\rtf")):
        return True
    return any(byte < 9 or 13 < byte < 32 or byte > 126 for byte in head)


def ole_kind(whole: bytes) -> str:
    """Say what an OLE file holds: "xls". Raises Refused for a password or another kind of document."""
    if "EncryptedPackage".encode("utf-16-le") in whole:
        raise Refused("password_protected")
    if "Workbook".encode("utf-16-le") in whole or "Book".encode("utf-16-le") in whole:
        return "xls"
    what = "a Word document" if "WordDocument".encode("utf-16-le") in whole else "an older Office document"
    raise Refused("not_a_spreadsheet", what=what)


def zip_kind(names: frozenset[str], mimetype: bytes) -> str:
    """Say what an archive holds: "xlsx", "xlsb" or "ods". Raises Refused for anything else."""
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "[Content_Types].xml" in names and any(n.lower().endswith("workbook.xml") for n in names):
        return "xlsx"
    if b"opendocument.spreadsheet" in mimetype:
        return "ods"
    if "word/document.xml" in names:
        what = "a Word document"
    elif any(name.startswith("ppt/") for name in names):
        what = "a presentation"
    elif any(name.endswith(".iwa") for name in names):
        what = "a Numbers document"
    elif b"opendocument" in mimetype:
        what = "an OpenDocument file that is not a spreadsheet"
    else:
        what = "a ZIP archive"
    raise Refused("not_a_spreadsheet", what=what)
