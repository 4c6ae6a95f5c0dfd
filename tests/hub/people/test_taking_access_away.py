"""Taking a right away ends every way in at once: sessions, tokens, exports, and links."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from tests.hub.conftest import PASSWORD, Hub, with_second_factor
from tests.hub.people.conftest import SIGN_IN, is_in

from njia_hub.audit.acting import SYSTEM, action
from njia_hub.audit.models import Event
from njia_hub.explore.models import Export
from njia_hub.organisations import membership
from njia_hub.people import changing, ending, inviting, links, resetting, tokens
from njia_hub.people.models import Person
from njia_hub.routes.models import Draft

pytestmark = pytest.mark.usefixtures("no_second_factor")

TAKEN = {
    "closing the account": lambda hub: changing.deactivate(hub.carol, hub.dan),
    "another role": lambda hub: changing.change(hub.carol, hub.dan, "reporter", hub.alices),
    "another organisation": lambda hub: changing.change(hub.carol, hub.dan, "data_officer", hub.bobs),
    "the organisation leaving": lambda hub: membership.leave(hub.carol, hub.alices),
    "a reset": lambda hub: resetting.reset(hub.carol, hub.dan, ends_second_factor=False),
}


@dataclass
class WaysIn:
    """Everything that Dan has, and Erin beside him."""

    phone: Client
    laptop: Client
    secret_of_token: str
    export: Export
    secret_of_invitation: str
    erins_phone: Client
    erins_token: str
    erins_export: Export


@pytest.fixture
def ways_in(hub: Hub, with_password: Callable[..., Client]) -> WaysIn:
    def export(person: Person) -> Export:
        return Export.objects.create(person=person, role=person.role, file_name="x.csv", content=b"CANARY")

    with action("test.export", SYSTEM):
        dans, erins = export(hub.dan), export(hub.erin)
    nia = inviting.Wanted("nia@example.org", "Nia", "reporter", hub.alices)
    ways = WaysIn(
        with_password(hub.dan),
        with_password(hub.dan, address="192.0.2.2"),
        tokens.make(hub.dan, "notebook", ["read"])[1],
        dans,
        inviting.invite(hub.dan, nia)[1],
        with_password(hub.erin, address="192.0.2.3"),
        tokens.make(hub.erin, "notebook", ["read"])[1],
        erins,
    )
    assert is_in(ways.phone)
    assert is_in(ways.laptop)
    assert _token_works(ways.secret_of_token)
    return ways


def _token_works(secret: str) -> bool:
    return tokens._token(f"Bearer {secret}") is not None


@pytest.mark.parametrize("how", TAKEN)
def test_every_way_in_ends(hub: Hub, ways_in: WaysIn, how: str) -> None:
    TAKEN[how](hub)
    assert not is_in(ways_in.phone)
    assert not is_in(ways_in.laptop)
    assert not UserSession.objects.filter(user=hub.dan).exists()
    assert not _token_works(ways_in.secret_of_token)
    assert not Export.objects.filter(pk=ways_in.export.pk).exists()
    with pytest.raises(links.NotOpen):
        links.find(ways_in.secret_of_invitation)


@pytest.mark.parametrize("how", TAKEN)
def test_others_keep_theirs(hub: Hub, ways_in: WaysIn, how: str) -> None:
    TAKEN[how](hub)
    assert is_in(ways_in.erins_phone)
    assert _token_works(ways_in.erins_token)
    assert Export.objects.filter(pk=ways_in.erins_export.pk).exists()


@pytest.mark.parametrize("how", ["closing the account", "the organisation leaving", "a reset"])
def test_the_password_opens_nothing_either(hub: Hub, ways_in: WaysIn, device: Any, how: str) -> None:
    TAKEN[how](hub)
    answer = device().post(SIGN_IN, {"login": hub.dan.email, "password": PASSWORD})
    assert answer.status_code == 200
    assert b"is not right" in answer.content


@pytest.mark.parametrize("how", ["closing the account", "the organisation leaving"])
def test_coming_back_brings_nothing_back_but_the_password(hub: Hub, ways_in: WaysIn, how: str) -> None:
    TAKEN[how](hub)
    if how == "closing the account":
        changing.reactivate(hub.carol, hub.dan)
    else:
        membership.come_back(hub.carol, hub.alices)
    assert not is_in(ways_in.phone)
    assert not _token_works(ways_in.secret_of_token)
    with pytest.raises(links.NotOpen):
        links.find(ways_in.secret_of_invitation)


@pytest.mark.usefixtures("ways_in")
def test_the_password_works_again_after_coming_back(hub: Hub, with_password: Any) -> None:
    membership.leave(hub.carol, hub.alices)
    membership.come_back(hub.carol, hub.alices)
    assert is_in(with_password(hub.dan))


def test_a_session_that_was_never_listed_ends_as_well(hub: Hub, ways_in: WaysIn) -> None:
    UserSession.objects.all().delete()
    changing.change(hub.carol, hub.dan, "reporter", hub.alices)
    assert not is_in(ways_in.phone)


def test_an_open_reset_ends_when_the_account_is_closed(hub: Hub) -> None:
    _reset, secret = resetting.reset(hub.carol, hub.dan, ends_second_factor=False)
    changing.deactivate(hub.carol, hub.dan)
    changing.reactivate(hub.carol, hub.dan)
    with pytest.raises(links.NotOpen):
        resetting.use(secret, "seven green boats at noon")


def test_who_stands_between_password_and_code_does_not_get_in(hub: Hub, device: Any) -> None:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    with_second_factor(hub.dan)
    code = RecoveryCodes.activate(hub.dan).get_unused_codes()[0]
    thief = device()
    assert thief.post(SIGN_IN, {"login": hub.dan.email, "password": PASSWORD}).status_code == 302
    resetting.reset(hub.carol, hub.dan, ends_second_factor=False)
    assert Authenticator.objects.filter(user=hub.dan).exists()
    answer = thief.post("/account/second-factor/enter", {"code": code})
    assert answer["Location"] == SIGN_IN
    assert not is_in(thief)


def test_drafts_do_not_come_along_to_another_organisation(hub: Hub) -> None:
    with action("test.prepare", SYSTEM):
        for person in (hub.dan, hub.alice):
            Draft.objects.create(person=person, collection=hub.collection, answers={"notes": "CANARY"})
    changing.change(hub.carol, hub.dan, "reporter", hub.alices)
    assert Draft.objects.filter(person=hub.dan).exists()
    changing.change(hub.carol, hub.dan, "reporter", hub.bobs)
    assert list(Draft.objects.values_list("person", flat=True)) == [hub.alice.pk]
    assert '"drafts":1' in Event.objects.filter(verb="person.change").last().details


def test_nobody_ends_access_without_an_event(hub: Hub) -> None:
    with pytest.raises(RuntimeError):
        ending.end_access(hub.dan)


def test_invitations_to_an_organisation_end_when_it_leaves_whoever_sent_them(hub: Hub) -> None:
    wanted = inviting.Wanted("nia@example.org", "Nia", "reporter", hub.alices)
    _invitation, secret = inviting.invite(hub.carol, wanted)
    membership.leave(hub.carol, hub.alices)
    membership.come_back(hub.carol, hub.alices)
    with pytest.raises(links.NotOpen):
        inviting.accept(secret, "Nia", "seven green boats at noon")
