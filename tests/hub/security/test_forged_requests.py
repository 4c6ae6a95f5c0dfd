"""What a foreign page sends in a person's name is refused, and changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from tests.hub.addresses import addresses
from tests.hub.canaries import World, undone
from tests.hub.things import things_at
from tests.hub.walking import ask, over_tls, written

from njia_hub.roles import TABLE

ADDRESSES = addresses()
WRITES = [row for row in TABLE if not row.startswith("GET ") and row.split(" ")[1] in ADDRESSES]
PAGES = [row for row in WRITES if not ADDRESSES[row.split(" ")[1]].is_api]
API = [row for row in TABLE if row.split(" ")[1] in ADDRESSES and row.split(" ")[1].startswith("api:")]


@pytest.fixture
def strict(world: World, signed_in: Any) -> dict[str, Any]:
    """Give browsers that are signed in, and checked for forged forms as in life."""
    found = {}
    for name in ("carol", "dan", "alice"):
        browser = over_tls(enforce_csrf_checks=True)
        browser.cookies = signed_in(world.people[name]).cookies
        found[name] = browser
    return found


@pytest.mark.parametrize("row", PAGES)
def test_a_form_from_elsewhere_is_refused(row: str, world: World, strict: dict[str, Any]) -> None:
    values, _ = things_at(ADDRESSES[row.split(" ")[1]], world)[0]
    for name, browser in strict.items():
        before = written()
        with undone():
            answer = ask(browser, row, values)
            assert answer.status_code == 403, f"{row} as {name}"
            assert written() == before


def test_a_form_with_the_token_of_another_browser_is_refused(world: World, strict: dict[str, Any]) -> None:
    strict["alice"].get("/account/sign-in")
    token = "a" * 32
    answer = strict["alice"].post("/language", {"language": "sw", "csrfmiddlewaretoken": token})
    assert answer.status_code == 403
    assert "too old" in answer.content.decode()


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", "null", "http://hub.test", "https://hub.test.evil"]
)
def test_a_form_with_the_right_token_from_a_foreign_origin_is_refused(
    origin: str, world: World, strict: dict[str, Any], settings: Any
) -> None:
    browser = strict["alice"]
    page = browser.get("/people/me").content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    sent = {"language": "sw", "csrfmiddlewaretoken": token}
    assert browser.post("/language", sent, headers={"origin": origin}).status_code == 403
    assert browser.post("/language", sent, headers={"origin": "https://hub.test"}).status_code == 302


@pytest.mark.parametrize("row", API)
def test_a_cookie_is_no_key_to_the_api(row: str, world: World, strict: dict[str, Any]) -> None:
    values, _ = things_at(ADDRESSES[row.split(" ")[1]], world)[0]
    if ADDRESSES[row.split(" ")[1]].route in ("api/docs", "api/openapi.json"):
        return  # pages for people, which only describe
    for browser in strict.values():
        assert ask(browser, row, values).status_code == 401


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer ",
        "Bearer njia_",
        "Bearer njia_nobody",
        "Basic njia_alice",
        "Bearer nja_alice",
        "njia_alice",
        "Bearer njia_alice, Bearer njia_alice",
        "Bearer njia_ALICE",
        "Bearer njia_alice\x00",
        "Bearer njia_" + "a" * 100_000,
        "Bearer njia_é",
    ],
)
def test_what_is_nearly_a_token_is_none(header: str, world: World) -> None:
    answer = over_tls().get("/api/me", headers={"authorization": header})
    assert answer.status_code == 401


def test_a_token_in_the_address_is_no_token(world: World) -> None:
    for key in ("token", "access_token", "authorization", "api_key", "key"):
        assert over_tls().get("/api/me", {key: "njia_alice"}).status_code == 401


def test_a_token_opens_no_page(world: World) -> None:
    browser = over_tls()
    browser.defaults["HTTP_AUTHORIZATION"] = "Bearer njia_alice"
    for path in (reverse("people:account"), reverse("usersessions_list"), reverse("home")):
        assert browser.get(path).status_code == 302
