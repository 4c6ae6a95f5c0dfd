"""Read a single row again from what is kept of it, without its file: quick enough while somebody waits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from njia.gazetteer import Gazetteer
from njia.network import Network
from njia.vocabulary import headers

from .asking import Questions, UnknownSpelling
from .candidates import candidates_of
from .header import Column, Heading
from .layout import Layout
from .result import Row
from .rows import RowReader, problems_of, reference_of, with_corrections
from .taught import taught


@dataclass(frozen=True, slots=True)
class Kept:
    """A row as it was read from its file: where it stood, its columns, what they mean, and their texts."""

    sheet: str
    row: int
    columns: tuple[str, ...]
    meanings: tuple[str, ...]  # as `Row.meanings`
    written: Mapping[str, str]


class Rereader:
    """Reads kept rows; a number or a day is read by its text."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        network: Network,
        collection: str = "",
        wordings: Mapping[tuple[str, str], str] | None = None,
    ) -> None:
        self._rows_of = RowReader(gazetteer, network.carriers, taught({}, wordings or {}, {}))
        self._collection = collection or network.collection
        self._questions = Questions()

    def read(self, kept: Kept, corrected: Mapping[str, str], route_id: str) -> Row:
        """Read a row with the texts that a person has put in the place of others."""
        layout = _layout(kept.columns, kept.meanings)
        cells = tuple(kept.written.get(name, "") for name in kept.columns)
        read = with_corrections(layout, cells, corrected)
        route, doubts = self._rows_of.read(layout, read, route_id, self._collection)
        self._questions.of_row(doubt.question for doubt in doubts)
        problems = problems_of(doubts, kept.row, "", kept.sheet)
        more = (reference_of(layout, read), corrected, kept.meanings)
        return Row("", kept.sheet, kept.row, kept.columns, cells, route, problems, *more)

    def unknown_spellings(self) -> tuple[UnknownSpelling, ...]:
        """Give what is left to ask of the rows that were read."""
        return candidates_of(self._questions, self._rows_of.stops)


@lru_cache(maxsize=256)
def _layout(columns: tuple[str, ...], meanings: tuple[str, ...]) -> Layout:
    named = zip(columns, meanings, strict=True)
    return Layout(
        Heading(
            0,
            0,
            tuple(
                Column(number, name, headers.named(meaning) if meaning else None)
                for number, (name, meaning) in enumerate(named, start=1)
            ),
        )
    )
