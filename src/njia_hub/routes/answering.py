"""Read the form's fields as answers, and reshape them: stops added, removed, moved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from pydantic import ValidationError

from njia.intake.form import Answers, CasesAnswer, ExtraQuestion, LegAnswer, StopAnswer
from njia.intake.form.answers import MOST_STOPS
from njia.schema import CasesKind
from njia_hub.routes.wording import LISTS

MOST_ADDED = 30  # stops, by the form; a route of a spreadsheet may have more
_STOP = re.compile(r"stop-(\d{1,3})-place")
_RESHAPE = re.compile(r"(add|remove|up|down):(\d{1,3})")
_NUMBER = re.compile(r"-?\d{1,12}")
# Kind of number: the fields that hold what it asks for.
COUNTED: dict[str, tuple[tuple[str, str], ...]] = {
    "exact": (("best", "cases-exact"),),
    "about": (("best", "cases-about"),),
    "range": (("low", "cases-low"), ("high", "cases-high")),
    "at_least": (("low", "cases-least"),),
    "at_most": (("best", "cases-most"),),
    "vague": (),
    "unknown": (),
}


class NotUnderstood(Exception):
    """The fields are not those of the form; no page of the hub sends them."""


def answers_in(fields: QueryDict, questions: tuple[ExtraQuestion, ...]) -> Answers:
    """Read the fields; raises NotUnderstood for what no page of the hub sends."""
    numbers = sorted({int(found[1]) for name in fields if (found := _STOP.fullmatch(name))})
    if not 2 <= len(numbers) <= MOST_STOPS:
        raise NotUnderstood("a journey has two stops or more, and not hundreds")
    if any("\x00" in value for _, values in fields.lists() for value in values):
        raise NotUnderstood("no field of the form holds such a sign")
    try:
        legs = tuple(_leg(fields, f"leg-{number}") for number in numbers[:-1])
        return Answers(
            stops=tuple(_stop(fields, f"stop-{number}") for number in numbers),
            legs=legs if any(leg != LegAnswer() for leg in legs) else (),
            intended=_intended(fields),
            cases=_cases(fields),
            source_kind=fields.get("source_kind") or None,
            period_start=fields.get("period_start", "").strip(),
            period_end=fields.get("period_end", "").strip(),
            prior_trafficking=fields.get("prior_trafficking") or None,
            notes=_lines(fields.get("notes", "")),
            extra=_extra(fields, questions),
            **{name: tuple(fields.getlist(name)) for name in ("transport_modes", *LISTS)},
        )
    except ValidationError as error:
        raise NotUnderstood("the answers are not those of the form") from error


def _lines(text: str) -> str:
    """Write line ends as they were typed: a browser sends two signs for each."""
    return text.replace("\r\n", "\n")


def _stop(fields: QueryDict, prefix: str) -> StopAnswer:
    text, country = fields.get(f"{prefix}-place", "").strip(), fields.get(f"{prefix}-country", "").strip()
    picked = fields.get(f"{prefix}-pick", "")
    chosen = fields.get(f"{prefix}-id", "")
    # A place counts as chosen as long as the text beside it is what it was when it was chosen.
    is_as_chosen = fields.get(f"{prefix}-chosen", "") == f"{text}|{country}"
    place_id = picked or (chosen if is_as_chosen else "")
    if picked and picked.count("|") == 1:
        place_id, country = picked.split("|")
    unknown = bool(fields.get(f"{prefix}-unknown")) and not (text or country or place_id)
    return StopAnswer(place_id=place_id, text=text, country=country, unknown=unknown)


def _intended(fields: QueryDict) -> StopAnswer | None:
    found = _stop(fields, "intended")
    return found if found.is_answered or found.text or found.country else None


def _leg(fields: QueryDict, prefix: str) -> LegAnswer:
    crossed = {"yes": True, "no": False}.get(fields.get(f"{prefix}-irregular", ""))
    return LegAnswer(
        mode=fields.get(f"{prefix}-mode") or None,
        carrier=fields.get(f"{prefix}-carrier", "").strip(),
        irregular=crossed,
    )


def _number(fields: QueryDict, name: str) -> int | None:
    text = fields.get(name, "").strip().replace(" ", "").replace(",", "")
    return min(int(text), 10**9) if _NUMBER.fullmatch(text) else None


def _cases(fields: QueryDict) -> CasesAnswer:
    kind = fields.get("cases-kind", "")
    if kind and kind not in COUNTED:
        raise NotUnderstood("there is no such kind of number")
    if not kind:
        filled = [name for name, parts in COUNTED.items() if any(fields.get(field) for _, field in parts)]
        kind = filled[0] if len(filled) == 1 else ""
    if not kind:
        return CasesAnswer()
    answer = CasesAnswer(
        kind=CasesKind(kind), **{part: _number(fields, field) for part, field in COUNTED[kind]}
    )
    return _as_it_was(fields, answer)


def _as_it_was(fields: QueryDict, answer: CasesAnswer) -> CasesAnswer:
    """Keep what a spreadsheet had beside the number, as long as the number stays."""
    try:
        was = CasesAnswer.model_validate_json(fields.get("cases-was") or "{}")
    except ValidationError as error:
        raise NotUnderstood("the number as it was cannot be read") from error
    asked = [part for part, _ in COUNTED[answer.kind or "unknown"]]
    same = was.kind is answer.kind and all(getattr(was, part) == getattr(answer, part) for part in asked)
    return was if same else answer


def _extra(fields: QueryDict, questions: tuple[ExtraQuestion, ...]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in fields:
        if name.startswith("extra-was-"):  # an answer to a question that is asked no more
            found[name.removeprefix("extra-was-")] = tuple(fields.getlist(name))
    for question in questions:
        name = f"extra-{question.id}"
        values = tuple(_lines(value) for value in fields.getlist(name) if value.strip())
        if fields.get(f"{name}-unknown") and not values:
            values = ("unknown",)
        if values:
            found[question.id] = values
    return found


def reshaped(answers: Answers, do: str) -> tuple[Answers, int] | None:
    """Add, remove or move a stop as a button says ("add:1", "up:2"); give the stop to go to.

    None for any other text. Legs stay where they are when a stop is moved.
    """
    asked = _RESHAPE.fullmatch(do)
    if not asked:
        return None
    verb, at = asked[1], int(asked[2])
    stops, legs = list(answers.stops), list(answers.every_leg)
    if at >= len(stops):
        return answers, len(stops) - 1
    if verb == "add" and len(stops) < MOST_ADDED:
        at = min(at + 1, len(stops) - 1)
        stops.insert(at, StopAnswer())
        legs.insert(at, LegAnswer())
    elif verb == "remove" and len(stops) > 2:
        del stops[at], legs[min(at, len(legs) - 1)]
        at = min(at, len(stops) - 1)
    elif (verb == "up" and at > 0) or (verb == "down" and at < len(stops) - 1):
        other = at - 1 if verb == "up" else at + 1
        stops[at], stops[other] = stops[other], stops[at]
        at = other
    changed: dict[str, Any] = {"stops": tuple(stops)}
    changed["legs"] = tuple(legs) if any(leg != LegAnswer() for leg in legs) else ()
    return answers.model_copy(update=changed), at
