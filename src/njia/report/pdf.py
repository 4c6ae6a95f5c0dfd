"""A document into PDF: Typst in a folder of its own, with our fonts, no packages and no clock."""

from __future__ import annotations

import json
import re
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from njia.draw.fonts import font_folder
from njia.report.document import Document

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def pdf(document: Document) -> bytes:
    """Print the document as a tagged PDF, to PDF/UA-1; the same document gives the same bytes.

    When a text holds a character that no font of ours has, the PDF is still tagged but cannot promise
    PDF/UA-1: that standard forbids a character that is not shown.
    """
    with tempfile.TemporaryDirectory(prefix="njia-") as name:
        root = Path(name)
        _lay_out(document, root)
        try:
            return _compile(root, document.language, ["ua-1"])
        except typst.TypstError as error:
            if "PDF/UA-1 error" not in str(error):
                raise
            return _compile(root, document.language, [])


def _lay_out(document: Document, root: Path) -> None:
    """Put the templates, the data and the drawings into the only folder that Typst may read."""
    for template in sorted(files(__package__).joinpath("typst").iterdir(), key=lambda f: f.name):
        (root / template.name).write_bytes(template.read_bytes())
    data = _printable(document.as_data())
    (root / "document.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    for name, svg in document.pictures().items():
        (root / f"{name}.svg").write_text(svg, encoding="utf-8")


def _compile(root: Path, language: str, standards: list[Any]) -> bytes:
    printed = typst.compile(
        root / "report.typ",
        root=root,
        font_paths=[font_folder(language)],
        ignore_system_fonts=True,
        package_path=root,  # neither a package installed on this machine nor one fetched from elsewhere
        package_cache_path=root,
        pdf_standards=standards,
        timestamp=0,
    )
    if not isinstance(printed, bytes):
        raise TypeError("Typst gave no PDF")
    return printed


def _printable(value: Any) -> Any:
    """Replace control characters, which no font can show, by spaces in every text."""
    if isinstance(value, str):
        return _CONTROL.sub(" ", value)
    if isinstance(value, dict):
        return {key: _printable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(inner) for inner in value]
    return value
