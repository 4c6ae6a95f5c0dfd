"""The second factor: asked for when the role needs it, smooth to set up, unreadable in the database."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from tests.hub.conftest import PASSWORD, Hub, with_second_factor
from tests.hub.people.conftest import SIGN_IN, is_in

from njia_hub.audit.models import Event

ENTER = "/account/second-factor/enter"
APP = "/account/second-factor/app"
CODES = "/account/second-factor/codes"


def code_of(secret: str, steps: int = 0) -> str:
    """Give what an app shows."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def _secret_of(person: Any) -> str:
    return str(Authenticator.objects.get(user=person, type="totp").wrap().instance.data["secret"])


def _between(browser: Any, person: Any) -> Any:
    answer = browser.post(SIGN_IN, {"login": person.email, "password": PASSWORD})
    assert answer["Location"] == ENTER
    return browser


def _app_of(person: Any) -> str:
    from njia_hub.people.second_factor import Adapter

    return Adapter().decrypt(_secret_of(person))


def test_a_coordinator_without_one_comes_to_nothing_else(hub: Hub, with_password: Any) -> None:
    browser = with_password(hub.carol)
    for address in ("/", "/people/", f"/people/{hub.alice.pk}", "/people/me/tokens"):
        answer = browser.get(address)
        assert (answer.status_code, answer["Location"]) == (302, "/account/second-factor")
    assert browser.post(f"/people/{hub.alice.pk}/close").status_code == 302
    hub.alice.refresh_from_db()
    assert hub.alice.is_active


@pytest.mark.django_db(transaction=True)  # what is done once an action is written is a part of it
def test_the_first_sign_in_of_a_coordinator_is_four_pages(hub: Hub, with_password: Any) -> None:
    browser = with_password(hub.carol)
    assert b"a password alone is not enough" in browser.get("/account/second-factor").content
    page = browser.get(APP).content.decode()  # the password, given a moment ago, is not asked for again
    secret = re.search(r'<code class="secret">(\w+)</code>', page)[1]  # type: ignore[index]
    assert browser.post(APP, {"code": code_of(secret)})["Location"] == CODES
    codes = re.findall(r"<li><code>(\d+)</code>", browser.get(CODES).content.decode())
    assert len(codes) == 10
    assert browser.get("/people/").status_code == 200


def test_the_picture_for_the_app_comes_from_the_hub_itself(hub: Hub, with_password: Any) -> None:
    page = with_password(hub.carol).get(APP).content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    assert "style=" not in page


def test_a_session_of_some_time_ago_confirms_before_the_first_one(
    hub: Hub, with_password: Any, monkeypatch: Any
) -> None:
    browser, now = with_password(hub.alice), time.time()
    monkeypatch.setattr("time.time", lambda: now + 600)
    assert browser.get(APP)["Location"].startswith("/account/confirm?next=")


def test_a_wrong_first_code_sets_nothing_up(hub: Hub, with_password: Any) -> None:
    browser = with_password(hub.carol)
    browser.get(APP)
    assert b"not right" in browser.post(APP, {"code": "000000"}).content
    assert not Authenticator.objects.exists()


def test_secrets_are_unreadable_in_the_database(hub: Hub) -> None:
    with_second_factor(hub.carol)
    codes = RecoveryCodes.activate(hub.carol)
    app = _app_of(hub.carol)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert app not in kept
    assert not [code for code in codes.get_unused_codes() if code in kept]
    assert codes.validate_code(codes.get_unused_codes()[0])


def test_the_password_alone_does_not_sign_in(hub: Hub, device: Any) -> None:
    browser = _between(device(), with_second_factor(hub.carol))
    assert not is_in(browser)
    assert browser.get("/people/").status_code == 302
    assert browser.get(APP).status_code == 302
    assert not Event.objects.filter(verb="account.sign_in").exists()


def test_the_code_of_the_app_signs_in_and_is_an_event(hub: Hub, device: Any) -> None:
    browser = _between(device(), with_second_factor(hub.carol))
    assert browser.post(ENTER, {"code": code_of(_app_of(hub.carol))})["Location"] == "/"
    assert is_in(browser)
    event = Event.objects.get(verb="account.sign_in")
    assert (event.actor, event.details) == (hub.carol.actor, '{"done":true,"with":["password","totp"]}')


def test_where_one_wanted_to_go_is_kept_through_the_second_factor(hub: Hub, device: Any) -> None:
    with_second_factor(hub.carol)
    browser = device()
    browser.post(SIGN_IN, {"login": hub.carol.email, "password": PASSWORD, "next": "/people/invite"})
    assert browser.post(ENTER, {"code": code_of(_app_of(hub.carol))})["Location"] == "/people/invite"


def test_a_code_works_once(hub: Hub, device: Any) -> None:
    with_second_factor(hub.carol)
    code = code_of(_app_of(hub.carol))
    assert _between(device(), hub.carol).post(ENTER, {"code": code}).status_code == 302
    assert _between(device(), hub.carol).post(ENTER, {"code": code}).status_code == 200


def test_a_recovery_code_works_once(hub: Hub, device: Any) -> None:
    with_second_factor(hub.carol)
    code = RecoveryCodes.activate(hub.carol).get_unused_codes()[0]
    browser = _between(device(), hub.carol)
    assert browser.post(ENTER, {"code": code}).status_code == 302
    again = _between(device(), hub.carol)
    assert again.post(ENTER, {"code": code}).status_code == 200
    assert not is_in(again)


def test_wrong_codes_are_counted_and_are_events_of_the_account(hub: Hub, device: Any) -> None:
    with_second_factor(hub.carol)
    browser = _between(device(), hub.carol)
    answers = [browser.post(ENTER, {"code": "000000"}).content for _ in range(6)]
    assert b"This code is not right" in answers[4]
    assert b"Too many wrong tries" in answers[5]
    other = _between(device("198.51.100.1"), hub.carol)
    assert other.post(ENTER, {"code": code_of(_app_of(hub.carol))}).status_code == 200
    events = Event.objects.filter(verb="account.second_factor", target=f"person:{hub.carol.pk}")
    assert events.count() == 7
    assert "000000" not in "".join(events.values_list("details", flat=True))


@pytest.mark.parametrize(
    "address", [f"{APP}/remove", CODES, f"{CODES}/new", "/account/second-factor/passkeys/new"]
)
def test_a_second_factor_is_changed_only_by_who_confirms(hub: Hub, signed_in: Any, address: str) -> None:
    with_second_factor(hub.carol)
    RecoveryCodes.activate(hub.carol)
    browser = signed_in(hub.carol)
    for ask in (browser.get, browser.post):
        if ask == browser.post and address == CODES:
            continue
        assert ask(address)["Location"].startswith("/account/confirm?next=")
    assert Authenticator.objects.count() == 2


def test_what_was_sent_goes_on_after_confirming_and_is_an_event_of_its_own(hub: Hub, signed_in: Any) -> None:
    with_second_factor(hub.carol)
    browser = signed_in(hub.carol)
    asked = browser.post(f"{APP}/remove")
    assert b"not right" in browser.post(asked["Location"], {"password": "wrong"}).content
    answer = browser.post(asked["Location"], {"password": PASSWORD})
    assert answer["Location"] == "/account/second-factor"
    assert not Authenticator.objects.exists()
    events = Event.objects.filter(actor=hub.carol.actor).values_list("verb", "details")
    assert list(events) == [
        ("account.confirm", '{"done":false}'),
        ("account.app_off", '{"done":true}'),
        ("account.confirm", '{"done":true}'),
    ]


def test_confirming_is_limited_like_signing_in(hub: Hub, signed_in: Any) -> None:
    browser = signed_in(with_second_factor(hub.carol))
    answers = [browser.post("/account/confirm", {"password": "wrong"}).content for _ in range(6)]
    assert b"Too many wrong tries" in answers[5]
    assert b"Too many wrong tries" in browser.post("/account/confirm", {"password": PASSWORD}).content


def test_who_removes_the_last_one_has_to_set_up_another(hub: Hub, signed_in: Any) -> None:
    with_second_factor(hub.carol)
    RecoveryCodes.activate(hub.carol)
    browser = signed_in(hub.carol)
    asked = browser.post(f"{APP}/remove")
    browser.post(asked["Location"], {"password": PASSWORD})
    assert not Authenticator.objects.exists()
    assert browser.get("/people/")["Location"] == "/account/second-factor"


def test_recovery_codes_alone_are_no_second_factor(hub: Hub, signed_in: Any) -> None:
    RecoveryCodes.activate(hub.carol)
    assert signed_in(hub.carol).get("/people/")["Location"] == "/account/second-factor"


def test_one_does_not_reach_anothers_passkey(hub: Hub, with_password: Any) -> None:
    from tests.hub.passkeys import passkey

    carols = passkey(hub.carol, "CANARY")
    browser = with_password(hub.alice)
    for verb in ("name", "remove"):
        address = f"/account/second-factor/passkeys/{carols.pk}/{verb}"
        browser.post("/account/confirm", {"password": PASSWORD})
        assert browser.get(address).status_code == browser.post(address, {"name": "x"}).status_code == 404
    assert Authenticator.objects.filter(pk=carols.pk).exists()
