"""Make a route of a form's answers, by the same readers as a spreadsheet's cells.

A place that a person chose from the list is accepted as it is. A written text goes through the gazetteer:
what is not certain keeps its text and falls back to its country, with the problem said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from njia.gazetteer import Gazetteer, Place, countries
from njia.intake.layout import Doubted, Doubts
from njia.intake.legs import LegReader, Said
from njia.intake.period import Period, read_period
from njia.intake.personal import kinds_of_personal_data
from njia.intake.stops import Found, Stops, at_place
from njia.intake.text import excerpt, tidy
from njia.network import Network
from njia.problems import Problem, problem
from njia.schema import (
    CODED_FIELDS,
    ExtraAnswer,
    Leg,
    Provenance,
    Resolution,
    Route,
    Stop,
    StopRole,
)

from .answers import UNKNOWN_TEXT, Answers, StopAnswer
from .counting import cases_of
from .questions import ExtraQuestion


def read_answers(
    answers: Answers,
    gazetteer: Gazetteer,
    network: Network,
    route_id: str,
    collection: str = "",
    organisation: str = "",
    questions: Iterable[ExtraQuestion] = (),
    provenance: Provenance = Provenance.REPORTED,
) -> tuple[Route | None, tuple[Problem, ...]]:
    """Make the route, None where neither its origin nor its destination is known; and say what is doubtful.

    Each problem's column is the path of a field: "stops.0", "legs.1", "cases", "extra.shelter".
    """
    reader = _Reader(answers, gazetteer)
    stops = reader.stops()
    legs, modes = reader.legs(stops, network.carriers)
    fields: dict[str, Any] = {
        "id": route_id,
        "collection": collection,
        "organisation": organisation,
        "provenance": provenance,
        "stops": stops,
        "legs": legs,
        "transport_modes": tuple(dict.fromkeys([*modes, *answers.transport_modes])),
        "intended_destination": reader.intended(),
        "cases": cases_of(answers.cases, reader.doubts),
        "source_kind": answers.source_kind,
        "prior_trafficking": answers.prior_trafficking,
        "notes": answers.notes,
        "extra": reader.own_questions(questions),
    }
    fields |= {name: getattr(answers, name) for name in CODED_FIELDS if name not in fields}
    fields |= reader.period()
    reader.look_for_personal_data()
    problems = tuple(
        problem(code, row=None, column=path, file="", sheet="", in_form=True, **details)
        for code, path, details, _ in reader.doubts
    )
    if not reader.is_usable:
        return None, problems
    return Route(**{name: value for name, value in fields.items() if value not in ("", (), None)}), problems


class _Reader:
    """Reads one form; what is doubtful is gathered in `doubts`."""

    def __init__(self, answers: Answers, gazetteer: Gazetteer) -> None:
        self.doubts: Doubts = []
        self.is_usable = True
        self._answers = answers
        self._gazetteer = gazetteer
        self._stops = Stops(gazetteer)

    def stops(self) -> tuple[Stop, ...]:
        given = self._answers.stops
        last = len(given) - 1
        roles = [StopRole.ORIGIN, *[StopRole.TRANSIT] * (last - 1), StopRole.DESTINATION]
        found = [
            self._stop(role, answer, f"stops.{at}")
            for at, (role, answer) in enumerate(zip(roles, given, strict=True))
        ]
        self.is_usable = found[0].is_written or found[-1].is_written
        if not self.is_usable:
            self.doubts.append(Doubted("route_missing", "stops.0", {}))
            return tuple(one.stop for one in found)
        for at, code in ((0, "origin_missing"), (last, "destination_missing")):
            if not found[at].is_written:
                self.doubts.append(Doubted(code, f"stops.{at}", {}))
        return tuple(one.stop for one in found)

    def intended(self) -> Stop | None:
        answer = self._answers.intended
        if answer is None or not (answer.is_answered or answer.text or answer.country):
            return None
        return self._stop(StopRole.INTENDED, answer, "intended").stop

    def _stop(self, role: StopRole, answer: StopAnswer, path: str) -> Found:
        plain = answer.unknown and not (answer.text or answer.country)
        text = UNKNOWN_TEXT if plain else answer.text
        found = self._stops.stop(role, text, answer.country)
        if answer.place_id and found.stop.place_id != answer.place_id:
            place = self._chosen(answer)
            if place:
                chosen = at_place(role, answer.text, answer.country, place, Resolution.EXACT)
                return Found(chosen, is_written=True)
            used = "only the country" if found.stop.country_code else "an unknown place"
            details = {"text": excerpt(answer.text or answer.place_id), "used": used}
            details |= {"where": "", "or_country": ""}
            self.doubts.append(Doubted("place_unresolved", path, details))
            return found
        self.doubts += [Doubted(doubt.code, path, doubt.details) for doubt in found.doubts]
        return found

    def _chosen(self, answer: StopAnswer) -> Place | None:
        """Give the place that was chosen; Hargeisa in Somaliland, where that is the country beside it."""
        country = countries.match(tidy(answer.country))
        return self._gazetteer.place(answer.place_id, country)

    def legs(
        self, stops: tuple[Stop, ...], carriers: Iterable[str]
    ) -> tuple[tuple[Leg, ...], tuple[str, ...]]:
        given = self._answers.every_leg
        said = Said()
        for at, answer in enumerate(given):
            number = at + 1 if at < len(given) - 1 else None
            path = f"legs.{at}"
            if answer.mode:
                said.modes.append((number, answer.mode, path))
            if tidy(answer.carrier):
                said.carriers.append((number, answer.carrier, path))
            if answer.irregular is not None:
                said.irregular.append((number, "yes" if answer.irregular else "no", path))
        read = LegReader(carriers).read(said, list(stops), [1] * (len(stops) - 2))
        self.doubts += read.doubts
        kept = (
            leg.model_copy(update={"carriers_written": answer.carrier})
            for leg, answer in zip(read.legs, given, strict=True)
        )
        return tuple(kept), read.modes

    def period(self) -> dict[str, Any]:
        start, end = self._read_period("period_start"), self._read_period("period_end")
        first = start[0] if start else None
        last = end[1] if end else start[1] if start else None
        if first and last and last < first:
            self.doubts.append(Doubted("period_reversed", "period_end", {}))
            last = None
        return {"period_start": first, "period_end": last}

    def _read_period(self, name: str) -> Period | None:
        text = getattr(self._answers, name)
        if not tidy(text):
            return None
        found = read_period(text)
        if found is None:
            self.doubts.append(Doubted("period_unclear", name, {"text": excerpt(text)}))
        return found

    def own_questions(self, questions: Iterable[ExtraQuestion]) -> tuple[ExtraAnswer, ...]:
        """Keep every answer, also one that does not fit, and one to a question that is asked no more."""
        known = {question.id: question for question in questions}
        found: list[ExtraAnswer] = []
        for name, values in self._answers.extra.items():
            doubt = known[name].doubt(values) if name in known else None
            if doubt:
                self.doubts.append(Doubted(doubt[0], f"extra.{name}", doubt[1]))
            if values:
                found.append(ExtraAnswer(question=name, values=values))
        return tuple(found)

    def look_for_personal_data(self) -> None:
        for path, text in self._free_texts():
            for what in kinds_of_personal_data(text):
                self.doubts.append(Doubted("personal_data", path, {"what": what}))

    def _free_texts(self) -> Iterator[tuple[str, str]]:
        """Give the texts that people write freely; of carriers `Carriers` tells."""
        answers = self._answers
        yield from ((f"stops.{at}", stop.text) for at, stop in enumerate(answers.stops))
        if answers.intended:
            yield "intended", answers.intended.text
        yield "notes", answers.notes
        yield from ((f"extra.{name}", "\n".join(values)) for name, values in answers.extra.items())
