"""Cases out of a form's answer and back, by the same reader as a spreadsheet's cells."""

from __future__ import annotations

from pydantic import ValidationError

from njia.intake.cases import read_cases
from njia.intake.layout import Doubted, Doubts
from njia.schema import Cases, CasesKind

from .answers import UNKNOWN_TEXT, CasesAnswer

_WORDS = {
    CasesKind.EXACT: "{best}",
    CasesKind.ABOUT: "about {best}",
    CasesKind.AT_MOST: "at most {best}",
    CasesKind.AT_LEAST: "at least {low}",
    CasesKind.RANGE: "{low}-{high}",
    CasesKind.VAGUE: "several",
    CasesKind.UNKNOWN: UNKNOWN_TEXT,
}
_ASKED = {
    CasesKind.EXACT: ("best",),
    CasesKind.ABOUT: ("best",),
    CasesKind.AT_MOST: ("best",),
    CasesKind.AT_LEAST: ("low",),
    CasesKind.RANGE: ("low", "high"),
    CasesKind.VAGUE: (),
    CasesKind.UNKNOWN: (),
}
_NUMBERS = ("low", "best", "high")


def is_counted(answer: CasesAnswer) -> bool:
    """Say whether a kind is chosen and the numbers that it asks for are there."""
    return answer.kind is not None and None not in (getattr(answer, name) for name in _ASKED[answer.kind])


def cases_of(answer: CasesAnswer, doubts: Doubts) -> Cases:
    """Read the answer; what is doubtful is added to `doubts`. An answer without its numbers counts nobody."""
    if answer.kind is None or not is_counted(answer):
        return Cases(written=answer.written)
    text = _in_words(answer)
    reads_text = answer.kind in (CasesKind.UNKNOWN, CasesKind.VAGUE) and answer.written
    reading = read_cases(answer.written if reads_text else text)
    if reading.problem:
        doubts.append(Doubted(reading.problem, "cases", dict(reading.details)))
    written = answer.written or text
    if answer.kind in (CasesKind.UNKNOWN, CasesKind.VAGUE):
        return Cases(kind=answer.kind, written=written)
    if reading.cases.best is None:
        return Cases(written=written)
    return _as_stated(answer, reading.cases.model_copy(update={"written": written}), doubts)


def _as_stated(answer: CasesAnswer, read: Cases, doubts: Doubts) -> Cases:
    """Take lowest, best and highest as they were stated beside the kind, where they go together."""
    stated = {name: getattr(answer, name) for name in _NUMBERS if getattr(answer, name) is not None}
    try:
        return Cases.model_validate({**read.model_dump(), **stated})
    except ValidationError:
        used = "The numbers beside it were not used."
        doubts.append(Doubted("cases_contradict", "cases", {"used": used}))
        return read


def answer_of(cases: Cases) -> CasesAnswer:
    """Give the answer that these cases come from, with no more numbers than its kind asks for."""
    if cases.kind is CasesKind.UNKNOWN:
        said = cases.written in ("", UNKNOWN_TEXT)
        return CasesAnswer(
            kind=CasesKind.UNKNOWN if cases.written else None, written="" if said else cases.written
        )
    asked = {name: getattr(cases, name) for name in _ASKED[cases.kind]}
    plain = CasesAnswer(kind=cases.kind, **asked)
    written = "" if cases.written == _in_words(plain) else cases.written
    again = cases_of(plain, [])
    if all(getattr(again, name) == getattr(cases, name) for name in _NUMBERS):
        return plain.model_copy(update={"written": written})
    return CasesAnswer(kind=cases.kind, low=cases.low, best=cases.best, high=cases.high, written=written)


def _in_words(answer: CasesAnswer) -> str:
    return _WORDS[answer.kind].format(**answer.model_dump()) if answer.kind else ""
