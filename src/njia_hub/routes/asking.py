"""The form as a page shows it: every question with its answer, and what is doubtful beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import formats
from django.utils.translation import gettext

from njia.gazetteer.countries import CODES
from njia.intake.form import ExtraQuestion
from njia.vocabulary.carriers import CarrierKind, names_of
from njia_hub.languages import language
from njia_hub.places.naming import country_in_words
from njia_hub.routes.answering import COUNTED
from njia_hub.routes.asking_stops import StopAsked, blank_stop, intended_of, stops_of
from njia_hub.routes.document import Found
from njia_hub.routes.filling import Form
from njia_hub.routes.marking import Piece, for_script, pieces_of
from njia_hub.routes.wording import LISTS, choices_of, title_of

STANDARD_LISTS = ("industries", "exploitation_types", "recruitment_methods", "recruiter_relations")
CROSSINGS = "irregular"  # the optional question about legs
_MOST_MONTHS = 36
_SAID_BY_THE_ANSWER = frozenset({"origin_missing", "destination_missing"})  # "not known" says it


@dataclass(frozen=True)
class ListAsked:
    """One coded question."""

    name: str
    title: str
    choices: list[tuple[str, str, bool]]

    @property
    def chosen(self) -> int:
        """Count what is chosen."""
        return sum(chosen for _, _, chosen in self.choices)


@dataclass(frozen=True)
class QuestionAsked:
    """One of the collection's own questions."""

    question: ExtraQuestion
    label: str
    values: tuple[str, ...]
    choices: list[tuple[str, str, bool]]
    problems: list[Found]
    pieces: list[Piece]

    @property
    def is_unknown(self) -> bool:
        """Say whether "not known" is the answer."""
        return self.values == ("unknown",)

    @property
    def value(self) -> str:
        """Give the text in a field of one line."""
        return "" if self.is_unknown else "\n".join(self.values)


class Page:
    """What the template reads."""

    def __init__(self, form: Form, *, check: bool = False) -> None:
        self.form = form
        self.answers = form.answers
        self.optional = frozenset(form.collection.optional_questions)
        self._found: dict[str, list[Found]] = {}
        for problem in (*(form.missing if check else ()), *form.problems):
            if problem.code not in _SAID_BY_THE_ANSWER and (check or problem.code != "route_missing"):
                self._found.setdefault(problem.column or "", []).append(Found.of(problem))

    def problems(self, path: str) -> list[Found]:
        """Give what is doubtful about an answer, by its path."""
        return self._found.get(path, [])

    @property
    def doubtful(self) -> int:
        """Count the answers that want another look."""
        return len(self._found)

    @property
    def stops(self) -> list[StopAsked]:
        """Give the stops in order."""
        return stops_of(self.form, self._found)

    @property
    def blank_stop(self) -> StopAsked:
        """Give a stop for the page's script to copy."""
        return blank_stop()

    @property
    def intended(self) -> StopAsked:
        """Give the place that was promised."""
        return intended_of(self.form, self._found)

    @property
    def asks_crossings(self) -> bool:
        """Say whether irregular crossings are asked for."""
        return CROSSINGS in self.optional or any(leg.irregular is not None for leg in self.answers.every_leg)

    @property
    def modes(self) -> list[tuple[str, str]]:
        """Give the means of transport."""
        return choices_of("transport_mode")

    @property
    def numbers(self) -> list[dict[str, Any]]:
        """Give the ways to say how many people, with their fields."""
        cases = self.answers.cases
        kinds: list[str] = ["exact", "about", "range", "at_least"]
        if cases.kind and cases.kind.value not in (*kinds, "unknown"):
            kinds.append(cases.kind.value)  # as a spreadsheet had it
        words = {
            "exact": gettext("Exactly"),
            "about": gettext("About"),
            "range": gettext("Between"),
            "at_least": gettext("At least"),
            "at_most": gettext("At most"),
            "vague": gettext("Several, number not stated"),
            "unknown": gettext("Not known"),
        }
        return [
            {
                "kind": kind,
                "words": words[kind],
                "chosen": cases.kind is not None and cases.kind.value == kind,
                "fields": [
                    (name, getattr(cases, part) if cases.kind and cases.kind.value == kind else None)
                    for part, name in COUNTED[kind]
                ],
            }
            for kind in (*kinds, "unknown")
        ]

    @property
    def cases_problems(self) -> list[Found]:
        """Give what is doubtful about the number of people."""
        return self.problems("cases")

    @property
    def period_problems(self) -> list[Found]:
        """Give what is doubtful about the time."""
        return [*self.problems("period_start"), *self.problems("period_end")]

    @property
    def cases_was(self) -> str:
        """Give the number as it was, for what a spreadsheet had beside it."""
        return self.answers.cases.model_dump_json(exclude_defaults=True)

    @property
    def source_kinds(self) -> list[tuple[str, str, bool]]:
        """Give own casework and heard of."""
        return self._single("source_kind", "source_kind")

    @property
    def yes_no(self) -> list[tuple[str, str, bool]]:
        """Give yes and no for whether the person was trafficked before."""
        return self._single("prior_trafficking", "yes_no")

    def _single(self, name: str, list_name: str) -> list[tuple[str, str, bool]]:
        given = getattr(self.answers, name)
        return [(code, words, code == given) for code, words in choices_of(list_name)]

    @property
    def lists(self) -> list[ListAsked]:
        """Give the coded questions that are asked, and those that have an answer all the same."""
        asked = [name for name in LISTS if name in STANDARD_LISTS or name in self.optional]
        asked += [name for name in LISTS if name not in asked and getattr(self.answers, name)]
        found = [self._list(name, LISTS[name]) for name in asked]
        if self.answers.transport_modes:
            found.append(self._list("transport_modes", "transport_mode"))
        return found

    def _list(self, name: str, list_name: str) -> ListAsked:
        given = getattr(self.answers, name)
        return ListAsked(name, title_of(name), [(c, words, c in given) for c, words in choices_of(list_name)])

    @property
    def asks_before(self) -> bool:
        """Say whether it is asked if the person was trafficked before."""
        return "prior_trafficking" in self.optional or self.answers.prior_trafficking is not None

    @property
    def questions(self) -> list[QuestionAsked]:
        """Give the collection's own questions."""
        return [self._question(question) for question in self.form.questions]

    def _question(self, question: ExtraQuestion) -> QuestionAsked:
        values = tuple(self.answers.extra.get(question.id, ()))
        given = [(choice.id, choice.label(language())) for choice in question.choices]
        if question.kind.value == "yes_no":
            given = choices_of("yes_no")
        return QuestionAsked(
            question,
            question.label(language()),
            values,
            [(code, words, code in values) for code, words in given],
            self.problems(f"extra.{question.id}"),
            pieces_of("\n".join(values)),
        )

    @property
    def asked_no_more(self) -> list[tuple[str, str]]:
        """Give answers to questions that the collection asks no more: they are kept."""
        asked = {question.id for question in self.form.questions}
        return [
            (name, value)
            for name, values in self.answers.extra.items()
            if name not in asked
            for value in values
        ]

    @property
    def notes_pieces(self) -> list[Piece]:
        """Give the notes with what seems personal marked."""
        return pieces_of(self.answers.notes)

    @property
    def months(self) -> list[tuple[str, str]]:
        """Give the months of the collection's period, latest first, to choose from."""
        day = self.form.collection.period_end.replace(day=1)
        found: list[tuple[str, str]] = []
        while day >= self.form.collection.period_start.replace(day=1) and len(found) < _MOST_MONTHS:
            found.append((f"{day:%Y-%m}", formats.date_format(day, "F Y")))
            day = (day - dt.timedelta(days=1)).replace(day=1)
        return found

    @property
    def country_names(self) -> list[str]:
        """Give every country's name, in the order of the alphabet."""
        return sorted(country_in_words(code) for code in CODES)

    @property
    def carriers(self) -> tuple[str, ...]:
        """Give the carriers that are known, to choose from."""
        return (*names_of(*CarrierKind), *self.form.network.carriers)

    @property
    def focus_country(self) -> str:
        """Give the country whose places are suggested first."""
        return self.form.network.focus_country

    @property
    def script_data(self) -> dict[str, Any]:
        """Give the page's script what it needs: patterns of personal data, and the words that it says."""
        return {**for_script(), "country": self.focus_country}


def first_problem(paths: Iterable[str]) -> str:
    """Give the id of the element that the first problem is about, for an address to point at."""
    path = next(iter(paths), "")
    parts = path.split(".")
    return f"{'stop' if parts[0] == 'stops' else parts[0].rstrip('s')}-{parts[1]}" if len(parts) > 1 else path
