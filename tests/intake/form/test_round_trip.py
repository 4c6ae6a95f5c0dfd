"""A route can be corrected in the form: its answers, read again, make the same route."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from njia.demo import kenya_2020
from njia.gazetteer import Gazetteer
from njia.intake import read as read_files
from njia.intake.form import Answers, CasesAnswer, LegAnswer, StopAnswer, answers_of, read_answers
from njia.network import Network
from njia.schema import CODED_FIELDS, CasesKind, Route
from njia.vocabulary import code_list

from ..made import csv_file
from .conftest import BEIRUT, BUSIA_UG, HARGEISA, NAIROBI

NETWORK = Network()
TEXTS = [
    "",
    "Nairobi",
    " Busia",
    "Nairobbi",
    "unknown",
    "-",
    "?",
    "Kenya",
    "Xqzv",
    "الخرطوم",
    "Hargeisa\u200f",
]
COUNTRIES = ["", "KE", "Uganda", "Kenia", "XS", "SO", "Congo", "NA", "unknown"]
IDS = ["", "", NAIROBI, BEIRUT, BUSIA_UG, HARGEISA, "iso:KE", "adm1:KE.13", "iata:NBO", "gn:0"]
MONTHS = ["", "2019-10", "2020-02", "2019-10-05", "2019", "soon"]

Codes = Callable[[str], st.SearchStrategy[tuple[str, ...]]]


def codes(list_name: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(sorted(code_list(list_name).codes)), max_size=3, unique=True).map(tuple)


def stop() -> st.SearchStrategy[StopAnswer]:
    written = st.builds(
        StopAnswer,
        place_id=st.sampled_from(IDS),
        text=st.sampled_from(TEXTS) | st.text(max_size=20),
        country=st.sampled_from(COUNTRIES),
    )
    return written | st.just(StopAnswer(unknown=True))


def count() -> st.SearchStrategy[int | None]:
    return st.none() | st.integers(0, 50) | st.sampled_from([-1, 20_000, 10**7])


def cases() -> st.SearchStrategy[CasesAnswer]:
    kinds = st.none() | st.sampled_from(list(CasesKind))
    written = st.sampled_from(["", "", "thirty", "some", "7-ish"])
    return st.builds(CasesAnswer, kind=kinds, low=count(), best=count(), high=count(), written=written)


def leg() -> st.SearchStrategy[LegAnswer]:
    return st.builds(
        LegAnswer,
        mode=st.none() | st.sampled_from(sorted(code_list("transport_mode").codes)),
        carrier=st.sampled_from(["", "N/A", "Emirates", "KQ or bus of Ali", "0712 345 678", "\n"]),
        irregular=st.none() | st.booleans(),
    )


@st.composite
def forms(draw: st.DrawFn) -> Answers:
    stops = draw(st.lists(stop(), min_size=2, max_size=5))
    between = len(stops) - 1
    lists: dict[str, str] = {
        name: str(info.json_schema_extra["code_list"])  # type: ignore[index]
        for name, info in Route.model_fields.items()
        if name in CODED_FIELDS
    }
    coded: dict[str, Any] = {name: draw(codes(list_)) for name, list_ in lists.items()}
    return Answers(
        stops=tuple(stops),
        legs=tuple(draw(st.just([]) | st.lists(leg(), min_size=between, max_size=between))),
        intended=draw(st.none() | stop()),
        cases=draw(cases()),
        source_kind=draw(st.none() | st.just("heard_of")),
        prior_trafficking=draw(st.none() | st.just("yes")),
        period_start=draw(st.sampled_from(MONTHS)),
        period_end=draw(st.sampled_from(MONTHS)),
        notes=draw(st.text(max_size=30)),
        extra=draw(st.dictionaries(st.sampled_from(["q", "r"]), st.lists(st.text(max_size=5)).map(tuple))),
        **coded,
    )


@given(forms())
def test_answers_make_a_route_whose_answers_make_the_same_route(
    gazetteer: Gazetteer, answers: Answers
) -> None:
    route, _ = read_answers(answers, gazetteer, NETWORK, "r1", "2020", "Organisation 1")
    if route is None:
        return
    returned = answers_of(route)
    again, _ = read_answers(returned, gazetteer, NETWORK, "r1", "2020", "Organisation 1")
    assert again is not None
    if route.period_start and not route.period_end:  # it ended before it began; its end is not kept
        assert again.period_start == route.period_start
        again = again.model_copy(update={"period_end": None})
    assert again == route
    assert answers_of(again) == returned or again.period_end != route.period_end
    if "gn:0" not in [stop.place_id for stop in answers.stops]:
        kept = [stop.text or ("unknown" if stop.unknown else "") for stop in answers.stops]
        assert [stop.written for stop in again.stops] == kept


def test_what_was_answered_plainly_comes_back_as_it_was(gazetteer: Gazetteer) -> None:
    answers = Answers(
        stops=(
            StopAnswer(place_id=NAIROBI, text="Nairobi", country="KE"),
            StopAnswer(country="UG"),
            StopAnswer(unknown=True),
            StopAnswer(text="Xqzv", country="LB"),
        ),
        legs=(LegAnswer(mode="bus", carrier="Easy Coach"), LegAnswer(), LegAnswer(irregular=True)),
        intended=StopAnswer(place_id=BEIRUT),
        cases=CasesAnswer(kind=CasesKind.RANGE, low=10, high=15),
        period_start="2019-10",
        period_end="2020-02",
        industries=("domestic_work",),
        transport_modes=("plane",),
        notes="Two sisters.",
        extra={"nights": ("12",)},
    )
    route, _ = read_answers(answers, gazetteer, NETWORK, "r1")
    assert route is not None
    assert answers_of(route) == answers


@pytest.mark.parametrize(
    "cell", ["", "unknown", "30", "about 30", "10-15", "over 20", "up to 20", "several", "7ish"]
)
def test_a_route_of_a_spreadsheet_keeps_what_was_written(
    gazetteer: Gazetteer, tmp_path: Any, cell: str
) -> None:
    headers = [
        "Origin place",
        "Origin country",
        "Transit",
        "Destination country",
        "Cases",
        "Cases, low",
        "Carrier",
    ]
    rows = [headers, ["Nairobbi", "KENYA ", "Malaba; Kampala", "?", cell, "", "Emirates / Ali's van"]]
    route = read_files([csv_file(tmp_path / "routes.csv", rows)], gazetteer, NETWORK).routes[0]
    again, _ = read_answers(answers_of(route), gazetteer, NETWORK, route.id, route.collection)
    assert again == route


def test_every_route_of_the_demonstration_can_be_opened_in_the_form(gazetteer: Gazetteer) -> None:
    for route in read_files(kenya_2020().files, gazetteer, NETWORK).routes:
        again, _ = read_answers(
            answers_of(route),
            gazetteer,
            NETWORK,
            route.id,
            route.collection,
            route.organisation,
            provenance=route.provenance,
        )
        assert again == route


def test_a_correction_leaves_everything_else_as_it_was(gazetteer: Gazetteer) -> None:
    route = read_files(kenya_2020().files, gazetteer, NETWORK).routes[0]
    corrected = answers_of(route).model_copy(update={"period_start": "2020-03"})
    again, _ = read_answers(
        corrected,
        gazetteer,
        NETWORK,
        route.id,
        route.collection,
        route.organisation,
        provenance=route.provenance,
    )
    assert again is not None
    assert again.period_start == dt.date(2020, 3, 1)
    same = {"period_start": route.period_start, "period_end": route.period_end}
    assert again.model_copy(update=same) == route
