"""A route is read as far as a person may see it, and reading what is personal is an event."""

from typing import Any

import pytest
from tests.hub.conftest import Hub, accept, submit

from njia.schema import Cases, Leg, Sensitivity, Stop
from njia_hub.audit.models import Event
from njia_hub.routes.reading import PERSONAL, PERSONAL_OF_LEGS, read
from njia_hub.routes.visibility import View

NOTES = "CANARY-NOTES she called 0712 345 678"


@pytest.fixture
def route(hub: Hub) -> Any:
    legs = (Leg(mode="car", carriers_written="CANARY-DRIVER, 0722 123456"),)
    return accept(submit(hub.alice, hub.collection, notes=NOTES, legs=legs))


def test_only_fields_of_a_route_and_of_its_legs_are_personal() -> None:
    assert PERSONAL == ("notes", "extra")
    assert PERSONAL_OF_LEGS == ("carriers_written",)
    for record in (Stop, Cases):
        assert all(extra["sensitivity"] != Sensitivity.PERSONAL for _, _, extra in record.declared())


@pytest.mark.parametrize("who", ["bob", "erin", "anna"])
def test_others_in_the_network_read_what_is_shared(hub: Hub, route: Any, who: str) -> None:
    seen = read(getattr(hub, who), route)
    assert seen is not None and seen.view is View.SHARED
    assert seen.document is None and seen.organisation == seen.journey.organisation == ""
    assert "CANARY" not in repr(seen.journey)
    assert not Event.objects.filter(verb="route.read").exists()


def test_the_organisation_is_told_when_it_says_so(hub: Hub, route: Any) -> None:
    route.organisation.is_named = True
    seen = read(hub.anna, route)
    assert seen is not None and seen.journey.organisation == hub.alices.name and not seen.journey.notes


def test_its_own_people_and_coordinators_read_all_and_it_is_recorded(hub: Hub, route: Any) -> None:
    for who in (hub.dan, hub.carol):
        seen = read(who, route)
        assert seen is not None and seen.document and seen.journey.notes == NOTES
        event = Event.objects.filter(verb="route.read").latest("seq")
        assert (event.actor, event.target) == (who.actor, f"route:{route.pk}")
        assert "CANARY" not in event.details


def test_reading_ones_own_words_is_no_event(hub: Hub, route: Any) -> None:
    seen = read(hub.alice, route)
    assert seen is not None and seen.journey.notes == NOTES
    assert not Event.objects.filter(verb="route.read").exists()


def test_former_revisions_are_only_for_those_who_see_the_route_whole(hub: Hub, route: Any) -> None:
    from njia_hub.routes.document import Document
    from njia_hub.routes.submitting import edit

    changed = Document(route=route.current.document["route"] | {"notes": ""})
    edit(hub.carol, route, 1, changed, verb="correct")
    route.refresh_from_db()
    first = route.revisions.get(number=1)
    assert read(hub.anna, route, first) is None
    seen = read(hub.alice, route, first)
    assert seen is not None and seen.journey.notes == NOTES


def test_who_may_see_nothing_reads_nothing(hub: Hub) -> None:
    waiting = submit(hub.alice, hub.collection)
    assert read(hub.pat, waiting) is None and read(hub.bob, waiting) is None
