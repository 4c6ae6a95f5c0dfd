"""Who has filled in a form has no file: what to do is said for a form."""

from __future__ import annotations

import re

import pytest

from njia.intake.form import Answers, CasesAnswer, ExtraQuestion, LegAnswer, StopAnswer, missing
from njia.problems import CATALOGUE, Problem, problem
from njia.schema import CasesKind

from .conftest import Read

OF_A_FILE = re.compile(r"\b(file|sheet|row|cell|column|header|template|settings|format|excel)", re.IGNORECASE)
QUESTIONS = (
    ExtraQuestion.model_validate({"id": "debt", "labels": {"en": "Debt"}, "kind": "number"}),
    ExtraQuestion.model_validate({"id": "seen", "labels": {"en": "Seen before?"}, "kind": "yes_no"}),
    ExtraQuestion.model_validate({"id": "told", "labels": {"en": "Who told?"}, "kind": "text"}),
)
EVERYTHING_WRONG = Answers(
    stops=(
        StopAnswer(text="Busia"),
        StopAnswer(text="Bussia", country="Kenya"),
        StopAnswer(text="Nairobi", country="Lebanon"),
        StopAnswer(text="Nairobi and Mombasa", country="Kenya"),
        StopAnswer(text="Xyzzyville", country="Kenya"),
        StopAnswer(text="Kisumu", country="Kenyaa"),
        StopAnswer(text="unknown"),
    ),
    legs=(LegAnswer(carrier="Uncle Juma"), *[LegAnswer()] * 5),
    period_start="2024-05",
    period_end="2023-05",
    notes="Call 0712 345 678",
    extra={"debt": ("much",), "seen": ("perhaps",), "told": ("one", "another")},
)
COUNTS = (
    CasesAnswer(kind=CasesKind.EXACT, best=0),
    CasesAnswer(kind=CasesKind.EXACT, best=-3),
    CasesAnswer(kind=CasesKind.EXACT, best=9_000),
    CasesAnswer(kind=CasesKind.EXACT, best=10**9),
    CasesAnswer(kind=CasesKind.RANGE, low=9, high=4),
    CasesAnswer(kind=CasesKind.ABOUT, best=30, low=40),
    CasesAnswer(kind=CasesKind.UNKNOWN, written="15-Oct"),
)
ENDS_UNKNOWN = (
    Answers(stops=(StopAnswer(unknown=True), StopAnswer(country="Lebanon")), period_start="the other day"),
    Answers(stops=(StopAnswer(unknown=True), StopAnswer(unknown=True))),
)


@pytest.fixture
def found(read: Read) -> list[Problem]:
    """Give a problem of every kind that the answers to a form can have."""
    counted = (EVERYTHING_WRONG.model_copy(update={"cases": cases}) for cases in COUNTS)
    made = [one for answers in (*counted, *ENDS_UNKNOWN) for one in read(answers, questions=QUESTIONS)[1]]
    return [*made, *missing(Answers())]


def test_no_remedy_of_a_form_speaks_of_a_file(found: list[Problem]) -> None:
    codes = {one.code for one in found}
    for_files_alone = {code for code in codes if OF_A_FILE.search(CATALOGUE[code].remedy)}
    assert {
        "personal_data",
        "cases_date",
        "cases_zero",
        "code_unknown",
        "carrier_not_known",
    } <= for_files_alone
    assert [(one.code, one.remedy) for one in found if OF_A_FILE.search(one.remedy)] == []


def test_every_remedy_that_is_said_for_a_form_can_be_found_in_one(found: list[Problem]) -> None:
    assert {kind.code for kind in CATALOGUE.values() if kind.in_form} <= {one.code for one in found}


def test_in_a_file_the_remedy_is_one_for_a_file() -> None:
    in_file, in_form = (problem("personal_data", what="a name", in_form=is_form) for is_form in (False, True))
    assert in_file.message == in_form.message
    assert in_file.remedy.startswith("Remove it from the file.")
    assert in_form.remedy.startswith("Take it out of the text.")
    assert "in_form" not in in_form.as_dict()
