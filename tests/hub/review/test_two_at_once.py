"""Two coordinators decide at the very same time: what they decide is never half done and never done twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from tests.hub.conftest import Hub, journey, person, submit

from njia_hub.audit import chain
from njia_hub.audit.acting import SYSTEM, action
from njia_hub.audit.models import Event
from njia_hub.review import deciding
from njia_hub.review.models import Verdict
from njia_hub.routes import submitting
from njia_hub.routes.document import Document
from njia_hub.routes.models import Route
from njia_hub.routes.submitting import NotAllowed, StaleRevision

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _database(transactional_db: None) -> None:
    """Let the tests commit: two connections have to see the same."""


def at_once(*deeds: Callable[[], Any]) -> list[str]:
    """Do things in threads that start together; give what became of each, sorted."""
    from django.db import connection

    start = Barrier(len(deeds))

    def do(deed: Callable[[], Any]) -> str:
        try:
            start.wait(timeout=20)
            return str(deed())
        except (NotAllowed, StaleRevision) as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return sorted(threads.map(do, deeds))


@pytest.fixture
def cleo(hub: Hub) -> Any:
    with action("test.prepare", SYSTEM):
        return person("cleo", "coordinator")


def test_a_route_is_accepted_once(hub: Hub, cleo: Any) -> None:
    route = submit(hub.alice, hub.collection)
    became = at_once(*(lambda who=who: deciding.accept(who, route, 1) for who in (hub.carol, cleo)))
    assert became == ["NotAllowed", "decided"]
    assert Verdict.objects.count() == Event.objects.filter(verb="route.accept").count() == 1
    assert chain.verify() is None


def test_two_blind_words_said_at_once_are_two_words(hub: Hub, cleo: Any) -> None:
    with action("test.prepare", SYSTEM):
        hub.collection.needs_second_review = True
        hub.collection.save()
    route = submit(hub.alice, hub.collection)
    became = at_once(*(lambda who=who: deciding.accept(who, route, 1) for who in (hub.carol, cleo)))
    assert became == ["decided", "waits"]
    assert Route.objects.get().state == "accepted"


def test_two_routes_do_not_become_doubles_of_each_other(hub: Hub, cleo: Any) -> None:
    one, other = submit(hub.alice, hub.collection), submit(hub.bob, hub.collection)
    became = at_once(
        lambda: deciding.mark_double(hub.carol, one, 1, other),
        lambda: deciding.mark_double(cleo, other, 1, one),
    )
    assert became == ["NotAllowed", "decided"]
    assert sorted(Route.objects.values_list("state", flat=True)) == ["double", "submitted"]


def test_a_change_and_a_decision_at_once_leave_no_unseen_revision_accepted(hub: Hub) -> None:
    route = submit(hub.alice, hub.collection)
    changed = Document(route=journey(str(route.pk), people=9))
    became = at_once(
        lambda: deciding.accept(hub.carol, route, 1),
        lambda: submitting.edit(hub.alice, route, 1, changed).revision,
    )
    now = Route.objects.get()
    assert (now.state, now.revision, became) in [
        ("accepted", 1, ["NotAllowed", "decided"]),
        ("submitted", 2, ["2", "StaleRevision"]),
    ]
