"""Read files: cells, tables, rows, routes; every row is kept, and everything left out is said."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from njia.gazetteer import Gazetteer
from njia.network import Network
from njia.problems import Problem, UnreadableFile, problem

from .asking import NoTable, Questions, UnknownColumn
from .candidates import candidates_of
from .cells.limits import Refused
from .cells.supervisor import read_book
from .header import Heading
from .layout import Doubted, Layout
from .result import Intake, Row
from .rows import RowReader, content_digest, problems_of, reference_of, with_corrections
from .sheets import about_book, about_table, letters_of, likely_columns, unknown_columns
from .table import Submission, Table, read_table
from .taught import NO_TEXTS, Place, Taught, taught

Progress = Callable[[int, int | None], None]
_STEP_ROWS = 500


def read(
    files: Iterable[Path],
    gazetteer: Gazetteer,
    network: Network,
    collection: str = "",
    progress: Progress | None = None,
    *,
    headers: Mapping[str, str] | None = None,
    wordings: Mapping[tuple[str, str], str] | None = None,
    corrections: Mapping[Place, str] | None = None,
) -> Intake:
    """Read spreadsheets of any kind.

    `collection` names the round of collection where the file does not; without it, the network's own.
    `progress` is called with the rows done and the rows in all, as far as they are known.

    What people have said goes first: `headers` gives a header's column by name ("origin_place",
    "transit_2_place"), "" to leave it aside; `wordings` gives the code for a list's name and a text, and for
    "country" and a text the ISO code; `corrections` gives a cell's new text by sheet, row and header, while
    the row keeps what was written. The spellings of places are the gazetteer's aliases.

    Raises UnreadableFile for the first file that cannot be read, with a problem that names it (NoTable where
    people may say what its headers are), and KeyError for a column, list or code that there is not.
    """
    learned = taught(headers or {}, wordings or {}, corrections or {})
    reading = _Reading(gazetteer, network, collection, progress or (lambda done, total: None), learned)
    with _no_search_for_cycles():
        for file in files:
            reading.file(Path(file))
    return reading.intake()


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Millions of cells and no cycles among them: searching for some takes a seventh of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Reading:
    """Files being read one after the other."""

    def __init__(
        self, gazetteer: Gazetteer, network: Network, collection: str, progress: Progress, learned: Taught
    ) -> None:
        self._rows_of = RowReader(gazetteer, network.carriers, learned)
        self._taught = learned
        self._unknown_columns: list[UnknownColumn] = []
        self._questions = Questions()
        self._collection = collection or network.collection
        self._progress = progress
        self._rows: list[Row] = []
        self._problems: list[Problem] = []
        self._files: list[str] = []
        self._letters: dict[tuple[str, str, str], str] = {}
        self._ids: dict[str, int] = {}

    def intake(self) -> Intake:
        return Intake(
            tuple(self._rows),
            tuple(self._problems),
            tuple(self._files),
            self._letters,
            tuple(self._unknown_columns),
            candidates_of(self._questions, self._rows_of.stops),
        )

    def file(self, path: Path) -> None:
        name = str(path)
        try:
            book = read_book(path, lambda: self._progress(len(self._rows), None))
        except Refused as refusal:
            raise UnreadableFile(problem(refusal.code, file=name, **refusal.details)) from refusal
        self._files.append(name)
        tables = [(sheet, read_table(sheet, self._taught.headers)) for sheet in book.sheets]
        if not any(table for _, table in tables):
            columns = [column for sheet in book.sheets for column in likely_columns(sheet, name)]
            raise NoTable(problem("no_table", file=name), tuple(columns))
        self._problems += about_book(book, [s for s, table in tables if not table and s.rows], name)
        total = len(self._rows) + sum(len(table.submissions) for _, table in tables if table)
        seen: dict[bytes, str] = {}
        for _, table in tables:
            if table:
                self._table(table, path, seen, total)
        self._progress(len(self._rows), total)

    def _table(self, table: Table, path: Path, seen: dict[bytes, str], total: int) -> None:
        file, sheet = str(path), table.sheet.name
        self._problems += about_table(table, file)
        self._letters |= letters_of(table, file)
        self._unknown_columns += unknown_columns(table, file)
        for submission, layout in _with_layouts(table.submissions):
            self._rows.append(self._row(submission, layout, path, sheet, seen))
            if len(self._rows) % _STEP_ROWS == 0:
                self._progress(len(self._rows), total)

    def _row(
        self, submission: Submission, layout: Layout, path: Path, sheet: str, seen: dict[bytes, str]
    ) -> Row:
        digest = content_digest(layout, submission.cells)
        route_id = self._route_id(path.name, sheet, submission.row, digest)
        corrected = self._taught.corrections.get((sheet, submission.row), NO_TEXTS)
        cells = with_corrections(layout, submission.cells, corrected) if corrected else submission.cells
        route, doubts = self._rows_of.read(layout, cells, route_id, self._collection)
        self._questions.of_row(doubt.question for doubt in doubts)
        doubts = [*submission.doubts, *doubts]
        place = f"row {submission.row}" + (f" of sheet '{sheet}'" if sheet else "")
        first = seen.setdefault(digest, place)
        if first != place:
            doubts.append(Doubted("same_as_row", None, {"first": first}))
        problems = problems_of(doubts, submission.row, str(path), sheet)
        here = (str(path), sheet, submission.row)
        more = (reference_of(layout, cells), corrected, layout.meanings)
        return Row(*here, layout.names, submission.cells, route, problems, *more)

    def _route_id(self, file: str, sheet: str, row: int, digest: bytes) -> str:
        """Name a route by what it says and where it stands, and not by the folder or the time."""
        text = f"{self._collection}\x1f{file}\x1f{sheet}\x1f{row}\x1f{digest.hex()}"
        route_id = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]
        # The same file given twice: still two submissions.
        again = self._ids[route_id] = self._ids.get(route_id, 0) + 1
        return route_id if again == 1 else f"{route_id}.{again}"


def _with_layouts(submissions: list[Submission]) -> Iterator[tuple[Submission, Layout]]:
    heading: Heading | None = None
    layout: Layout | None = None
    for submission in submissions:
        if layout is None or submission.heading is not heading:
            heading, layout = submission.heading, Layout(submission.heading)
        yield submission, layout
