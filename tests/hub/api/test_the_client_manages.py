"""The Python client plans collections, sets the network up and teaches it spellings."""

from typing import Any

import pytest
from tests.hub.api.conftest import Clients
from tests.hub.conftest import Hub, submit
from tests.hub.uploads.conftest import BUSSIA, csv_bytes, send

from njia.client import Conflict, Forbidden, Invalid
from njia_hub.uploads.matching import Answers, match

PLAN: dict[str, Any] = {"name": "2025", "period_start": "2025-01-01", "period_end": "2025-12-31"}


def test_a_collection_is_planned_opened_closed_and_reopened(hub: Hub, client_of: Clients) -> None:
    carol = client_of(hub.carol)
    assert carol.plan(**PLAN)["state"] == "planned"
    assert carol.open_collection("2025")["state"] == "open"
    assert carol.close_collection("2025")["state"] == "closed"
    assert carol.reopen_collection("2025")["state"] == "open"
    with pytest.raises(Conflict):
        carol.open_collection("2025")
    assert {one["slug"] for one in client_of(hub.anna).collections()} == {"2024", "2025"}


def test_of_two_who_change_a_plan_the_second_is_told(hub: Hub, client_of: Clients) -> None:
    carol = client_of(hub.carol)
    changed = carol.plan(**PLAN)["changed"]
    carol.replan("2025", changed, PLAN | {"closes": "2026-01-31"})
    with pytest.raises(Conflict) as conflict:
        carol.replan("2025", changed, PLAN | {"closes": "2026-02-28"})
    assert conflict.value.current is not None and conflict.value.current["closes"] == "2026-01-31"


@pytest.mark.parametrize(
    "wrong",
    [
        {"optional_questions": ["CANARY"]},
        {"focus_country": "CANARY"},
        {"regions": {"CANARY": ["CANARY"]}},
        {"period_end": "2024-01-01"},
        {"extra_questions": [{"id": "CANARY!", "kind": "text", "labels": {"en": "CANARY"}}]},
        {"CANARY": 1},
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(hub: Hub, client_of: Clients, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid) as refused:
        client_of(hub.carol).plan(**PLAN | wrong)
    assert refused.value.fields and "CANARY" not in f"{refused.value} {refused.value.body}"


def test_a_coordinator_sees_who_has_reported(hub: Hub, client_of: Clients) -> None:
    submit(hub.alice, hub.collection)
    said = client_of(hub.carol).overview("2024")
    first = said["organisations"][0]
    assert (first["name"], first["submitted"]) == (hub.alices.name, 1)
    assert said["unfinished"]["waiting"] == 1


def test_the_network_is_set_up_and_nothing_is_overwritten(hub: Hub, client_of: Clients) -> None:
    carol = client_of(hub.carol)
    assert carol.network()["changed"] == 0
    now = carol.set_up(0, {"name": "Our network", "focus_country": "KE"})
    assert now["settings"]["focus_country"] == "KE"
    with pytest.raises(Conflict) as conflict:
        carol.set_up(0, {"name": "Theirs"})
    assert conflict.value.current is not None
    assert conflict.value.current["settings"]["name"] == "Our network"
    with pytest.raises(Invalid) as wrong:
        carol.set_up(now["changed"], {"languages": ["CANARY"]})
    assert "CANARY" not in str(wrong.value)


def test_a_spelling_is_taught_and_forgotten(hub: Hub, client_of: Clients) -> None:
    carol = client_of(hub.carol)
    taught = carol.teach("Zzyzx", "KE", "gn:186301")
    assert [one["spelling"] for one in carol.aliases()] == ["Zzyzx | KE"]
    carol.forget(taught["id"])
    assert list(carol.aliases()) == []
    with pytest.raises(Conflict):
        carol.teach("Nairobi", "KE", "gn:186301")


@pytest.mark.parametrize(("verb", "known"), [("accept", 1), ("decline", 0)])
def test_a_proposed_spelling_is_accepted_or_left(hub: Hub, client_of: Clients, verb: str, known: int) -> None:
    upload, carol = send(hub.dan, hub.collection, csv_bytes([BUSSIA])), client_of(hub.carol)
    match(hub.dan, upload, Answers(places={("Bussia", "KE"): "gn:186301"}))
    (proposed,) = carol.proposed_spellings()
    getattr(carol, f"{verb}_spelling")(proposed["id"])
    assert list(carol.proposed_spellings()) == [] and len(list(carol.aliases())) == known


@pytest.mark.parametrize("who", ["alice", "dan", "anna", "pat"])
def test_only_coordinators_manage(hub: Hub, client_of: Clients, who: str) -> None:
    asking = client_of(getattr(hub, who))
    asked: list[Any] = [
        lambda: asking.plan(**PLAN),
        lambda: asking.close_collection("2024"),
        lambda: asking.overview("2024"),
        asking.network,
        lambda: asking.teach("Zzyzx", "KE", "gn:186301"),
        lambda: list(asking.aliases()),
    ]
    for ask in asked:
        with pytest.raises(Forbidden):
            ask()
    hub.collection.refresh_from_db()
    assert hub.collection.is_open


def test_the_template_is_for_those_who_fill_it_in(hub: Hub, client_of: Clients) -> None:
    assert client_of(hub.dan).template("2024", "sw")[:2] == b"PK"
    with pytest.raises(Forbidden):
        client_of(hub.alice).template("2024")
