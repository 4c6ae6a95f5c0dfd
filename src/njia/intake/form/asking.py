"""What is still to be answered before a form can be submitted, told by the paths of its fields."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from njia.intake.text import tidy
from njia.problems import Problem, problem

from .answers import Answers
from .counting import is_counted
from .questions import ExtraQuestion

ALWAYS: tuple[str, ...] = ("cases",)  # beside the stops, which are always asked for
_ANSWERED: dict[str, Callable[[Answers], bool]] = {
    "cases": lambda answers: is_counted(answers.cases),
    "intended": lambda answers: answers.intended is not None and answers.intended.is_answered,
}


def missing(
    answers: Answers, required: Collection[str] = ALWAYS, questions: Iterable[ExtraQuestion] = ()
) -> tuple[Problem, ...]:
    """Say what has to be answered before submitting; each problem's column is the path of a field.

    `required` are names of fields of `Answers`; raises KeyError for any other. "Not known" is an answer.
    """
    if unknown := set(required) - set(Answers.model_fields):
        raise KeyError(f"no such answers: {', '.join(sorted(unknown))}")
    paths = [*_stops(answers), *_fields(answers, required), *_questions(answers, questions)]
    return tuple(problem("answer_missing", column=path, in_form=True) for path in paths)


def _stops(answers: Answers) -> Iterator[str]:
    yield from (f"stops.{at}" for at, stop in enumerate(answers.stops) if not stop.is_answered)


def _fields(answers: Answers, required: Collection[str]) -> Iterator[str]:
    for name in Answers.model_fields:
        if name not in required or name == "stops":
            continue
        is_answered = _ANSWERED.get(name, lambda given, name=name: bool(getattr(given, name)))
        if not is_answered(answers):
            yield name
    if "cases" not in required and answers.cases.kind is not None and not is_counted(answers.cases):
        yield "cases"


def _questions(answers: Answers, questions: Iterable[ExtraQuestion]) -> Iterator[str]:
    for question in questions:
        if question.required and not any(map(tidy, answers.extra.get(question.id, ()))):
            yield f"extra.{question.id}"
