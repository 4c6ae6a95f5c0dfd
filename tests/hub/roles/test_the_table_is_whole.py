"""Every address has its rows, every row its address, and what is in no row does not exist."""

import pytest
from tests.hub.addresses import METHODS, addresses
from tests.hub.conftest import Hub

from njia_hub.roles import TABLE, Reach, Role, Scope

ADDRESSES = addresses()


@pytest.mark.parametrize("name", ADDRESSES)
def test_an_address_has_a_row(name: str) -> None:
    assert any(f"{method} {name}" in TABLE for method in METHODS), f"add rows for {name} to roles.py"


@pytest.mark.parametrize("row", TABLE)
def test_a_row_has_an_address_that_takes_its_method(row: str) -> None:
    method, name = row.split(" ")
    assert method in METHODS
    assert name in ADDRESSES, "this row is for no address; take it out of roles.py"
    takes = ADDRESSES[name].methods
    assert takes is None or method in takes


@pytest.mark.parametrize("name", [name for name, address in ADDRESSES.items() if address.is_api])
def test_each_operation_of_the_api_has_a_row_for_each_of_its_methods(name: str) -> None:
    for method in ADDRESSES[name].methods or ():
        assert f"{method} {name}" in TABLE


@pytest.mark.parametrize("row", [row for row in TABLE if row.split(" ")[1].startswith("api:")])
def test_a_token_needs_a_scope_at_every_operation_of_the_api(row: str) -> None:
    assert TABLE[row].scope in set(Scope)


@pytest.mark.parametrize("row", [row for row in TABLE if not TABLE[row].is_open])
def test_every_reach_is_one_that_views_know(row: str) -> None:
    for role in Role:
        assert TABLE[row].reach(role) in set(Reach) - {Reach.OPEN}


@pytest.mark.parametrize("role", ["", "admin", "Reporter", "coordinator "])
def test_an_unknown_role_reaches_nothing(role: str) -> None:
    with pytest.raises(ValueError, match="not a valid Role"):
        TABLE["GET home"].reach(role)


def test_only_signing_in_and_invitations_are_open() -> None:
    opened = {row.split(" ")[1] for row in TABLE if TABLE[row].is_open}
    signing_in = {"account_login", "mfa_authenticate", "account_reauthenticate"}
    releases = {"releases:list", "releases:release", "releases:embed", "releases:file"}
    assert (
        opened
        <= releases | {"alive", "language", "javascript-catalog", "people:join", "people:accept"} | signing_in
    )


def test_a_partner_reaches_nothing_but_the_own_account_releases_and_what_the_api_is() -> None:
    reached = {row for row in TABLE if TABLE[row].partner not in (Reach.NONE, Reach.SELF, Reach.OPEN)}
    releases = {"GET api:releases", "GET api:release", "GET api:release_file"}
    assert reached <= releases | {"GET home", "GET api:docs", "GET api:openapi"}


# What a reader may have made from what the reader may see: files, for the reader alone.
ASKED_FOR = {"POST explore:export", "POST api:exports"}


def test_nobody_who_reads_only_can_write() -> None:
    """Analysts and partners change nothing but what is their own."""
    for row, reaches in TABLE.items():
        if not row.startswith("GET ") and row not in ASKED_FOR:
            assert {reaches.analyst, reaches.partner} <= {Reach.NONE, Reach.SELF, Reach.OPEN}, row


@pytest.mark.parametrize("method", [*METHODS, "OPTIONS", "TRACE", "CONNECT", "BREW"])
def test_a_method_without_a_row_answers_as_if_there_were_nothing(
    hub: Hub, signed_in, no_second_factor, method
) -> None:
    browser = signed_in(hub.carol)
    for name in ("home", "people:account", "alive"):
        if f"{method} {name}" not in TABLE:
            from django.urls import reverse

            assert browser.generic(method, reverse(name)).status_code == 404


def test_an_overridden_method_is_not_the_method(hub: Hub, signed_in) -> None:
    browser = signed_in(hub.alice)
    for header in ("X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"):
        assert browser.post("/alive", headers={header: "GET"}).status_code == 404
    assert browser.post("/alive", {"_method": "GET"}).status_code == 404
