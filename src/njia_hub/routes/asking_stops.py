"""The stops of the form as a page shows them: each with its answer, its leg, and what is doubtful in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext

from njia.gazetteer import Place
from njia.intake.form import StopAnswer
from njia_hub.places.at_hand import gazetteer
from njia_hub.places.naming import place_in_full
from njia_hub.routes.document import Found
from njia_hub.routes.filling import Form
from njia_hub.routes.marking import Piece, pieces_of

MOST_CANDIDATES = 5  # to pick from


@dataclass(frozen=True)
class Picked:
    """A place to pick, where a text may mean several."""

    value: str  # place id | country code
    words: str


@dataclass
class StopAsked:
    """One stop with its answer, and the leg that begins there."""

    prefix: str
    path: str
    title: str
    answer: StopAnswer
    place_words: str = ""  # the place that was chosen
    candidates: list[Picked] = field(default_factory=list)
    problems: list[Found] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    number: int = 0
    is_first: bool = False
    is_last: bool = False
    leg: Any = None
    leg_problems: list[Found] = field(default_factory=list)

    @property
    def chosen(self) -> str:
        """Give the text that stood there when the place was chosen."""
        return f"{self.answer.text}|{self.answer.country}" if self.answer.place_id else ""


Problems = Mapping[str, list[Found]]  # what is doubtful, by the path of the answer


def stops_of(form: Form, problems: Problems) -> list[StopAsked]:
    """Give the stops in order."""
    answers = form.answers
    legs, last = answers.every_leg, len(answers.stops) - 1
    asked = []
    for at, answer in enumerate(answers.stops):
        title = gettext("Where it began") if at == 0 else gettext("Where it ended")
        if 0 < at < last:
            title = gettext("On the way")
        stop = _stop(form, problems, f"stop-{at}", f"stops.{at}", title, answer)
        stop.number, stop.is_first, stop.is_last = at, at == 0, at == last
        stop.leg = legs[at] if at < last else None
        stop.leg_problems = problems.get(f"legs.{at}", [])
        asked.append(stop)
    return asked


def blank_stop() -> StopAsked:
    """Give a stop for the page's script to copy."""
    stop = StopAsked("stop-NEW", "stops.NEW", gettext("On the way"), StopAnswer())
    stop.leg = {"mode": None, "carrier": "", "irregular": None}
    return stop


def intended_of(form: Form, problems: Problems) -> StopAsked:
    """Give the place that was promised."""
    answer = form.answers.intended or StopAnswer()
    return _stop(form, problems, "intended", "intended", gettext("Where they were promised to go"), answer)


def _stop(
    form: Form, problems: Problems, prefix: str, path: str, title: str, answer: StopAnswer
) -> StopAsked:
    stop = StopAsked(prefix, path, title, answer)
    stop.problems = problems.get(path, [])
    stop.pieces = pieces_of(answer.text)
    chosen = gazetteer().place(answer.place_id) if answer.place_id else None
    stop.place_words = place_in_full(chosen) if chosen else ""
    stop.candidates = [_picked(candidate.place) for candidate in form.candidates(path)[:MOST_CANDIDATES]]
    return stop


def _picked(place: Place) -> Picked:
    return Picked(f"{place.place_id}|{place.country_code}", place_in_full(place))
