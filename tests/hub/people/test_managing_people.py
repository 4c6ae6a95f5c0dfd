"""Coordinators manage everybody, data officers the reporters and data officers of their organisation."""

from typing import Any

import pytest
from tests.hub.conftest import Hub, person

from njia_hub.audit.acting import SYSTEM, action
from njia_hub.audit.models import Event
from njia_hub.organisations import membership
from njia_hub.people import changing, resetting
from njia_hub.people.models import Person
from njia_hub.people.rights import NotAllowed

pytestmark = pytest.mark.usefixtures("no_second_factor")


def _again(somebody: Any) -> Any:
    return Person.objects.select_related("organisation").get(pk=somebody.pk)


def test_a_coordinator_sees_everybody(hub: Hub, signed_in: Any) -> None:
    page = signed_in(hub.carol).get("/people/").content.decode()
    everybody = (hub.alice, hub.dan, hub.bob, hub.erin, hub.carol, hub.anna, hub.pat)
    assert all(somebody.email in page for somebody in everybody)


def test_a_data_officer_sees_the_own_organisation_and_nobody_else(hub: Hub, signed_in: Any) -> None:
    page = signed_in(hub.dan).get("/people/").content.decode()
    assert hub.alice.email in page
    others = (hub.bob, hub.erin, hub.carol, hub.anna, hub.pat)
    assert not [somebody.email for somebody in others if somebody.email in page]
    assert "CANARY-ORG-B" not in page


@pytest.mark.parametrize("address", ["", "/close", "/open", "/reset"])
@pytest.mark.parametrize("who", ["bob", "erin", "carol", "anna", "pat"])
def test_people_elsewhere_do_not_exist_for_a_data_officer(
    hub: Hub, signed_in: Any, who: str, address: str
) -> None:
    answer = signed_in(hub.dan).post(f"/people/{getattr(hub, who).pk}{address}", {"role": "reporter"})
    assert answer.status_code == (403 if address == "/reset" else 404)
    assert _again(getattr(hub, who)).is_active


def test_a_data_officer_closes_and_opens_an_account_of_the_own_organisation(hub: Hub, signed_in: Any) -> None:
    browser = signed_in(hub.dan)
    browser.post(f"/people/{hub.alice.pk}/close")
    assert not _again(hub.alice).is_active
    browser.post(f"/people/{hub.alice.pk}/open")
    assert _again(hub.alice).is_active


def test_a_data_officer_makes_nobody_a_coordinator(hub: Hub, signed_in: Any) -> None:
    signed_in(hub.dan).post(f"/people/{hub.alice.pk}", {"role": "coordinator"})
    assert _again(hub.alice).role == "reporter"
    with pytest.raises(NotAllowed):
        changing.change(hub.dan, hub.alice, "coordinator", None)
    with pytest.raises(NotAllowed):
        changing.change(hub.dan, hub.alice, "reporter", hub.bobs)


def test_a_data_officer_does_not_manage_a_coordinator_of_the_own_organisation(hub: Hub) -> None:
    with action("test.prepare", SYSTEM):
        chief = person("chief", "coordinator", hub.alices)
    for change in (changing.deactivate, changing.reactivate):
        with pytest.raises(NotAllowed):
            change(hub.dan, chief)
    with pytest.raises(NotAllowed):
        changing.change(hub.dan, chief, "reporter", hub.alices)


@pytest.mark.parametrize("who", ["alice", "anna", "pat"])
def test_others_manage_nobody(hub: Hub, who: str) -> None:
    by = getattr(hub, who)
    for change in (changing.deactivate, changing.reactivate):
        with pytest.raises(NotAllowed):
            change(by, hub.dan)
    with pytest.raises(NotAllowed):
        changing.change(by, hub.dan, "reporter", hub.alices)
    with pytest.raises(NotAllowed):
        resetting.reset(by, hub.dan, ends_second_factor=True)


def test_nobody_changes_or_closes_the_own_account(hub: Hub) -> None:
    with pytest.raises(NotAllowed):
        changing.deactivate(hub.carol, hub.carol)
    with pytest.raises(NotAllowed):
        changing.change(hub.dan, hub.dan, "reporter", hub.alices)
    with pytest.raises(NotAllowed):
        resetting.reset(hub.carol, hub.carol, ends_second_factor=True)


def test_the_last_coordinator_stays(hub: Hub) -> None:
    with action("test.prepare", SYSTEM):
        second = person("second", "coordinator", hub.alices)
    changing.deactivate(hub.carol, second)
    # Both were signed in when one closed the other's account; the closed one does nothing more.
    with pytest.raises(NotAllowed):
        changing.deactivate(_again(second), hub.carol)
    assert _again(hub.carol).is_active


def test_two_coordinators_cannot_remove_one_another(hub: Hub) -> None:
    with action("test.prepare", SYSTEM):
        second = person("second", "coordinator")
    stale = _again(second)  # as a request holds it that began before
    changing.deactivate(hub.carol, second)
    with pytest.raises(NotAllowed):
        changing.deactivate(stale, hub.carol)
    with pytest.raises(NotAllowed):
        changing.change(stale, hub.carol, "analyst", None)


def test_an_organisation_does_not_leave_with_the_last_coordinator(hub: Hub) -> None:
    with action("test.prepare", SYSTEM):
        hub.carol.organisation = hub.alices
        hub.carol.save()
    with pytest.raises(NotAllowed):
        membership.leave(hub.carol, hub.alices)
    hub.alices.refresh_from_db()
    assert hub.alices.is_active


def test_another_role_is_an_event_without_names(hub: Hub, signed_in: Any) -> None:
    signed_in(hub.carol).post(f"/people/{hub.anna.pk}", {"role": "coordinator", "organisation": ""})
    assert _again(hub.anna).role == "coordinator"
    event = Event.objects.get(verb="person.change")
    assert (event.actor, event.target) == (hub.carol.actor, f"person:{hub.anna.pk}")
    assert "anna" not in event.details.lower()


def test_a_page_shows_what_is_hostile_as_text(hub: Hub, signed_in: Any) -> None:
    with action("test.prepare", SYSTEM):
        hub.alice.name = "<script>alert(1)</script>"
        hub.alice.save()
    for address in ("/people/", f"/people/{hub.alice.pk}", f"/organisations/{hub.alices.pk}"):
        page = signed_in(hub.carol).get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page
