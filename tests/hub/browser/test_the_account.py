"""People come in by a link, prove who they are, and see to their account: on a phone and at a desk."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from playwright.sync_api import Page, expect
from tests.hub.browser.conftest import DESKTOP, PHONE, Visit
from tests.hub.conftest import PASSWORD, Hub, accept, submit

from njia_hub.people.inviting import Wanted, invite
from njia_hub.people.links import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Sound = Callable[[Page], None]
Picture = Callable[[Page, str], None]
GOOD = "seven green boats at noon"
BOTH = pytest.mark.parametrize("width", [PHONE, DESKTOP])


@pytest.fixture(autouse=True)
def _as_installed_here(site: Any, settings: Any) -> None:
    """Have links lead to the served hub, passkeys without TLS as on every local one, and no old limits."""
    settings.INSTALLATION = settings.INSTALLATION.model_copy(update={"address": site.url})
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    cache.clear()


@pytest.fixture(autouse=True)
def _there_is_a_map(hub: Hub) -> None:
    """Have something on the map: without, one's work begins elsewhere."""
    accept(submit(hub.bob, hub.collection))


@pytest.fixture
def second_factor(settings: Any) -> None:
    """Want a second factor of coordinators, as installations do."""
    required = {"second_factor_required": ("coordinator",)}
    settings.INSTALLATION = settings.INSTALLATION.model_copy(update=required)


def path_of(link: str) -> str:
    return "/" + link.split("/", 3)[3]


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def with_authenticator(page: Page) -> None:
    """Give the browser a fingerprint reader that always says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@BOTH
def test_a_coordinator_invites_and_the_link_is_there_to_copy(
    hub: Hub, visit: Visit, sound: Sound, picture: Picture, width: int
) -> None:
    page = visit(hub.carol, "/people/", width)
    sound(page)
    picture(page, f"people-{width}")
    page.get_by_role("link", name="Invite somebody").click()
    sound(page)
    picture(page, f"people-invite-{width}")
    page.get_by_label("Name").fill("Nia Wanjiku")
    page.get_by_label("E-mail address").fill("nia@example.org")
    page.get_by_label("Reporter: sends routes").check()
    page.get_by_label("Organisation", exact=True).select_option(label=hub.alices.name)
    page.get_by_role("button", name="Make the link").click()
    link = page.get_by_label("Link").input_value()
    assert "/people/join#" in link
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == link
    sound(page)
    picture(page, f"people-link-{width}")
    page.get_by_role("link", name="To the people").click()
    expect(page.get_by_text("Invited, not here yet")).to_be_visible()
    assert link not in page.content()
    sound(page)
    picture(page, f"people-invited-{width}")


@BOTH
@pytest.mark.usefixtures("second_factor")
def test_an_invited_coordinator_comes_in_and_sets_up_an_app(
    hub: Hub, visit: Visit, sound: Sound, picture: Picture, width: int
) -> None:
    _invitation, secret = invite(hub.carol, Wanted("nia@example.org", "Nia", "coordinator"))
    page = visit(None, path_of(address(secret)), width)
    expect(page.get_by_role("heading", name="Welcome")).to_be_visible()
    assert secret not in page.url
    sound(page)
    picture(page, f"join-{width}")
    page.get_by_label("Password").fill(GOOD)
    page.get_by_role("button", name="Show the password").click()
    assert page.get_by_label("Password").get_attribute("type") == "text"
    page.get_by_role("button", name="Make my account").click()
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    sound(page)
    picture(page, f"second-factor-missing-{width}")
    page.get_by_role("link", name="Set up an app").click()
    page.get_by_text("This is the phone that I am using").click()
    key = page.locator("code.secret").inner_text()
    sound(page)
    picture(page, f"second-factor-app-{width}")
    page.get_by_label("Code").fill(format_hotp_value(hotp_value(key, int(time.time()) // 30)))
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    assert page.locator(".codes li").count() == 10
    sound(page)
    picture(page, f"recovery-codes-{width}")
    page.get_by_role("link", name="I have kept them").click()
    page.wait_for_url("**/map/**")


@BOTH
@pytest.mark.usefixtures("second_factor")
def test_a_passkey_is_set_up_and_signs_in(
    hub: Hub, visit: Visit, sound: Sound, picture: Picture, width: int
) -> None:
    page = visit(None, "/account/sign-in", width)
    with_authenticator(page)
    sound(page)
    picture(page, f"sign-in-{width}")
    sign_in(page, hub.carol.email)
    page.get_by_role("link", name="Set up a passkey").click()
    sound(page)
    picture(page, f"passkey-{width}")
    page.get_by_label("Name of the passkey").fill("Phone of Carol")
    page.get_by_role("button", name="Set up a passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, hub.carol.email)
    expect(page.get_by_role("heading", name="Second factor")).to_be_visible()
    sound(page)
    picture(page, f"second-factor-enter-{width}")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/map/**")
    page.goto(page.url.split("/map")[0] + "/account/second-factor/passkeys")
    expect(page.get_by_text("Phone of Carol")).to_be_visible()
    sound(page)
    picture(page, f"passkeys-{width}")
    page.get_by_role("link", name="Remove").click()  # the password first, or the passkey
    sound(page)
    picture(page, f"is-it-you-{width}")
    page.get_by_role("link", name="With a passkey").click()
    sound(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Remove the passkey?")).to_be_visible()
    sound(page)


def test_a_passkey_that_fails_says_so_and_changes_nothing(hub: Hub, visit: Visit, sound: Sound) -> None:
    page = visit(None, "/account/sign-in", PHONE)
    sign_in(page, hub.alice.email)
    page.wait_for_url("**/map/**")
    page.goto(page.url.split("/map")[0] + "/account/second-factor/passkeys/new")
    page.evaluate("() => { navigator.credentials.create = () => Promise.reject(new DOMException('no')) }")
    page.get_by_role("button", name="Set up a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("That did not work")
    sound(page)
    assert page.url.endswith("/passkeys/new")


def test_without_script_the_code_is_pasted_and_people_sign_in(
    hub: Hub, visit: Visit, sound: Sound, picture: Picture
) -> None:
    _invitation, secret = invite(hub.carol, Wanted("nia@example.org", "Nia", "analyst"))
    page = visit(None, "/people/join", PHONE, script=False)
    picture(page, "join-without-script-360")
    page.get_by_label("The link, or the part of it behind the #").fill(address(secret))
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Password").fill(GOOD)
    page.get_by_role("button", name="Make my account").click()
    page.wait_for_url("**/map/**")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, "nia@example.org", GOOD)
    page.wait_for_url("**/map/**")


def test_with_the_keyboard_only_one_signs_in_and_out(hub: Hub, visit: Visit) -> None:
    page = visit(None, "/account/sign-in", DESKTOP)
    page.get_by_label("E-mail address").focus()
    page.keyboard.type(hub.alice.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/map/**")
    page.get_by_role("button", name="Sign out").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/sign-in")


@BOTH
def test_a_locked_account_says_for_how_long(
    hub: Hub, visit: Visit, sound: Sound, picture: Picture, width: int
) -> None:
    page = visit(None, "/account/sign-in", width)
    for _ in range(6):
        sign_in(page, hub.alice.email, "wrong wrong wrong")
        expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("Wait 5 minutes")
    sound(page)
    picture(page, f"sign-in-locked-{width}")


@BOTH
@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("account", "/people/me"),
        ("tokens", "/people/me/tokens"),
        ("sessions", "/account/sessions"),
        ("password", "/account/password"),
        ("second-factor", "/account/second-factor"),
        ("organisations", "/organisations/"),
    ],
)
def test_the_pages_of_a_data_officer_are_sound(
    hub: Hub, visit: Visit, sound: Sound, picture: Picture, width: int, name: str, where: str
) -> None:
    page = visit(hub.dan, where, width)
    sound(page)
    picture(page, f"own-{name}-{width}")


@BOTH
def test_a_token_is_shown_once(hub: Hub, visit: Visit, sound: Sound, picture: Picture, width: int) -> None:
    page = visit(hub.anna, "/people/me/tokens", width)
    page.get_by_label("What it is for").fill("notebook on my laptop")
    page.get_by_label("Read what you can see").check()
    page.get_by_role("button", name="Make a token").click()
    secret = page.get_by_label("Token", exact=True).input_value()
    assert secret.startswith("njia_")
    sound(page)
    picture(page, f"token-{width}")
    page.goto(page.url)
    assert secret not in page.content()
    page.get_by_role("button", name="End it").click()
    expect(page.get_by_text("The token does not work any more.")).to_be_visible()


@BOTH
def test_a_coordinator_sees_to_a_person_and_an_organisation(
    hub: Hub, visit: Visit, sound: Sound, picture: Picture, width: int
) -> None:
    page = visit(hub.carol, f"/people/{hub.dan.pk}", width)
    sound(page)
    picture(page, f"person-{width}")
    page.get_by_label("The phone or the key of the second factor is lost too").check()
    page.get_by_role("button", name="Make a link for a new password").click()
    expect(page.get_by_label("Link")).to_be_visible()
    sound(page)
    page.goto(page.url.split("/people")[0] + f"/organisations/{hub.alices.pk}")
    sound(page)
    picture(page, f"organisation-{width}")
    page.get_by_text("The organisation leaves").click()
    page.get_by_role("button", name="leaves the network").click()
    expect(page.get_by_text("has left the network")).to_be_visible()
    sound(page)
    picture(page, f"organisation-left-{width}")


def test_arabic_reads_from_right_to_left(hub: Hub, visit: Visit, sound: Sound, picture: Picture) -> None:
    page = visit(hub.alice, "/people/me", PHONE)
    page.get_by_label("Language").select_option("ar")
    page.locator("main form button").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    sound(page)
    picture(page, "own-account-arabic-360")
