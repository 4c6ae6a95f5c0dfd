"""The cases of a row: its one cell, or the cells of lowest, best and highest together."""

from __future__ import annotations

from njia.schema import Cases, CasesKind

from .cases import Reading, read_cases
from .cells.book import Cell
from .layout import Doubted, Doubts, Filled

KnownCases = dict[tuple[str, Cell], Reading]  # by the cell's type too: TRUE is not 1


def cases_of(filled: Filled, known: KnownCases, doubts: Doubts) -> Cases:
    """Read the cases of a row; what is doubtful is added to `doubts`."""
    readings: dict[str, Cases] = {}
    for key in ("cases", "cases_low", "cases_high"):
        cell = filled.one(key)
        if cell is None:
            continue
        remembered = (type(cell.cell).__name__, cell.cell)
        reading = known.get(remembered) or known.setdefault(remembered, read_cases(cell.cell))
        if reading.problem:
            doubts.append(Doubted(reading.problem, cell.column, dict(reading.details)))
        readings[key] = reading.cases
    low, high = readings.get("cases_low"), readings.get("cases_high")
    best = readings.get("cases", Cases())
    if (low is None or low.best is None) and (high is None or high.best is None):
        return best
    joined = _joined(low, best, high)
    if joined is None:
        used = (
            "The best number alone was used."
            if best.best is not None
            else "They count as not stated until then."
        )
        doubts.append(Doubted("cases_contradict", _column(filled), {"used": used}))
        return best
    return joined


def _column(filled: Filled) -> str | None:
    cell = filled.one("cases_low") or filled.one("cases_high")
    return cell.column if cell else None


def _joined(low: Cases | None, best: Cases, high: Cases | None) -> Cases | None:
    """Put lowest, best and highest together; None when they contradict each other."""
    written = best.written or "; ".join(cases.written for cases in (low, high) if cases and cases.written)
    least = low.best if low else None
    most = high.best if high else None
    middle = best.best
    if middle is None:
        if least is not None and most is not None:
            kind, middle = CasesKind.RANGE, (least + most) // 2
        elif least is not None:
            kind, middle = CasesKind.AT_LEAST, least
        else:
            kind, middle = CasesKind.AT_MOST, most or 0
            least = min(1, middle)
    else:
        kind = best.kind if best.kind is not CasesKind.EXACT else CasesKind.RANGE
        least = best.low if least is None else least
        most = best.high if most is None else most
    if least is None or least > middle or (most is not None and most < middle):
        return None
    return Cases(written=written, kind=kind, low=least, best=middle, high=most)
