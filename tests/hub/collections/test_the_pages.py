"""Coordinators plan in the browser; everyone in the network sees what is asked and agreed."""

import datetime as dt
from typing import Any

import pytest
from tests.hub.conftest import Hub, submit

from njia_hub.audit.models import Event
from njia_hub.collections.models import Collection, NetworkSettings
from njia_hub.collections.opening import Plan

FORM = {"based_on": "0", "name": "2025", "period_start": "2025-01-01", "period_end": "2025-12-31"}
KINDS = {"q0-kind": "yes_no", "q1-kind": "yes_no", "q2-kind": "yes_no", "q3-kind": "yes_no"}

pytestmark = pytest.mark.usefixtures("no_second_factor")


@pytest.fixture
def carol(hub: Hub, signed_in: Any) -> Any:
    return signed_in(hub.carol)


def test_a_collection_is_planned_with_questions_of_its_own(hub: Hub, carol: Any) -> None:
    questions = {
        "q0-label_en": "Was a shelter offered?",
        "q0-label_sw": "Je, kulikuwa na makazi?",
        "q0-kind": "choice",
        "q0-choices": "Yes, at once | Ndiyo, mara moja\nlater: Later | Baadaye",
        "q0-required": "on",
        "q1-label_en": "Was a shelter offered?",
    }
    response = carol.post("/collections/new", FORM | KINDS | questions | {"optional_questions": ["sexes"]})
    assert response.headers["Location"] == "/collections/2025"
    first, second = Plan.of(Collection.objects.get(name="2025")).extra_questions
    assert (first.id, second.id) == ("was_a_shelter_offered", "was_a_shelter_offered_2")
    assert [(c.id, dict(c.labels)) for c in first.choices] == [
        ("yes_at_once", {"en": "Yes, at once", "sw": "Ndiyo, mara moja"}),
        ("later", {"en": "Later", "sw": "Baadaye"}),
    ]
    assert first.required


def test_a_form_sent_back_as_it_was_shown_changes_nothing(hub: Hub, carol: Any) -> None:
    test_a_collection_is_planned_with_questions_of_its_own(hub, carol)
    made = Collection.objects.get(name="2025")
    before = Plan.of(made)
    shown = carol.get("/collections/2025/change").context
    sent: dict[str, Any] = KINDS | {"based_on": str(shown["based_on"])}
    for form in (shown["form"], *shown["asked"]):
        for field in form:
            value = field.value()
            if value not in (None, "", False):
                sent[field.html_name] = value
    assert carol.post("/collections/2025/change", sent).status_code == 302
    assert Plan.of(Collection.objects.get(pk=made.pk)) == before


def test_a_question_is_asked_no_more(hub: Hub, carol: Any) -> None:
    test_a_collection_is_planned_with_questions_of_its_own(hub, carol)
    made = Collection.objects.get(name="2025")
    sent = FORM | KINDS | {"based_on": str(made.changed), "q0-label_en": "x", "q0-remove": "on"}
    carol.post("/collections/2025/change", sent)
    assert Plan.of(Collection.objects.get(pk=made.pk)).extra_questions == ()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("period_end", "2024-12-31", "The period ends before it begins."),
        ("regions", "East Africa: Narnia", "no country is called “Narnia”"),
        ("q0-kind", "choice", "Write the answers to choose from."),
        ("optional_questions", "notes", "notes"),
        ("name", "2024", "There is a collection of this name already."),
        ("name", "", "required"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(
    hub: Hub, carol: Any, field: str, value: str, said: str
) -> None:
    response = carol.post("/collections/new", FORM | KINDS | {"q0-label_en": "Which?", field: value})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert Collection.objects.count() == 1


def test_not_known_is_no_answer_of_a_questions_own(hub: Hub, carol: Any) -> None:
    asked = {"q0-label_en": "Who paid?", "q0-kind": "choice", "q0-choices": "The family\nUnknown"}
    response = carol.post("/collections/new", FORM | KINDS | asked)
    assert response.status_code == 422
    assert "“Not known” can be answered to every question" in response.content.decode()


def test_a_second_coordinator_who_saves_an_old_page_overwrites_nothing(hub: Hub, carol: Any) -> None:
    sent = FORM | KINDS | {"name": "2024", "period_start": "2024-01-01", "period_end": "2024-12-31"}
    assert carol.post("/collections/2024/change", sent | {"sharing_agreement": "first"}).status_code == 302
    again = carol.post("/collections/2024/change", sent | {"sharing_agreement": "second"})
    assert again.status_code == 422
    assert "Somebody else has changed this" in again.content.decode()
    assert Collection.objects.get().sharing_agreement == "first"


def test_closing_says_what_is_unfinished(hub: Hub, carol: Any) -> None:
    submit(hub.alice, hub.collection)
    assert "1 route waits for review" in carol.get("/collections/2024").content.decode()
    carol.post("/collections/2024/close")
    assert Collection.objects.get().state == "closed"
    carol.post("/collections/2024/close")  # once more does nothing
    assert Event.objects.filter(verb="collection.close").count() == 1
    carol.post("/collections/2024/reopen")
    assert Collection.objects.get().is_open


@pytest.mark.parametrize("who", ["alice", "dan", "anna"])
def test_everyone_in_the_network_reads_what_is_asked_and_agreed(hub: Hub, signed_in: Any, who: str) -> None:
    from njia_hub.audit.acting import SYSTEM, action

    submit(hub.bob, hub.collection)
    with action("test.prepare", SYSTEM):
        Collection.objects.update(
            sharing_agreement="Names are <b>never</b> written.", optional_questions=["outcomes"]
        )
    said = signed_in(getattr(hub, who)).get("/collections/2024").content.decode()
    assert "Names are &lt;b&gt;never&lt;/b&gt; written." in said
    assert "Outcome" in said
    for word in ("CANARY-ORG", "waits for review", "Close", "Who has reported"):
        assert word not in said


@pytest.mark.parametrize("who", ["alice", "dan", "bob", "erin", "anna", "pat"])
def test_only_coordinators_plan_and_set_up(hub: Hub, signed_in: Any, who: str) -> None:
    client = signed_in(getattr(hub, who))
    for path in ("new", "network", "2024/change"):
        assert client.get(f"/collections/{path}").status_code == 403
    for path in ("new", "network", "2024/change", "2024/close", "2024/open", "2024/reopen"):
        assert client.post(f"/collections/{path}", FORM).status_code == 403
    assert Collection.objects.get().is_open


def test_a_partner_sees_no_collection(hub: Hub, signed_in: Any) -> None:
    assert signed_in(hub.pat).get("/collections/2024").status_code == 403


def test_the_network_is_set_up_and_what_the_page_does_not_show_is_kept(hub: Hub, carol: Any) -> None:
    from njia_hub.audit.acting import SYSTEM, action

    with action("test.prepare", SYSTEM):
        NetworkSettings.objects.create(
            document={"aliases": {"Malamba | KE": "gn:188025"}, "title": "A title"}
        )
    sent = {
        "based_on": "0",
        "name": "Safe Passage",
        "languages": ["en", "sw"],
        "focus_country": "KE",
        "regions": "East Africa: Kenya, Uganda\nMiddle East: Lebanon",
        "corridor_names": "East Africa > Middle East: To the Gulf",
        "carriers": "Blue Bus\n\nBlue Bus\nRed Bus",
        "text_foreword": "Welcome.",
    }
    assert carol.post("/collections/network", sent).status_code == 302
    network = NetworkSettings.network()
    assert (network.name, network.languages, network.title) == ("Safe Passage", ("en", "sw"), "A title")
    assert network.regions == {"East Africa": ("KE", "UG"), "Middle East": ("LB",)}
    assert network.aliases == {"Malamba | KE": "gn:188025"}
    assert network.carriers == ("Blue Bus", "Red Bus")
    assert network.texts.foreword == "Welcome."
    assert "Safe Passage" not in Event.objects.get(verb="network.change").details
    stale = carol.post("/collections/network", sent | {"name": "Other"})
    assert stale.status_code == 422
    assert NetworkSettings.network().name == "Safe Passage"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("regions", "A: KE\nB: KE", "Kenya is in two regions"),
        ("corridor_names", "A > Nowhere: x", "There is no region called “Nowhere”."),
        ("languages", "xx", "xx"),
        ("focus_country", "ZZ", "ZZ"),
    ],
)
def test_settings_that_make_no_sense_are_not_saved(
    hub: Hub, carol: Any, field: str, value: str, said: str
) -> None:
    sent = {"based_on": "0", "name": "X", "languages": "en", "regions": "A: KE"} | {field: value}
    response = carol.post("/collections/network", sent)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert not NetworkSettings.objects.exists()


def test_a_collection_past_its_closing_day_says_so(hub: Hub, carol: Any) -> None:
    from njia_hub.audit.acting import SYSTEM, action

    with action("test.prepare", SYSTEM):
        Collection.objects.update(closes=dt.date(2020, 1, 1))
    assert "past its closing day" in carol.get("/collections/").content.decode()
