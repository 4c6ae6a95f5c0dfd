"""A form is kept at every step, for its person alone; two devices never overwrite each other."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from tests.hub.conftest import Hub
from tests.hub.routes.form_fields import a_draft, fields, on_page

from njia_hub.audit.models import Event
from njia_hub.routes.models import Draft, Route

SCRIPT = {"accept": "application/json"}


def test_a_draft_comes_back_as_it_was_left(hub: Hub, signed_in: Any) -> None:
    browser = signed_in(hub.alice)
    given = fields(
        stop__0__place="Xqzv",
        stop__1__unknown="1",
        stop__1__place="",
        stop__1__country="",
        cases__kind="about",
        cases__about="12",
        cases__exact="",
        notes="One line\nand another",
        period_start="May 2024",
        leg__0__carrier="Emirates",
        intended__place="Dubai",
    )
    id_ = uuid.uuid4()
    browser.post(f"/routes/draft/{id_}", given)
    shown = on_page(browser.get(f"/routes/draft/{id_}"))
    expected = {name: value for name, value in given.items() if value and name not in ("do", "number")}
    assert {name: shown.get(name) for name in expected} == expected


def test_saving_twice_from_one_page_is_one_save(hub: Hub, signed_in: Any) -> None:
    browser, id_ = signed_in(hub.alice), uuid.uuid4()
    for _ in range(2):
        assert browser.post(f"/routes/draft/{id_}", fields()).status_code == 302
    assert Draft.objects.get().number == 1


def test_of_two_devices_the_second_is_told_and_overwrites_nothing(hub: Hub, signed_in: Any) -> None:
    browser = signed_in(hub.alice)
    id_ = a_draft(browser)
    browser.post(f"/routes/draft/{id_}", fields(number="1", notes="from the phone"))
    answer = browser.post(f"/routes/draft/{id_}", fields(number="1", notes="from the desk"))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "saved on another device" in page
    assert "from the desk" in page
    assert Draft.objects.get().answers["notes"] == "from the phone"
    again = browser.post(f"/routes/draft/{id_}", on_page(answer) | {"do": "save"})
    assert again.status_code == 302
    assert Draft.objects.get().answers["notes"] == "from the desk"


def test_the_script_is_told_what_was_saved_and_what_was_not(hub: Hub, signed_in: Any) -> None:
    browser, id_ = signed_in(hub.alice), uuid.uuid4()

    def save(**more: str) -> Any:
        return browser.post(f"/routes/draft/{id_}", fields(**more), headers=SCRIPT)

    assert save().json()["number"] == 1
    assert save(number="1", notes="more").json()["number"] == 2
    stale = save(number="1", notes="other")
    assert (stale.status_code, stale.json()) == (409, {"stale": f"/routes/draft/{id_}"})
    assert save(number="2", do="submit").json() == {"gone": f"/routes/{id_}"}
    assert save(number="2", do="submit").json() == {"gone": f"/routes/{id_}"}
    assert save(number="2", notes="late").json() == {"gone": f"/routes/{id_}"}
    assert Route.objects.count() == 1


def test_what_is_missing_is_told_to_the_script_and_kept_as_a_draft(hub: Hub, signed_in: Any) -> None:
    browser, id_ = signed_in(hub.alice), uuid.uuid4()
    answer = browser.post(
        f"/routes/draft/{id_}", fields(do="submit", cases__kind="", cases__exact=""), headers=SCRIPT
    ).json()
    assert (answer["check"], answer["number"]) == (True, 1)
    assert not Route.objects.exists()


@pytest.mark.parametrize("who", ["dan", "bob"])
def test_nobody_else_sees_changes_or_deletes_a_draft(hub: Hub, signed_in: Any, who: str) -> None:
    id_ = a_draft(signed_in(hub.alice), notes="CANARY-DRAFT")
    other = signed_in(getattr(hub, who))
    assert other.get(f"/routes/draft/{id_}").status_code == 404
    assert other.post(f"/routes/draft/{id_}", fields(number="1")).status_code == 404
    assert other.post(f"/routes/draft/{id_}", fields(number="1", do="discard")).status_code == 302
    assert "CANARY-DRAFT" not in other.get("/routes/").content.decode()
    assert Draft.objects.get().answers["notes"] == "CANARY-DRAFT"


def test_a_draft_cannot_take_the_id_of_another_persons_route(hub: Hub, signed_in: Any) -> None:
    from tests.hub.conftest import submit

    route = submit(hub.bob, hub.collection)
    for do in ("save", "submit"):
        answer = signed_in(hub.alice).post(f"/routes/draft/{route.pk}", fields(do=do))
        assert answer.status_code == 404
    assert not Draft.objects.exists()


def test_a_draft_is_deleted_when_its_person_says_so(hub: Hub, signed_in: Any) -> None:
    browser = signed_in(hub.alice)
    id_ = a_draft(browser)
    browser.post(f"/routes/draft/{id_}", fields(do="discard", number="1"))
    assert not Draft.objects.exists()
    assert Event.objects.filter(verb="draft.discard", target=f"draft:{id_}").count() == 1


def test_what_a_draft_says_is_in_no_event(hub: Hub, signed_in: Any) -> None:
    a_draft(signed_in(hub.alice), notes="CANARY-DRAFT", stop__0__place="CANARY-PLACE")
    assert Event.objects.filter(verb="draft.save").exists()
    for event in Event.objects.all():
        assert "CANARY" not in f"{event.details}{event.target}"


def test_a_person_has_no_more_than_200_drafts(hub: Hub, signed_in: Any) -> None:
    from njia_hub.audit.acting import SYSTEM, action

    with action("test.prepare", SYSTEM):
        Draft.objects.bulk_create(Draft(person=hub.alice, collection=hub.collection) for _ in range(200))
    answer = signed_in(hub.alice).post(f"/routes/draft/{uuid.uuid4()}", fields())
    assert answer.status_code == 409
    assert Draft.objects.count() == 200


def test_signing_out_clears_what_the_phone_kept(hub: Hub, signed_in: Any) -> None:
    browser = signed_in(hub.alice)
    from django.urls import reverse

    assert "Clear-Site-Data" not in browser.get("/routes/").headers
    assert browser.post(reverse("account_logout"))["Clear-Site-Data"] == '"storage"'
