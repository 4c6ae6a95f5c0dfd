"""Make the route of a row: every cell read for what its column is, every doubt said."""

from __future__ import annotations

import hashlib
from typing import Any

from njia.gazetteer import Gazetteer
from njia.problems import Problem, problem
from njia.schema import CODED_FIELDS, Provenance, Route

from .cells.book import Cell, Fault
from .codes import Codes
from .journey import read_journey
from .layout import Doubts, Layout
from .legs import LegReader, Said
from .number import KnownCases, cases_of
from .period import Period, read_period
from .personal import kinds_of_personal_data
from .stops import Stops
from .text import excerpt, tidy

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
if {*_LISTS, _MODE_FIELD} != set(CODED_FIELDS):
    raise RuntimeError("every coded field of a route needs its list here")


class RowReader:
    """Reads rows of any table; remembers what it has resolved."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._stops = Stops(gazetteer)
        self._legs = LegReader()
        self._codes = {field: Codes(name) for field, name in _LISTS.items()}
        self._source_kind, self._yes_no = Codes("source_kind"), Codes("yes_no")
        self._cases: KnownCases = {}
        self._periods: dict[tuple[str, Cell], Period | None] = {}

    def read(
        self, layout: Layout, cells: tuple[Cell, ...], route_id: str, collection: str
    ) -> tuple[Route | None, Doubts]:
        """Make the route of one row, None when it cannot be used; and all that is doubtful in it."""
        doubts: Doubts = _faults(layout, cells)
        journey = read_journey(layout, cells, self._stops)
        doubts += journey.doubts
        if not journey.usable:
            return None, doubts
        legs = self._legs.read(_said(layout, cells), journey.stops, journey.filled)
        doubts += legs.doubts
        fields: dict[str, Any] = {
            "id": route_id,
            "collection": self._text(layout, cells, "collection") or collection,
            "organisation": self._text(layout, cells, "organisation"),
            "stops": tuple(journey.stops),
            "legs": tuple(legs.legs),
            "intended_destination": journey.intended,
            "cases": cases_of(layout, cells, self._cases, doubts),
            _MODE_FIELD: legs.modes,
            "provenance": _provenance(layout, cells, doubts),
            "source_kind": self._single(self._source_kind, "source_kind", layout, cells, doubts),
            "prior_trafficking": self._single(self._yes_no, "prior_trafficking", layout, cells, doubts),
            "notes": _notes(layout, cells, doubts),
        }
        fields |= {name: self._coded(name, layout, cells, doubts) for name in _LISTS}
        fields |= self._period(layout, cells, doubts)
        # What is empty is left to its default: a hundred thousand routes then take half the memory.
        return Route(**{name: value for name, value in fields.items() if value not in ("", (), None)}), doubts

    def _text(self, layout: Layout, cells: tuple[Cell, ...], key: str) -> str:
        found = layout.one(cells, key)
        return " ".join(tidy(found.text).split()) if found and not isinstance(found.cell, Fault) else ""

    def _coded(self, name: str, layout: Layout, cells: tuple[Cell, ...], doubts: Doubts) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for cell in layout.all(cells, name):
            if isinstance(cell.cell, Fault):
                continue
            codes, missed = self._codes[name].read(cell.text)
            found |= dict.fromkeys(codes)
            for part in missed:
                doubts.append(_unknown_code(self._codes[name], part, cell.column))
        return tuple(found)

    def _single(
        self, codes: Codes, key: str, layout: Layout, cells: tuple[Cell, ...], doubts: Doubts
    ) -> str | None:
        cell = layout.one(cells, key)
        if cell is None or isinstance(cell.cell, Fault):
            return None
        found, missed = codes.read(cell.text)
        if len(found) == 1:
            return found[0]
        if found or missed:
            doubts.append(
                _unknown_code(codes, missed[0] if missed and not found else tidy(cell.text), cell.column)
            )
        return None

    def _period(self, layout: Layout, cells: tuple[Cell, ...], doubts: Doubts) -> dict[str, Any]:
        read: dict[str, Period] = {}
        for key in ("period", "period_end"):
            cell = layout.one(cells, key)
            if cell is None or isinstance(cell.cell, Fault) or not any(c.isalnum() for c in cell.text):
                continue
            asked = (type(cell.cell).__name__, cell.cell)
            if asked not in self._periods:
                self._periods[asked] = read_period(cell.cell)
            period = self._periods[asked]
            if period is None:
                doubts.append(("period_unclear", cell.column, {"text": excerpt(cell.text)}))
            else:
                read[key] = period
        start = read["period"][0] if "period" in read else None
        end = read["period_end"][1] if "period_end" in read else read["period"][1] if start else None
        if start and end and end < start:
            doubts.append(("period_reversed", layout.name_of("period_end"), {}))
            end = None
        return {"period_start": start, "period_end": end}


def _faults(layout: Layout, cells: tuple[Cell, ...]) -> Doubts:
    found: Doubts = []
    for name, cell in zip(layout.names, cells, strict=False):
        if isinstance(cell, Fault):
            code = "cell_error" if cell.text else "formula_without_value"
            found.append((code, name, {"text": excerpt(cell.text)}))
    return found


def _said(layout: Layout, cells: tuple[Cell, ...]) -> Said:
    """Gather what the row says of its legs."""
    said = Said()
    for key, numbered in (("mode", said.modes), ("carrier", said.carriers), ("irregular", said.irregular)):
        for n in sorted({n for n, _, _ in layout.numbered.get(f"leg_n_{key}", ())}):
            cell = layout.at(cells, f"leg_n_{key}", n)
            if cell and not isinstance(cell.cell, Fault):
                numbered.append((n, cell.text, cell.column))
        last = layout.one(cells, f"leg_last_{key}")
        if last and not isinstance(last.cell, Fault):
            numbered.append((None, last.text, last.column))
    for key, whole in (
        ("transport_modes", said.route_modes),
        ("carrier", said.route_carriers),
        ("irregular", said.route_irregular),
    ):
        whole += [(c.text, c.column) for c in layout.all(cells, key) if not isinstance(c.cell, Fault)]
    return said


def _unknown_code(codes: Codes, part: str, column: str) -> tuple[str, str | None, dict[str, str]]:
    near = codes.proposal(part)
    return "code_unknown", column, {"text": excerpt(part), "proposal": f", such as '{near}'" if near else ""}


def _provenance(layout: Layout, cells: tuple[Cell, ...], doubts: Doubts) -> Provenance | None:
    cell = layout.one(cells, "provenance")
    if cell is None:
        return None
    text = tidy(cell.text).casefold()
    if text in {provenance.value for provenance in Provenance}:
        return Provenance(text)
    doubts.append(
        (
            "code_unknown",
            cell.column,
            {"text": excerpt(text), "proposal": ", such as 'named' or 'reconstructed'"},
        )
    )
    return None


def _notes(layout: Layout, cells: tuple[Cell, ...], doubts: Doubts) -> str:
    texts = layout.all(cells, "notes")
    for cell in texts:
        for what in kinds_of_personal_data(cell.text):
            doubts.append(("personal_data", cell.column, {"what": what}))
    return "\n".join(cell.text for cell in texts)


def content_digest(layout: Layout, cells: tuple[Cell, ...]) -> bytes:
    """Give a digest of all that a row says but its own reference."""
    references = {column.number - 1 for column in layout.by_key.get("reference", ())}
    said = [repr(cell) for at, cell in enumerate(cells) if at not in references]
    while said and said[-1] == "''":
        said.pop()
    return hashlib.sha256("\x1f".join(said).encode("utf-8", "surrogatepass")).digest()


def problems_of(doubts: Doubts, row: int, file: str, sheet: str) -> tuple[Problem, ...]:
    """Make problems of a row's doubts, each said once."""
    made = (
        problem(code, row=row, column=column, file=file, sheet=sheet, **details)
        for code, column, details in doubts
    )
    return tuple(dict.fromkeys(made))
