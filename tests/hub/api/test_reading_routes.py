"""A program reads the routes that its person may see, and as much of each."""

import uuid
from typing import Any

import pytest
from tests.hub.api.conftest import Programs
from tests.hub.conftest import Hub, accept, submit

from njia_hub.audit.models import Event


@pytest.fixture
def routes(hub: Hub) -> dict[str, Any]:
    """Routes of both organisations, accepted and waiting, with what must not leak in each."""
    made = {}
    for who in ("alice", "bob"):
        person = getattr(hub, who)
        made[f"{who} accepted"] = accept(submit(person, hub.collection, notes=f"CANARY-NOTES-{who}"))
        made[f"{who} waiting"] = submit(person, hub.collection, notes=f"CANARY-NOTES-{who}")
    return made


def ids(items: list[Any]) -> set[str]:
    return {item["id"] for item in items}


def test_the_list_has_what_is_shared_and_ones_own(hub: Hub, program: Programs, routes: Any) -> None:
    pool = {str(routes["alice accepted"].pk), str(routes["bob accepted"].pk)}
    every = {str(route.pk) for route in routes.values()}
    wanted = {
        "anna": pool,
        "alice": pool | {str(routes["alice waiting"].pk)},
        "dan": pool | {str(routes["alice waiting"].pk)},
        "erin": pool | {str(routes["bob waiting"].pk)},
        "carol": every,
    }
    for who, expected in wanted.items():
        assert ids(program(getattr(hub, who)).all("routes")) == expected, who


def test_partners_list_nothing(hub: Hub, program: Programs, routes: Any) -> None:
    assert program(hub.pat).get("routes").status_code == 403


@pytest.mark.parametrize("who", ["alice", "dan", "carol", "anna"])
def test_no_list_holds_free_text(hub: Hub, program: Programs, routes: Any, who: str) -> None:
    answer = program(getattr(hub, who)).get("routes")
    assert "CANARY-NOTES" not in answer.content.decode()


def test_others_do_not_learn_the_organisation(hub: Hub, program: Programs, routes: Any) -> None:
    said = program(hub.anna).get("routes").content.decode()
    assert "CANARY-ORG" not in said
    one = program(hub.anna).get(f"routes/{routes['alice accepted'].pk}").json()
    assert (one["organisation"], one["journey"]["organisation"], one["progress"]) == (None, "", None)


def test_asking_for_an_organisation_tells_nothing_of_one_that_is_not_named(
    hub: Hub, program: Programs, routes: Any
) -> None:
    anna, dan, carol = (program(who) for who in (hub.anna, hub.dan, hub.carol))
    assert anna.all("routes", organisation=hub.bobs.pk) == []
    assert dan.all("routes", organisation=hub.bobs.pk) == []
    assert ids(dan.all("routes", organisation=hub.alices.pk)) == {
        str(routes["alice accepted"].pk),
        str(routes["alice waiting"].pk),
    }
    assert len(carol.all("routes", organisation=hub.bobs.pk)) == 2


def test_an_organisation_that_is_named_can_be_asked_for(hub: Hub, program: Programs, routes: Any) -> None:
    from njia_hub.organisations.membership import show_name

    show_name(hub.erin, hub.bobs, is_named=True)
    found = program(hub.anna).all("routes", organisation=hub.bobs.pk)
    assert [route["organisation"] for route in found] == [hub.bobs.name]
    assert ids(found) == {str(routes["bob accepted"].pk)}


def test_filters_choose(hub: Hub, program: Programs, routes: Any) -> None:
    carol = program(hub.carol)
    assert len(carol.all("routes", state="submitted")) == 2
    assert carol.all("routes", collection="1999") == []
    assert len(program(hub.anna).all("routes", mine=True)) == 0
    assert len(program(hub.alice).all("routes", mine=True)) == 2
    assert program(hub.anna).all("routes", state="submitted") == []


@pytest.mark.parametrize(
    "query", ["statee=accepted", "state=nothing", "limit=0", "limit=501", "after=1", "mine=x"]
)
def test_a_misspelt_filter_shows_nothing_at_all(hub: Hub, program: Programs, routes: Any, query: str) -> None:
    key, value = query.split("=")
    answer = program(hub.carol).get("routes", **{key: value})
    assert answer.status_code == 422 and answer.json()["code"] == "invalid"


def test_pages_give_each_route_once_while_others_come_and_go(
    hub: Hub, program: Programs, routes: Any
) -> None:
    carol = program(hub.carol)
    was = {str(route.pk) for route in routes.values()}
    found: list[Any] = []
    page = carol.get("routes", limit=1).json()
    assert page["total"] == 4
    while True:
        found += page["items"]
        if page["next"] is None:
            break
        submit(hub.bob, hub.collection)  # comes in between
        page = carol.get("routes", limit=1, after=page["next"]).json()
        assert page["total"] is None
    assert len(found) == len(ids(found)) and was <= ids(found)


def test_whose_route_it_is_decides_how_much_is_read(hub: Hub, program: Programs, routes: Any) -> None:
    path = f"routes/{routes['alice accepted'].pk}"
    for who in (hub.alice, hub.dan, hub.carol):
        one = program(who).get(path).json()
        assert (one["view"], one["journey"]["notes"]) == ("whole", "CANARY-NOTES-alice")
        assert one["organisation"] == hub.alices.name
    for who in (hub.bob, hub.erin, hub.anna):
        answer = program(who).get(path)
        assert answer.json()["view"] == "shared" and "CANARY" not in answer.content.decode()


def test_reading_anothers_words_is_recorded_and_ones_own_not(
    hub: Hub, program: Programs, routes: Any
) -> None:
    path = f"routes/{routes['alice accepted'].pk}"
    for who in (hub.alice, hub.dan, hub.anna):
        program(who).get(path)
    read = Event.objects.filter(verb="route.read").values_list("actor", flat=True)
    assert list(read) == [hub.dan.actor]


def test_what_is_not_for_one_to_see_is_not_there(hub: Hub, program: Programs, routes: Any) -> None:
    for who in (hub.bob, hub.erin, hub.anna):
        hidden = program(who).get(f"routes/{routes['alice waiting'].pk}")
        missing = program(who).get(f"routes/{uuid.uuid4()}")
        assert hidden.status_code == missing.status_code == 404
        assert (
            hidden.json()
            == missing.json()
            == {
                "detail": "There is nothing here.",
                "code": "not_found",
                "fields": [],
            }
        )


def test_history_is_for_those_who_see_the_route_whole(hub: Hub, program: Programs, routes: Any) -> None:
    path = f"routes/{routes['alice accepted'].pk}/revisions"
    assert program(hub.alice).get(path).json()[0]["journey"]["notes"] == "CANARY-NOTES-alice"
    assert program(hub.bob).get(path).status_code == 404
    assert program(hub.anna).get(path).status_code == 403


def test_a_route_that_is_taken_back_is_gone_for_others(hub: Hub, program: Programs, routes: Any) -> None:
    from njia_hub.routes.submitting import withdraw

    route = routes["alice accepted"]
    assert program(hub.anna).get(f"routes/{route.pk}").status_code == 200
    withdraw(hub.alice, route)
    assert program(hub.anna).get(f"routes/{route.pk}").status_code == 404
    assert str(route.pk) not in ids(program(hub.anna).all("routes"))


def test_answers_are_not_kept_on_the_way(hub: Hub, program: Programs, routes: Any) -> None:
    answer = program(hub.anna).get("routes")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers and "Last-Modified" not in answer.headers
    assert not answer.cookies
