"""A collection's own questions in a file: a column with a question's wording as its header answers it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from njia.gazetteer import is_unknown
from njia.intake.form import ExtraQuestion
from njia.intake.form.questions import LONGEST_LABEL, UNKNOWN_VALUE, QuestionKind
from njia.intake.personal import kinds_of_personal_data
from njia.intake.template_columns import BETWEEN_LANGUAGES
from njia.intake.text import tidy
from njia.problems import Problem, problem
from njia.schema import ExtraAnswer
from njia.vocabulary import code_list
from njia.vocabulary.headers import comparable
from njia.vocabulary.text import normalise
from njia_hub.collections.models import Collection
from njia_hub.routes.filling import questions_of

_PARTED = re.compile(r"\s*[;\n|؛]\s*")  # as the template says
_SEVERAL = re.compile(r"\s*[;,\n|،؛]\s*")


@dataclass(frozen=True)
class Answered:
    """The answers of one row, and what is doubtful about them."""

    answers: tuple[ExtraAnswer, ...] = ()
    problems: tuple[Problem, ...] = ()


class OwnQuestions:
    """The questions of one collection, by their wordings in any language."""

    def __init__(self, collection: Collection) -> None:
        self._by_header: dict[str, ExtraQuestion] = {}
        for question in questions_of(collection):
            for wording in (question.id, *question.labels.values()):
                self._by_header.setdefault(comparable(wording), question)

    def of_column(self, column: str) -> ExtraQuestion | None:
        """Give the question that a header asks, also in two languages as the template writes it."""
        if not self._by_header:
            return None
        wordings = (column, *column.split(BETWEEN_LANGUAGES))
        found = (self._by_header.get(comparable(wording[:LONGEST_LABEL])) for wording in wordings)
        return next(filter(None, found), None)

    def read(self, texts: Mapping[str, str]) -> Answered:
        """Read the answers in a row's cells; what does not fit is kept as it is written, and said."""
        if not self._by_header:
            return Answered()
        answers: dict[str, ExtraAnswer] = {}
        problems: list[Problem] = []
        for column, text in texts.items():
            question = self.of_column(column)
            if question is None or question.id in answers or not tidy(text):
                continue
            values = tuple(dict.fromkeys(_values(question, text)))
            answers[question.id] = ExtraAnswer(question=question.id, values=values)
            problems += _doubts(question, values, column)
        return Answered(tuple(answers.values()), tuple(problems))


def _values(question: ExtraQuestion, text: str) -> Iterator[str]:
    shown = tidy(text)
    if question.kind in (QuestionKind.TEXT, QuestionKind.NUMBER):
        yield text
    elif is_unknown(shown):
        yield UNKNOWN_VALUE
    elif question.kind is QuestionKind.YES_NO:
        yield code_list("yes_no").match(shown) or shown
    else:
        is_one = question.kind is QuestionKind.CHOICE
        for part in [shown] if is_one else _PARTED.split(shown):
            yield from _choices(question, part, is_one=is_one)


def _choices(question: ExtraQuestion, text: str, *, is_one: bool) -> Iterator[str]:
    """Give the choices that a text names: a choice may hold a comma of its own."""
    whole = _choice(question, text)
    parts = [text] if whole or is_one else _SEVERAL.split(text)
    yield from (_choice(question, part) or part for part in parts if part)


def _choice(question: ExtraQuestion, text: str) -> str | None:
    """Give the id of the choice that a text names, in any language."""
    said = normalise(text)
    for choice in question.choices:
        if said in {normalise(wording) for wording in (choice.id, *choice.labels.values())}:
            return choice.id
    return None


def _doubts(question: ExtraQuestion, values: tuple[str, ...], column: str) -> Iterator[Problem]:
    doubt = question.doubt(values)
    if doubt:
        yield problem(doubt[0], row=None, column=column, file="", sheet="", in_form=False, **doubt[1])
    if question.kind is QuestionKind.TEXT:
        for what in kinds_of_personal_data("\n".join(values)):
            yield problem("personal_data", column=column, what=what)
