"""Where the hub opens: on the newest map, or where one's work begins as long as there is none."""

from __future__ import annotations

from typing import Any

import pytest
from tests.hub.conftest import Hub, accept, submit

from njia_hub.audit.acting import SYSTEM, action
from njia_hub.collections.models import Collection

pytestmark = pytest.mark.usefixtures("no_second_factor")


@pytest.mark.parametrize(
    ("who", "where"),
    [
        ("alice", "/routes/"),
        ("dan", "/files/"),
        ("carol", "/collections/"),
        ("anna", "/map/"),
    ],
)
def test_it_opens_where_ones_work_begins_until_something_is_on_the_map(
    hub: Hub, signed_in: Any, who: str, where: str
) -> None:
    client = signed_in(getattr(hub, who))
    route = submit(hub.bob, hub.collection)
    assert client.get("/")["Location"] == where
    accept(route)
    assert client.get("/")["Location"] == "/map/?collection=2024"


def test_a_new_networks_coordinator_is_shown_what_to_do_first(hub: Hub, signed_in: Any) -> None:
    with action("test.prepare", SYSTEM):
        Collection.objects.all().delete()
    said = signed_in(hub.carol).get("/").content.decode()
    steps = [
        said.index(f'href="{path}"')
        for path in ("/collections/network", "/people/invite", "/collections/new")
    ]
    assert steps == sorted(steps)


def test_a_partner_sees_what_was_made_for_partners_and_nothing_else(hub: Hub, signed_in: Any) -> None:
    accept(submit(hub.alice, hub.collection))
    answer = signed_in(hub.pat).get("/", follow=True)
    assert answer.redirect_chain == [("/releases/", 302)]
    assert answer.status_code == 200
    assert "CANARY" not in answer.content.decode()
