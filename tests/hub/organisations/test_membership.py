"""Organisations join, are named or not, leave and come back; their shared routes stay."""

from typing import Any

import pytest
from tests.hub.conftest import Hub, accept, submit

from njia_hub.audit.models import Event
from njia_hub.organisations import membership
from njia_hub.organisations.models import Organisation
from njia_hub.people.rights import NotAllowed
from njia_hub.roles import Reach
from njia_hub.routes.visibility import own, pool, sees_organisation, visible

pytestmark = pytest.mark.usefixtures("no_second_factor")


def test_a_coordinator_makes_and_renames_an_organisation(hub: Hub, signed_in: Any) -> None:
    browser = signed_in(hub.carol)
    browser.post("/organisations/new", {"name": " Refuge Kisumu "})
    made = Organisation.objects.get(name="Refuge Kisumu")
    browser.post(f"/organisations/{made.pk}/name", {"name": "Refuge Siaya"})
    made.refresh_from_db()
    assert made.name == "Refuge Siaya"
    assert not made.is_named
    assert not [event for event in Event.objects.all() if "Refuge" in event.details]


@pytest.mark.parametrize("name", ["", "   ", "haven mombasa canary-org-a", "x" * 121])
def test_a_name_that_is_taken_or_no_name_is_refused(hub: Hub, signed_in: Any, name: str) -> None:
    answer = signed_in(hub.carol).post("/organisations/new", {"name": name})
    assert (answer.status_code, b"errorlist" in answer.content) == (200, True)
    assert Organisation.objects.count() == 2


def test_an_organisation_cannot_take_anothers_name(hub: Hub) -> None:
    with pytest.raises(NotAllowed):
        membership.rename(hub.carol, hub.alices, hub.bobs.name)
    membership.rename(hub.carol, hub.alices, hub.alices.name.upper())  # its own, otherwise written


def test_a_data_officer_sees_the_own_organisation_only(hub: Hub, signed_in: Any) -> None:
    browser = signed_in(hub.dan)
    page = browser.get("/organisations/").content.decode()
    assert "CANARY-ORG-A" in page
    assert "2 people" in page
    assert "CANARY-ORG-B" not in page
    assert browser.get(f"/organisations/{hub.bobs.pk}").status_code == 404


@pytest.mark.parametrize("who", ["alice", "anna", "pat"])
def test_others_see_no_organisations(hub: Hub, signed_in: Any, who: str) -> None:
    for address in ("/organisations/", f"/organisations/{hub.alices.pk}"):
        answer = signed_in(getattr(hub, who)).get(address)
        assert (answer.status_code, b"CANARY" in answer.content.replace(b"Haven", b"")) == (403, False)


def test_a_data_officer_says_whether_the_name_is_shown(hub: Hub, signed_in: Any) -> None:
    route = accept(submit(hub.alice, hub.collection))
    assert not sees_organisation(hub.anna, route)
    signed_in(hub.dan).post(f"/organisations/{hub.alices.pk}/show-name", {"is_named": "yes"})
    route.refresh_from_db()
    assert sees_organisation(hub.anna, route)
    signed_in(hub.dan).post(f"/organisations/{hub.alices.pk}/show-name", {"is_named": "no"})
    route.refresh_from_db()
    assert not sees_organisation(hub.anna, route)


def test_a_data_officer_says_nothing_about_others_names(hub: Hub, signed_in: Any) -> None:
    answer = signed_in(hub.dan).post(f"/organisations/{hub.bobs.pk}/show-name", {"is_named": "yes"})
    assert answer.status_code == 404
    with pytest.raises(NotAllowed):
        membership.show_name(hub.dan, hub.bobs, is_named=True)
    hub.bobs.refresh_from_db()
    assert not hub.bobs.is_named


@pytest.mark.parametrize("address", ["name", "leave", "come-back"])
@pytest.mark.parametrize("who", ["alice", "dan", "anna"])
def test_only_a_coordinator_does_the_rest(hub: Hub, signed_in: Any, who: str, address: str) -> None:
    answer = signed_in(getattr(hub, who)).post(f"/organisations/{hub.alices.pk}/{address}", {"name": "X"})
    assert answer.status_code == 403
    hub.alices.refresh_from_db()
    assert (hub.alices.is_active, hub.alices.name) == (True, "Haven Mombasa CANARY-ORG-A")


def test_shared_routes_stay_without_a_name_and_its_people_see_nothing(hub: Hub) -> None:
    shared, unshared = accept(submit(hub.alice, hub.collection)), submit(hub.alice, hub.collection)
    membership.show_name(hub.dan, hub.alices, is_named=True)
    membership.leave(hub.carol, hub.alices)
    for route in (shared, unshared):
        route.refresh_from_db()
    hub.alice.refresh_from_db()
    assert list(pool(hub.anna)) == [shared]
    assert not sees_organisation(hub.anna, shared)
    assert sees_organisation(hub.carol, shared)
    assert not visible(hub.alice).exists()
    assert set(own(hub.carol, Reach.NETWORK)) == {shared, unshared}


def test_coming_back_shows_the_own_routes_again(hub: Hub, signed_in: Any) -> None:
    route = submit(hub.alice, hub.collection)
    browser = signed_in(hub.carol)
    browser.post(f"/organisations/{hub.alices.pk}/leave")
    browser.post(f"/organisations/{hub.alices.pk}/come-back")
    hub.alice.refresh_from_db()
    assert list(own(hub.alice, Reach.SELF)) == [route]
