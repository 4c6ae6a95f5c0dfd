"""Make the route of a row: every cell read for what its column is, every doubt said."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from njia.gazetteer import Gazetteer, is_unknown
from njia.problems import Problem, problem
from njia.schema import CODED_FIELDS, Provenance, Route

from .cells.book import Cell
from .codes import Codes, unknown_code
from .journey import read_journey
from .layout import Doubted, Doubts, Filled, Layout, Written
from .legs import LegReader, Said
from .number import KnownCases, cases_of
from .period import Period, read_period
from .personal import kinds_of_personal_data
from .stops import Stops
from .taught import COUNTRY, NOTHING_TAUGHT, Taught
from .text import excerpt, tidy, written

_LISTS = {
    "industries": "industry",
    "exploitation_types": "exploitation_type",
    "recruitment_methods": "recruitment_method",
    "recruiter_relations": "recruiter_relation",
    "means_of_control": "means_of_control",
    "sexes": "sex",
    "age_groups": "age_group",
    "facilitators": "facilitator",
    "outcomes": "outcome",
    "documents": "document",
}
_MODE_FIELD = "transport_modes"
_IN_ONE_COLUMN = ("industries", "exploitation_types")  # as the tracker of 2020 asked for them
LONGEST_COLLECTION = 40  # characters; longer text is no name of a collection
if {*_LISTS, _MODE_FIELD} != set(CODED_FIELDS):
    raise RuntimeError("every coded field of a route needs its list here")


class RowReader:
    """Reads rows of any table by what people have taught; remembers what it has resolved."""

    def __init__(
        self, gazetteer: Gazetteer, carriers: Iterable[str] = (), taught: Taught = NOTHING_TAUGHT
    ) -> None:
        self.stops = Stops(gazetteer, taught.of_list(COUNTRY))
        self._legs = LegReader(carriers, taught)
        self._codes = {field: Codes(name, taught.of_list(name)) for field, name in _LISTS.items()}
        self._source_kind, self._yes_no = (
            Codes(name, taught.of_list(name)) for name in ("source_kind", "yes_no")
        )
        self._cases: KnownCases = {}
        self._periods: dict[tuple[str, Cell], Period | None] = {}

    def read(
        self, layout: Layout, cells: tuple[Cell, ...], route_id: str, collection: str
    ) -> tuple[Route | None, Doubts]:
        """Make the route of one row, None when it cannot be used; and all that is doubtful in it."""
        filled = Filled(layout, cells)
        doubts: Doubts = [_faulty(cell) for cell in filled.faults]
        journey = read_journey(layout, filled, self.stops)
        doubts += journey.doubts
        if not journey.usable:
            return None, doubts
        legs = self._legs.read(_said(layout, filled), journey.stops, journey.filled)
        doubts += legs.doubts
        fields: dict[str, Any] = {
            "id": route_id,
            "collection": _collection(filled, doubts) or collection,
            "organisation": _text(filled, "organisation"),
            "stops": tuple(journey.stops),
            "legs": tuple(legs.legs),
            "intended_destination": journey.intended,
            "cases": cases_of(filled, self._cases, doubts),
            _MODE_FIELD: legs.modes,
            "provenance": _provenance(filled, doubts),
            "source_kind": self._single(self._source_kind, "source_kind", filled, doubts),
            "prior_trafficking": self._single(self._yes_no, "prior_trafficking", filled, doubts),
            "notes": _notes(filled, doubts),
        }
        fields |= {name: self._coded(name, filled, doubts) for name in _LISTS}
        fields |= self._period(layout, filled, doubts)
        # What is empty is left to its default: a hundred thousand routes then take half the memory.
        return Route(**{name: value for name, value in fields.items() if value not in ("", (), None)}), doubts

    def _coded(self, name: str, filled: Filled, doubts: Doubts) -> tuple[str, ...]:
        cells = filled.all(name)
        if len(cells) <= 1 and name not in _IN_ONE_COLUMN:  # nearly every row
            codes, missed = self._codes[name].read(cells[0].text) if cells else ((), ())
            if not missed:
                return codes
        found: dict[str, None] = {}
        for cell in cells:
            codes, missed = self._codes[name].read(cell.text)
            found |= dict.fromkeys(codes)
            for part in missed:
                doubts.append(unknown_code(self._codes[name], part, cell.column))
        if name in _IN_ONE_COLUMN:
            self._of_both(name, found, filled, doubts)
        return tuple(found)

    def _of_both(self, name: str, found: dict[str, None], filled: Filled, doubts: Doubts) -> None:
        """Add the codes of a column that holds industry and type: what one list lacks may be in the other."""
        for cell in filled.all("industry_and_type"):
            codes, missed = self._codes[name].read(cell.text)
            found |= dict.fromkeys(codes)
            if name == _IN_ONE_COLUMN[0]:
                other = self._codes[_IN_ONE_COLUMN[1]]
                unknown = [part for part in missed if other.read(part)[1]]
                doubts += [unknown_code(self._codes[name], part, cell.column) for part in unknown]

    def _single(self, codes: Codes, key: str, filled: Filled, doubts: Doubts) -> str | None:
        cell = filled.one(key)
        if cell is None:
            return None
        found, missed = codes.read(cell.text)
        if len(found) == 1:
            return found[0]
        if found or missed:
            doubts.append(
                unknown_code(codes, missed[0] if missed and not found else tidy(cell.text), cell.column)
            )
        return None

    def _period(self, layout: Layout, filled: Filled, doubts: Doubts) -> dict[str, Any]:
        read: dict[str, Period] = {}
        for key in ("period", "period_end"):
            cell = filled.one(key)
            if cell is None or (is_unknown(cell.text) and not any(map(str.isdecimal, cell.text))):
                continue
            asked = (type(cell.cell).__name__, cell.cell)
            if asked not in self._periods:
                self._periods[asked] = read_period(cell.cell)
            period = self._periods[asked]
            if period is None:
                doubts.append(Doubted("period_unclear", cell.column, {"text": excerpt(cell.text)}))
            else:
                read[key] = period
        start = read["period"][0] if "period" in read else None
        end = read["period_end"][1] if "period_end" in read else read["period"][1] if start else None
        if start and end and end < start:
            doubts.append(Doubted("period_reversed", layout.name_of("period_end"), {}))
            end = None
        return {"period_start": start, "period_end": end}


def _faulty(cell: Written) -> Doubted:
    code = "cell_error" if cell.text else "formula_without_value"
    return Doubted(code, cell.column, {"text": excerpt(cell.text)})


def _text(filled: Filled, key: str) -> str:
    cell = filled.one(key)
    return " ".join(tidy(cell.text).split()) if cell else ""


def _collection(filled: Filled, doubts: Doubts) -> str:
    """Give the name of the collection; it is printed, so a text that is more than a name is not used."""
    cell, name = filled.one("collection"), _text(filled, "collection")
    if cell is None or (len(name) <= LONGEST_COLLECTION and not kinds_of_personal_data(cell.text)):
        return name
    doubts.append(Doubted("collection_not_used", cell.column, {"limit": str(LONGEST_COLLECTION)}))
    return ""


def _said(layout: Layout, filled: Filled) -> Said:
    """Gather what the row says of its legs."""
    said = Said()
    by_kind = {"mode": said.modes, "carrier": said.carriers, "irregular": said.irregular}
    for kind, key, number in layout.legs:
        cell = filled.one(key, number)
        if cell:
            by_kind[kind].append((number, cell.text, cell.column))
    for key, whole in (
        ("transport_modes", said.route_modes),
        ("carrier", said.route_carriers),
        ("irregular", said.route_irregular),
    ):
        whole += [(cell.text, cell.column) for cell in filled.all(key)]
    return said


def _provenance(filled: Filled, doubts: Doubts) -> Provenance | None:
    cell = filled.one("provenance")
    if cell is None:
        return None
    text = tidy(cell.text).casefold()
    if text in {provenance.value for provenance in Provenance}:
        return Provenance(text)
    details = {"text": excerpt(text), "proposal": ", such as 'named' or 'reconstructed'"}
    doubts.append(Doubted("code_unknown", cell.column, details))
    return None


def _notes(filled: Filled, doubts: Doubts) -> str:
    texts = filled.all("notes")
    for cell in texts:
        for what in kinds_of_personal_data(cell.text):
            doubts.append(Doubted("personal_data", cell.column, {"what": what}))
    return "\n".join(cell.text for cell in texts)


def content_digest(layout: Layout, cells: tuple[Cell, ...]) -> bytes:
    """Give a digest of all that a row says but its own reference."""
    said = [repr(cell) for at, cell in enumerate(cells) if at not in layout.references]
    while said and said[-1] == "''":
        said.pop()
    return hashlib.sha256("\x1f".join(said).encode("utf-8", "surrogatepass")).digest()


def with_corrections(
    layout: Layout, cells: tuple[Cell, ...], corrected: Mapping[str, str]
) -> tuple[Cell, ...]:
    """Put a person's text in the place of what was written."""
    padded = cells + ("",) * (len(layout.names) - len(cells))
    named = zip((*layout.names, *[None] * (len(padded) - len(layout.names))), padded, strict=True)
    return tuple(cell if name is None else corrected.get(name, cell) for name, cell in named)


def reference_of(layout: Layout, cells: tuple[Cell, ...]) -> str:
    """Give the organisation's own reference of a row, "" without one."""
    texts = (tidy(written(cells[at])) for at in sorted(layout.references) if at < len(cells))
    return next((text for text in texts if text), "")


def problems_of(doubts: Doubts, row: int, file: str, sheet: str) -> tuple[Problem, ...]:
    """Make problems of a row's doubts, each said once."""
    made = (
        problem(code, row=row, column=column, file=file, sheet=sheet, in_form=False, **details)
        for code, column, details, _ in doubts
    )
    return tuple(dict.fromkeys(made))
