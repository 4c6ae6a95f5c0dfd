"""A coordinator decides on the revision that she saw, and what she decides can be followed."""

from typing import Any

import pytest
from tests.hub.conftest import Hub, journey, person, submit

from njia_hub.audit.acting import SYSTEM, action
from njia_hub.audit.models import Event
from njia_hub.review import deciding
from njia_hub.review.deciding import Outcome
from njia_hub.review.models import Verdict
from njia_hub.routes import submitting
from njia_hub.routes.document import Document
from njia_hub.routes.models import Route
from njia_hub.routes.submitting import NotAllowed, StaleRevision
from njia_hub.routes.visibility import pool


def test_an_accepted_route_is_in_the_pool(hub: Hub) -> None:
    route = submit(hub.alice, hub.collection)
    assert not pool(hub.anna).exists()
    assert deciding.accept(hub.carol, route, 1) is Outcome.DECIDED
    assert pool(hub.anna).get() == route
    verdict = Verdict.objects.get()
    assert (verdict.word, verdict.revision, verdict.was) == ("accept", 1, "submitted")
    event = Event.objects.get(verb="route.accept")
    assert (event.actor, event.target) == (str(hub.carol.pk), f"route:{route.pk}")
    assert Route.objects.get().changed == event.seq


def test_a_returned_route_keeps_the_comment_and_can_be_changed(hub: Hub) -> None:
    route = submit(hub.alice, hub.collection)
    deciding.return_(hub.carol, route, 1, "Which Busia? CANARY-COMMENT")
    route.refresh_from_db()
    assert (route.state, route.comment) == ("returned", "Which Busia? CANARY-COMMENT")
    submitting.edit(hub.alice, route, 1, Document(route=journey(str(route.pk), people=5)))
    assert Route.objects.get().state == "submitted"
    assert not Event.objects.filter(details__contains="CANARY").exists()


@pytest.mark.parametrize("comment", ["", "  \n "])
def test_a_route_is_not_returned_without_a_word(hub: Hub, comment: str) -> None:
    route = submit(hub.alice, hub.collection)
    with pytest.raises(NotAllowed):
        deciding.return_(hub.carol, route, 1, comment)
    assert not Verdict.objects.exists()


def test_a_revision_that_was_changed_in_between_is_not_decided_on(hub: Hub) -> None:
    route = submit(hub.alice, hub.collection)
    submitting.edit(hub.alice, route, 1, Document(route=journey(str(route.pk), people=5)))
    for decide in (
        lambda: deciding.accept(hub.carol, route, 1),
        lambda: deciding.return_(hub.carol, route, 1, "no"),
        lambda: deciding.withdraw(hub.carol, route, 1, "no"),
    ):
        with pytest.raises(StaleRevision):
            decide()
    assert Route.objects.get().state == "submitted"
    assert not Verdict.objects.exists()
    assert not Event.objects.filter(verb__in=["route.accept", "route.return", "route.withdraw"]).exists()


def test_of_two_coordinators_at_once_the_second_is_told(hub: Hub) -> None:
    with action("test.prepare", SYSTEM):
        second = person("cleo", "coordinator")
    route = submit(hub.alice, hub.collection)
    deciding.return_(hub.carol, route, 1, "unclear")
    deciding.accept(second, route, 1)  # a returned route may be accepted after all
    with pytest.raises(NotAllowed, match="accepted already"):
        deciding.accept(hub.carol, route, 1)


@pytest.mark.parametrize("who", ["alice", "dan", "bob", "erin", "anna", "pat"])
def test_only_coordinators_decide(hub: Hub, who: str) -> None:
    route = submit(hub.alice, hub.collection)
    with pytest.raises(NotAllowed):
        deciding.accept(getattr(hub, who), route, 1)
    assert Route.objects.get().state == "submitted"


def test_a_coordinator_who_has_left_decides_nothing(hub: Hub) -> None:
    route = submit(hub.alice, hub.collection)
    hub.carol.is_active = False
    with pytest.raises(NotAllowed):
        deciding.accept(hub.carol, route, 1)


def test_nobody_reviews_what_they_reported_themselves(hub: Hub) -> None:
    route = submit(hub.alice, hub.collection)
    promoted(hub.alice)
    with pytest.raises(NotAllowed, match="yourself"):
        deciding.accept(hub.alice, route, 1)


def test_who_has_changed_a_route_does_not_review_it_but_who_corrected_it_does(hub: Hub) -> None:
    route = submit(hub.alice, hub.collection)
    changed = Document(route=journey(str(route.pk), people=5))
    submitting.edit(hub.dan, route, 1, changed)
    promoted(hub.dan)
    with pytest.raises(NotAllowed, match="yourself"):
        deciding.accept(hub.dan, route, 2)
    corrected = Document(route=journey(str(route.pk), people=6))
    submitting.edit(hub.carol, route, 2, corrected, reason="counted twice", verb="correct")
    assert deciding.accept(hub.carol, route, 3) is Outcome.DECIDED


def promoted(somebody: Any) -> None:
    with action("test.promote", SYSTEM):
        somebody.role = "coordinator"
        somebody.save()


def test_a_double_leaves_the_pool_and_comes_back_as_it_was(hub: Hub) -> None:
    first, second = submit(hub.alice, hub.collection), submit(hub.bob, hub.collection)
    for route in (first, second):
        deciding.accept(hub.carol, route, 1)
    deciding.mark_double(hub.carol, second, 1, first, "same journey")
    assert pool(hub.anna).get() == first
    second.refresh_from_db()
    assert (second.state, second.double_of, second.comment) == ("double", first, "same journey")
    deciding.undo_double(hub.carol, second)
    second.refresh_from_db()
    assert (second.state, second.double_of) == ("accepted", None)
    assert pool(hub.anna).count() == 2
    assert [v.word for v in second.verdicts.all()] == ["accept", "double", "not_double"]


def test_doubles_make_no_chains_and_no_circles(hub: Hub) -> None:
    one, two, three = (submit(hub.alice, hub.collection) for _ in range(3))
    with pytest.raises(NotAllowed, match="itself"):
        deciding.mark_double(hub.carol, one, 1, one)
    deciding.mark_double(hub.carol, two, 1, one)
    with pytest.raises(NotAllowed):
        deciding.mark_double(hub.carol, three, 1, two)  # itself a double
    with pytest.raises(NotAllowed):
        deciding.mark_double(hub.carol, one, 1, three)  # others are doubles of it
    with pytest.raises(NotAllowed, match="not marked"):
        deciding.undo_double(hub.carol, one)


def test_a_route_cannot_be_accepted_once_it_is_out(hub: Hub) -> None:
    route = submit(hub.alice, hub.collection)
    submitting.withdraw(hub.alice, route)
    with pytest.raises(NotAllowed, match="withdrawn"):
        deciding.accept(hub.carol, route, 1)


def test_a_coordinator_withdraws_from_a_closed_collection_and_says_why(hub: Hub) -> None:
    route = submit(hub.alice, hub.collection)
    deciding.accept(hub.carol, route, 1)
    with action("test.close", SYSTEM):
        hub.collection.state = "closed"
        hub.collection.save()
    with pytest.raises(NotAllowed):
        submitting.withdraw(hub.alice, Route.objects.get())
    with pytest.raises(NotAllowed):
        deciding.withdraw(hub.carol, route, 1, " ")
    deciding.withdraw(hub.carol, route, 1, "the organisation asked for it")
    assert Route.objects.get().comment == "the organisation asked for it"
    assert not pool(hub.anna).exists()
