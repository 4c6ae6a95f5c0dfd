"""Signing in: limits that hold, one answer for every failure, events without what was typed."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.utils import timezone
from tests.hub.conftest import PASSWORD, Hub
from tests.hub.people.conftest import SIGN_IN, is_in

from njia_hub.audit.acting import SYSTEM, acting, action
from njia_hub.audit.models import Event
from njia_hub.people import inviting, resetting
from njia_hub.people.models import Person

TRIES = 5  # wrong ones, before an account is locked
ANSWER = b"The e-mail address or the password is not right."
LOCKED = b"Too many wrong tries. Wait 5 minutes, then try again."


def _try(browser: Any, email: str, password: str = "wrong wrong wrong", **more: Any) -> Any:
    return browser.post(SIGN_IN, {"login": email, "password": password}, **more)


def test_the_right_password_signs_in_whatever_the_case_of_the_address(hub: Hub, device: Any) -> None:
    browser = device()
    assert _try(browser, "Alice@Example.ORG", PASSWORD)["Location"] == "/"
    assert is_in(browser)


def test_an_account_is_locked_after_wrong_tries_and_says_for_how_long(hub: Hub, device: Any) -> None:
    browser = device()
    answers = [_try(browser, hub.alice.email).content for _ in range(TRIES + 1)]
    assert all(ANSWER in answer for answer in answers[:TRIES])
    assert LOCKED in answers[TRIES]
    assert LOCKED in _try(browser, hub.alice.email, PASSWORD).content
    assert not is_in(browser)


def test_a_locked_account_opens_by_itself(hub: Hub, device: Any, monkeypatch: Any) -> None:
    import time

    browser, now = device(), time.time()
    for _ in range(TRIES + 1):
        _try(browser, hub.alice.email)
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: now + 301)
    assert _try(browser, hub.alice.email, PASSWORD).status_code == 302


def test_another_address_does_not_help_against_the_limit_of_an_account(hub: Hub, device: Any) -> None:
    for number in range(TRIES):
        _try(device(f"198.51.100.{number}"), hub.alice.email)
    assert LOCKED in _try(device("198.51.100.99"), hub.alice.email.upper(), PASSWORD).content


def test_a_forged_header_does_not_help_against_the_limit_of_an_address(hub: Hub, device: Any) -> None:
    browser = device()
    answers = [
        _try(browser, f"somebody{number}@example.org", headers={"x-forwarded-for": f"203.0.113.{number}"})
        for number in range(12)
    ]
    assert all(ANSWER in answer.content for answer in answers[:10])
    assert LOCKED in answers[11].content


def test_behind_an_own_proxy_only_what_it_adds_counts(hub: Hub, device: Any, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    browser = device("10.0.0.1")
    for number in range(11):
        said = f"203.0.113.{number}, 198.51.100.7"  # the first part is what the client made up
        _try(browser, f"somebody{number}@example.org", headers={"x-forwarded-for": said})
    limited = {"x-forwarded-for": "9.9.9.9, 198.51.100.7"}
    assert LOCKED in _try(browser, "somebody@example.org", headers=limited).content
    other = {"x-forwarded-for": "198.51.100.7, 198.51.100.8"}
    assert ANSWER in _try(browser, "somebody@example.org", headers=other).content


def test_behind_a_proxy_on_a_socket_people_sign_in_and_share_their_limits(hub: Hub, device: Any) -> None:
    browser = device("")
    assert _try(browser, hub.alice.email, PASSWORD).status_code == 302
    assert is_in(browser)
    answers = [_try(device(""), f"somebody{number}@example.org").content for number in range(11)]
    assert LOCKED in answers[10]


def test_one_address_cannot_ask_more_than_thirty_times_a_minute(hub: Hub, device: Any) -> None:
    browser = device()
    statuses = [_try(browser, hub.alice.email, PASSWORD).status_code for _ in range(32)]
    assert statuses[-1] == 429
    assert _try(device("198.51.100.1"), hub.bob.email, PASSWORD).status_code == 302


def test_colleagues_behind_one_address_all_sign_in(hub: Hub, with_password: Any) -> None:
    everybody = (hub.alice, hub.dan, hub.bob, hub.erin, hub.carol, hub.anna, hub.pat)
    for person in everybody * 2:
        with_password(person)


@pytest.fixture
def hashes(monkeypatch: Any) -> list[str]:
    """Count what takes the time of a sign-in."""
    counted: list[str] = []
    encode = MD5PasswordHasher.encode

    def counting(self: Any, password: str, salt: str) -> str:
        counted.append(password)
        return str(encode(self, password, salt))

    monkeypatch.setattr(MD5PasswordHasher, "encode", counting)
    return counted


@pytest.mark.parametrize("who", ["unknown", "closed", "left", "reset", "wrong"])
def test_every_failure_has_one_answer_and_costs_the_same(
    hub: Hub, device: Any, hashes: list[str], who: str
) -> None:
    with action("test.prepare", SYSTEM):
        Person.objects.filter(pk=hub.alice.pk).update(is_active=False)
        hub.bobs.is_active = False
        hub.bobs.save()
    email, password = {
        "unknown": ("nobody@example.org", PASSWORD),
        "closed": (hub.alice.email, PASSWORD),
        "left": (hub.bob.email, PASSWORD),
        "reset": (hub.erin.email, PASSWORD),
        "wrong": (hub.anna.email, "wrong wrong wrong"),
    }[who]
    hashes.clear()
    browser = device()
    answer = _try(browser, email, password)
    assert (answer.status_code, ANSWER in answer.content) == (200, True)
    assert len(hashes) == 1
    assert not is_in(browser)


def test_an_account_without_a_password_costs_the_same_as_well(
    hub: Hub, device: Any, hashes: list[str]
) -> None:
    with action("test.prepare", SYSTEM):
        hub.alice.set_unusable_password()
        hub.alice.save()
    hashes.clear()
    assert ANSWER in _try(device(), hub.alice.email, PASSWORD).content
    assert len(hashes) == 1


def test_unknown_accounts_are_locked_like_known_ones(hub: Hub, device: Any) -> None:
    answers = [_try(device(f"198.51.100.{n}"), "nobody@example.org").content for n in range(TRIES + 1)]
    assert ANSWER in answers[TRIES - 1]
    assert LOCKED in answers[TRIES]


def test_signing_in_and_out_are_events_of_the_person(hub: Hub, with_password: Any) -> None:
    browser = with_password(hub.alice)
    browser.post("/account/sign-out")
    assert not is_in(browser)
    verbs = Event.objects.filter(actor=hub.alice.actor).values_list("verb", flat=True)
    assert list(verbs) == ["account.sign_in", "account.sign_out"]


def test_a_failure_is_an_event_of_an_account_without_what_was_typed(hub: Hub, device: Any) -> None:
    for email in (hub.alice.email, "canary-typed@example.org"):
        _try(device(), email, "canary-password")
    known, unknown = Event.objects.filter(verb="account.sign_in_failed")
    assert (known.actor, known.target) == ("anonymous", f"person:{hub.alice.pk}")
    assert (unknown.actor, unknown.target) == ("anonymous", "")
    written = "".join(f"{event.target}{event.details}" for event in Event.objects.all())
    assert "canary" not in written
    assert hub.alice.email not in written


def test_nothing_typed_is_logged(hub: Hub, device: Any, caplog: Any) -> None:
    for _ in range(TRIES + 2):
        _try(device(), "canary-typed@example.org", "canary-password")
    assert "canary" not in caplog.text


def test_checking_a_password_keeps_nobody_from_writing(hub: Hub, device: Any, monkeypatch: Any) -> None:
    """It takes long; within an action it would hold the database for who submits a route."""
    encode, within = MD5PasswordHasher.encode, []

    def watched(self: Any, password: str, salt: str) -> str:
        within.append(acting())
        return str(encode(self, password, salt))

    monkeypatch.setattr(MD5PasswordHasher, "encode", watched)
    _try(device(), hub.alice.email)
    browser = device()
    _try(browser, hub.alice.email, PASSWORD)
    new = "nine slow donkeys in Lamu"
    browser.post("/account/password", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    _reset, secret = resetting.reset(hub.carol, hub.alice, ends_second_factor=False)
    resetting.use(secret, new)
    _invitation, secret = inviting.invite(hub.carol, inviting.Wanted("n@example.org", "N", "analyst"))
    inviting.accept(secret, "N", new)
    assert within == [None] * 6


def test_many_at_the_same_time_get_no_more_tries_than_one(device: Any, rf: Any) -> None:
    from allauth.core.internal import ratelimit

    def consume(_: int) -> bool:
        request = rf.post(SIGN_IN, REMOTE_ADDR="192.0.2.1")
        limits = {"app": "allauth.account", "action": "login_failed", "key": "alice@example.org"}
        return bool(ratelimit.consume(request, **limits))

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(consume, range(48))) == TRIES


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "https:evil.example",
        "http://hub.test/people/me",
        "https://hub.test@evil.example/",
    ],
)
def test_one_is_only_sent_on_to_own_pages(hub: Hub, device: Any, target: str) -> None:
    answer = device().post(SIGN_IN, {"login": hub.alice.email, "password": PASSWORD, "next": target})
    assert answer["Location"] == "/"


def test_one_is_sent_on_to_where_one_wanted(hub: Hub, device: Any) -> None:
    browser = device()
    asked = browser.get("/people/me/tokens")
    assert asked["Location"] == f"{SIGN_IN}?next=%2Fpeople%2Fme%2Ftokens"
    page = browser.get(asked["Location"]).content.decode()
    assert 'name="next" value="/people/me/tokens"' in page
    given = {"login": hub.alice.email, "password": PASSWORD, "next": "/people/me/tokens"}
    assert browser.post(SIGN_IN, given)["Location"] == "/people/me/tokens"


def test_another_password_ends_the_other_sessions_and_not_this_one(hub: Hub, with_password: Any) -> None:
    here, there = with_password(hub.alice), with_password(hub.alice)
    new = "nine slow donkeys in Lamu"
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/account/password", given).status_code == 302
    assert Event.objects.filter(verb="account.change_password", actor=hub.alice.actor).count() == 1
    assert is_in(here)
    assert not is_in(there)
    assert is_in(with_password(hub.alice, new))


def test_the_password_cannot_be_changed_without_the_old_one(hub: Hub, with_password: Any) -> None:
    browser, new = with_password(hub.alice), "nine slow donkeys in Lamu"
    browser.post("/account/password", {"oldpassword": "wrong", "password1": new, "password2": new})
    hub.alice.refresh_from_db()
    assert hub.alice.check_password(PASSWORD)
    assert not Event.objects.filter(verb="account.change_password").exists()
    assert Event.objects.get(verb="account.confirm").details == '{"done":false}'


def test_a_password_hashed_as_of_old_is_hashed_anew(hub: Hub, settings: Any, with_password: Any) -> None:
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        *settings.PASSWORD_HASHERS,
    ]
    assert is_in(with_password(hub.alice))
    hub.alice.refresh_from_db()
    assert hub.alice.password.startswith("pbkdf2_sha256$")
    assert Event.objects.filter(verb="account.hash_password", actor=hub.alice.actor).count() == 1


def test_a_session_ends_after_hours_and_its_cookie_with_the_browser(hub: Hub, with_password: Any) -> None:
    from django.contrib.sessions.models import Session

    browser = with_password(hub.alice)
    cookie = browser.cookies["__Host-njia"]
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
    assert (cookie["path"], cookie["domain"], cookie["max-age"]) == ("/", "", "")
    expires = Session.objects.get(session_key=cookie.value).expire_date
    assert expires <= timezone.now() + dt.timedelta(hours=12)
    Session.objects.update(expire_date=timezone.now())
    assert not is_in(browser)


def test_signing_in_changes_the_session_key(hub: Hub, device: Any, with_password: Any) -> None:
    browser = with_password(hub.alice)
    before = browser.cookies["__Host-njia"].value
    browser.post("/account/sign-out")
    _try(browser, hub.bob.email, PASSWORD)
    assert browser.cookies["__Host-njia"].value != before


@pytest.mark.parametrize(
    "address", ["signup", "sign-up", "email", "password/reset", "password/set", "inactive", "confirm-email"]
)
def test_there_is_no_signing_up_and_no_other_page_of_the_library(
    hub: Hub, with_password: Callable[..., Any], address: str
) -> None:
    for path in (f"/account/{address}", f"/account/{address}/", f"/accounts/{address}/"):
        assert with_password(hub.alice).get(path).status_code == 404
