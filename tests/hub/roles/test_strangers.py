"""Who is not signed in, has lost the right, or has a token for something else, gets nothing anywhere."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from tests.hub.addresses import ROOMS, Address, rows_of
from tests.hub.canaries import RELEASES, World, undone
from tests.hub.roles.hostile import paths
from tests.hub.things import things_at
from tests.hub.walking import ask, over_tls

from njia_hub.roles import TABLE, Scope


def closed(room: str) -> list[tuple[str, Address]]:
    """Give the rows that are not for everybody in the world."""
    return [(row, address) for row, address in rows_of(room) if not TABLE[row].is_open]


@pytest.mark.parametrize("room", ROOMS)
def test_whoever_is_not_signed_in_is_sent_to_do_so(room: str, world: World) -> None:
    for row, address in closed(room):
        values, _ = things_at(address, world)[0]
        answer = ask(over_tls(), row, values)
        if answer.status_code == 401:
            assert address.is_api, row
            assert answer.headers["WWW-Authenticate"] == "Bearer", row
        else:
            assert answer.status_code == 302, row
            assert answer.headers["Location"].startswith(reverse("account_login") + "?next=%2F"), row
        assert world.leaked(answer, "nobody") == [], row


@pytest.mark.parametrize("gone", ["deactivated", "organisation left"])
def test_who_has_lost_the_right_is_a_stranger_everywhere(
    gone: str, world: World, clients: dict[str, Any]
) -> None:
    """Even when only the account is changed, and nobody thought of the sessions and tokens."""
    from njia_hub.audit.acting import SYSTEM, action

    lost = world.people["dan"] if gone == "deactivated" else world.hub.alices
    with action("test.lose", SYSTEM):
        lost.is_active = False
        lost.save()
    for room in ROOMS:
        for row, address in closed(room):
            values, _ = things_at(address, world)[0]
            answer = ask(clients["dan"], row, values)
            assert answer.status_code in (302, 401), row
            assert answer.headers.get("Location", "/account/sign-in").startswith("/account/sign-in"), row


@pytest.mark.parametrize("scopes", ["none", "others", [""], ["*"], [None], ["READ", "read ", "all"]], ids=str)
def test_a_token_without_the_scope_opens_nothing(scopes: Any, world: World) -> None:
    browser = over_tls()
    browser.defaults["HTTP_AUTHORIZATION"] = "Bearer njia_dan"
    for row, address in rows_of("api"):
        others = [scope.value for scope in Scope if scope is not TABLE[row].scope]
        give(
            world,
            "dan",
            {"none": [], "others": others}.get(scopes, scopes) if str(scopes) == scopes else scopes,
        )
        values, _ = things_at(address, world)[0]
        answer = ask(browser, row, values)
        assert answer.status_code in (302, 401, 403), f"{row} gave {answer.status_code}"
        assert world.leaked(answer, "nobody") == [] or answer.status_code == 403, row


def give(world: World, name: str, scopes: list[Any]) -> None:
    """Change what a token is for, as no page can."""
    from njia_hub.audit.acting import SYSTEM, action

    token = world.made[f"token {name}"]
    with action("test.scopes", SYSTEM):
        token.scopes = scopes
        token.save()


@pytest.mark.parametrize("room", ROOMS)
def test_an_address_with_anything_in_it_never_fails(room: str, world: World, clients: dict[str, Any]) -> None:
    browser = clients["dan"] if room == "uploads" else clients["carol"]
    for row, address in rows_of(room):
        if address.parameters:
            for path in paths(address):
                with undone():
                    answer = browser.generic(row.split(" ")[0], path, b"")
                assert answer.status_code < 500, f"{row} {path!r}"


@pytest.mark.parametrize("organisation", ["none"])
def test_who_belongs_to_no_organisation_has_none_of_its_rights(
    organisation: str, world: World, clients: dict[str, Any]
) -> None:
    """An empty organisation means nothing, not all of them."""
    from njia_hub.audit.acting import SYSTEM, action

    with action("test.lose", SYSTEM):
        for name in ("dan", "alice"):
            world.people[name].organisation = None
            world.people[name].save()
    # Releases are for the network, or for everybody: whoever is signed in reads them.
    theirs = ("ALICE", "DAN", "CANARYREASON", *(name.upper() for name in RELEASES))
    world.canaries = {
        word: who if word.endswith(theirs) else who - {"dan", "alice"} for word, who in world.canaries.items()
    }
    for name in ("dan", "alice"):
        for room in ROOMS:
            for row, address in rows_of(room):
                for values, _ in things_at(address, world)[:3]:
                    with undone():
                        answer = ask(clients[name], row, values)
                    assert answer.status_code < 500, f"{row} as {name}"
                    shown = [word for word in world.leaked(answer, name) if "ACCEPTED" not in word]
                    assert shown == [], f"{row} {values} as {name}"
