"""Compose the printed release: a document of the same kind as the report, from protected tables alone."""

from __future__ import annotations

from njia.report import markdown
from njia.report.document import (
    Block,
    Care,
    Document,
    KeyFigure,
    KeyFigures,
    Markdown,
    Paragraphs,
    Picture,
    Section,
    Table,
    TableColumn,
    TableRow,
)
from njia.report.material import Material
from njia.report.released.drawings import Drawings
from njia.report.released.parts import Part, parts
from njia.report.released.tables import OVERVIEW, ReleasedColumn, ReleasedRow, ReleasedTable, released_table
from njia.report.released.wording import Said
from njia.report.words import sentence

MOST_ROWS = 60  # of a printed table; the whole of it is in the folder of tables
MOST_KEYS = 2  # beside which there is room for bars
KEY_FIGURES = ("submissions", "organisations", "cases_best", "own_casework")
_ALIGN = {"number": "number", "share": "share", "cases": "cases", "total": "total"}
# The columns that a printed table with several keys has no room for; they are on the page and in the files.
_WIDE = frozenset({"share", "cases_known"})


def compose(material: Material, drawn: Drawings | None = None) -> Document:
    """Write the release in the material's language; NetworkError when there is no report in it."""
    said, drawn = Said(material), drawn or Drawings()
    network = material.network
    return Document(
        language=material.language,
        right_to_left=said.words.right_to_left,
        title=material.title or said.number,
        network=network.name or said.report.say("labels.running_nameless"),
        subtitle=said.subtitle,
        published=said.date,
        running=said.running,
        disclaimer=said.report.say("labels.disclaimer"),
        data_note=network.texts.data_note.strip(),
        labels={"contents": said.report.say("labels.contents")},
        cover=drawn.cover,
        front=_present(
            Section("contents", said.report.say("labels.contents"), "", ()), text(said, "foreword")
        ),
        sections=_sections(said, drawn),
    )


def _sections(said: Said, drawn: Drawings) -> tuple[Section, ...]:
    return _present(
        reading(said),
        _summary(said, drawn.maps),
        text(said, "findings"),
        *(_tables(said, part) for part in parts(said)),
        text(said, "method"),
        contributors(said),
        text(said, "acknowledgements"),
        text(said, "contact"),
        *about(said),
    )


def _present(*sections: Section | None) -> tuple[Section, ...]:
    return tuple(section for section in sections if section is not None)


def reading(said: Said) -> Section:
    """How to read the release: what the policy did, in plain words."""
    return Section("reading", said.say("read.heading"), "", (Paragraphs(said.reading()),))


def _summary(said: Said, maps: tuple[Picture, ...]) -> Section:
    care = Care(said.report.say("summary.care_heading"), (said.say("summary.care"),))
    figures = key_figures(said)
    no_map = () if maps else (Paragraphs((said.say("map.none"),)),)
    blocks: tuple[Block, ...] = (*((figures,) if figures else ()), *maps[:1], *no_map, care, *maps[1:])
    return Section("summary", said.say("summary.heading"), finding(said), blocks, new_page=True)


def finding(said: Said) -> str:
    """Say how much the release rests on; "" where that is withheld."""
    values = overview(said)
    submissions, organisations = values.get("submissions"), values.get("organisations")
    if submissions is None or organisations is None:
        return ""
    counted = said.report.counted
    return sentence(
        said.say(
            "summary.finding",
            submissions=counted("submissions", submissions),
            organisations=counted("organisations", organisations),
        )
    )


def overview(said: Said) -> dict[str, int | None]:
    """Give the headline figures by name; empty for a release without them."""
    protected = said.material.tables.tables.get(OVERVIEW)
    return {row["figure"]: row["value"] for row in protected.rows.to_pylist()} if protected else {}


def key_figures(said: Said) -> KeyFigures | None:
    """Set the headline figures large, each as its table says it; None for a release without them."""
    values = overview(said)
    if not values:
        return None
    table = released_table(said.material, OVERVIEW)
    shown = dict(zip(values, (row.cells[-1].text for row in table.rows), strict=True))
    figures = [
        KeyFigure(shown[name], _figure_label(said, name, values)) for name in KEY_FIGURES if name in shown
    ]
    return KeyFigures(tuple(figures))


def _figure_label(said: Said, name: str, values: dict[str, int | None]) -> str:
    known, whole = values.get("cases_known"), values.get("submissions")
    if name == "cases_best" and values[name] is not None and known and whole and known != whole:
        return said.say("summary.figure.cases_best_some", known=known, whole=whole)
    return said.say(f"summary.figure.{name}")


def _tables(said: Said, part: Part) -> Section:
    largest = said.say("largest", name=part.finding) if part.finding else ""
    return Section(part.key, part.heading, largest, tuple(_table(said, table) for table in part.tables))


def _table(said: Said, table: ReleasedTable) -> Table | Paragraphs:
    """Set a table: its keys first, its main count last, with a bar."""
    if not table.rows:
        return Paragraphs((f"{table.title}. {table.denominator}", said.say("empty")))
    order = _order(table)
    columns = [table.columns[place] for place in order]
    shown = table.rows[:MOST_ROWS]
    crowded = sum(column.kind == "key" for column in columns) > MOST_KEYS
    longest = 0 if crowded else max((row.count or 0 for row in shown), default=0)
    left = len(table.rows) - len(shown)
    more = said.say("more", count=left, file=f"tables/{table.measure}.csv") if left else ""
    return Table(
        table.title,
        tuple(_column(said, column) for column in columns),
        tuple(_row(row, order, longest) for row in shown),
        " ".join(filter(None, (table.denominator, table.note, more))),
    )


def _order(table: ReleasedTable) -> list[int]:
    """Give the columns that are printed, by their numbers."""
    keys = [place for place, column in enumerate(table.columns) if column.kind == "key"]
    narrow = len(keys) > 1
    rank = {"number": 0, "cases": 1, "share": 2, "total": 3}
    numbers = [
        place
        for place, column in enumerate(table.columns)
        if column.kind != "key" and not (narrow and column.name in _WIDE)
    ]
    return keys + sorted(numbers, key=lambda place: rank[table.columns[place].kind])


def _column(said: Said, column: ReleasedColumn) -> TableColumn:
    if column.kind == "key":
        return TableColumn(column.title, "strong", 1.6)
    short = {"share": "column.share", "own_casework": "column.own", "cases_best": "column.cases"}
    title = said.report.say(short[column.name]) if column.name in short else column.title
    return TableColumn(title, "stated" if column.name == "cases_known" else _ALIGN[column.kind])


def _row(row: ReleasedRow, order: list[int], longest: int) -> TableRow:
    cells = [row.cells[place] for place in order]
    bar = row.count / longest if row.count and longest else None
    faint = tuple(place for place, cell in enumerate(cells) if cell.withheld)
    return TableRow(
        tuple(cell.text for cell in cells), bar, "elsewhere" if row.is_wider else "ink", faint=faint
    )


def text(said: Said, key: str) -> Section | None:
    """Give one of the network's own texts; None where it has none."""
    written = getattr(said.network.texts, key).strip()
    if not written:
        return None
    heading = said.say("findings.heading") if key == "findings" else said.report.say(f"front.{key}")
    return Section(key, heading, "", (Markdown(tuple(markdown.parse(written))),))


def contributors(said: Said) -> Section | None:
    """Name the organisations that the network's settings name; never those of the data."""
    named = said.network.contributors
    if not named:
        return None
    told = said.report.say("front.contributors_text", count=len(named))
    blocks = (Paragraphs((told,)), Paragraphs((" · ".join(named),)))
    return Section("contributors", said.report.say("front.contributors"), "", blocks)


def about(said: Said) -> tuple[Section, ...]:
    """How to cite it, its licence, what it takes the place of, and what it was made from."""
    material = said.material
    facts = [f"{title}: {told}" for title, told in said.facts()]
    related = [f"{said.say('about.related')}: {' · '.join(material.related)}"] if material.related else []
    noted = [*facts, *related, *filter(None, (said.supersedes(),))]
    return (
        Section("about", said.say("about.heading"), "", (Paragraphs(tuple(noted)),)),
        Section(
            "cite",
            said.say("about.cite_heading"),
            "",
            (Paragraphs((said.citation(), said.say("about.cite_file"))),),
        ),
        Section("licence", said.say("about.licence_heading"), "", (Paragraphs((said.licence(),)),)),
        Section("trace", said.say("about.trace_heading"), "", (Paragraphs((said.trace(),)),)),
    )
