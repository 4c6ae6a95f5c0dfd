"""The reporter's form without script: every question answered, stops shaped by buttons, sent once."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from tests.hub.conftest import Hub
from tests.hub.routes.form_fields import BEIRUT, BUSIA_UG, MOMBASA, a_draft, fields, on_page

from njia.schema import CasesKind, Resolution
from njia_hub.audit.acting import SYSTEM, action
from njia_hub.collections.models import Collection
from njia_hub.routes.document import Document
from njia_hub.routes.models import Draft, Revision, Route


def the_document() -> Document:
    return Document.model_validate(Revision.objects.latest("number").document)


def send(browser: Any, **more: Any) -> Any:
    return browser.post(f"/routes/draft/{uuid.uuid4()}", fields(do="submit", **more))


def test_a_report_arrives_as_it_was_written(hub: Hub, signed_in: Any) -> None:
    answer = send(
        signed_in(hub.alice),
        industries=["domestic_work", "hospitality"],
        source_kind="own_casework",
        period_start="2024-03",
        notes="Two sisters.",
        leg__0__carrier="Emirates",
    )
    route = Route.objects.get()
    assert answer["Location"] == f"/routes/{route.pk}"
    journey = the_document().route
    assert [stop.place_id for stop in journey.stops] == [MOMBASA, BEIRUT]
    assert (journey.id, journey.collection, journey.organisation) == (str(route.pk), "2024", hub.alices.name)
    assert (journey.cases.kind, journey.cases.best) == (CasesKind.EXACT, 3)
    assert (journey.legs[0].mode, journey.legs[0].carriers) == ("plane", ("Emirates",))
    assert journey.industries == ("domestic_work", "hospitality")
    assert (str(journey.period_start), str(journey.period_end)) == ("2024-03-01", "2024-03-31")
    assert (journey.notes, journey.source_kind) == ("Two sisters.", "own_casework")
    assert (route.author, route.organisation, route.warnings) == (hub.alice, hub.alices, 0)


def test_a_report_sent_twice_is_one_route(hub: Hub, signed_in: Any) -> None:
    browser, id_ = signed_in(hub.alice), uuid.uuid4()
    answers = [browser.post(f"/routes/draft/{id_}", fields(do="submit")) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == [f"/routes/{id_}"] * 2
    assert Route.objects.count() == 1


def test_the_same_id_with_other_content_is_a_conflict(hub: Hub, signed_in: Any) -> None:
    browser, id_ = signed_in(hub.alice), uuid.uuid4()
    browser.post(f"/routes/draft/{id_}", fields(do="submit"))
    answer = browser.post(f"/routes/draft/{id_}", fields(do="submit", cases__exact="4"))
    assert answer.status_code == 409
    assert the_document().route.cases.best == 3


def test_a_draft_that_was_sent_is_gone(hub: Hub, signed_in: Any) -> None:
    browser = signed_in(hub.alice)
    id_ = a_draft(browser)
    browser.post(f"/routes/draft/{id_}", fields(do="submit", number="1"))
    assert not Draft.objects.exists()
    assert browser.get(f"/routes/draft/{id_}")["Location"] == f"/routes/{id_}"


def test_what_is_missing_is_shown_at_its_place_and_nothing_is_sent(hub: Hub, signed_in: Any) -> None:
    browser = signed_in(hub.alice)
    answer = send(browser, stop__1__place="", stop__1__country="", cases__kind="", cases__exact="")
    assert not Route.objects.exists()
    assert "?check#stop-1" in answer["Location"]
    page = browser.get(answer["Location"])
    assert page.content.decode().count("This question has no answer yet.") == 2
    assert on_page(page)["stop-0-place"] == "Mombasa"


@pytest.mark.parametrize(("low", "high"), [("9", "4"), ("-9", "-4")])
def test_a_number_that_cannot_be_read_is_asked_again_and_not_sent_as_unknown(
    hub: Hub, signed_in: Any, low: str, high: str
) -> None:
    browser = signed_in(hub.alice)
    answer = send(browser, cases__kind="range", cases__exact="", cases__low=low, cases__high=high)
    assert not Route.objects.exists()
    assert "The number of people" in browser.get(answer["Location"]).content.decode()
    send(browser, number="1", cases__kind="range", cases__exact="", cases__low="4", cases__high="9")
    assert the_document().route.cases.high == 9


def test_not_known_is_an_answer(hub: Hub, signed_in: Any) -> None:
    send(
        signed_in(hub.alice),
        stop__1__place="",
        stop__1__country="",
        stop__1__unknown="1",
        cases__kind="unknown",
        cases__exact="",
    )
    journey = the_document().route
    assert (journey.destination.place_id, journey.cases.kind) == (None, CasesKind.UNKNOWN)


def test_a_country_alone_is_an_answer(hub: Hub, signed_in: Any) -> None:
    send(signed_in(hub.alice), stop__1__place="")
    assert the_document().route.destination.place_id == "iso:LB"


def test_a_place_that_is_not_in_the_list_is_kept_as_written(hub: Hub, signed_in: Any) -> None:
    send(signed_in(hub.alice), stop__1__place="Xqzvwk camp")
    stop = the_document().route.destination
    assert (stop.written, stop.country_code, stop.resolution) == ("Xqzvwk camp", "LB", Resolution.UNRESOLVED)
    assert Route.objects.get().warnings == 1


def test_an_ambiguous_place_is_chosen_without_script(hub: Hub, signed_in: Any) -> None:
    browser = signed_in(hub.alice)
    id_ = a_draft(browser, stop__0__place="Busia", stop__0__country="")
    page = browser.get(f"/routes/draft/{id_}")
    assert "Do you mean one of these?" in page.content.decode()
    assert f'value="{BUSIA_UG}|UG"' in page.content.decode()
    chosen = on_page(page) | {"stop-0-pick": f"{BUSIA_UG}|UG", "do": "submit"}
    browser.post(f"/routes/draft/{id_}", chosen)
    origin = the_document().route.origin
    assert (origin.place_id, origin.written, origin.resolution) == (BUSIA_UG, "Busia", Resolution.EXACT)


def test_a_chosen_place_counts_only_as_long_as_its_text_stays(hub: Hub, signed_in: Any) -> None:
    chosen = {"stop__0__id": BUSIA_UG, "stop__0__chosen": "Busia|Uganda", "stop__0__country": "Uganda"}
    send(signed_in(hub.alice), stop__0__place="Busia", **chosen)
    assert the_document().route.origin.place_id == BUSIA_UG
    send(signed_in(hub.alice), stop__0__place="Kampala", **chosen)
    documents = [Document.model_validate(revision.document) for revision in Revision.objects.all()]
    assert sorted(document.route.origin.place_name for document in documents) == ["Busia", "Kampala"]


@pytest.mark.parametrize(
    ("given", "kind", "numbers"),
    [
        ({"cases__kind": "about", "cases__about": "30"}, CasesKind.ABOUT, (30, 30, 30)),
        ({"cases__kind": "range", "cases__low": "10", "cases__high": "15"}, CasesKind.RANGE, (10, 12, 15)),
        ({"cases__kind": "at_least", "cases__least": "20"}, CasesKind.AT_LEAST, (20, 20, None)),
        ({"cases__kind": "", "cases__about": "1,200"}, CasesKind.ABOUT, (1200, 1200, 1200)),
    ],
)
def test_people_are_counted_in_every_way(
    hub: Hub, signed_in: Any, given: dict[str, str], kind: CasesKind, numbers: tuple[int, ...]
) -> None:
    send(signed_in(hub.alice), **{"cases__exact": ""} | given)
    cases = the_document().route.cases
    assert (cases.kind, (cases.low, cases.best, cases.high)) == (kind, numbers)


def test_stops_are_added_moved_and_removed_by_buttons(hub: Hub, signed_in: Any) -> None:
    browser = signed_in(hub.alice)
    id_ = a_draft(browser, do="add:0")

    def press(do: str, **more: str) -> list[str]:
        page = on_page(browser.get(f"/routes/draft/{id_}")) | more | {"do": do}
        assert browser.post(f"/routes/draft/{id_}", page).status_code == 302
        draft = Draft.objects.get(pk=id_)
        return [stop.get("text", "") for stop in draft.answers["stops"]]

    assert press("save", **{"stop-1-place": "Nairobi"}) == ["Mombasa", "Nairobi", "Beirut"]
    assert press("up:1") == ["Nairobi", "Mombasa", "Beirut"]
    assert press("down:1") == ["Nairobi", "Beirut", "Mombasa"]
    assert press("add:2") == ["Nairobi", "Beirut", "", "Mombasa"]
    assert press("remove:2") == ["Nairobi", "Beirut", "Mombasa"]
    assert press("remove:0") == ["Beirut", "Mombasa"]
    assert press("remove:0") == ["Beirut", "Mombasa"]
    assert press("up:99") == ["Beirut", "Mombasa"]
    assert Draft.objects.get(pk=id_).answers["cases"]["best"] == 3


def test_personal_data_is_marked_where_it_stands(hub: Hub, signed_in: Any) -> None:
    browser = signed_in(hub.alice)
    id_ = a_draft(browser, notes="Her number is 0712 345 678, she says.")
    page = browser.get(f"/routes/draft/{id_}").content.decode()
    assert '<mark title="a telephone number">0712 345 678</mark>' in page
    assert ", she says." in page


def test_what_to_do_is_said_for_a_form_and_not_for_a_file(hub: Hub, signed_in: Any) -> None:
    browser = signed_in(hub.alice)
    send(browser, notes="Her number is 0712 345 678, she says.")
    address = f"/routes/{Route.objects.get().pk}"
    for language, said in (("en", "Take it out of the text."), ("sw", "Iondoe kwenye maandishi.")):
        assert said in browser.get(address, headers={"Accept-Language": language}).content.decode()
    draft = browser.get(f"/routes/draft/{a_draft(browser, stop__0__place='Busia', stop__0__country='')}")
    assert "Choose the one that is meant: Busia" in draft.content.decode()


def test_own_questions_of_the_collection_are_asked_and_kept(hub: Hub, signed_in: Any) -> None:
    with action("test.prepare", SYSTEM):
        hub.collection.extra_questions = [
            {
                "id": "nights",
                "labels": {"en": "How many nights?", "sw": "Usiku ngapi?"},
                "kind": "number",
                "required": True,
            },
            {"id": "seen", "labels": {"en": "Seen before?"}, "kind": "yes_no"},
        ]
        hub.collection.optional_questions = ["sexes", "prior_trafficking", "irregular"]
        hub.collection.save()
    browser = signed_in(hub.alice)
    page = browser.get("/routes/new").content.decode()
    for question in ("How many nights?", "Seen before?", "Trafficked before", "Sex", "Border crossed"):
        assert question in page
    assert "Means of control" not in page
    send(browser)
    assert not Route.objects.exists()
    send(
        browser, extra__nights="12", extra__seen__unknown="1", prior_trafficking="no", leg__0__irregular="yes"
    )
    journey = the_document().route
    assert {answer.question: answer.values for answer in journey.extra} == {
        "nights": ("12",),
        "seen": ("unknown",),
    }
    assert (journey.prior_trafficking, journey.legs[0].irregular) == ("no", True)


def test_where_several_collections_are_open_one_is_chosen(hub: Hub, signed_in: Any) -> None:
    browser = signed_in(hub.alice)
    assert 'value="2024"' in browser.get("/routes/new").content.decode()
    with action("test.prepare", SYSTEM):
        old = hub.collection
        Collection.objects.create(
            name="2025", slug="2025", state="open", period_start=old.period_start, period_end=old.period_end
        )
    page = browser.get("/routes/new").content.decode()
    assert "?collection=2024" in page
    assert 'id="report"' not in page
    assert 'value="2025"' in browser.get("/routes/new?collection=2025").content.decode()


def test_nothing_can_be_sent_to_a_closed_collection(hub: Hub, signed_in: Any) -> None:
    browser = signed_in(hub.alice)
    with action("test.prepare", SYSTEM):
        hub.collection.state = "closed"
        hub.collection.save()
    assert browser.post(f"/routes/draft/{uuid.uuid4()}", fields(do="submit")).status_code == 409
    assert browser.post(f"/routes/draft/{uuid.uuid4()}", fields()).status_code == 409
    assert not Route.objects.exists()
    assert not Draft.objects.exists()
    assert "No collection is open" in browser.get("/routes/new").content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"stop-0-place": None},
        {"leg-0-mode": "teleport"},
        {"cases-kind": "bogus"},
        {"cases-was": "{"},
        {"industries": "<script>"},
        {"source_kind": "rumour"},
        {"stop-0-place": "x" * 40_000},
        {"notes": "a\x00b"},
        {"stop-0-pick": "x" * 100 + "|KE"},
        {f"stop-{n}-place": "x" for n in range(201)},
        {f"extra-was-{n}": "x" for n in range(200)},
    ],
)
def test_fields_that_no_page_sends_are_refused(hub: Hub, signed_in: Any, wrong: dict[str, Any]) -> None:
    sent = {name: value for name, value in (fields() | wrong).items() if value is not None}
    answer = signed_in(hub.alice).post(f"/routes/draft/{uuid.uuid4()}", sent)
    assert answer.status_code == 400
    assert not Draft.objects.exists()


@pytest.mark.parametrize("number", ["-1", "99999999999999999999999", "x", "٣", ""])
def test_a_number_of_a_save_that_is_none_does_no_harm(hub: Hub, signed_in: Any, number: str) -> None:
    assert (
        signed_in(hub.alice).post(f"/routes/draft/{uuid.uuid4()}", fields(number=number)).status_code == 302
    )


def test_hostile_text_is_shown_as_text(hub: Hub, signed_in: Any) -> None:
    browser = signed_in(hub.alice)
    hostile = '"><script>alert(1)</script>'
    id_ = a_draft(browser, stop__0__place=hostile, notes=hostile + " 0712 345 678", leg__0__carrier=hostile)
    page = browser.get(f"/routes/draft/{id_}").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert "<script>alert" not in browser.get("/routes/").content.decode()


def test_the_first_page_is_light(hub: Hub, signed_in: Any, settings: Any) -> None:
    """With all that it needs at most 100 kB over the wire: the page as it is, the rest packed."""
    import gzip
    import re
    from pathlib import Path

    import njia_hub

    with action("test.prepare", SYSTEM):
        hub.collection.optional_questions = [
            "sexes",
            "age_groups",
            "means_of_control",
            "facilitators",
            "irregular",
        ]
        hub.collection.optional_questions += ["outcomes", "documents", "prior_trafficking"]
        hub.collection.save()
    page = signed_in(hub.alice).get("/routes/new").content
    needed = set(re.findall(r'(?:src|href)="/static/([^"]+)"', page.decode()))
    assert {"njia/hub.css", "njia/form.js", "njia/places.js", "njia/sending.js"} <= needed
    static = Path(njia_hub.__file__).parent / "static"
    packed = sum(len(gzip.compress((static / name).read_bytes())) for name in needed)
    assert len(page) + packed < 100_000
