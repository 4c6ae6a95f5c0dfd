"""Many routes are accepted or returned at once, each by itself, and what was not done is said."""

import uuid

import pytest
from tests.hub.conftest import Hub, journey, submit

from njia_hub.audit.models import Event
from njia_hub.review.deciding import decide_many
from njia_hub.review.models import Verdict
from njia_hub.routes import submitting
from njia_hub.routes.document import Document
from njia_hub.routes.models import Route
from njia_hub.routes.submitting import NotAllowed


def test_each_of_many_is_decided_by_itself(hub: Hub) -> None:
    good, doubtful, stale, gone, accepted = (
        submit(hub.alice, hub.collection, warn=warn) for warn in (False, True, False, False, False)
    )
    submitting.edit(hub.alice, stale, 1, Document(route=journey(str(stale.pk), people=9)))
    submitting.withdraw(hub.alice, gone)
    decide_many(hub.carol, [(accepted.pk, 1)], Verdict.Word.ACCEPT)
    nowhere = uuid.uuid4()
    seen = [(route.pk, 1) for route in (good, doubtful, stale, gone, accepted)] + [(nowhere, 1)]
    results = decide_many(hub.carol, seen, Verdict.Word.ACCEPT)
    assert [(r.route_id, r.code) for r in results] == [
        (good.pk, "decided"),
        (doubtful.pk, "unresolved"),
        (stale.pk, "stale"),
        (gone.pk, "refused"),
        (accepted.pk, "refused"),
        (nowhere, "missing"),
    ]
    assert all(bool(r.said) == (r.code != "decided") for r in results)
    states = dict(Route.objects.values_list("pk", "state"))
    assert states[good.pk] == "accepted"
    assert states[doubtful.pk] == states[stale.pk] == "submitted"
    assert Event.objects.filter(verb="route.accept").count() == 2


def test_many_with_problems_can_be_returned_with_one_comment(hub: Hub) -> None:
    routes = [submit(hub.alice, hub.collection, warn=True) for _ in range(3)]
    results = decide_many(hub.carol, [(r.pk, 1) for r in routes], Verdict.Word.RETURN, "No names, please")
    assert {r.code for r in results} == {"decided"}
    assert set(Route.objects.values_list("state", "comment")) == {("returned", "No names, please")}


def test_many_are_not_returned_without_a_comment_and_nothing_else_is_done_to_many(hub: Hub) -> None:
    route = submit(hub.alice, hub.collection)
    for word in (Verdict.Word.RETURN, Verdict.Word.DOUBLE):
        with pytest.raises(NotAllowed):
            decide_many(hub.carol, [(route.pk, 1)], word)


def test_somebody_who_is_no_coordinator_reaches_none_of_others_routes(hub: Hub) -> None:
    route = submit(hub.alice, hub.collection)
    results = [decide_many(who, [(route.pk, 1)], Verdict.Word.ACCEPT)[0].code for who in (hub.bob, hub.anna)]
    assert results == ["missing", "missing"]
    assert decide_many(hub.dan, [(route.pk, 1)], Verdict.Word.ACCEPT)[0].code == "refused"
