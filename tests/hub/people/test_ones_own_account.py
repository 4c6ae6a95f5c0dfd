"""One's own account: name and language, tokens that are shown once, sessions that can be ended."""

import datetime as dt
import re
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.db import DatabaseError
from django.utils import timezone
from tests.hub.conftest import Hub
from tests.hub.people.conftest import is_in

from njia_hub.audit.models import Event
from njia_hub.people.models import Token

TOKEN = {"name": "notebook", "scopes": ["read"], "days": "30"}


def test_the_name_can_be_changed_and_is_not_in_the_audit(hub: Hub, signed_in: Any) -> None:
    signed_in(hub.alice).post("/people/me", {"name": "Alicia CANARY", "language": ""})
    hub.alice.refresh_from_db()
    assert hub.alice.name == "Alicia CANARY"
    assert "CANARY" not in Event.objects.get(verb="account.rename").details


def test_an_empty_name_is_refused(hub: Hub, signed_in: Any) -> None:
    assert b"errorlist" in signed_in(hub.alice).post("/people/me", {"name": " "}).content
    hub.alice.refresh_from_db()
    assert hub.alice.name == "Alice"


def test_nothing_else_can_be_changed_by_oneself(hub: Hub, signed_in: Any) -> None:
    more = {"email": "x@example.org", "role": "coordinator", "organisation": hub.bobs.pk}
    signed_in(hub.alice).post("/people/me", {"name": "Alice", "is_active": "", **more})
    hub.alice.refresh_from_db()
    assert (hub.alice.email, hub.alice.role) == ("alice@example.org", "reporter")
    assert hub.alice.organisation == hub.alices


def test_the_language_of_the_account_is_spoken_on_every_device(hub: Hub, with_password: Any) -> None:
    with_password(hub.alice).post("/people/me", {"name": "Alice", "language": "ar"})
    page = with_password(hub.alice).get("/people/me")
    assert page["Content-Language"] == "ar"
    assert 'dir="rtl"' in page.content.decode()


def test_the_language_chosen_at_the_foot_is_the_accounts_as_well(hub: Hub, with_password: Any) -> None:
    with_password(hub.alice).post("/language", {"language": "sw", "next": "/people/me"})
    hub.alice.refresh_from_db()
    assert hub.alice.language == "sw"
    assert with_password(hub.alice).get("/people/me")["Content-Language"] == "sw"


@pytest.mark.parametrize("language", ["tlh", "../x", "en; drop"])
def test_a_language_that_is_not_there_is_refused(hub: Hub, signed_in: Any, language: str) -> None:
    browser = signed_in(hub.alice)
    browser.post("/people/me", {"name": "Alice", "language": language})
    browser.post("/language", {"language": language})
    hub.alice.refresh_from_db()
    assert hub.alice.language == ""


def test_a_token_is_shown_once_and_kept_as_a_hash(hub: Hub, signed_in: Any) -> None:
    browser = signed_in(hub.alice)
    page = browser.post("/people/me/tokens", TOKEN).content.decode()
    secret = re.search(r"njia_[\w-]+", page)[0]  # type: ignore[index]
    again = browser.get("/people/me/tokens").content.decode()
    assert "notebook" in again
    assert secret not in again
    kept = str(list(Token.objects.values())) + str(list(Event.objects.values()))
    assert secret not in kept


@pytest.mark.parametrize(
    "wrong",
    [{"scopes": []}, {"scopes": ["everything"]}, {"days": "366"}, {"days": "0"}, {"days": "x"}, {"name": ""}],
)
def test_a_token_without_a_scope_or_an_end_is_not_made(hub: Hub, signed_in: Any, wrong: Any) -> None:
    page = signed_in(hub.alice).post("/people/me/tokens", TOKEN | wrong)
    assert (page.status_code, b"errorlist" in page.content) == (200, True)
    assert not Token.objects.exists()


def test_a_token_is_ended_by_its_owner_and_by_nobody_else(hub: Hub, signed_in: Any) -> None:
    signed_in(hub.alice).post("/people/me/tokens", TOKEN)
    token = Token.objects.get()
    assert signed_in(hub.dan).post(f"/people/me/tokens/{token.pk}/end").status_code == 404
    token.refresh_from_db()
    assert token.is_open
    signed_in(hub.alice).post(f"/people/me/tokens/{token.pk}/end")
    token.refresh_from_db()
    assert not token.is_open


def test_nobody_sees_anothers_tokens(hub: Hub, signed_in: Any) -> None:
    signed_in(hub.alice).post("/people/me/tokens", TOKEN | {"name": "CANARY"})
    assert b"CANARY" not in signed_in(hub.dan).get("/people/me/tokens").content


def test_one_sees_where_one_is_signed_in_and_ends_the_others(hub: Hub, with_password: Any) -> None:
    here = with_password(hub.alice, address="192.0.2.10")
    there = with_password(hub.alice, address="192.0.2.20")
    with_password(hub.bob, address="192.0.2.30")
    page = here.get("/account/sessions").content.decode()
    assert ("192.0.2.10" in page, "192.0.2.20" in page, "192.0.2.30" in page) == (True, True, False)
    here.post("/account/sessions")
    assert is_in(here)
    assert not is_in(there)
    assert Event.objects.filter(verb="account.end_sessions", actor=hub.alice.actor).count() == 1


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Mozilla/5.0 (Linux; Android 10; K) Chrome/130.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge, Windows"),
        ("<script>alert(1)</script>", "A browser that is not known here"),
        ("", "A browser that is not known here"),
    ],
)
def test_a_device_is_named_in_two_words(hub: Hub, with_password: Any, said: str, shown: str) -> None:
    browser = with_password(hub.alice)
    UserSession.objects.update(user_agent=said)
    page = browser.get("/account/sessions").content.decode()
    assert f"<strong>{shown}</strong>" in page
    assert "alert(1)" not in page


def test_a_token_is_offered_only_what_the_role_could_do(hub: Hub, signed_in: Any) -> None:
    offered = {}
    for person in (hub.alice, hub.anna, hub.pat):
        page = signed_in(person).get("/people/me/tokens").content.decode()
        offered[person.role] = re.findall(r'name="scopes" value="(\w+)"', page)
    assert offered == {"reporter": ["read", "report"], "analyst": ["read"], "partner": ["read"]}


def test_the_address_in_the_list_is_not_what_a_client_says(hub: Hub, with_password: Any) -> None:
    browser = with_password(hub.alice, address="192.0.2.10")
    page = browser.get("/account/sessions", headers={"x-forwarded-for": "203.0.113.66"}).content.decode()
    assert "192.0.2.10" in page
    assert "203.0.113.66" not in page


def test_anothers_token_in_the_same_browser_does_not_take_the_session_over(
    hub: Hub, with_password: Any
) -> None:
    from njia_hub.people import tokens

    browser = with_password(hub.alice)
    _token, secret = tokens.make(hub.bob, "notebook", ["read"])
    browser.get("/api/me", headers={"authorization": f"Bearer {secret}"})
    assert UserSession.objects.get().user == hub.alice
    assert hub.alice.email.encode() in browser.get("/people/me").content


def test_a_page_that_is_read_again_writes_nothing(
    hub: Hub, with_password: Any, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = with_password(hub.alice)
    browser.get("/people/me")
    with CaptureQueriesContext(connection) as asked:
        browser.get("/people/me")
    assert {query["sql"].split()[0] for query in asked} == {"SELECT"}


def test_when_one_was_last_seen_is_noted_again_after_a_while(hub: Hub, with_password: Any) -> None:
    browser = with_password(hub.alice)
    long_ago = timezone.now() - dt.timedelta(hours=1)
    UserSession.objects.update(last_seen_at=long_ago)
    browser.get("/people/me")
    assert UserSession.objects.get().last_seen_at > long_ago


def test_a_disk_that_is_full_keeps_nobody_from_reading(
    hub: Hub, with_password: Any, monkeypatch: Any
) -> None:
    browser = with_password(hub.alice)

    def full(*_: Any) -> None:
        raise DatabaseError("database or disk is full")

    monkeypatch.setattr("njia_hub.people.seen._note", full)
    assert is_in(browser)
