"""A program of a coordinator or a data officer sees to people and organisations, each within their reach."""

from typing import Any

import pytest
from tests.hub.api.conftest import Program, Programs
from tests.hub.conftest import Hub, submit

from njia_hub.audit.models import Event
from njia_hub.people.models import Invitation, Person
from njia_hub.people.tokens import make

AMINA: dict[str, Any] = {"email": "amina@example.org", "name": "Amina CANARY-NAME", "role": "reporter"}


def test_a_data_officer_lists_the_people_of_the_own_organisation(hub: Hub, program: Programs) -> None:
    said = program(hub.dan).all("people")
    assert {one["name"] for one in said} == {"Alice", "Dan"}
    assert "CANARY-ORG-B" not in program(hub.dan).get("organisations").content.decode()
    assert {one["name"] for one in program(hub.carol).all("people", limit=2)} == {
        "Alice", "Dan", "Bob", "Erin", "Carol", "Anna", "Pat",
    }  # fmt: skip


@pytest.mark.parametrize("who", ["alice", "anna", "pat"])
@pytest.mark.parametrize("path", ["people", "organisations", "invitations", "events"])
def test_others_list_nobody(hub: Hub, program: Programs, who: str, path: str) -> None:
    assert program(getattr(hub, who)).get(path).status_code == 403


def test_somebody_elses_people_are_not_there(hub: Hub, program: Programs) -> None:
    asking = program(hub.dan)
    for path in (f"people/{hub.bob.pk}", f"people/{hub.carol.pk}"):
        assert asking.get(path).status_code == 404
    assert asking.post(f"people/{hub.bob.pk}/deactivate").status_code == 404
    assert asking.send("PATCH", f"organisations/{hub.bobs.pk}", {"is_named": True}).status_code == 404
    hub.bob.refresh_from_db()
    hub.bobs.refresh_from_db()
    assert hub.bob.is_active and not hub.bobs.is_named


def test_an_invitation_is_a_link_that_is_told_once(hub: Hub, program: Programs) -> None:
    from njia_hub.people.inviting import accept

    asking = program(hub.carol)
    made = asking.post("invitations", AMINA | {"organisation": hub.alices.pk})
    assert made.status_code == 201
    said = made.json()
    assert said["link"].startswith("https://hub.test/") and said["was_sent"] is None
    secret = said["link"].rpartition("#")[2]
    listed = asking.get("invitations").content.decode()
    assert said["id"] in listed and secret not in listed
    assert accept(secret, "Amina", "a long enough pass phrase").organisation == hub.alices


def test_who_is_invited_stays_out_of_the_audit(hub: Hub, program: Programs) -> None:
    program(hub.carol).post("invitations", AMINA | {"organisation": hub.alices.pk})
    event = Event.objects.get(verb="invitation.make")
    assert "amina" not in event.details.lower() and "CANARY" not in event.details


def test_a_data_officer_invites_to_the_own_organisation_only(hub: Hub, program: Programs) -> None:
    asking = program(hub.dan)
    assert asking.post("invitations", AMINA | {"organisation": hub.alices.pk}).status_code == 201
    other = asking.post("invitations", AMINA | {"organisation": hub.bobs.pk})
    assert other.status_code == 404
    higher = asking.post("invitations", AMINA | {"role": "coordinator"})
    assert (higher.status_code, higher.json()["code"]) == (409, "not_possible")
    assert Invitation.objects.count() == 1


def test_an_invitation_is_withdrawn(hub: Hub, program: Programs) -> None:
    asking = program(hub.carol)
    made = asking.post("invitations", AMINA | {"organisation": hub.bobs.pk}).json()
    assert program(hub.dan).post(f"invitations/{made['id']}/withdraw").status_code == 404
    assert asking.post(f"invitations/{made['id']}/withdraw").status_code == 204
    assert asking.all("invitations") == []


@pytest.mark.parametrize("email", ["", "amina", "amina@", "CANARY@@example.org", "a" * 300 + "@example.org"])
def test_what_is_no_address_is_refused_and_not_repeated(hub: Hub, program: Programs, email: str) -> None:
    answer = program(hub.carol).post("invitations", AMINA | {"role": "analyst", "email": email})
    assert answer.status_code == 422 and answer.json()["fields"][0]["field"] == "body.email"
    assert "CANARY" not in answer.content.decode()


def test_another_role_ends_every_way_in(hub: Hub, program: Programs) -> None:
    old = Program(make(hub.alice, "laptop", ["read"])[1])
    body = {"role": "data_officer", "organisation": hub.alices.pk}
    assert program(hub.carol).put(f"people/{hub.alice.pk}/place", body).json()["role"] == "data_officer"
    assert old.get("me").status_code == 401


def test_an_account_is_closed_and_opened_again(hub: Hub, program: Programs) -> None:
    old, asking = Program(make(hub.alice, "laptop", ["read"])[1]), program(hub.dan)
    assert asking.post(f"people/{hub.alice.pk}/deactivate").status_code == 204
    assert old.get("me").status_code == 401
    assert asking.post(f"people/{hub.alice.pk}/reactivate").status_code == 204
    assert old.get("me").status_code == 401  # an old token stays ended
    assert Person.objects.get(pk=hub.alice.pk).is_active


def test_the_last_coordinator_stays(hub: Hub, program: Programs) -> None:
    asking = program(hub.carol)
    body = {"role": "analyst"}
    answer = asking.put(f"people/{hub.carol.pk}/place", body)
    assert (answer.status_code, answer.json()["code"]) == (409, "not_possible")


def test_a_way_back_in_is_a_link_that_is_told_once(hub: Hub, program: Programs) -> None:
    made = program(hub.carol).post(f"people/{hub.alice.pk}/reset", {"ends_second_factor": True})
    assert made.status_code == 201 and "#" in made.json()["link"]
    assert program(hub.dan).post(f"people/{hub.alice.pk}/reset").status_code == 403


def test_an_organisation_joins_is_named_leaves_and_comes_back(hub: Hub, program: Programs) -> None:
    asking = program(hub.carol)
    made = asking.post("organisations", {"name": "Harbour Lamu"})
    assert made.status_code == 201 and made.json()["open_accounts"] == 0
    path = f"organisations/{made.json()['id']}"
    assert asking.send("PATCH", path, {"name": "Harbour", "is_named": True}).json()["name"] == "Harbour"
    assert asking.post(f"{path}/leave").status_code == 204
    assert asking.post(f"{path}/come-back").status_code == 204
    taken = asking.post("organisations", {"name": "harbour"})
    assert (taken.status_code, taken.json()["code"]) == (409, "not_possible")


def test_a_data_officer_names_the_own_organisation_and_does_not_rename_it(
    hub: Hub, program: Programs
) -> None:
    asking, path = program(hub.dan), f"organisations/{hub.alices.pk}"
    assert asking.send("PATCH", path, {"is_named": True}).json()["is_named"] is True
    answer = asking.send("PATCH", path, {"name": "Ours", "is_named": False})
    assert answer.status_code == 409
    hub.alices.refresh_from_db()
    assert hub.alices.is_named and hub.alices.name != "Ours"


def test_when_an_organisation_leaves_its_tokens_end(hub: Hub, program: Programs) -> None:
    alice = program(hub.alice)
    program(hub.carol).post(f"organisations/{hub.alices.pk}/leave")
    assert alice.get("me").status_code == 401


def test_a_coordinator_follows_what_was_done(hub: Hub, program: Programs) -> None:
    submit(hub.alice, hub.collection, notes="CANARY-NOTES")
    found = program(hub.carol).all("events", limit=2)
    assert [event["seq"] for event in found] == list(range(1, len(found) + 1))
    assert "route.submit" in {event["verb"] for event in found}
    assert "CANARY" not in repr(found)


def test_long_work_is_told_to_who_asked_for_it(hub: Hub, program: Programs) -> None:
    from njia_hub.work.models import Job

    job = Job.objects.create(kind="test", person=hub.alice, total=10, done=4)
    said = program(hub.alice).get(f"jobs/{job.pk}").json()
    assert (said["state"], said["done"], said["total"], said["is_over"]) == ("waiting", 4, 10, False)
    for who in (hub.dan, hub.carol):
        assert program(who).get(f"jobs/{job.pk}").status_code == 404
