"""The Python client does what coordinators and analysts do."""

import uuid
from typing import Any

import pytest
from tests.hub.api.conftest import Clients, Programs
from tests.hub.conftest import Hub, accept, submit

from njia.client import Conflict, Forbidden, Invalid, NotThere
from njia.schema import Precision, Resolution, Stop, StopRole
from njia_hub.audit.models import Event
from njia_hub.work.jobs import run_pending

BUSSIA = Stop(
    role=StopRole.ORIGIN,
    written="Bussia",
    country_written="Kenya",
    place_id="iso:KE",
    place_name="Kenya",
    country_code="KE",
    precision=Precision.COUNTRY,
    resolution=Resolution.PROPOSED,
)


@pytest.fixture
def waiting(hub: Hub) -> Any:
    return submit(hub.alice, hub.collection, notes="CANARY-NOTES")


def test_a_route_is_looked_at_and_accepted(hub: Hub, client_of: Clients, waiting: Any) -> None:
    carol = client_of(hub.carol)
    assert [one.id for one in carol.queue()] == [waiting.pk]
    seen = carol.review(waiting.pk)
    assert seen["route"]["journey"]["notes"] == "CANARY-NOTES" and seen["words"] == []
    assert Event.objects.filter(verb="route.read", actor=hub.carol.actor).exists()
    assert carol.accept(waiting.pk, 1) == "decided"
    assert list(carol.queue()) == []
    assert [one.id for one in client_of(hub.anna).listed()] == [waiting.pk]


def test_a_route_goes_back_with_a_comment(hub: Hub, client_of: Clients, waiting: Any) -> None:
    assert client_of(hub.carol).return_route(waiting.pk, 1, "Which Busia?") == "decided"
    assert client_of(hub.alice).route(waiting.pk).comment == "Which Busia?"


def test_a_verdict_on_what_was_changed_in_between_is_a_conflict(
    hub: Hub, client_of: Clients, waiting: Any
) -> None:
    client_of(hub.alice).edit(
        waiting.pk, 1, {"stops": [{"country": "KE"}, {"country": "LB"}], "cases": {"kind": "unknown"}}
    )
    with pytest.raises(Conflict) as conflict:
        client_of(hub.carol).accept(waiting.pk, 1)
    assert conflict.value.current is not None and conflict.value.current["progress"]["revision"] == 2
    waiting.refresh_from_db()
    assert waiting.state == "submitted"


def test_another_reviewers_verdict_in_between_is_a_conflict_when_the_state_is_told(
    hub: Hub, client_of: Clients, waiting: Any
) -> None:
    accept(waiting)
    with pytest.raises(Conflict):
        client_of(hub.carol).return_route(waiting.pk, 1, "Which Busia?", state="submitted")
    waiting.refresh_from_db()
    assert waiting.state == "accepted"


def test_a_likely_double_is_told_marked_and_unmarked(hub: Hub, client_of: Clients, waiting: Any) -> None:
    other, carol = submit(hub.bob, hub.collection, notes="CANARY-NOTES"), client_of(hub.carol)
    likely = carol.review(waiting.pk)["likely_doubles"]
    assert [one["id"] for one in likely] == [str(other.pk)] and "same_path" in likely[0]["signs"]
    assert carol.mark_double(waiting.pk, 1, other.pk) == "decided"
    assert carol.route(waiting.pk).double_of == other.pk
    carol.undo_double(waiting.pk)
    assert carol.route(waiting.pk).progress.state == "submitted"


def test_two_journeys_are_told_apart_and_that_is_taken_back(
    hub: Hub, client_of: Clients, waiting: Any
) -> None:
    other, carol = submit(hub.bob, hub.collection, notes="CANARY-NOTES"), client_of(hub.carol)
    carol.tell_apart(waiting.pk, other.pk)
    seen = carol.review(other.pk)
    assert (seen["likely_doubles"], seen["told_apart"]) == ([], [str(waiting.pk)])
    assert list(carol.queue(doubles=True)) == []
    with pytest.raises(Conflict, match="two journeys"):
        carol.mark_double(waiting.pk, 1, other.pk)
    carol.undo_apart(other.pk, waiting.pk)
    seen = carol.review(waiting.pk)
    assert ([one["id"] for one in seen["likely_doubles"]], seen["told_apart"]) == ([str(other.pk)], [])
    for who in (hub.dan, hub.anna):
        with pytest.raises(Forbidden):
            client_of(who).tell_apart(waiting.pk, other.pk)


def test_a_stop_is_placed_and_the_text_stays(hub: Hub, client_of: Clients) -> None:
    end = submit(hub.bob, hub.collection).current.document["route"]["stops"][1]
    route = submit(hub.alice, hub.collection, stops=(BUSSIA, Stop.model_validate(end)))
    carol = client_of(hub.carol)
    (open_stop,) = carol.review(route.pk)["open_stops"]
    assert (open_stop["path"], open_stop["written"]) == ("stops.0", "Bussia")
    place = open_stop["candidates"][0]["place_id"]
    placed = carol.place_stop(route.pk, 1, "stops.0", place)
    assert (placed.journey.origin.written, placed.journey.origin.place_id) == ("Bussia", place)


def test_a_route_is_corrected_with_a_reason(hub: Hub, client_of: Clients, waiting: Any) -> None:
    carol = client_of(hub.carol)
    corrected = carol.correct(waiting.pk, 1, "as told by telephone", cases="10-15", leg_modes=["bus"])
    assert (corrected.journey.cases.low, corrected.journey.cases.high) == (10, 15)
    assert corrected.journey.legs[0].mode == "bus"
    assert [one.verb for one in carol.history(waiting.pk)] == ["submit", "correct"]


@pytest.mark.parametrize(
    "corrections",
    [
        {"codes": {"industries": ["CANARY"]}},
        {"codes": {"CANARY": ["fishing"]}},
        {"leg_modes": ["CANARY"]},
        {"source_kind": "CANARY"},
        {"period_start": "CANARY"},
        {"CANARY": 1},
    ],
)
def test_a_correction_that_there_is_not_is_refused(
    hub: Hub, client_of: Clients, waiting: Any, corrections: dict[str, Any]
) -> None:
    with pytest.raises(Invalid) as wrong:
        client_of(hub.carol).correct(waiting.pk, 1, "why", **corrections)
    assert "CANARY" not in f"{wrong.value} {wrong.value.body}"
    waiting.refresh_from_db()
    assert waiting.revision == 1


def test_many_are_decided_each_by_itself(hub: Hub, client_of: Clients, waiting: Any) -> None:
    other, missing = submit(hub.bob, hub.collection, warn=True), uuid.uuid4()
    said = client_of(hub.carol).decide_many("accept", {waiting.pk: 1, other.pk: 1, missing: 1})
    assert [one["code"] for one in said] == ["decided", "unresolved", "missing"]


def test_a_route_is_taken_out_for_its_organisation(hub: Hub, client_of: Clients, waiting: Any) -> None:
    client_of(hub.carol).take_out(waiting.pk, 1, "asked for")
    assert client_of(hub.alice).route(waiting.pk).progress.state == "withdrawn"


@pytest.mark.parametrize("who", ["alice", "dan", "anna", "pat"])
def test_only_coordinators_review(hub: Hub, client_of: Clients, waiting: Any, who: str) -> None:
    asking = client_of(getattr(hub, who))
    for ask in (lambda: list(asking.queue()), lambda: asking.accept(waiting.pk, 1)):
        with pytest.raises(Forbidden):
            ask()


def test_the_map_adds_up_what_is_accepted(hub: Hub, client_of: Clients, waiting: Any) -> None:
    accept(submit(hub.bob, hub.collection, people=5))
    said = client_of(hub.anna).map(level="country", destination="iso:LB")
    assert (said["submissions"], said["cases"], said["stating"]) == (1, 5, 1)
    (leg,) = said["legs"]
    assert (leg["start"], leg["end"], leg["organisations"]) == ("iso:KE", "iso:LB", 1)
    assert {place["place_id"] for place in said["places"]} == {"iso:KE", "iso:LB"}
    assert client_of(hub.anna).map(destination="iso:UG")["submissions"] == 0


def test_a_measure_tells_its_denominator_and_its_data(hub: Hub, client_of: Clients, waiting: Any) -> None:
    accept(submit(hub.bob, hub.collection))
    anna = client_of(hub.anna)
    assert {"name", "title", "unit", "denominator", "levels"} == set(anna.measures()[0])
    found = anna.measure("countries_of_destination", collection="2024")
    assert (found.known, found.of) == (1, 1)
    assert found.table.to_pylist()[0]["country"] == "LB"
    before = found.data_version
    accept(waiting)
    assert anna.measure("countries_of_destination").data_version != before


def test_a_figures_places_are_told_at_the_level_asked_for(hub: Hub, client_of: Clients) -> None:
    accept(submit(hub.bob, hub.collection))
    anna = client_of(hub.anna)
    (place,) = anna.measure("focus_origin_places").rows
    assert (place["place_id"], anna.measure("focus_origin_places").level) == ("gn:186301", "place")
    found = anna.measure("focus_origin_places", level="county")
    assert (found.rows[0]["place_id"], found.rows[0]["place_name"]) == ("adm1:KE.37", "Mombasa County")
    assert anna.measure("focus_origin_places", level="country").level == "county"  # the nearest
    assert anna.measure("overview", level="country").level is None
    levels = {one["name"]: one["levels"] for one in anna.measures()}
    assert levels["transit_flows"] == ["country", "county", "place"]
    assert levels["overview"] == []


@pytest.mark.parametrize(
    "query", [{"industry": "CANARY"}, {"from_": "CANARY"}, {"CANARY": "x"}, {"origin": "CANARY"}]
)
def test_a_filter_that_there_is_not_is_refused(hub: Hub, client_of: Clients, query: dict[str, str]) -> None:
    for ask in (client_of(hub.anna).map, lambda **chosen: client_of(hub.anna).measure("overview", **chosen)):
        with pytest.raises(Invalid) as wrong:
            ask(**query)
        assert "CANARY" not in f"{wrong.value} {wrong.value.body}"


def test_a_figure_that_there_is_not_is_not_there(hub: Hub, client_of: Clients) -> None:
    with pytest.raises(NotThere):
        client_of(hub.anna).measure("nothing")
    with pytest.raises(NotThere):
        client_of(hub.anna).export("nothing", "csv")


def test_figures_never_tell_who_reported(hub: Hub, program: Programs, waiting: Any) -> None:
    accept(waiting)
    anna = program(hub.anna)
    for measure in anna.get("measures").json():
        answer = anna.get(f"measures/{measure['name']}")
        assert answer.status_code == 200 and "CANARY" not in answer.content.decode(), measure["name"]
    assert "CANARY" not in anna.get("map").content.decode()


def test_an_export_is_a_file_and_an_event(hub: Hub, client_of: Clients, waiting: Any) -> None:
    accept(waiting)
    content = client_of(hub.anna).export("legs", "csv", collection="2024")
    assert "Lebanon" in content.decode() and "CANARY" not in content.decode()
    event = Event.objects.get(verb="export.make")
    assert event.actor == hub.anna.actor


def test_a_long_export_is_made_in_the_background(
    hub: Hub, client_of: Clients, waiting: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from njia_hub.explore import exporting

    accept(waiting)
    monkeypatch.setattr(exporting, "LONG", 0)
    anna = client_of(hub.anna)
    anna._pause = lambda _: run_pending()
    assert anna.export("legs", "xlsx")[:2] == b"PK"
    (made,) = anna.exports()
    assert made["is_done"] and list(client_of(hub.carol).exports()) == []
    stranger = client_of(hub.alice)
    with pytest.raises(NotThere):
        stranger.ask("GET", f"exports/{made['id']}/file")


def test_people_are_seen_to(hub: Hub, client_of: Clients) -> None:
    carol = client_of(hub.carol)
    made = carol.make_organisation("Harbour Lamu")
    link = carol.invite("amina@example.org", "Amina", "reporter", made["id"])
    assert "#" in link.link
    (open_one,) = carol.invitations()
    carol.withdraw_invitation(open_one["id"])
    assert carol.change_organisation(made["id"], is_named=True)["is_named"]
    carol.let_leave(made["id"])
    carol.let_come_back(made["id"])
    carol.deactivate(hub.bob.pk)
    carol.reactivate(hub.bob.pk)
    assert carol.place_person(hub.bob.pk, "data_officer", hub.bobs.pk)["role"] == "data_officer"
    assert "#" in carol.reset(hub.bob.pk).link
    assert carol.person(hub.bob.pk)["name"] == "Bob" and len(list(carol.people())) == 7
    assert len(list(carol.organisations())) == 3
    assert next(carol.events())["seq"] == 1


def test_the_routes_behind_a_figure_are_listed_each_once(hub: Hub, client_of: Clients, waiting: Any) -> None:
    made = {accept(submit(hub.bob, hub.collection, notes="CANARY-NOTES")).pk for _ in range(5)}
    anna = client_of(hub.anna)
    found = list(anna.behind(destination="iso:LB", limit=2))
    assert [one.id for one in found] == sorted(made) and len(anna._opener.asked) == 3
    assert "CANARY" not in repr(found)
    assert list(anna.behind(destination="iso:UG")) == []
