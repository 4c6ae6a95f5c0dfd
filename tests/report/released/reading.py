"""Read a release back as people get it: the page's tables, and the PDF's words."""

from __future__ import annotations

import io
from functools import cache
from html.parser import HTMLParser

from pypdf import PdfReader
from tests.report.released.invented import release

from njia.report.document import Document
from njia.report.released import map_svg, page, pdf, phone_svg
from njia.report.released.composing import compose

VOID = {"meta", "br", "hr", "input", "img", "link"}


@cache
def html_of(policy: str = "guarded", language: str = "en") -> str:
    return page(release(policy, language))


@cache
def pdf_of(policy: str = "guarded", language: str = "en") -> bytes:
    return pdf(release(policy, language))


@cache
def svg_of(policy: str = "guarded", language: str = "en") -> str:
    return map_svg(release(policy, language))


@cache
def phone_svg_of(policy: str = "guarded", language: str = "en") -> str:
    return phone_svg(release(policy, language))


@cache
def document_of(policy: str = "guarded", language: str = "en") -> Document:
    return compose(release(policy, language))


@cache
def pdf_words(policy: str = "guarded", language: str = "en") -> str:
    return words(pdf_of(policy, language))


def words(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(each.extract_text() for each in pages).split())


def squeezed(text: str) -> str:
    return "".join(text.split())


class Reader(HTMLParser):
    """Collects a page's tables, texts, attributes and scripts; `open` is empty when every tag is closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.scripts: list[str] = []
        self.tables: dict[str, list[list[str]]] = {}  # caption: rows, the first of them the titles
        self._rows: list[list[str]] = []
        self._caption = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attributes}))
        if tag == "table":
            self._rows, self._caption = [], ""
        elif tag == "tr":
            self._rows.append([])
        elif tag in ("th", "td"):
            self._rows[-1].append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attributes}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"</{tag}> closes something else"
        if tag == "table":
            self.tables[self._caption] = self._rows

    def handle_data(self, data: str) -> None:
        within = self.open[-1] if self.open else ""
        if within == "script":
            self.scripts.append(data)
        elif within == "caption":
            self._caption += data
        elif within in ("th", "td"):
            self._rows[-1][-1] += data
        if within not in ("script", "style"):
            self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


@cache
def read(policy: str = "guarded", language: str = "en") -> Reader:
    return Reader(html_of(policy, language))
