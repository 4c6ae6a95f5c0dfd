"""The reporter's form: its answers, the route that they make, and the answers that a route came from."""

from njia.intake.form.answers import Answers, CasesAnswer, LegAnswer, StopAnswer
from njia.intake.form.asking import missing
from njia.intake.form.questions import Choice, ExtraQuestion, QuestionKind
from njia.intake.form.reading import read_answers
from njia.intake.form.returning import answers_of

__all__ = [
    "Answers",
    "CasesAnswer",
    "Choice",
    "ExtraQuestion",
    "LegAnswer",
    "QuestionKind",
    "StopAnswer",
    "answers_of",
    "missing",
    "read_answers",
]
