"""A route's page: what is asked, its history in words, changes without overwriting, and taking it back."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from tests.hub.conftest import Hub, accept, submit
from tests.hub.routes.form_fields import fields, on_page

from njia_hub.audit.acting import SYSTEM, action
from njia_hub.audit.models import Event
from njia_hub.routes.document import Document
from njia_hub.routes.models import Revision, Route


def returned(route: Route, comment: str) -> Route:
    with action("test.return", SYSTEM):
        route.state, route.comment = Route.State.RETURNED, comment
        route.save()
    return route


def documents(route: Route) -> list[Document]:
    return [Document.model_validate(revision.document) for revision in route.revisions.all()]


def test_a_route_of_a_spreadsheet_is_changed_in_the_form(hub: Hub, signed_in: Any) -> None:
    route, browser = submit(hub.alice, hub.collection, notes="as it was"), signed_in(hub.alice)
    page = on_page(browser.get(f"/routes/{route.pk}/edit"))
    assert (page["stop-0-place"], page["cases-exact"], page["notes"]) == ("Mombasa", "3", "as it was")
    changed = page | {"cases-exact": "5", "reason": "Two more came.", "do": "change"}
    assert browser.post(f"/routes/{route.pk}/edit", changed)["Location"] == f"/routes/{route.pk}"
    before, after = documents(route)
    assert (before.route.cases.best, after.route.cases.best) == (3, 5)
    places = [[stop.place_id for stop in said.route.stops] for said in (before, after)]
    assert places[0] == places[1]
    assert after.route.notes == "as it was"
    assert Revision.objects.get(number=2).reason == "Two more came."


def test_the_history_says_who_changed_what_and_why_in_words(hub: Hub, signed_in: Any) -> None:
    route, browser = submit(hub.alice, hub.collection), signed_in(hub.alice)
    page = on_page(browser.get(f"/routes/{route.pk}/edit"))
    browser.post(
        f"/routes/{route.pk}/edit", page | {"cases-exact": "5", "reason": "Two more.", "do": "change"}
    )
    shown = browser.get(f"/routes/{route.pk}").content.decode()
    for said in ("Alice", "Two more.", "How many people", "<del>3</del>", "<ins>5</ins>", "Sent", "Changed"):
        assert said in shown


def test_the_second_of_two_who_change_sees_both_and_overwrites_nothing(hub: Hub, signed_in: Any) -> None:
    route, alice, dan = submit(hub.alice, hub.collection), signed_in(hub.alice), signed_in(hub.dan)
    address = f"/routes/{route.pk}/edit"
    first, second = on_page(alice.get(address)), on_page(dan.get(address))
    alice.post(address, first | {"cases-exact": "5", "do": "change"})
    answer = dan.post(address, second | {"cases-exact": "6", "notes": "from Dan", "do": "change"})
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert '<td dir="auto">5</td>' in shown
    assert "<mark>6</mark>" in shown
    assert [document.route.cases.best for document in documents(route)] == [3, 5]


def test_ones_own_changes_are_put_on_top_of_the_others(hub: Hub, signed_in: Any) -> None:
    route, alice, dan = submit(hub.alice, hub.collection), signed_in(hub.alice), signed_in(hub.dan)
    address = f"/routes/{route.pk}/edit"
    first, second = on_page(alice.get(address)), on_page(dan.get(address))
    alice.post(address, first | {"stop-1-place": "Beirut", "notes": "by Alice", "do": "change"})
    mine = second | {"cases-exact": "6", "notes": "by Dan", "do": "merge"}
    again = on_page(dan.post(address, mine))
    assert route.revisions.count() == 2
    assert (again["based_on"], again["cases-exact"], again["notes"]) == ("2", "6", "by Dan")
    assert again["stop-1-place"] == "Beirut"
    assert dan.post(address, again | {"do": "change"}).status_code == 302
    assert dan.post(address, mine | {"based_on": "99"}).status_code == 404
    last = documents(route)[-1].route
    assert (last.cases.best, last.destination.place_name, last.notes) == (6, "Beirut", "by Dan")


def test_the_cells_of_a_spreadsheet_stay_beside_what_is_changed(hub: Hub, signed_in: Any) -> None:
    from tests.hub.conftest import journey

    from njia_hub.routes.document import Source
    from njia_hub.routes.submitting import Submission
    from njia_hub.routes.submitting import submit as send

    source = Source(way="upload", upload="u1", sheet="Cases", row=7)
    plain = Route(collection=hub.collection)
    document = Document(route=journey(str(plain.pk)), written={"Origin": "Mombassa"}, source=source)
    route = send(hub.dan, Submission(plain.pk, hub.collection, document)).route
    browser = signed_in(hub.dan)
    form = on_page(browser.get(f"/routes/{route.pk}/edit"))
    browser.post(f"/routes/{route.pk}/edit", form | {"cases-exact": "4", "do": "change"})
    changed = documents(route)[1]
    assert changed.written == {"Origin": "Mombassa"}
    assert (changed.source.way, changed.source.upload, changed.source.row) == ("form", "u1", 7)


def test_what_is_asked_stands_first_and_a_change_sends_it_again(hub: Hub, signed_in: Any) -> None:
    route, browser = submit(hub.alice, hub.collection), signed_in(hub.alice)
    submit(hub.alice, hub.collection, people=9)
    returned(route, "Which town in Lebanon?")
    page = browser.get("/routes/").content.decode()
    assert page.index("Asked of you") < page.index("Which town in Lebanon?") < page.index(">Sent<")
    assert "Which town in Lebanon?" in browser.get(f"/routes/{route.pk}").content.decode()
    form = on_page(browser.get(f"/routes/{route.pk}/edit")) | {"stop-1-place": "Beirut", "do": "change"}
    browser.post(f"/routes/{route.pk}/edit", form)
    route.refresh_from_db()
    assert (route.state, route.revision) == (Route.State.SUBMITTED, 2)
    assert documents(route)[1].route.destination.place_name == "Beirut"


def test_stops_are_shaped_on_the_page_of_a_change_and_nothing_is_saved(hub: Hub, signed_in: Any) -> None:
    route, browser = submit(hub.alice, hub.collection), signed_in(hub.alice)
    form = on_page(browser.get(f"/routes/{route.pk}/edit"))
    shown = on_page(browser.post(f"/routes/{route.pk}/edit", form | {"do": "add:0", "notes": "typed"}))
    assert (shown["stop-1-place"], shown["stop-2-place"], shown["notes"]) == ("", "Lebanon", "typed")
    assert route.revisions.count() == 1


def test_a_change_that_leaves_something_out_is_not_saved(hub: Hub, signed_in: Any) -> None:
    route, browser = submit(hub.alice, hub.collection), signed_in(hub.alice)
    form = on_page(browser.get(f"/routes/{route.pk}/edit")) | {"cases-kind": "exact", "cases-exact": ""}
    answer = browser.post(f"/routes/{route.pk}/edit", form | {"do": "change"})
    assert "This question has no answer yet." in answer.content.decode()
    assert route.revisions.count() == 1


def test_an_accepted_route_is_not_changed(hub: Hub, signed_in: Any) -> None:
    route, browser = submit(hub.alice, hub.collection), signed_in(hub.alice)
    form = on_page(browser.get(f"/routes/{route.pk}/edit")) | {"cases-exact": "5", "do": "change"}
    accept(route)
    assert browser.post(f"/routes/{route.pk}/edit", form).status_code == 409
    assert "Change it" not in browser.get(f"/routes/{route.pk}").content.decode()
    assert route.revisions.count() == 1


def test_a_route_is_taken_back_and_its_history_stays(hub: Hub, signed_in: Any) -> None:
    route, browser = submit(hub.alice, hub.collection), signed_in(hub.alice)
    browser.post(f"/routes/{route.pk}/withdraw", {"reason": "Reported twice."})
    route.refresh_from_db()
    assert (route.state, route.comment) == (Route.State.WITHDRAWN, "Reported twice.")
    page = browser.get(f"/routes/{route.pk}").content.decode()
    assert "Withdrawn" in page
    assert "History" in page
    assert Event.objects.filter(verb="route.withdraw").count() == 1


@pytest.mark.parametrize("who", ["bob", "erin", "anna"])
def test_others_see_an_accepted_route_without_what_is_personal(hub: Hub, signed_in: Any, who: str) -> None:
    route = submit(hub.alice, hub.collection, notes="CANARY-NOTE", warn=True)
    browser = signed_in(getattr(hub, who))
    assert browser.get(f"/routes/{route.pk}").status_code == 404
    accept(route)
    page = browser.get(f"/routes/{route.pk}").content.decode()
    assert "Mombasa" in page
    for hidden in (
        "CANARY-NOTE",
        "CANARY-ORG-A",
        "Alice",
        "History",
        "telephone number",
        "Change it",
        "Take",
    ):
        assert hidden not in page


def test_a_text_that_nobody_has_found_yet_is_for_its_own_people(hub: Hub, signed_in: Any) -> None:
    id_ = uuid.uuid4()
    form = fields(do="submit", stop__0__place="Aunt CANARY-PLACE", stop__0__country="Kenya")
    signed_in(hub.alice).post(f"/routes/draft/{id_}", form)
    accept(Route.objects.get(pk=id_))
    pages = {
        who: signed_in(getattr(hub, who)).get(f"/routes/{id_}").content.decode() for who in ("dan", "bob")
    }
    assert "CANARY-PLACE" in pages["dan"]
    assert "CANARY-PLACE" not in pages["bob"]
    assert "Kenya → Beirut" in pages["bob"]


@pytest.mark.parametrize("who", ["bob", "erin", "anna", "carol"])
def test_others_can_neither_change_nor_withdraw(
    hub: Hub, signed_in: Any, no_second_factor: None, who: str
) -> None:
    route, browser = accept(submit(hub.alice, hub.collection)), signed_in(getattr(hub, who))
    for address in ("edit", "withdraw"):
        answer = browser.post(f"/routes/{route.pk}/{address}", fields(do="change", based_on="1"))
        assert answer.status_code in (403, 404)
    assert browser.get(f"/routes/{route.pk}/edit").status_code in (403, 404)
    route.refresh_from_db()
    assert (route.state, route.revision) == ("accepted", 1)


def test_a_reporter_lists_their_own_and_the_data_officer_the_organisations(hub: Hub, signed_in: Any) -> None:
    mine, theirs = submit(hub.alice, hub.collection), submit(hub.dan, hub.collection)
    other = submit(hub.bob, hub.collection)
    alices, dans = (signed_in(one).get("/routes/").content.decode() for one in (hub.alice, hub.dan))
    assert str(mine.pk) in alices
    assert str(theirs.pk) not in alices
    assert str(mine.pk) in dans
    assert str(theirs.pk) in dans
    assert str(other.pk) not in alices + dans


def test_reading_and_changing_another_persons_report_is_recorded(hub: Hub, signed_in: Any) -> None:
    route = submit(hub.alice, hub.collection)
    for person, count in ((hub.alice, 0), (hub.dan, 2)):
        browser = signed_in(person)
        browser.get(f"/routes/{route.pk}")
        browser.get(f"/routes/{route.pk}/edit")
        assert Event.objects.filter(verb="route.read", actor=person.actor).count() == count


def test_a_long_list_comes_in_pages_and_by_state(hub: Hub, signed_in: Any) -> None:
    for _ in range(31):
        submit(hub.alice, hub.collection)
    accepted = accept(submit(hub.alice, hub.collection))
    browser = signed_in(hub.alice)
    assert browser.get("/routes/").content.decode().count('class="card"') == 30
    assert browser.get("/routes/?page=2").content.decode().count('class="card"') == 2
    only = browser.get("/routes/?state=accepted").content.decode()
    assert only.count('class="card"') == 1
    assert str(accepted.pk) in only
    for odd in ("?page=x", "?page=-3", "?state=<script>"):
        assert browser.get(f"/routes/{odd}").status_code == 200


def test_a_double_leads_to_the_other_route_where_one_may_see_it(hub: Hub, signed_in: Any) -> None:
    mine, theirs = submit(hub.alice, hub.collection), submit(hub.bob, hub.collection)
    with action("test.double", SYSTEM):
        mine.state, mine.double_of = Route.State.DOUBLE, theirs
        mine.save()
    browser = signed_in(hub.alice)
    assert str(theirs.pk) not in browser.get(f"/routes/{mine.pk}").content.decode()
    accept(theirs)
    assert f"/routes/{theirs.pk}" in browser.get(f"/routes/{mine.pk}").content.decode()


def test_a_route_of_very_many_stops_can_be_changed(hub: Hub, signed_in: Any) -> None:
    browser, id_ = signed_in(hub.alice), uuid.uuid4()
    many = {f"stop-{n}-place": "Nairobi" for n in range(1, 60)} | {"stop-60-place": "Beirut"}
    browser.post(f"/routes/draft/{id_}", fields(do="submit") | many)
    form = on_page(browser.get(f"/routes/{id_}/edit")) | {"cases-exact": "5", "do": "change"}
    assert browser.post(f"/routes/{id_}/edit", form).status_code == 302
    assert len(documents(Route.objects.get(pk=id_))[1].route.stops) == 61
