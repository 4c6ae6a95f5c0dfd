"""What is to be answered before submitting is told by the path of its field; "not known" is an answer."""

import pytest

from njia.intake.form import Answers, CasesAnswer, ExtraQuestion, StopAnswer, missing
from njia.schema import CasesKind

WHOLE = Answers(
    stops=(StopAnswer(text="Busia"), StopAnswer(unknown=True)), cases=CasesAnswer(kind=CasesKind.UNKNOWN)
)


def paths(answers: Answers, *required: str, questions: tuple[ExtraQuestion, ...] = ()) -> list[str | None]:
    found = missing(answers, ("cases", *required), questions)
    assert {problem.code for problem in found} <= {"answer_missing"}
    return [problem.column for problem in found]


def test_an_empty_form_asks_for_its_stops_and_its_cases() -> None:
    assert paths(Answers()) == ["stops.0", "stops.1", "cases"]


def test_not_known_is_an_answer() -> None:
    assert paths(WHOLE) == []


def test_an_empty_stop_between_others_is_asked_for() -> None:
    stops = (WHOLE.stops[0], StopAnswer(text="  "), WHOLE.stops[1])
    assert paths(WHOLE.model_copy(update={"stops": stops})) == ["stops.1"]


@pytest.mark.parametrize(
    "cases",
    [
        CasesAnswer(kind=CasesKind.EXACT),
        CasesAnswer(kind=CasesKind.ABOUT, low=3),
        CasesAnswer(kind=CasesKind.AT_LEAST, best=3),
        CasesAnswer(kind=CasesKind.RANGE, low=3),
    ],
)
def test_a_kind_without_its_numbers_is_asked_for(cases: CasesAnswer) -> None:
    assert paths(WHOLE.model_copy(update={"cases": cases})) == ["cases"]
    assert [p.column for p in missing(WHOLE.model_copy(update={"cases": cases}), ())] == ["cases"]


def test_what_the_collection_requires_is_asked_for() -> None:
    assert paths(WHOLE, "source_kind", "industries", "intended", "period_start") == [
        "intended",
        "source_kind",
        "period_start",
        "industries",
    ]
    answered = WHOLE.model_copy(
        update={"source_kind": "own_casework", "intended": StopAnswer(unknown=True), "industries": ("other",)}
    )
    assert paths(answered, "source_kind", "industries", "intended") == []


def test_own_questions_are_asked_for_where_they_are_required() -> None:
    question = ExtraQuestion(id="nights", labels={"en": "Nights"}, kind="number", required=True)
    optional = ExtraQuestion(id="more", labels={"en": "More"}, kind="text")
    assert paths(WHOLE, questions=(question, optional)) == ["extra.nights"]
    for values in (("",), (" ",), ()):
        blank = WHOLE.model_copy(update={"extra": {"nights": values}})
        assert paths(blank, questions=(question,)) == ["extra.nights"]
    answered = WHOLE.model_copy(update={"extra": {"nights": ("unknown",)}})
    assert paths(answered, questions=(question,)) == []


def test_a_requirement_that_no_form_has_is_an_error() -> None:
    with pytest.raises(KeyError, match="colour"):
        missing(WHOLE, ("colour",))
