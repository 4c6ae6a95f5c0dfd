"""A form's answers make a route by the same readers as a spreadsheet: nothing guessed, nothing lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from pydantic import ValidationError

from njia.gazetteer import Gazetteer
from njia.intake import read as read_files
from njia.intake.form import Answers, CasesAnswer, ExtraQuestion, LegAnswer, StopAnswer
from njia.network import Network
from njia.problems import Problem
from njia.schema import CasesKind, Precision, Resolution, Route

from ..made import csv_file
from .conftest import BEIRUT, BUSIA_UG, HARGEISA, NAIROBI, Read

HERE_TO_BEIRUT = (StopAnswer(place_id=NAIROBI), StopAnswer(place_id=BEIRUT))


def made(found: tuple[Route | None, Sequence[Problem]]) -> Route:
    assert found[0] is not None
    return found[0]


def told(found: tuple[Route | None, Sequence[Problem]]) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.column) for problem in found[1]]


def test_a_chosen_place_is_taken_as_it_is(read: Read) -> None:
    found = read(Answers(stops=HERE_TO_BEIRUT, cases=CasesAnswer(kind=CasesKind.EXACT, best=3)))
    route = made(found)
    assert [(s.place_name, s.resolution, s.precision) for s in route.stops] == [
        ("Nairobi", Resolution.EXACT, Precision.TOWN),
        ("Beirut", Resolution.EXACT, Precision.TOWN),
    ]
    assert (route.cases.low, route.cases.best, route.cases.high) == (3, 3, 3)
    assert found[1] == ()


def test_a_chosen_place_beats_the_ambiguous_text_beside_it_and_the_text_is_kept(read: Read) -> None:
    stops = (StopAnswer(place_id=BUSIA_UG, text="Busia "), StopAnswer(place_id=BEIRUT))
    found = read(Answers(stops=stops))
    assert (made(found).origin.country_code, made(found).origin.written) == ("UG", "Busia ")
    assert told(found) == []


def test_a_written_place_is_resolved_as_in_a_spreadsheet(
    read: Read, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    headers = ["Origin place", "Origin country", "Destination place", "Destination country"]
    for cells in (
        ["Mombasa", "Kenya", "Beirut", "Lebanon"],
        ["Nairobbi", "Kenya", "Dubai", "Kenya"],
        ["Busia", "", "unknown", "Qatar"],
        ["Kisumu", "Kenia", "the border", ""],
    ):
        file = csv_file(tmp_path / "routes.csv", [headers, cells])
        row = read_files([file], gazetteer, Network()).rows[0]
        stops = (StopAnswer(text=cells[0], country=cells[1]), StopAnswer(text=cells[2], country=cells[3]))
        route, problems = read(Answers(stops=stops))
        assert row.route is not None
        assert route is not None
        assert route.stops == row.route.stops
        spoken = [(problem.code, problem.message) for problem in problems]
        assert spoken == [(p.code, p.message) for p in row.problems if p.code != "cases_missing"]


def test_a_country_alone_and_not_known_are_full_answers(read: Read) -> None:
    stops = (StopAnswer(country="KE"), StopAnswer(unknown=True), StopAnswer(country="Lebanon"))
    route = made(read(Answers(stops=stops)))
    assert [(s.place_id, s.precision) for s in route.stops] == [
        ("iso:KE", Precision.COUNTRY),
        (None, Precision.UNKNOWN),
        ("iso:LB", Precision.COUNTRY),
    ]
    assert route.stops[1].written == "unknown"


def test_a_route_without_beginning_and_end_is_none(read: Read) -> None:
    stops = (StopAnswer(unknown=True), StopAnswer(place_id=NAIROBI), StopAnswer(unknown=True))
    found = read(Answers(stops=stops))
    assert found[0] is None
    assert told(found) == [("route_missing", "stops.0")]


def test_one_unknown_end_is_said_at_its_field(read: Read) -> None:
    stops = (StopAnswer(place_id=NAIROBI), StopAnswer(unknown=True))
    assert told(read(Answers(stops=stops))) == [("destination_missing", "stops.1")]


def test_doubts_point_at_the_field_that_they_are_about(read: Read) -> None:
    answers = Answers(
        stops=(StopAnswer(place_id=NAIROBI), StopAnswer(text="Busia"), StopAnswer(text="Xqzv", country="QA")),
        legs=(LegAnswer(carrier="Bad Bus"), LegAnswer()),
        intended=StopAnswer(text="Dubai", country="KE"),
        cases=CasesAnswer(kind=CasesKind.RANGE, low=15, high=10),
        period_start="once",
        period_end="2019-01",
        notes="Call +254 712 345 678",
    )
    assert sorted(told(read(answers))) == [
        ("carrier_not_known", "legs.0"),
        ("cases_unclear", "cases"),
        ("period_unclear", "period_start"),
        ("personal_data", "notes"),
        ("place_ambiguous", "stops.1"),
        ("place_elsewhere", "intended"),
        ("place_unresolved", "stops.2"),
    ]


def test_a_place_id_that_is_not_there_is_said_and_the_country_used(read: Read) -> None:
    stops = (StopAnswer(place_id="gn:0", text="Somewhere", country="KE"), StopAnswer(place_id=BEIRUT))
    found = read(Answers(stops=stops))
    assert made(found).origin.place_id == "iso:KE"
    assert made(found).origin.written == "Somewhere"
    assert told(found) == [("place_unresolved", "stops.0")]


def test_a_chosen_place_of_another_country_than_the_one_beside_it_is_not_taken(read: Read) -> None:
    found = read(Answers(stops=(StopAnswer(place_id=NAIROBI, country="UG"), StopAnswer(place_id=BEIRUT))))
    assert made(found).origin.place_id == "iso:UG"
    assert told(found) == [("place_unresolved", "stops.0")]


def test_a_place_in_somaliland_lies_where_the_reporter_says(read: Read) -> None:
    for country, code in (("XS", "XS"), ("SO", "SO"), ("", "SO")):
        stops = (StopAnswer(place_id=HARGEISA, country=country), StopAnswer(place_id=BEIRUT))
        assert made(read(Answers(stops=stops))).origin.country_code == code


def test_legs_keep_mode_carrier_and_crossing_each_in_its_place(read: Read) -> None:
    answers = Answers(
        stops=(StopAnswer(place_id=NAIROBI), StopAnswer(country="UG"), StopAnswer(place_id=BEIRUT)),
        legs=(
            LegAnswer(mode="bus", carrier="Kwale Shuttle", irregular=True),
            LegAnswer(mode="plane", carrier="Emirates or KQ", irregular=False),
        ),
        transport_modes=("boat", "bus"),
    )
    route = made(read(answers))
    first, second = route.legs
    assert (first.mode, first.carriers, first.irregular) == ("bus", ("Kwale Shuttle",), True)
    assert (second.mode, second.irregular) == ("plane", False)
    assert second.carriers == ("Emirates", "Kenya Airways")
    assert second.carriers_written == "Emirates or KQ"
    assert route.transport_modes == ("bus", "plane", "boat")


@pytest.mark.parametrize(
    ("answer", "numbers", "written"),
    [
        (CasesAnswer(kind=CasesKind.EXACT, best=30), (30, 30, 30), "30"),
        (CasesAnswer(kind=CasesKind.ABOUT, best=30), (30, 30, 30), "about 30"),
        (CasesAnswer(kind=CasesKind.RANGE, low=10, high=15), (10, 12, 15), "10-15"),
        (CasesAnswer(kind=CasesKind.AT_LEAST, low=20), (20, 20, None), "at least 20"),
        (CasesAnswer(kind=CasesKind.AT_MOST, best=20), (1, 20, 20), "at most 20"),
        (CasesAnswer(kind=CasesKind.VAGUE), (None, None, None), "several"),
        (CasesAnswer(kind=CasesKind.UNKNOWN), (None, None, None), "unknown"),
        (CasesAnswer(kind=CasesKind.EXACT, best=30, written="thirty girls"), (30, 30, 30), "thirty girls"),
    ],
)
def test_cases_of_each_kind_stay_what_they_are(
    read: Read, answer: CasesAnswer, numbers: tuple[int | None, ...], written: str
) -> None:
    found = read(Answers(stops=HERE_TO_BEIRUT, cases=answer))
    cases = made(found).cases
    assert cases.kind is answer.kind
    assert ((cases.low, cases.best, cases.high), cases.written) == (numbers, written)
    assert told(found) == []


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (CasesAnswer(kind=CasesKind.EXACT, best=-3), "cases_negative"),
        (CasesAnswer(kind=CasesKind.EXACT, best=0), "cases_zero"),
        (CasesAnswer(kind=CasesKind.ABOUT, best=20_000), "cases_large"),
        (CasesAnswer(kind=CasesKind.EXACT, best=10**9), "cases_absurd"),
        (CasesAnswer(kind=CasesKind.RANGE, low=5, best=99, high=8), "cases_contradict"),
        (CasesAnswer(kind=CasesKind.UNKNOWN, written="7-ish maybe"), "cases_unclear"),
    ],
)
def test_doubtful_numbers_are_said_with_the_codes_of_spreadsheets(
    read: Read, answer: CasesAnswer, code: str
) -> None:
    assert told(read(Answers(stops=HERE_TO_BEIRUT, cases=answer))) == [(code, "cases")]


def test_a_kind_without_its_number_counts_nobody(read: Read) -> None:
    cases = made(read(Answers(stops=HERE_TO_BEIRUT, cases=CasesAnswer(kind=CasesKind.EXACT)))).cases
    assert (cases.kind, cases.best) == (CasesKind.UNKNOWN, None)


def test_a_period_is_a_month_a_range_or_one_that_ends_before_it_begins(read: Read) -> None:
    def period(start: str, end: str) -> tuple[dt.date | None, dt.date | None]:
        route = made(read(Answers(stops=HERE_TO_BEIRUT, period_start=start, period_end=end)))
        return route.period_start, route.period_end

    assert period("2019-10", "") == (dt.date(2019, 10, 1), dt.date(2019, 10, 31))
    assert period("2019-10", "2020-02") == (dt.date(2019, 10, 1), dt.date(2020, 2, 29))
    assert period("2020-02", "2019-10") == (dt.date(2020, 2, 1), None)


SHELTER = ExtraQuestion(
    id="shelter",
    labels={"en": "Shelter"},
    kind="choice",
    choices=[{"id": "own", "labels": {"en": "Our own"}}, {"id": "other", "labels": {"en": "Another"}}],
)
NIGHTS = ExtraQuestion(id="nights", labels={"en": "Nights"}, kind="number", required=True)
STORY = ExtraQuestion(id="story", labels={"en": "Story"}, kind="text")
QUESTIONS = (SHELTER, NIGHTS, STORY)


def test_own_questions_are_kept_as_answered_and_doubts_said(read: Read) -> None:
    extra = {"shelter": ("ours",), "nights": ("a few",), "story": ("ID no 23456789",), "asked_once": ("yes",)}
    found = read(Answers(stops=HERE_TO_BEIRUT, extra=extra), questions=QUESTIONS)
    assert {answer.question: answer.values for answer in made(found).extra} == extra
    assert told(found) == [
        ("code_unknown", "extra.shelter"),
        ("number_unclear", "extra.nights"),
        ("personal_data", "extra.story"),
    ]
    several = Answers(stops=HERE_TO_BEIRUT, extra={"shelter": ("own", "other")})
    assert told(read(several, questions=QUESTIONS)) == [("answers_several", "extra.shelter")]


@pytest.mark.parametrize("values", [("own",), ("unknown",), (), ("",)])
def test_an_answer_that_fits_a_question_is_taken(read: Read, values: tuple[str, ...]) -> None:
    found = read(Answers(stops=HERE_TO_BEIRUT, extra={"shelter": values}), questions=QUESTIONS)
    assert told(found) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"stops": [{}]},
        {"stops": [{}] * 201},
        {"stops": [{"unknown": True, "text": "Nairobi"}, {}]},
        {"stops": [{"unknown": True, "place_id": "gn:1"}, {}]},
        {"stops": [{"place_id": "x" * 61}, {}]},
        {"stops": [{"text": "x" * 40_000}, {}]},
        {"legs": [{}, {}]},
        {"legs": [{"mode": "teleport"}]},
        {"industries": ["nothing of the kind"]},
        {"source_kind": "rumour"},
        {"notes": "x" * 100_001},
        {"extra": {"q": ["x"] * 51}},
        {"extra": {f"q{n}": [] for n in range(101)}},
        {"cases": {"kind": "exact", "best": 10**12}},
        {"is_admin": True},
    ],
)
def test_answers_that_no_form_gives_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Answers.model_validate(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "Bad Id"},
        {"labels": {}},
        {"labels": {"xx": "?"}},
        {"labels": {"en": " "}},
        {"kind": "choice"},
        {"kind": "choice", "choices": [{"id": "unknown", "labels": {"en": "?"}}]},
        {"choices": [{"id": "a", "labels": {"en": "A"}}]},
        {"sensitivity": "public"},
        {"kind": "text", "sensitivity": "network"},
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        ExtraQuestion.model_validate({"id": "q", "labels": {"en": "Q"}, "kind": "number", **wrong})


def test_free_text_is_personal_and_other_answers_stay_in_the_network() -> None:
    assert [question.sensitivity.value for question in QUESTIONS] == ["network", "network", "personal"]
    assert SHELTER.label("sw") == "Shelter"
