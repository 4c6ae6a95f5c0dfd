"""What is written without an action is refused, whichever way it is written."""

import pytest
from django.db import connection, transaction
from tests.hub.conftest import Hub, submit

from njia_hub.audit.acting import AlreadyActing, action
from njia_hub.audit.guarding import UnrecordedWrite
from njia_hub.audit.models import Event
from njia_hub.organisations.models import Organisation
from njia_hub.routes.models import Revision, Route


def test_a_saved_record_needs_an_action(hub: Hub) -> None:
    with pytest.raises(UnrecordedWrite), transaction.atomic():
        Organisation(name="Unseen").save()


def test_a_bulk_update_needs_an_action(hub: Hub) -> None:
    submit(hub.alice, hub.collection)
    with pytest.raises(UnrecordedWrite):
        Route.objects.update(state="accepted")
    with pytest.raises(UnrecordedWrite):
        Route.objects.bulk_create(
            [Route(collection=hub.collection, organisation=hub.alices, author=hub.alice)]
        )


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM routes_route",
        'delete from "routes_route" where 1=1',
        "UPDATE routes_route SET state='accepted'",
        "WITH x AS (SELECT 1) UPDATE routes_route SET state='accepted'",
        "/* a remark */ INSERT INTO organisations_organisation (name) VALUES ('x')",
    ],
)
def test_raw_sql_needs_an_action(hub: Hub, sql: str) -> None:
    with pytest.raises(UnrecordedWrite), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_a_revision_and_an_event_are_never_changed_even_in_an_action(hub: Hub) -> None:
    submit(hub.alice, hub.collection)
    for model in (Revision, Event):
        with pytest.raises(UnrecordedWrite), action("test.forge", "system"):
            model.objects.all().delete()
    with pytest.raises(UnrecordedWrite), action("test.forge", "system"):
        Revision.objects.update(reason="forged")


def test_an_action_within_an_action_is_refused(hub: Hub) -> None:
    with pytest.raises(AlreadyActing), action("test.outer", "system"), action("test.inner", "system"):
        pass


def test_what_fails_leaves_no_event_and_no_data(hub: Hub) -> None:
    before = Event.objects.count()
    with pytest.raises(ZeroDivisionError), action("test.fail", "system"):
        Organisation.objects.create(name="Half there")
        1 / 0  # noqa: B018
    assert Event.objects.count() == before
    assert not Organisation.objects.filter(name="Half there").exists()
