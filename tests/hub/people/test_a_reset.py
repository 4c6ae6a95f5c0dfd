"""A coordinator lets somebody back in by a link; in between the account is closed."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from tests.hub.conftest import PASSWORD, Hub, with_second_factor
from tests.hub.people.conftest import SIGN_IN, is_in

from njia_hub.audit.models import Event
from njia_hub.people import links, resetting

pytestmark = pytest.mark.usefixtures("no_second_factor")
NEW = "nine slow donkeys in Lamu"


def _reset(signed_in: Any, hub: Hub, person: Any, **given: str) -> str:
    page = signed_in(hub.carol).post(f"/people/{person.pk}/reset", given)
    return re.search(r"join#([\w-]+)", page.content.decode())[1]  # type: ignore[index]


def test_the_link_sets_a_new_password_once(hub: Hub, signed_in: Any, device: Any) -> None:
    code = _reset(signed_in, hub, hub.alice)
    browser = device()
    assert hub.alice.email.encode() in browser.post("/people/join", {"code": code}).content
    assert browser.post("/people/join/accept", {"code": code, "password": NEW}).status_code == 302
    assert is_in(browser)
    again = device().post("/people/join/accept", {"code": code, "password": "another long phrase"})
    assert (again.status_code, b"used already" in again.content) == (410, True)
    assert is_in(browser)


def test_the_old_password_is_gone_at_once(hub: Hub, signed_in: Any, device: Any) -> None:
    _reset(signed_in, hub, hub.alice)
    browser = device()
    browser.post(SIGN_IN, {"login": hub.alice.email, "password": PASSWORD})
    assert not is_in(browser)


def test_a_second_factor_that_is_not_lost_is_still_asked_for(hub: Hub, signed_in: Any, device: Any) -> None:
    with_second_factor(hub.alice)
    browser = device()
    given = {"code": _reset(signed_in, hub, hub.alice), "password": NEW}
    answer = browser.post("/people/join/accept", given)
    assert answer["Location"] == "/account/second-factor/enter"
    assert not is_in(browser)


def test_a_lost_second_factor_goes_when_the_link_is_used_and_not_before(
    hub: Hub, signed_in: Any, device: Any
) -> None:
    with_second_factor(hub.alice)
    code = _reset(signed_in, hub, hub.alice, ends_second_factor="on")
    assert Authenticator.objects.filter(user=hub.alice).exists()
    browser = device()
    browser.post("/people/join/accept", {"code": code, "password": NEW})
    assert not Authenticator.objects.filter(user=hub.alice).exists()
    assert is_in(browser)


def test_a_newer_reset_ends_the_older(hub: Hub) -> None:
    _first, old = resetting.reset(hub.carol, hub.alice, ends_second_factor=True)
    resetting.reset(hub.carol, hub.alice, ends_second_factor=False)
    with pytest.raises(links.NotOpen):
        resetting.use(old, NEW)


def test_a_reset_is_no_invitation_and_an_invitation_no_reset(hub: Hub) -> None:
    from njia_hub.people import inviting

    _reset, secret = resetting.reset(hub.carol, hub.alice, ends_second_factor=False)
    with pytest.raises(links.NotOpen):
        inviting.accept(secret, "X", NEW)
    _invitation, secret = inviting.invite(hub.carol, inviting.Wanted("n@example.org", "N", "analyst"))
    with pytest.raises(links.NotOpen):
        resetting.use(secret, NEW)


def test_who_asked_and_who_used_it_are_events(hub: Hub, signed_in: Any, device: Any) -> None:
    code = _reset(signed_in, hub, hub.alice, ends_second_factor="on")
    device().post("/people/join/accept", {"code": code, "password": NEW})
    asked, used = (Event.objects.get(verb=f"person.{verb}") for verb in ("reset", "use_reset"))
    assert (asked.actor, used.actor) == (hub.carol.actor, hub.alice.actor)
    assert asked.target == used.target == f"person:{hub.alice.pk}"
    assert code not in asked.details + used.details
