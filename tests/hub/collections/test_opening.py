"""A collection is planned, opened, closed and reopened; what was reported keeps its meaning."""

import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError
from tests.hub.conftest import Hub, submit

from njia.intake.form import ExtraQuestion, QuestionKind
from njia_hub.audit.models import Event
from njia_hub.collections import opening
from njia_hub.collections.models import Collection
from njia_hub.collections.opening import NotPossible, Plan, Stale
from njia_hub.routes.submitting import NotAllowed

SHELTER = ExtraQuestion(id="shelter", labels={"en": "Was a shelter offered?"}, kind=QuestionKind.YES_NO)


def plan(**more: Any) -> Plan:
    fields: dict[str, Any] = {
        "name": "2025",
        "period_start": dt.date(2025, 1, 1),
        "period_end": dt.date(2025, 12, 31),
    }
    return Plan(**(fields | more))


def test_a_new_collection_is_planned_and_takes_no_routes(hub: Hub) -> None:
    made = opening.make(hub.carol, plan(optional_questions=("sexes",), extra_questions=(SHELTER,)))
    assert (made.state, made.slug) == ("planned", "2025")
    assert Plan.of(made).extra_questions == (SHELTER,)
    with pytest.raises(NotAllowed):
        submit(hub.alice, made)
    event = Event.objects.get(verb="collection.make")
    assert (event.target, event.seq) == (f"collection:{made.pk}", made.changed)


def test_it_takes_routes_while_it_is_open(hub: Hub) -> None:
    made = opening.open_(hub.carol, opening.make(hub.carol, plan()))
    submit(hub.alice, made)
    closed = opening.close(hub.carol, made)
    with pytest.raises(NotAllowed):
        submit(hub.alice, closed)
    submit(hub.alice, opening.reopen(hub.carol, closed))
    assert made.routes.count() == 2
    verbs = [f"collection.{verb}" for verb in ("make", "open", "close", "reopen")]
    assert list(Event.objects.filter(verb__in=verbs).values_list("verb", flat=True)) == verbs


def test_of_two_who_close_it_the_second_is_told(hub: Hub) -> None:
    opening.close(hub.carol, hub.collection)
    for move in (opening.close, opening.open_):
        with pytest.raises(NotPossible):
            move(hub.carol, hub.collection)
    opening.reopen(hub.carol, hub.collection)
    with pytest.raises(NotPossible):
        opening.reopen(hub.carol, hub.collection)


def test_what_was_agreed_and_named_stays_once_a_route_was_sent(hub: Hub) -> None:
    made = opening.open_(hub.carol, opening.make(hub.carol, plan(sharing_agreement="As before.")))
    opening.change(hub.carol, made, made.changed, plan(sharing_agreement="Better words."))
    made.refresh_from_db()
    submit(hub.alice, made)
    for later in (
        plan(sharing_agreement="Other words."),
        plan(sharing_agreement="Better words.", name="2026"),
    ):
        with pytest.raises(NotPossible):
            opening.change(hub.carol, made, made.changed, later)
    kept = plan(sharing_agreement="Better words.", closes=dt.date(2026, 3, 1))
    assert opening.change(hub.carol, made, made.changed, kept).closes == dt.date(2026, 3, 1)


def test_the_kind_of_a_question_stays_once_it_was_asked(hub: Hub) -> None:
    made = opening.open_(hub.carol, opening.make(hub.carol, plan(extra_questions=(SHELTER,))))
    submit(hub.alice, made)
    other_kind = ExtraQuestion(id="shelter", labels=SHELTER.labels, kind=QuestionKind.NUMBER)
    with pytest.raises(NotPossible):
        opening.change(hub.carol, made, made.changed, plan(extra_questions=(other_kind,)))
    other_words = ExtraQuestion(id="shelter", labels={"en": "A shelter?"}, kind=QuestionKind.YES_NO)
    more = ExtraQuestion(id="months", labels={"en": "For how many months?"}, kind=QuestionKind.NUMBER)
    changed = opening.change(hub.carol, made, made.changed, plan(extra_questions=(other_words, more)))
    assert Plan.of(changed).extra_questions == (other_words, more)


def test_a_closed_collection_is_not_changed(hub: Hub) -> None:
    closed = opening.close(hub.carol, hub.collection)
    with pytest.raises(NotPossible):
        opening.change(hub.carol, closed, closed.changed, Plan.of(closed).model_copy(update={"closes": None}))


def test_of_two_who_change_it_the_second_gets_a_conflict(hub: Hub) -> None:
    made = opening.make(hub.carol, plan())
    seen = made.changed
    opening.change(hub.carol, made, seen, plan(sharing_agreement="first"))
    with pytest.raises(Stale):
        opening.change(hub.carol, made, seen, plan(sharing_agreement="second"))
    assert Collection.objects.get(pk=made.pk).sharing_agreement == "first"


def test_its_own_regions_come_before_the_networks_and_the_rest_is_kept(hub: Hub) -> None:
    made = opening.make(hub.carol, plan(focus_country="UG", regions={"Lakes": ("KE", "UG")}))
    assert made.network().focus_country == "UG"
    assert made.network().regions == {"Lakes": ("KE", "UG")}
    made.settings["period"] = "cases from 2025"
    from njia_hub.audit.acting import SYSTEM, action

    with action("test.prepare", SYSTEM):
        made.save()
    back = opening.change(hub.carol, made, made.changed, plan())
    assert back.settings == {"period": "cases from 2025"}


def test_what_is_unfinished_is_counted(hub: Hub) -> None:
    assert opening.unfinished(hub.collection).is_nothing
    from njia_hub.review import deciding

    waiting, returned, accepted = (submit(hub.alice, hub.collection) for _ in range(3))
    deciding.return_(hub.carol, returned, 1, "why")
    deciding.accept(hub.carol, accepted, 1)
    found = opening.unfinished(hub.collection)
    assert (found.waiting, found.returned, found.drafts, found.files) == (1, 1, 0, 0)
    assert waiting.state == "submitted"


@pytest.mark.parametrize("name", ["2024", " 2024 ", "2024 "])
def test_two_collections_have_two_names(hub: Hub, name: str) -> None:
    with pytest.raises(NotPossible):
        opening.make(hub.carol, plan(name=name))


@pytest.mark.parametrize("name", ["new", "network", "2024!", "٢٠٢٥", "../..", "Ünïcode"])
def test_every_name_gets_an_address_of_its_own(hub: Hub, name: str) -> None:
    made = opening.make(hub.carol, plan(name=name))
    assert made.slug not in ("new", "network", "2024", "")
    assert "/" not in made.slug


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"name": "x" * 41},
        {"period_end": dt.date(2024, 12, 31)},
        {"opens": dt.date(2026, 2, 2), "closes": dt.date(2026, 2, 1)},
        {"optional_questions": ("notes",)},
        {"focus_country": "ZZ"},
        {"regions": {"A": ("KE",), "B": ("KE",)}},
        {"regions": {"A": ("XX",)}},
        {"extra_questions": (SHELTER, SHELTER)},
        {"sharing_agreement": "x" * 20_001},
        {"state": "open"},
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        plan(**fields)
