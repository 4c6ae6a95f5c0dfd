"""A submission has its own id: sent twice it is one route, and nothing is overwritten."""

import uuid
from typing import Any

import pytest
from tests.hub.conftest import Hub, journey, submit

from njia_hub.audit.models import Event
from njia_hub.routes import submitting
from njia_hub.routes.document import Document
from njia_hub.routes.models import Revision, Route


def test_a_submission_sent_twice_is_one_route(hub: Hub) -> None:
    id_ = uuid.uuid4()
    first, second = (submit(hub.alice, hub.collection, id_) for _ in range(2))
    assert first == second
    assert Route.objects.count() == Revision.objects.count() == 1


def test_the_same_id_with_other_content_is_refused(hub: Hub) -> None:
    id_ = uuid.uuid4()
    submit(hub.alice, hub.collection, id_, people=3)
    with pytest.raises(submitting.OtherContent):
        submit(hub.alice, hub.collection, id_, people=4)
    assert Revision.objects.get().document["route"]["cases"]["best"] == 3


def test_the_same_id_from_another_organisation_is_refused(hub: Hub) -> None:
    id_ = uuid.uuid4()
    submit(hub.alice, hub.collection, id_)
    with pytest.raises(submitting.OtherContent):
        submit(hub.bob, hub.collection, id_)


def test_another_error_of_the_database_is_never_success(hub: Hub, monkeypatch: Any) -> None:
    from django.db import IntegrityError

    def fail(*_: Any, **__: Any) -> None:
        raise IntegrityError("something else")

    monkeypatch.setattr(Revision.objects, "create", fail)
    with pytest.raises(IntegrityError):
        submit(hub.alice, hub.collection)
    assert not Route.objects.exists()
    assert not Event.objects.filter(verb="route.submit").exists()


def test_of_two_who_edit_the_second_gets_a_conflict(hub: Hub) -> None:
    route = submit(hub.alice, hub.collection)
    document = Document(route=journey(str(route.pk), people=5))
    submitting.edit(hub.alice, route, 1, document)
    with pytest.raises(submitting.StaleRevision):
        submitting.edit(hub.dan, route, 1, Document(route=journey(str(route.pk), people=6)))
    assert [r.document["route"]["cases"]["best"] for r in route.revisions.all()] == [3, 5]


def test_a_route_follows_the_event_that_changed_it(hub: Hub) -> None:
    route = submit(hub.alice, hub.collection)
    assert Route.objects.get().changed == Event.objects.get(verb="route.submit").seq == route.changed


@pytest.mark.parametrize("who", ["carol", "anna", "pat"])
def test_only_people_of_an_organisation_send_routes(hub: Hub, who: str) -> None:
    document = Document(route=journey())
    with pytest.raises(submitting.NotAllowed):
        submitting.submit(getattr(hub, who), submitting.Submission(uuid.uuid4(), hub.collection, document))
