"""A reviewer corrects what is known; what makes no sense is refused, and what was written stays."""

import datetime as dt
from typing import Any

import pytest
from tests.hub.conftest import Hub, submit

from njia_hub.audit.models import Event
from njia_hub.review.correcting import Corrections, correct, corrected
from njia_hub.routes import submitting
from njia_hub.routes.document import Document
from njia_hub.routes.models import Revision, Route
from njia_hub.routes.submitting import NotAllowed, StaleRevision


def document(route: Route) -> Document:
    return Document.model_validate(Route.objects.get(pk=route.pk).current.document)


def test_each_part_is_corrected_and_the_rest_stays(hub: Hub) -> None:
    route = submit(hub.alice, hub.collection, notes="kept")
    said = Corrections(
        cases="about 30",
        source_kind="heard_of",
        period=(dt.date(2024, 5, 1), dt.date(2024, 5, 31)),
        codes={"industries": ("agriculture",), "sexes": ("female", "male")},
        leg_modes=("bus",),
    )
    correct(hub.carol, route, 1, said, "Told by telephone")
    made = document(route).route
    assert (made.cases.best, made.cases.kind.value, made.cases.written) == (30, "about", "3")
    assert (made.source_kind, made.industries, made.sexes) == (
        "heard_of", ("agriculture",), ("female", "male"),
    )  # fmt: skip
    assert (made.legs[0].mode, made.transport_modes) == ("bus", ("bus",))
    assert (made.period_start, made.notes) == (dt.date(2024, 5, 1), "kept")
    assert Revision.objects.get(number=1).document["route"]["cases"]["best"] == 3
    assert Event.objects.filter(verb="route.correct").count() == 1


@pytest.mark.parametrize(
    "said",
    [
        {"codes": {"industries": ("no_such_code",)}},
        {"codes": {"stops": ()}},
        {"codes": {"organisation": ("CANARY",)}},
        {"source_kind": "rumour"},
        {"prior_trafficking": "maybe"},
        {"leg_modes": ("broomstick",)},
        {"leg_modes": ("bus", "bus")},
        {"cases": "7 bananas"},
        {"period": (dt.date(2024, 2, 1), dt.date(2024, 1, 1))},
        {},
    ],
)
def test_what_makes_no_sense_is_refused(hub: Hub, said: dict[str, Any]) -> None:
    route = submit(hub.alice, hub.collection)
    with pytest.raises(NotAllowed):
        correct(hub.carol, route, 1, Corrections(**said), "why")
    assert Revision.objects.count() == 1
    assert not Event.objects.filter(verb="route.correct").exists()


def test_a_code_of_an_earlier_list_may_stay(hub: Hub) -> None:
    route = submit(hub.alice, hub.collection, industries=("of_an_earlier_list",))
    kept = corrected(
        document(route), Corrections(codes={"industries": ("of_an_earlier_list", "agriculture")})
    )
    assert kept.route.industries == ("of_an_earlier_list", "agriculture")


def test_personal_data_in_corrected_notes_is_looked_for_anew(hub: Hub) -> None:
    route = submit(hub.alice, hub.collection, warn=True)
    without = corrected(document(route), Corrections(notes="nothing personal"))
    assert without.problems == ()
    another = corrected(document(route), Corrections(notes="write to someone@example.org"))
    assert [found.code for found in another.problems] == ["personal_data"]
    assert "someone" not in another.problems[0].message


@pytest.mark.parametrize("reason", ["", "  ", "x" * 1_001])
def test_nothing_is_corrected_without_a_reason(hub: Hub, reason: str) -> None:
    route = submit(hub.alice, hub.collection)
    with pytest.raises(NotAllowed):
        correct(hub.carol, route, 1, Corrections(cases="9"), reason)


def test_a_stale_correction_overwrites_nothing(hub: Hub) -> None:
    route = submit(hub.alice, hub.collection)
    correct(hub.carol, route, 1, Corrections(cases="8"), "why")
    with pytest.raises(StaleRevision):
        correct(hub.carol, route, 1, Corrections(cases="9"), "why")
    assert document(route).route.cases.best == 8


def test_only_coordinators_correct_and_nothing_that_is_out(hub: Hub) -> None:
    route = submit(hub.alice, hub.collection)
    for who in (hub.dan, hub.bob, hub.anna):
        with pytest.raises(NotAllowed):
            correct(who, route, 1, Corrections(cases="9"), "why")
    submitting.withdraw(hub.alice, route)
    with pytest.raises(NotAllowed):
        correct(hub.carol, route, 1, Corrections(cases="9"), "why")


def test_an_accepted_route_is_corrected_and_stays_accepted(hub: Hub) -> None:
    from njia_hub.review import deciding

    route = submit(hub.alice, hub.collection)
    deciding.accept(hub.carol, route, 1)
    correct(hub.carol, route, 1, Corrections(cases="9"), "why")
    assert (Route.objects.get().state, Route.objects.get().revision) == ("accepted", 2)
