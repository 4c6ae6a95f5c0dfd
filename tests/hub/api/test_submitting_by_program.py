"""A program sends routes: each under its own id, once, and nothing is overwritten."""

import uuid
from typing import Any

import pytest
from tests.hub.api.conftest import Programs
from tests.hub.conftest import Hub, submit

from njia_hub.audit.models import Event
from njia_hub.routes.models import Revision, Route

ANSWERS: dict[str, Any] = {
    "stops": [{"text": "Busia", "country": "KE"}, {"text": "Beirut", "country": "LB"}],
    "legs": [{"mode": "plane"}],
    "cases": {"kind": "exact", "best": 3},
    "source_kind": "own_casework",
}
BODY: dict[str, Any] = {"collection": "2024", "answers": ANSWERS}


def other(**changes: Any) -> dict[str, Any]:
    return BODY | {"answers": ANSWERS | changes}


def test_a_route_that_is_sent_arrives_whole(hub: Hub, program: Programs) -> None:
    id_, asking = uuid.uuid4(), program(hub.alice)
    sent = asking.put(f"routes/{id_}", BODY)
    assert sent.status_code == 201, sent.content
    assert sent.json()["state"] == "submitted"
    route = asking.get(f"routes/{id_}").json()
    assert [stop["country_code"] for stop in route["journey"]["stops"]] == ["KE", "LB"]
    assert route["journey"]["cases"]["best"] == 3
    assert route["answers"]["stops"][0]["text"] == "Busia"
    assert Route.objects.get().current.document["source"]["way"] == "api"


def test_sent_twice_it_is_one_route_and_both_answers_are_success(hub: Hub, program: Programs) -> None:
    id_, asking = uuid.uuid4(), program(hub.alice)
    answers = [asking.put(f"routes/{id_}", BODY) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]
    assert [answer.json()["was_known"] for answer in answers] == [False, True]
    assert Route.objects.count() == Revision.objects.count() == 1


def test_it_is_the_same_also_when_the_network_has_learnt_a_spelling(hub: Hub, program: Programs) -> None:
    from njia_hub.audit.acting import action
    from njia_hub.places.models import Alias

    id_, asking = uuid.uuid4(), program(hub.alice)
    body = other(stops=[{"text": "Zzyzx", "country": "KE"}, {"country": "LB"}])
    assert asking.put(f"routes/{id_}", body).status_code == 201
    with action("test.teach", hub.carol.actor):
        Alias.objects.create(spelling="Zzyzx | KE", place_id="gn:186301", accepted_by=hub.carol)
    assert asking.put(f"routes/{id_}", body).status_code == 200


@pytest.mark.parametrize("who", ["alice", "dan", "bob"])
def test_the_same_id_with_other_content_is_refused(hub: Hub, program: Programs, who: str) -> None:
    id_ = uuid.uuid4()
    program(hub.alice).put(f"routes/{id_}", BODY)
    answer = program(getattr(hub, who)).put(f"routes/{id_}", other(notes="CANARY-OTHER"))
    assert answer.status_code == 409 and answer.json()["code"] == "other_content"
    assert "CANARY" not in answer.content.decode()
    assert Revision.objects.get().document["route"].get("notes", "") == ""


def test_another_organisation_does_not_learn_that_it_is_the_same(hub: Hub, program: Programs) -> None:
    id_ = uuid.uuid4()
    program(hub.alice).put(f"routes/{id_}", BODY)
    assert program(hub.bob).put(f"routes/{id_}", BODY).status_code == 409


@pytest.mark.parametrize("who", ["carol", "anna", "pat"])
def test_only_people_of_an_organisation_send_routes(hub: Hub, program: Programs, who: str) -> None:
    assert program(getattr(hub, who)).put(f"routes/{uuid.uuid4()}", BODY).status_code == 403
    assert not Route.objects.exists()


def test_nothing_is_sent_with_a_token_that_only_reads(hub: Hub, program: Programs) -> None:
    assert program(hub.alice, ["read"]).put(f"routes/{uuid.uuid4()}", BODY).status_code == 403


def test_what_is_still_to_be_answered_is_told_by_its_field(hub: Hub, program: Programs) -> None:
    answer = program(hub.alice).put(f"routes/{uuid.uuid4()}", BODY | {"answers": {}})
    assert answer.status_code == 422 and answer.json()["code"] == "incomplete"
    fields = [fault["field"] for fault in answer.json()["fields"]]
    assert fields == ["body.answers.stops.0", "body.answers.stops.1", "body.answers.cases"]
    assert not Route.objects.exists()


def test_a_journey_from_nowhere_to_nowhere_is_not_taken(hub: Hub, program: Programs) -> None:
    body = other(stops=[{"unknown": True}, {"unknown": True}])
    answer = program(hub.alice).put(f"routes/{uuid.uuid4()}", body)
    assert answer.status_code == 422 and answer.json()["code"] == "incomplete"


def test_a_closed_collection_takes_nothing(hub: Hub, program: Programs) -> None:
    from njia_hub.audit.acting import action

    with action("test.close", hub.carol.actor):
        hub.collection.state = "closed"
        hub.collection.save()
    answer = program(hub.alice).put(f"routes/{uuid.uuid4()}", BODY)
    assert answer.status_code == 409 and answer.json()["code"] == "not_possible"


def test_a_collection_that_is_not_there_is_told_so(hub: Hub, program: Programs) -> None:
    answer = program(hub.alice).put(f"routes/{uuid.uuid4()}", BODY | {"collection": "1999"})
    assert (answer.status_code, answer.json()["code"]) == (422, "no_such_collection")


def test_an_edit_makes_a_new_revision(hub: Hub, program: Programs) -> None:
    id_, asking = uuid.uuid4(), program(hub.alice)
    asking.put(f"routes/{id_}", BODY)
    changed = other(cases={"kind": "exact", "best": 5})["answers"]
    edit = {"based_on": 1, "answers": changed, "reason": "two more came forward"}
    assert asking.post(f"routes/{id_}/revisions", edit).status_code == 201
    history = asking.get(f"routes/{id_}/revisions").json()
    assert [one["journey"]["cases"]["best"] for one in history] == [3, 5]
    assert [one["verb"] for one in history] == ["submit", "edit"]
    assert history[1]["reason"] == "two more came forward" and history[1]["author"] == "Alice"


def test_the_same_edit_sent_again_is_one_revision(hub: Hub, program: Programs) -> None:
    id_, asking = uuid.uuid4(), program(hub.alice)
    asking.put(f"routes/{id_}", BODY)
    edit = {"based_on": 1, "answers": other(notes="more")["answers"]}
    answers = [asking.post(f"routes/{id_}/revisions", edit) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [201, 200]
    assert Revision.objects.count() == 2


def test_of_two_who_edit_the_second_is_told_and_sees_both(hub: Hub, program: Programs) -> None:
    id_ = uuid.uuid4()
    program(hub.alice).put(f"routes/{id_}", BODY)
    first = {"based_on": 1, "answers": other(cases={"kind": "exact", "best": 5})["answers"]}
    second = {"based_on": 1, "answers": other(cases={"kind": "exact", "best": 6})["answers"]}
    program(hub.alice).post(f"routes/{id_}/revisions", first)
    answer = program(hub.dan).post(f"routes/{id_}/revisions", second)
    assert answer.status_code == 409 and answer.json()["code"] == "stale_revision"
    assert answer.json()["current"]["journey"]["cases"]["best"] == 5
    assert answer.json()["current"]["progress"]["revision"] == 2
    assert Revision.objects.count() == 2


@pytest.mark.parametrize("who", ["bob", "erin"])
def test_nobody_edits_or_withdraws_another_organisations_route(hub: Hub, program: Programs, who: str) -> None:
    route = submit(hub.alice, hub.collection)
    asking = program(getattr(hub, who))
    edit = asking.post(f"routes/{route.pk}/revisions", {"based_on": 1, "answers": ANSWERS})
    assert edit.status_code == asking.post(f"routes/{route.pk}/withdraw").status_code == 404
    route.refresh_from_db()
    assert (route.state, route.revision) == ("submitted", 1)


def test_a_route_is_taken_back_with_a_reason(hub: Hub, program: Programs) -> None:
    route, asking = submit(hub.alice, hub.collection), program(hub.alice)
    answer = asking.post(f"routes/{route.pk}/withdraw", {"reason": "entered twice"})
    assert (answer.status_code, answer.content) == (204, b"")
    again = asking.post(f"routes/{route.pk}/withdraw")
    assert (again.status_code, again.json()["code"]) == (409, "not_possible")
    seen = asking.get(f"routes/{route.pk}").json()
    assert (seen["progress"]["state"], seen["comment"]) == ("withdrawn", "entered twice")


def test_drafts_are_ones_own(hub: Hub, program: Programs) -> None:
    id_, asking = uuid.uuid4(), program(hub.alice)
    draft = {"collection": "2024", "answers": {"notes": "CANARY-DRAFT"}}
    assert asking.put(f"drafts/{id_}", draft).json()["number"] == 1
    assert [one["answers"] for one in asking.all("drafts")] == [{"notes": "CANARY-DRAFT"}]
    for who in (hub.dan, hub.bob, hub.erin):
        stranger = program(who)
        assert stranger.all("drafts") == []
        assert "CANARY" not in stranger.put(f"drafts/{id_}", draft).content.decode()
        assert stranger.send("DELETE", f"drafts/{id_}").status_code == 404
    assert asking.send("DELETE", f"drafts/{id_}").status_code == 204
    assert asking.all("drafts") == []


def test_a_draft_that_was_saved_elsewhere_is_not_overwritten(hub: Hub, program: Programs) -> None:
    id_, asking = uuid.uuid4(), program(hub.alice)
    for number, text in enumerate(("one", "two")):
        body = {"collection": "2024", "answers": {"notes": text}, "based_on": number}
        assert asking.put(f"drafts/{id_}", body).json()["number"] == number + 1
    stale = {"collection": "2024", "answers": {"notes": "three"}, "based_on": 1}
    answer = asking.put(f"drafts/{id_}", stale)
    assert (answer.status_code, answer.json()["code"]) == (409, "stale_draft")
    assert answer.json()["current"]["answers"] == {"notes": "two"}


def test_personal_data_is_told_by_its_place_and_not_kept(hub: Hub, program: Programs) -> None:
    text = "She called 0712 345 678 from Busia"
    found = program(hub.alice).post("personal-data", {"text": text}).json()
    assert [(one["kind"], text[one["start"] : one["end"]]) for one in found] == [("phone", "0712 345 678")]
    assert "0712" not in " ".join(Event.objects.values_list("details", flat=True))
