"""What a coordinator sees and sends in review, over HTTP."""

import uuid
from typing import Any

import pytest
from tests.hub.conftest import Hub, accept, journey, person, submit
from tests.hub.review.doubtful import answers, submit_answers

from njia_hub.audit.acting import SYSTEM, action
from njia_hub.audit.models import Event
from njia_hub.places.models import Alias
from njia_hub.review import deciding
from njia_hub.routes import submitting
from njia_hub.routes.document import Document
from njia_hub.routes.models import Revision, Route

MALABA = "gn:188025"

pytestmark = pytest.mark.usefixtures("no_second_factor")


@pytest.fixture
def carol(hub: Hub, signed_in: Any) -> Any:
    return signed_in(hub.carol)


def page(client: Any, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status
    return str(response.content.decode())


def send(client: Any, route: Route, do: str, revision: int = 1, **fields: str) -> Any:
    return client.post(f"/review/{route.pk}/{do}", {"revision": revision, **fields})


def state(route: Route) -> str:
    return Route.objects.get(pk=route.pk).state


def test_the_queue_lists_what_waits_with_its_problems_and_likely_doubles(hub: Hub, carol: Any) -> None:
    submit(hub.alice, hub.collection, warn=True)
    submit(hub.bob, hub.collection)
    said = page(carol, "/review/")
    assert said.count("Mombasa, Kenya → Lebanon</a>") == 2
    assert "1 problem<" in said
    assert said.count("likely double<") == 2
    assert "CANARY-ORG-A" in said


def test_a_page_of_the_queue_is_asked_for_in_few_statements(
    hub: Hub, carol: Any, django_assert_max_num_queries: Any
) -> None:
    for _ in range(12):
        submit(hub.alice, hub.collection)
    page(carol, "/review/")
    with django_assert_max_num_queries(25):
        page(carol, "/review/")


def test_a_route_is_accepted_and_the_next_one_follows_in_the_same_queue(hub: Hub, carol: Any) -> None:
    first, _, third = (submit(who, hub.collection) for who in (hub.alice, hub.bob, hub.alice))
    query = f"organisation={hub.alices.pk}"
    response = send(carol, first, "accept", queue=query)
    assert response.headers["Location"] == f"/review/{third.pk}?{query}"
    assert state(first) == "accepted"
    response = send(carol, third, "accept", queue=query)
    assert response.headers["Location"] == f"/review/?{query}"


def test_what_was_written_stands_beside_what_was_made_of_it(hub: Hub, carol: Any) -> None:
    given = answers("Malamba", "Kenya", notes="CANARY-NOTE <b>bold</b>")
    route = submit_answers(hub.alice, hub.collection, given, uuid.uuid4())
    before = page(carol, f"/review/{route.pk}")
    assert "Where is “Malamba”?" in before
    assert 'class="candidates"' in before
    assert "CANARY-NOTE &lt;b&gt;" in before
    response = send(carol, route, "place", stop="stops.0", place=MALABA, always="yes")
    assert response.status_code == 302
    after = page(carol, f"/review/{route.pk}")
    assert "Malaba, Kenya" in after
    assert "written: “Malamba, Kenya”" in after
    assert Alias.objects.get().place_id == MALABA


def test_reading_a_route_in_review_is_recorded_without_its_content(hub: Hub, carol: Any) -> None:
    route = submit(hub.alice, hub.collection, notes="CANARY-NOTE")
    page(carol, f"/review/{route.pk}")
    event = Event.objects.get(verb="route.read")
    assert (event.actor, event.target) == (str(hub.carol.pk), f"route:{route.pk}")
    assert not Event.objects.filter(details__contains="CANARY").exists()


def test_a_route_is_returned_with_a_comment_that_its_reporter_sees(
    hub: Hub, carol: Any, signed_in: Any
) -> None:
    route = submit(hub.alice, hub.collection)
    send(carol, route, "return", comment="Which Busia is it?")
    assert state(route) == "returned"
    assert "Which Busia is it?" in page(signed_in(hub.alice), f"/routes/{route.pk}")


def test_a_return_without_a_comment_is_not_done_and_says_so(hub: Hub, carol: Any) -> None:
    route = submit(hub.alice, hub.collection)
    response = carol.post(f"/review/{route.pk}/return", {"revision": 1, "comment": " "}, follow=True)
    assert "Say why in a few words" in response.content.decode()
    assert state(route) == "submitted"


@pytest.mark.parametrize("do", ["accept", "return", "withdraw", "place", "correct"])
def test_on_a_stale_revision_both_versions_are_shown_and_nothing_is_done(
    hub: Hub, carol: Any, do: str
) -> None:
    route = submit(hub.alice, hub.collection, people=3)
    submitting.edit(hub.alice, route, 1, Document(route=journey(str(route.pk), people=77)))
    response = send(carol, route, do, comment="no", reason="no", stop="stops.0", place=MALABA, cases="9")
    said = response.content.decode()
    assert response.status_code == 409
    assert '<td dir="auto">3</td>' in said
    assert "<mark>77</mark>" in said
    assert (state(route), Revision.objects.count()) == ("submitted", 2)


def test_a_page_that_was_opened_before_another_decision_overwrites_nothing(hub: Hub, carol: Any) -> None:
    route = submit(hub.alice, hub.collection)
    assert 'name="state" value="submitted"' in page(carol, f"/review/{route.pk}")
    with action("test.person", SYSTEM):
        cleo = person("cleo", "coordinator")
    deciding.accept(cleo, route, 1)
    for do in ("return", "double", "withdraw"):
        other = submit(hub.bob, hub.collection)
        answer = send(carol, route, do, state="submitted", comment="Which town?", of=str(other.pk))
        assert answer.status_code == 409
        assert "Accepted" in answer.content.decode()
    assert state(route) == "accepted"
    send(carol, route, "return", state="accepted", comment="Which town?")
    assert state(route) == "returned"


def test_a_double_click_is_no_conflict(hub: Hub, carol: Any) -> None:
    route = submit(hub.alice, hub.collection)
    answers = [send(carol, route, "accept", state="submitted") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert state(route) == "accepted"


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 30, "٣"])
def test_a_revision_that_is_none_is_a_conflict(hub: Hub, carol: Any, revision: str) -> None:
    route = submit(hub.alice, hub.collection)
    assert carol.post(f"/review/{route.pk}/accept", {"revision": revision}).status_code == 409
    assert state(route) == "submitted"


def test_two_routes_stand_side_by_side_with_their_differences_marked(hub: Hub, carol: Any) -> None:
    one = submit(hub.alice, hub.collection, notes="first note")
    other = submit(hub.bob, hub.collection, notes="second note")
    said = page(carol, f"/review/{one.pk}/beside/{other.pk}")
    assert "<mark>first note</mark>" in said
    assert "<mark>second note</mark>" in said
    assert "same way" in said
    send(carol, other, "double", of=str(one.pk))
    assert Route.objects.get(pk=other.pk).double_of == one
    send(carol, other, "not-double")
    assert state(other) == "submitted"


def test_many_are_decided_at_once_and_what_was_left_is_said(hub: Hub, carol: Any) -> None:
    good, doubtful = submit(hub.alice, hub.collection), submit(hub.bob, hub.collection, warn=True)
    chosen = [f"{good.pk}:1", f"{doubtful.pk}:1", "nonsense", f"{uuid.uuid4()}:1", f"{good.pk}:x"]
    response = carol.post("/review/many", {"route": chosen, "do": "accept"}, follow=True)
    said = response.content.decode()
    assert "1 route is done." in said
    assert "It has problems that want a person" in said
    assert (state(good), state(doubtful)) == ("accepted", "submitted")
    assert "1 route is done." not in page(carol, "/review/")  # said once


def test_many_are_not_returned_when_somebody_has_accepted_them_in_between(hub: Hub, carol: Any) -> None:
    route = submit(hub.alice, hub.collection)
    assert 'name="state" value="submitted"' in page(carol, "/review/")
    deciding.accept(hub.carol, route, 1)
    chosen = {"route": [f"{route.pk}:1"], "do": "return", "comment": "no", "state": "submitted"}
    said = carol.post("/review/many", chosen, follow=True).content.decode()
    assert "Somebody has changed it in between" in said
    assert state(route) == "accepted"


def test_a_correction_keeps_the_text_and_says_who_and_why(hub: Hub, carol: Any) -> None:
    given = answers("Malaba", "Kenya", notes="Call 0722 123 456")
    route = submit_answers(hub.alice, hub.collection, given, uuid.uuid4())
    form = {
        "revision": "1", "cases": "10-15", "leg_0": "bus", "industries": ["domestic_work"],
        "notes": "Promised work", "source_kind": "own_casework", "reason": "Spoke to the reporter",
    }  # fmt: skip
    assert carol.post(f"/review/{route.pk}/correct", form).status_code == 302
    revision = Revision.objects.get(number=2)
    made = Document.model_validate(revision.document)
    assert (made.route.cases.low, made.route.cases.high, made.route.cases.written) == (10, 15, "4")
    assert (made.route.legs[0].mode, made.route.transport_modes) == ("bus", ("bus",))
    assert (made.route.source_kind, made.route.notes) == ("own_casework", "Promised work")
    assert made.problems == ()  # the number is out of the notes
    assert made.answers["notes"] == "Call 0722 123 456"
    assert (revision.author, revision.reason, revision.verb) == (
        hub.carol, "Spoke to the reporter", "correct",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("cases", "many and 7 bananas"),
        ("industries", "no_such_code"),
        ("reason", ""),
        ("period_start", "yesterday"),
        ("leg_0", "<script>"),
    ],
)
def test_a_correction_that_makes_no_sense_is_shown_again(
    hub: Hub, carol: Any, field: str, value: str
) -> None:
    route = submit_answers(hub.alice, hub.collection, answers("Malaba", "Kenya"), uuid.uuid4())
    form = {"revision": "1", "cases": "5", "leg_0": "plane", "industries": "domestic_work", "reason": "why"}
    assert carol.post(f"/review/{route.pk}/correct", form | {field: value}).status_code == 422
    assert Revision.objects.count() == 1


def test_a_problem_that_a_person_has_settled_is_gone(hub: Hub, carol: Any) -> None:
    route = submit(hub.alice, hub.collection, warn=True)
    document = Document.model_validate(route.current.document)
    form = {"revision": "1", "cases": "3", "leg_0": document.route.legs[0].mode, "settled": "0"}
    form |= {"industries": "domestic_work", "reason": "It is the office's number"}
    assert carol.post(f"/review/{route.pk}/correct", form).status_code == 302
    assert Route.objects.get().warnings == 0


def test_the_second_reviewer_is_not_told_what_the_first_said(hub: Hub, signed_in: Any) -> None:
    with action("test.prepare", SYSTEM):
        hub.collection.needs_second_review = True
        hub.collection.save()
        cleo = person("cleo", "coordinator")
    route = submit(hub.alice, hub.collection)
    deciding.return_(hub.carol, route, 1, "CANARY-FIRST")
    second = signed_in(cleo)
    for said in (page(second, "/review/"), page(second, f"/review/{route.pk}")):
        assert "CANARY-FIRST" not in said
        assert "Waiting for a second reviewer" not in said
        assert "What reviewers have said" not in said
    mine = page(signed_in(hub.carol), f"/review/{route.pk}")
    assert "You have said your word" in mine
    send(second, route, "accept")
    both = page(second, f"/review/{route.pk}")
    assert "What reviewers have said" in both
    assert "CANARY-FIRST" in both


@pytest.mark.parametrize("who", ["alice", "dan", "bob", "erin", "anna", "pat"])
def test_nobody_else_reviews(hub: Hub, signed_in: Any, who: str) -> None:
    route = submit(hub.alice, hub.collection)
    accept(submit(hub.bob, hub.collection))
    client = signed_in(getattr(hub, who))
    assert client.get("/review/").status_code == 403
    assert client.get(f"/review/{route.pk}").status_code == 403
    assert send(client, route, "accept").status_code == 403
    assert state(route) == "submitted"


@pytest.mark.parametrize("path", ["", "/correct", "/search?stop=stops.0", "/beside/{}"])
def test_a_route_that_is_not_there_is_not_found(hub: Hub, carol: Any, path: str) -> None:
    assert carol.get(f"/review/{uuid.uuid4()}{path.format(uuid.uuid4())}").status_code == 404


def test_another_place_is_looked_for_by_name(hub: Hub, carol: Any) -> None:
    route = submit_answers(hub.alice, hub.collection, answers("Malamba", "Kenya"), uuid.uuid4())
    said = page(carol, f"/review/{route.pk}/search?stop=stops.0&q=Malaba")
    assert f'value="{MALABA}"' in said
    assert "Nothing found" in page(carol, f"/review/{route.pk}/search?stop=stops.0&q=%3Cscript%3Ezzqq")
    assert carol.get(f"/review/{route.pk}/search?stop=notes").status_code == 404
