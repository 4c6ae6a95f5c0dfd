"""Find the table in a sheet: which row holds the headers, and what each column is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from njia.vocabulary import headers
from njia.vocabulary.headers import Header

from .beside import by_neighbour
from .cells.book import Cell, Sheet
from .taught import NO_HEADERS, TaughtHeaders
from .text import is_empty, letter, tidy, written
from .wordlists import row_words

SEARCHED_ROWS = 50  # the headers stand among the first rows that hold anything
LONGEST_HEADER = 300
ROUTE_KEYS = frozenset(
    ["origin", "origin_place", "origin_country", "destination", "destination_place", "destination_country"]
)
ON_ROUTE = ROUTE_KEYS | {"transit", "transit_n_place", "transit_n_country"}
_GROUPED = re.compile(r"[\w-]+(?:/[\w-]+)+$")
_GROUPS = {
    **dict.fromkeys(("origin", "origin_place"), "origin"),
    **dict.fromkeys(("destination", "destination_place"), "destination"),
    **dict.fromkeys(("intended", "intended_place"), "intended"),
}
_LOOSE_AFTER_PLACE = frozenset({"from", "to", "departure", "arrival"})
_LOOSE_AFTER_ANY = frozenset({"start", "end", "exploitation"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its number from 1, its header as written, and what it is if known."""

    number: int
    name: str  # the header's text, made unique; the column's letter where there is none
    header: Header | None
    text: str = ""  # as it stands in the cell
    beside: str = ""  # the name of the column that tells what this one is, when its own header does not
    taught: bool = False  # a person has said what it is, or that it is to be left aside

    @property
    def key(self) -> str:
        """Give the key of `headers.yaml`, "" for a column of the organisation's own."""
        return self.header.key if self.header else ""


@dataclass(frozen=True)
class Heading:
    """The headers of a table: the rows that they stand in, and the columns."""

    first_row: int
    last_row: int
    columns: tuple[Column, ...]

    @cached_property
    def texts(self) -> frozenset[str]:
        """Give the headers as they stand in the cells of one row."""
        return frozenset(column.text for column in self.columns if column.text)

    @cached_property
    def on_route(self) -> tuple[int, ...]:
        """Give the positions of the columns that the stops stand in."""
        return tuple(at for at, column in enumerate(self.columns) if column.key in ON_ROUTE)

    @cached_property
    def reference(self) -> int | None:
        """Give the position of the column of the organisation's own references."""
        return next((at for at, column in enumerate(self.columns) if column.key == "reference"), None)

    @cached_property
    def known(self) -> frozenset[Header]:
        """Give what the columns are."""
        return frozenset(column.header for column in self.columns if column.header)


def find_heading(sheet: Sheet, taught: TaughtHeaders = NO_HEADERS) -> Heading | None:
    """Find the row, or two rows, of headers with most known columns; None when there is no table."""
    best: Heading | None = None
    for at in range(min(len(sheet.rows), SEARCHED_ROWS)):
        for heading in _headings(sheet, at, taught):
            if is_table(heading) and (best is None or len(heading.known) > len(best.known)):
                best = heading
    return best


def likeliest_heading(sheet: Sheet) -> Heading | None:
    """Give the row with most texts of its own as headers, for a sheet where none are known."""
    searched = range(min(len(sheet.rows) - 1, SEARCHED_ROWS))
    headings = [next(_headings(sheet, at, NO_HEADERS)) for at in searched]
    return max(headings, key=lambda heading: len(heading.texts), default=None)


def is_table(heading: Heading) -> bool:
    """Say whether the columns make a table of routes: an origin or a destination, and one column more."""
    keys = {header.key for header in heading.known}
    return bool(keys & ROUTE_KEYS) and len(heading.known) >= 2


def heading_in(sheet: Sheet, at: int, taught: TaughtHeaders = NO_HEADERS) -> Heading | None:
    """Give the headers that stand in one row further down, if it is a row of headers."""
    heading = next(_headings(sheet, at, taught))
    return heading if is_table(heading) and _mostly_known(heading) else None


def is_other_heading(sheet: Sheet, at: int) -> bool:
    """Tell the headers of a table that has no routes: every filled cell is a header's word."""
    texts = [text for text in _texts(sheet.rows[at][1]) if text]
    filled = sum(not is_empty(cell) for cell in sheet.rows[at][1])
    return len(texts) == filled >= 2 and all(
        match(text) or headers.bare(text) or headers.comparable(text) in row_words("totals") for text in texts
    )


def _mostly_known(heading: Heading) -> bool:
    named = [column for column in heading.columns if column.name != letter(column.number)]
    return 2 * sum(column.taught or column.header is not None for column in named) >= len(named)


def _headings(sheet: Sheet, at: int, taught: TaughtHeaders) -> Iterator[Heading]:
    """Read the row as headers by itself, and together with the one below it."""
    number, cells = sheet.rows[at]
    single = _texts(cells)
    alone = Heading(number, number, _columns([(text, match(text)) for text in single], taught))
    yield alone
    # A group of columns has a header that is known by itself, such as "Origin" over "City" and "Country".
    if alone.known and at + 1 < len(sheet.rows) and sheet.rows[at + 1][0] == number + 1:
        below = _texts(sheet.rows[at + 1][1])
        groups = _spread(sheet, number, single, len(below))
        pairs = [
            _together(group, sub) for group, sub in zip(groups, below + [""] * len(groups), strict=False)
        ]
        yield Heading(number, number + 1, _columns(pairs, taught))


def _texts(cells: tuple[Cell, ...]) -> list[str]:
    return [
        tidy(written(cell)[: LONGEST_HEADER * 2]) if isinstance(cell, str | int) else "" for cell in cells
    ]


def _spread(sheet: Sheet, row: int, groups: list[str], width: int) -> list[str]:
    """Let each group header stand over all the columns that its merged cell covers.

    In a file that does not tell merged cells it reaches up to the next group header.
    """
    spread = groups + [""] * (width - len(groups))
    merged = [area for area in sheet.merged if area[0] <= row <= area[2] and area[3] > area[1]]
    for _, first, _, last in merged:
        for column in range(first, min(last, len(spread))):
            spread[column] = spread[first - 1]
    if not merged:
        for column in range(1, len(spread)):
            spread[column] = spread[column] or spread[column - 1]
    return spread


def _together(group: str, sub: str) -> tuple[str, Header | None]:
    """Say what a column is by its group's header and its own."""
    if not sub or not group or group == sub:
        return (sub or group), match(sub or group)
    name = f"{group}: {sub}"
    for text in (f"{group} {sub}", f"{sub} of {group}", f"{sub} {group}", f"{sub} de {group}"):
        found = match(text)
        if found:
            return name, found
    found, part = match(group), match(f"origin {sub}") or match(f"{sub} d'origine")
    if found and part and part.key.startswith("origin_"):
        suffix = part.key.removeprefix("origin_")
        if found.key in _GROUPS:
            return name, Header(f"{_GROUPS[found.key]}_{suffix}")
        if found.key == "transit_n_place":
            return name, Header(f"transit_n_{suffix}", found.n)
        if found.key == "transit":
            return name, Header(f"transit_n_{suffix}", 1)
    return name, match(sub)


def _columns(named: list[tuple[str, Header | None]], taught: TaughtHeaders) -> tuple[Column, ...]:
    """Number the columns; repeated names get their letter, repeated transit columns the next number.

    What a person has taught about a header goes before what Njia knows of it.
    """
    columns: list[Column] = []
    taken: set[str] = set()
    seen: dict[Header, int] = {}
    for number, (text, header) in enumerate(named, start=1):
        name = text or letter(number)
        if name in taken:
            name = f"{name} ({letter(number)})"
        taken.add(name)
        is_taught = bool(taught) and headers.comparable(name[:LONGEST_HEADER]) in taught
        if is_taught:
            header = taught[headers.comparable(name[:LONGEST_HEADER])]
        if header:
            header = _next_transit(header, seen)
        columns.append(Column(number, name, header, text.rpartition(": ")[2], taught=is_taught))
    told = by_neighbour(
        ["" if column.taught else column.text for column in columns], [column.header for column in columns]
    )
    for at, (meaning, beside) in told.items():
        columns[at] = replace(columns[at], header=meaning, beside=columns[beside].name)
    keys = {column.key for column in columns}
    return tuple(_without_loose(column, keys) for column in columns)


def _without_loose(column: Column, keys: set[str]) -> Column:
    """Take a loose word for another thing where the table names the stop plainly.

    Kobo and ODK call the times that a form was opened and sent "start" and "end"; beside "Destination
    city", "Exploitation" is what kind of it.
    """
    if column.taught or column.key not in ("origin", "destination"):
        return column
    word = headers.comparable(column.text[:LONGEST_HEADER])
    plain = {f"{column.key}_place"} if word in _LOOSE_AFTER_PLACE else set()
    if word in _LOOSE_AFTER_ANY:
        plain = {f"{column.key}_place", f"{column.key}_country"}
    if not plain & keys:
        return column
    return replace(column, header=Header("exploitation_types") if word == "exploitation" else None)


def _next_transit(header: Header, seen: dict[Header, int]) -> Header:
    """Count transit columns that all have the same header: the second "Transit city" is transit point 2."""
    if header.key in ("transit_n_place", "transit_n_country"):
        n = header.n or 1
        while Header(header.key, n) in seen:
            n += 1
        header = Header(header.key, n)
    seen[header] = seen.get(header, 0) + 1
    return header


@lru_cache(maxsize=65536)
def match(text: str) -> Header | None:
    """Say what a header names; the same texts come again and again.

    Kobo and ODK write the groups of their forms before a question's name: "journey/origin_place".
    """
    if not text or len(text) > LONGEST_HEADER:
        return None
    found = headers.match(text)
    if found is None and _GROUPED.match(text):
        found = headers.match(text.rpartition("/")[2])
    return found
