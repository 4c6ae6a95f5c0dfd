"""Every address × every role × own and others' things: who gets what, and what is in it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from tests.hub.addresses import addresses
from tests.hub.canaries import World, undone
from tests.hub.things import Thing, nothing_at, things_at
from tests.hub.walking import ask, over_tls

from njia_hub.roles import TABLE, Reach, Scope

ADDRESSES = addresses()
ORGANISATION_OF = {"alice": "A", "amy": "A", "dan": "A", "bob": "B", "erin": "B"}
# A row without an address fails in test_the_table_is_whole.
ROWS = [row for row in TABLE if row.split(" ")[1] in ADDRESSES]
WRITES = [row for row in ROWS if not row.startswith("GET ")]


def reaches(name: str, reach: Reach, thing: Thing | None) -> bool:
    """Say whether a person's reach goes as far as a thing."""
    if thing is None or reach is Reach.OPEN:
        return True
    if reach is Reach.SELF:
        return name == thing.owner and name in thing.who
    if reach is Reach.ORGANISATION and thing.organisation:
        return name in thing.who and ORGANISATION_OF.get(name) == thing.organisation
    return name in thing.who


@pytest.mark.parametrize("row", ROWS)
def test_a_cell_of_the_table(row: str, world: World, clients: dict[str, Any]) -> None:
    for values, thing in things_at(ADDRESSES[row.split(" ")[1]], world):
        for name, browser in clients.items():
            with undone():
                answer = ask(browser, row, values)
            where = f"{row} {values} as {name} gave {answer.status_code}"
            reach = TABLE[row].reach(world.people[name].role)
            assert answer.status_code < 500, where
            assert world.leaked(answer, name) == [], where
            if reach is Reach.NONE:
                assert answer.status_code == 403, where
            elif not reaches(name, reach, thing):
                assert is_as_if_there_were_nothing(answer, browser, row, values), where
            elif row.startswith("GET "):
                assert answer.status_code not in (401, 403, 404), where
                assert not answer.headers.get("Location", "").startswith(reverse("account_login")), where


def is_as_if_there_were_nothing(answer: Any, browser: Any, row: str, values: dict[str, Any]) -> bool:
    """Say whether an answer is the one for an id of nothing: 404, or what is wrong with what was sent."""
    address = ADDRESSES[row.split(" ")[1]]
    with undone():
        nothing = ask(browser, row, nothing_at(address, values))
    if address.is_api:
        return answer.status_code in (404, 422) and answer.content == nothing.content
    return answer.status_code == nothing.status_code == 404


@pytest.mark.parametrize("row", WRITES)
def test_who_may_not_write_writes_nothing(row: str, world: World, clients: dict[str, Any]) -> None:
    for values, thing in things_at(ADDRESSES[row.split(" ")[1]], world):
        for name, browser in clients.items():
            reach = TABLE[row].reach(world.people[name].role)
            if reach is not Reach.NONE and reaches(name, reach, thing):
                continue
            before = everything()
            with undone():
                ask(browser, row, values)
                assert everything() == before, f"{row} {values} as {name}"


def everything() -> dict[str, list[Any]]:
    """Give every row of the hub's own tables."""
    from django.apps import apps

    return {
        model.__name__: list(model._default_manager.order_by("pk").values_list())
        for model in apps.get_models()
        if model.__module__.startswith("njia_hub.")
    }


@pytest.mark.parametrize("row", [row for row in ROWS if not TABLE[row].is_open])
def test_whoever_is_not_signed_in_is_sent_to_do_so(row: str, world: World) -> None:
    for values, _ in things_at(ADDRESSES[row.split(" ")[1]], world):
        answer = ask(over_tls(), row, values)
        if answer.status_code == 401:
            assert ADDRESSES[row.split(" ")[1]].is_api
            assert answer.headers["WWW-Authenticate"] == "Bearer"
        else:
            assert answer.status_code == 302
            assert answer.headers["Location"].startswith(reverse("account_login") + "?next=%2F")
        assert world.leaked(answer, "nobody") == []


@pytest.mark.parametrize("gone", ["deactivated", "organisation left"])
def test_who_has_lost_the_right_is_a_stranger_everywhere(
    gone: str, world: World, clients: dict[str, Any]
) -> None:
    from njia_hub.audit.acting import SYSTEM, action

    dan, alices = world.people["dan"], world.hub.alices
    with action("test.lose", SYSTEM):
        if gone == "deactivated":
            dan.is_active = False
            dan.save()
        else:
            alices.is_active = False
            alices.save()
    for row in ROWS:
        if TABLE[row].is_open:
            continue
        values, _ = things_at(ADDRESSES[row.split(" ")[1]], world)[0]
        answer = ask(clients["dan"], row, values)
        assert answer.status_code in (302, 401), f"{row}: {answer.status_code}"
        assert answer.headers.get("Location", "/account/sign-in").startswith("/account/sign-in")


API = [row for row in ROWS if ADDRESSES[row.split(" ")[1]].is_api]


@pytest.mark.parametrize("row", API)
def test_a_token_without_the_scope_opens_nothing(row: str, world: World) -> None:
    scope = TABLE[row].scope
    others = [other.value for other in Scope if other is not scope]
    for scopes in ([], others, [""], ["*"], [None]):
        give(world, "dan", scopes)
        browser = over_tls()
        browser.defaults["HTTP_AUTHORIZATION"] = "Bearer njia_dan"
        for values, _ in things_at(ADDRESSES[row.split(" ")[1]], world):
            answer = ask(browser, row, values)
            assert answer.status_code in (401, 403), f"{row} {scopes} gave {answer.status_code}"
            assert world.leaked(answer, "dan") == []


def give(world: World, name: str, scopes: list[Any]) -> None:
    """Change what a token is for, as no page can."""
    from njia_hub.audit.acting import SYSTEM, action

    token = world.made[f"token {name}"]
    with action("test.scopes", SYSTEM):
        token.scopes = scopes
        token.save()


@pytest.mark.parametrize("row", [row for row in ROWS if ADDRESSES[row.split(" ")[1]].parameters])
def test_an_address_with_anything_in_it_never_fails(row: str, world: World, clients: dict[str, Any]) -> None:
    from tests.hub.roles.hostile import paths

    method, name = row.split(" ")
    for path in paths(ADDRESSES[name]):
        with undone():
            answer = clients["carol"].generic(method, path, b"")
        assert answer.status_code < 500, f"{method} {path!r}"
