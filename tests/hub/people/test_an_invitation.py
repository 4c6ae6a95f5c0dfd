"""An invitation is a link that works once; it works without e-mail, and nobody can read it again."""

import datetime as dt
import re
import smtplib
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from tests.hub.conftest import Hub
from tests.hub.people.conftest import is_in

from njia_hub.audit.acting import SYSTEM, action
from njia_hub.audit.models import Event
from njia_hub.people.inviting import Wanted, accept, invite, withdraw
from njia_hub.people.links import NotOpen, address
from njia_hub.people.models import Invitation, Person
from njia_hub.people.rights import NotAllowed

pytestmark = pytest.mark.usefixtures("no_second_factor")
GOOD = "seven green boats at noon"
NEW = {"name": "Nia", "email": "nia@example.org", "role": "reporter"}


def _form(**more: Any) -> dict[str, Any]:
    return NEW | more


def _link(page: Any) -> str:
    return re.search(r"https://hub\.test/people/join#([\w-]+)", page.content.decode())[1]  # type: ignore[index]


def test_an_invited_person_makes_an_account_and_is_signed_in(hub: Hub, signed_in: Any, device: Any) -> None:
    page = signed_in(hub.carol).post("/people/invite", _form(organisation=hub.alices.pk))
    browser = device()
    asked = browser.post("/people/join", {"code": _link(page)})
    assert b"nia@example.org" in asked.content
    given = {"code": _link(page), "name": "Nia W.", "password": GOOD, "language": "sw"}
    answer = browser.post("/people/join/accept", given)
    assert answer.status_code == 302
    assert is_in(browser)
    nia = Person.objects.get(email="nia@example.org")
    assert (nia.name, nia.role, nia.organisation, nia.language) == ("Nia W.", "reporter", hub.alices, "sw")


def test_the_whole_link_can_be_pasted_as_well(hub: Hub, device: Any) -> None:
    _invitation, secret = invite(hub.carol, Wanted("nia@example.org", "Nia", "analyst"))
    assert b"nia@example.org" in device().post("/people/join", {"code": f" {address(secret)} "}).content


def test_opening_the_link_uses_nothing_up(hub: Hub, device: Any) -> None:
    invitation, secret = invite(hub.carol, Wanted("nia@example.org", "Nia", "analyst"))
    scanner = device()
    assert scanner.get("/people/join").status_code == scanner.head("/people/join").status_code == 200
    assert scanner.post("/people/join", {"code": secret}).status_code == 200
    invitation.refresh_from_db()
    assert invitation.is_open


def test_loading_the_form_again_goes_back_to_the_link(hub: Hub, device: Any) -> None:
    assert device().get("/people/join/accept")["Location"] == "/people/join"


def test_a_link_that_was_used_says_so_and_makes_no_second_account(hub: Hub, device: Any) -> None:
    _invitation, secret = invite(hub.carol, Wanted("nia@example.org", "Nia", "analyst"))
    given = {"code": secret, "name": "Nia", "password": GOOD}
    assert device().post("/people/join/accept", given).status_code == 302
    again = device().post("/people/join/accept", given | {"name": "Thief"})
    assert again.status_code == 410
    assert b"was used already" in again.content
    assert Person.objects.filter(email="nia@example.org").values_list("name", flat=True).get() == "Nia"


def test_a_withdrawn_link_says_so(hub: Hub, signed_in: Any, device: Any) -> None:
    invitation, secret = invite(hub.carol, Wanted("nia@example.org", "Nia", "analyst"))
    signed_in(hub.carol).post(f"/people/invitations/{invitation.pk}/withdraw")
    answer = device().post("/people/join", {"code": secret})
    assert (answer.status_code, b"was withdrawn" in answer.content) == (410, True)


def test_a_link_ends_after_two_weeks(hub: Hub, device: Any) -> None:
    invitation, secret = invite(hub.carol, Wanted("nia@example.org", "Nia", "analyst"))
    assert dt.timedelta(days=13) < invitation.expires - timezone.now() <= dt.timedelta(days=14)
    with action("test.age", SYSTEM):
        Invitation.objects.update(expires=timezone.now())
    answer = device().post("/people/join/accept", {"code": secret, "name": "Nia", "password": GOOD})
    assert (answer.status_code, b"too old" in answer.content) == (410, True)
    assert not Person.objects.filter(email="nia@example.org").exists()


@pytest.mark.parametrize("code", ["", "#", "wrong", "' OR 1=1 --", "é" * 5000])
def test_a_code_that_is_not_known_opens_nothing(hub: Hub, device: Any, code: str) -> None:
    invite(hub.carol, Wanted("nia@example.org", "Nia", "analyst"))
    answer = device().post("/people/join", {"code": code})
    assert (answer.status_code, b"not known" in answer.content) == (410, True)


def test_the_secret_is_kept_nowhere(hub: Hub, caplog: Any) -> None:
    invitation, secret = invite(hub.carol, Wanted("nia@example.org", "Nia", "analyst"))
    accept(secret, "Nia", GOOD)
    invitation.refresh_from_db()
    kept = [str(value) for value in vars(invitation).values()]
    kept += [f"{event.target} {event.details}" for event in Event.objects.all()] + [caplog.text]
    assert not [text for text in kept if secret in text]
    assert not [text for text in kept[-Event.objects.count() - 1 :] if "nia" in text.lower()]


def test_a_newer_link_for_the_same_address_ends_the_older(hub: Hub, device: Any) -> None:
    _first, old = invite(hub.carol, Wanted("Nia@Example.org", "Nia", "analyst"))
    _second, new = invite(hub.carol, Wanted("nia@example.org", "Nia", "analyst"))
    with pytest.raises(NotOpen):
        accept(old, "Nia", GOOD)
    assert accept(new, "Nia", GOOD).email == "nia@example.org"


@pytest.mark.parametrize("role", ["coordinator", "analyst", "partner"])
def test_a_data_officer_cannot_give_other_roles(hub: Hub, signed_in: Any, role: str) -> None:
    signed_in(hub.dan).post("/people/invite", _form(role=role, organisation=hub.alices.pk))
    assert not Invitation.objects.exists()
    with pytest.raises(NotAllowed):
        invite(hub.dan, Wanted("nia@example.org", "Nia", role, hub.alices))


def test_a_data_officer_cannot_invite_to_another_organisation(hub: Hub, signed_in: Any) -> None:
    page = signed_in(hub.dan).post("/people/invite", _form(organisation=hub.bobs.pk))
    assert "CANARY-ORG-B" not in page.content.decode()
    assert not Invitation.objects.exists()
    with pytest.raises(NotAllowed):
        invite(hub.dan, Wanted("nia@example.org", "Nia", "reporter", hub.bobs))


@pytest.mark.parametrize("role", ["reporter", "data_officer"])
def test_a_data_officer_invites_people_of_the_own_organisation(hub: Hub, signed_in: Any, role: str) -> None:
    page = signed_in(hub.dan).post("/people/invite", _form(role=role, organisation=hub.alices.pk))
    assert accept(_link(page), "Nia", GOOD).organisation == hub.alices


@pytest.mark.parametrize("who", ["alice", "anna", "pat"])
def test_nobody_else_invites(hub: Hub, signed_in: Any, who: str) -> None:
    answer = signed_in(getattr(hub, who)).post("/people/invite", _form(organisation=hub.alices.pk))
    assert answer.status_code == 403
    with pytest.raises(NotAllowed):
        invite(getattr(hub, who), Wanted("nia@example.org", "Nia", "reporter", hub.alices))


def test_an_officer_is_not_told_of_accounts_elsewhere_and_gets_none_of_them(hub: Hub) -> None:
    _invitation, secret = invite(hub.dan, Wanted(hub.bob.email, "Bob", "reporter", hub.alices))
    with pytest.raises(NotAllowed):
        accept(secret, "Bob", GOOD)
    hub.bob.refresh_from_db()
    assert hub.bob.organisation == hub.bobs
    with pytest.raises(NotAllowed):
        invite(hub.carol, Wanted(hub.bob.email, "Bob", "reporter", hub.alices))


@pytest.mark.parametrize(
    ("role", "has_organisation"),
    [("reporter", False), ("data_officer", False), ("partner", True), ("emperor", True)],
)
def test_a_role_and_an_organisation_go_together(hub: Hub, role: str, has_organisation: bool) -> None:
    with pytest.raises(NotAllowed):
        invite(hub.carol, Wanted("n@example.org", "N", role, hub.alices if has_organisation else None))


@pytest.mark.parametrize("password", ["", "short", "password123", "1234567890123", "nia@example.org"])
def test_a_password_that_is_easy_to_guess_is_refused(hub: Hub, device: Any, password: str) -> None:
    _invitation, secret = invite(hub.carol, Wanted("nia@example.org", "Nia", "analyst"))
    answer = device().post("/people/join/accept", {"code": secret, "name": "Nia", "password": password})
    assert (answer.status_code, b"errorlist" in answer.content) == (200, True)
    assert not Person.objects.filter(email="nia@example.org").exists()


def test_who_is_signed_in_as_somebody_else_becomes_the_invited_person(hub: Hub, signed_in: Any) -> None:
    _invitation, secret = invite(hub.carol, Wanted("nia@example.org", "Nia", "analyst"))
    browser = signed_in(hub.alice)
    browser.post("/people/join/accept", {"code": secret, "name": "Nia", "password": GOOD})
    assert b"nia@example.org" in browser.get("/people/me").content


def test_the_installation_itself_invites_its_first_coordinator(hub: Hub) -> None:
    invitation, secret = invite(None, Wanted("first@example.org", "First", "coordinator"))
    assert invitation.invited_by is None
    assert accept(secret, "First", GOOD).role == "coordinator"


def test_withdrawing_what_was_used_changes_nothing(hub: Hub) -> None:
    invitation, secret = invite(hub.carol, Wanted("nia@example.org", "Nia", "analyst"))
    accept(secret, "Nia", GOOD)
    withdraw(hub.carol, invitation)
    invitation.refresh_from_db()
    assert invitation.withdrawn is None


@pytest.fixture
def _sends_mail(settings: Any) -> None:
    mailing = settings.INSTALLATION.mail.model_copy(update={"host": "smtp.hub.test"})
    settings.INSTALLATION = settings.INSTALLATION.model_copy(update={"mail": mailing})


def test_without_a_mail_server_nothing_is_sent_and_the_page_says_so(hub: Hub, signed_in: Any) -> None:
    page = signed_in(hub.carol).post("/people/invite", _form(organisation=hub.alices.pk))
    assert b"sends no e-mail" in page.content
    assert not mail.outbox


@pytest.mark.usefixtures("_sends_mail")
def test_the_e_mail_holds_the_link_and_nothing_of_routes(hub: Hub, signed_in: Any) -> None:
    page = signed_in(hub.carol).post("/people/invite", _form(organisation=hub.alices.pk))
    assert [message.to for message in mail.outbox] == [["nia@example.org"]]
    assert address(_link(page)) in mail.outbox[0].body
    assert "CANARY" not in mail.outbox[0].body + mail.outbox[0].subject


@pytest.mark.usefixtures("_sends_mail")
def test_an_e_mail_that_cannot_be_sent_is_said_and_the_link_is_shown(
    hub: Hub, signed_in: Any, monkeypatch: Any
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise smtplib.SMTPServerDisconnected("canary: secret of the server")

    monkeypatch.setattr("njia_hub.people.mailing.send_mail", fail)
    page = signed_in(hub.carol).post("/people/invite", _form(organisation=hub.alices.pk))
    assert b"could not be sent" in page.content
    assert b"canary" not in page.content
    assert accept(_link(page), "Nia", GOOD).role == "reporter"


def test_a_name_with_a_line_break_makes_no_other_header(hub: Hub, signed_in: Any, device: Any) -> None:
    bad = _form(email="nia@example.org\nBcc: x@example.org", organisation=hub.alices.pk)
    assert b"errorlist" in signed_in(hub.carol).post("/people/invite", bad).content
    assert not Invitation.objects.exists()
