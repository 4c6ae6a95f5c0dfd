"""The report as a document: sections made of blocks, in plain data that any template can print.

`njia.report.sections` writes it from a bundle; the Typst template prints it. Text in it is text: no
template ever reads it as markup.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from typing import Any

from njia.report.markdown import Block as MarkdownBlock

_VIEW_BOX = re.compile(r'viewBox="\S+ \S+ (\S+) ([^" ]+)"')
# A tone is a colour with a meaning: the direction relative to the focus country, or none.
TONES = ("ink", "out", "in", "within", "elsewhere")


@dataclass(frozen=True)
class Paragraphs:
    """Running text; the first may be set as a lead."""

    paragraphs: tuple[str, ...]
    kind: str = "paragraphs"


@dataclass(frozen=True)
class Markdown:
    """A text of the coordinator's own, already parsed."""

    blocks: tuple[MarkdownBlock, ...]
    kind: str = "markdown"


@dataclass(frozen=True)
class KeyFigure:
    """One large number with its label."""

    value: str
    label: str
    tone: str = "ink"


@dataclass(frozen=True)
class KeyFigures:
    """Large numbers in a row."""

    figures: tuple[KeyFigure, ...]
    kind: str = "key_figures"


@dataclass(frozen=True)
class TableColumn:
    """A column: its title, how it is set, and its relative width where it holds text.

    `align` is text, strong or code; number, share, stated, cases or total: these have a width of their own.
    """

    title: str
    align: str = "text"
    weight: float = 1.0


@dataclass(frozen=True)
class TableRow:
    """A row: its cells as printed, its bar as a share of the longest (None: no bar), its tone.

    `group` set begins a group under that heading. `faint` are the numbers of the cells that are printed
    faintly, such as those that say that a count is withheld.
    """

    cells: tuple[str, ...]
    bar: float | None = None
    tone: str = "ink"
    group: str = ""
    faint: tuple[int, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table with a caption; bars follow the last column where a row has one."""

    caption: str
    columns: tuple[TableColumn, ...]
    rows: tuple[TableRow, ...]
    note: str = ""
    bar_weight: float = 1.1
    kind: str = "table"


@dataclass(frozen=True)
class Picture:
    """A drawing: SVG text, what it shows in words, and its caption with a bold opening."""

    name: str
    svg: str = field(repr=False)
    alt: str
    title: str
    caption: str
    kind: str = "picture"


@dataclass(frozen=True)
class Care:
    """A grey box to be read with care."""

    heading: str
    paragraphs: tuple[str, ...]
    kind: str = "care"


@dataclass(frozen=True)
class Beside:
    """Blocks beside one another, with their relative widths (empty: alike)."""

    blocks: tuple[Table | Care, ...]
    widths: tuple[float, ...] = ()
    kind: str = "beside"


Block = Beside | Paragraphs | Markdown | KeyFigures | Table | Picture | Care


@dataclass(frozen=True)
class Section:
    """A section: a key that stays, its heading, one sentence that says what was found, and blocks."""

    key: str
    heading: str
    finding: str
    blocks: tuple[Block, ...]
    new_page: bool = False


@dataclass(frozen=True)
class Document:
    """A whole report in one language."""

    language: str
    right_to_left: bool
    title: str
    network: str
    subtitle: str
    published: str
    running: str
    disclaimer: str
    data_note: str
    labels: dict[str, str]
    cover: Picture | None
    front: tuple[Section, ...]
    sections: tuple[Section, ...]

    def pictures(self) -> dict[str, str]:
        """Give every drawing's SVG by its name."""
        blocks = [b for section in (*self.front, *self.sections) for b in section.blocks]
        found = {b.name: b.svg for b in blocks if isinstance(b, Picture)}
        return found | ({self.cover.name: self.cover.svg} if self.cover else {})

    def as_data(self) -> dict[str, Any]:
        """Give the document as plain data: of each drawing not the SVG, but its height by its width."""
        data = asdict(self)
        _without_svg(data)
        return data


def _without_svg(value: Any) -> None:
    if isinstance(value, dict):
        if "svg" in value:
            value["height_by_width"] = _height_by_width(value.pop("svg"))
        for inner in value.values():
            _without_svg(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _without_svg(inner)


def _height_by_width(svg: str) -> float:
    found = _VIEW_BOX.search(svg)
    width, height = (float(found[1]), float(found[2])) if found else (1.0, 1.0)
    return height / width
