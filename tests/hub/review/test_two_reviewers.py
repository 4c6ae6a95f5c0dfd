"""Where a collection wants a second reviewer, two people decide, and neither knows what the other said."""

from typing import Any

import pytest
from tests.hub.conftest import Hub, journey, person, submit

from njia_hub.audit.acting import SYSTEM, action
from njia_hub.audit.models import Event
from njia_hub.review import deciding
from njia_hub.review.correcting import Corrections, correct
from njia_hub.review.deciding import Outcome
from njia_hub.review.models import Verdict
from njia_hub.routes import submitting
from njia_hub.routes.document import Document
from njia_hub.routes.models import Route
from njia_hub.routes.submitting import NotAllowed


@pytest.fixture
def cleo(hub: Hub) -> Any:
    """Give a second coordinator, and have the collection want two."""
    with action("test.prepare", SYSTEM):
        hub.collection.needs_second_review = True
        hub.collection.save()
        return person("cleo", "coordinator")


def state() -> str:
    return Route.objects.get().state


def test_two_who_accept_the_same_revision_accept_it(hub: Hub, cleo: Any) -> None:
    route = submit(hub.alice, hub.collection)
    assert deciding.accept(hub.carol, route, 1) is Outcome.WAITS
    assert state() == "submitted"
    assert deciding.accept(cleo, route, 1) is Outcome.DECIDED
    assert state() == "accepted"


def test_one_person_cannot_be_both(hub: Hub, cleo: Any) -> None:
    route = submit(hub.alice, hub.collection)
    deciding.accept(hub.carol, route, 1)
    with pytest.raises(NotAllowed, match="another coordinator"):
        deciding.accept(hub.carol, route, 1)
    assert state() == "submitted"


def test_two_who_return_a_route_return_both_comments(hub: Hub, cleo: Any) -> None:
    route = submit(hub.alice, hub.collection)
    deciding.return_(hub.carol, route, 1, "Which Busia?")
    assert Route.objects.get().comment == ""
    deciding.return_(cleo, route, 1, "How many people?")
    assert Route.objects.get().comment == "Which Busia?\n\nHow many people?"
    assert state() == "returned"


@pytest.mark.parametrize("third", ["carol", "cleo", "cyril"])
def test_when_they_disagree_the_next_word_decides(hub: Hub, cleo: Any, third: str) -> None:
    with action("test.prepare", SYSTEM):
        people = {"carol": hub.carol, "cleo": cleo, "cyril": person("cyril", "coordinator")}
    route = submit(hub.alice, hub.collection)
    deciding.accept(hub.carol, route, 1)
    assert deciding.return_(cleo, route, 1, "Which Busia?") is Outcome.DISAGREED
    assert state() == "submitted"
    assert deciding.accept(people[third], route, 1) is Outcome.DECIDED
    assert state() == "accepted"
    assert Route.objects.get().comment == ""


def test_doubles_of_different_routes_are_a_disagreement(hub: Hub, cleo: Any) -> None:
    one, two, route = (submit(hub.alice, hub.collection) for _ in range(3))
    deciding.mark_double(hub.carol, route, 1, one)
    assert deciding.mark_double(cleo, route, 1, two) is Outcome.DISAGREED
    assert deciding.mark_double(cleo, route, 1, one) is Outcome.DECIDED


def test_a_word_on_an_earlier_revision_does_not_count(hub: Hub, cleo: Any) -> None:
    route = submit(hub.alice, hub.collection)
    deciding.accept(hub.carol, route, 1)
    submitting.edit(hub.alice, route, 1, Document(route=journey(str(route.pk), people=9)))
    assert deciding.accept(cleo, route, 2) is Outcome.WAITS
    assert deciding.accept(hub.carol, route, 2) is Outcome.DECIDED


def test_the_first_word_is_shown_to_nobody_until_there_is_a_second(hub: Hub, cleo: Any) -> None:
    route = submit(hub.alice, hub.collection)
    deciding.return_(hub.carol, route, 1, "Which Busia?")
    words = deciding.words_on(route)
    assert not deciding.are_shown(cleo, route, words)
    deciding.accept(cleo, route, 1)
    assert deciding.are_shown(cleo, route, deciding.words_on(route))


def test_the_audit_does_not_tell_the_first_word_either(hub: Hub, cleo: Any) -> None:
    route = submit(hub.alice, hub.collection)
    deciding.return_(hub.carol, route, 1, "Which Busia?")
    event = Event.objects.get(target=f"route:{route.pk}", actor=str(hub.carol.pk))
    assert event.verb == "route.review"
    assert "return" not in event.details
    deciding.return_(cleo, route, 1, "Which Busia?")
    assert Event.objects.filter(verb="route.return").count() == 1


def test_an_accepted_route_is_returned_by_one(hub: Hub, cleo: Any) -> None:
    route = submit(hub.alice, hub.collection)
    deciding.accept(hub.carol, route, 1)
    deciding.accept(cleo, route, 1)
    assert deciding.return_(cleo, route, 1, "An error was found") is Outcome.DECIDED
    assert state() == "returned"


def test_one_alone_does_not_change_what_two_have_accepted(hub: Hub, cleo: Any) -> None:
    route = submit(hub.alice, hub.collection)
    deciding.accept(hub.carol, route, 1)
    deciding.accept(cleo, route, 1)
    correct(cleo, route, 1, Corrections(cases="9"), "told by telephone")
    assert state() == "submitted"
    assert deciding.accept(cleo, route, 2) is Outcome.WAITS
    assert state() == "submitted"


def test_one_alone_does_not_return_correct_and_accept(hub: Hub, cleo: Any) -> None:
    route = submit(hub.alice, hub.collection)
    deciding.accept(hub.carol, route, 1)
    deciding.accept(cleo, route, 1)
    deciding.return_(cleo, route, 1, "An error was found")
    with pytest.raises(NotAllowed):
        deciding.accept(cleo, route, 1)
    correct(cleo, route, 1, Corrections(cases="9"), "told by telephone")
    assert deciding.accept(cleo, route, 2) is Outcome.WAITS
    assert state() == "submitted"


def test_a_disagreement_is_not_settled_among_many(hub: Hub, cleo: Any) -> None:
    route = submit(hub.alice, hub.collection)
    deciding.accept(hub.carol, route, 1)
    deciding.return_(cleo, route, 1, "Which Busia?")
    for word in (Verdict.Word.ACCEPT, Verdict.Word.RETURN):
        (result,) = deciding.decide_many(cleo, [(route.pk, 1)], word, "why")
        assert result.code == "unresolved"
    assert state() == "submitted"
