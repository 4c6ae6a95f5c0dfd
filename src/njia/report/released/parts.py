"""Which tables stand together, under which heading; the same in print and on the page."""

from __future__ import annotations

from dataclasses import dataclass

from njia.draw.released import LEGS
from njia.report.page.content import MEASURES_OF
from njia.report.released.tables import OVERVIEW, ReleasedTable, released_table
from njia.report.released.wording import Said

# Section: the key of its heading, where it is not its own.
_HEADINGS = {"data": "released.sources.heading", "change": "report.change.heading_nameless"}


@dataclass(frozen=True)
class Part:
    """Tables under one heading."""

    key: str
    heading: str
    tables: tuple[ReleasedTable, ...]

    @property
    def finding(self) -> str:
        """Name what is largest in the first table; "" where nothing stands out."""
        return self.tables[0].largest


def parts(said: Said) -> tuple[Part, ...]:
    """Give all tables of a release but the overview, those that no section of the report has at the end."""
    declared = said.material.tables.tables
    found, placed = [], {OVERVIEW, LEGS}
    for key, measures in MEASURES_OF.items():
        names = [name for name in measures if name in declared and name != OVERVIEW]
        if names:
            found.append(_part(said, key, _HEADINGS.get(key, f"report.{key}.heading"), names))
            placed.update(names)
    if LEGS in declared:
        found.append(_part(said, "legs", "released.legs.heading", [LEGS]))
    rest = [name for name in declared if name not in placed]
    if rest:
        found.append(_part(said, "more", "page.other_tables", rest))
    return tuple(found)


def _part(said: Said, key: str, heading: str, names: list[str]) -> Part:
    tables = tuple(released_table(said.material, name) for name in names)
    return Part(key, said.words.say(heading, focus=said.focus), tables)
