"""A program is known by its person's token, and by nothing else."""

import datetime as dt

import pytest
from django.utils import timezone
from tests.hub.api.conftest import Program, Programs
from tests.hub.conftest import Hub

from njia_hub.audit.acting import SYSTEM, action
from njia_hub.people import tokens
from njia_hub.people.models import Token


def test_a_token_tells_whose_it_is_and_what_it_may(hub: Hub, program: Programs) -> None:
    said = program(hub.alice, ["read"]).get("me").json()
    assert (said["name"], said["role"], said["scopes"]) == ("Alice", "reporter", ["read"])
    assert said["organisation"] == hub.alices.name
    assert said["reach"]["GET me"] == "self"


def test_a_cookie_is_no_key_to_the_api(hub: Hub, signed_in: object) -> None:
    answer = signed_in(hub.alice).get("/api/me")  # type: ignore[operator]
    assert answer.status_code == 401
    assert answer.json() == {"detail": "A valid token is needed.", "code": "no_token"}
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("secret", ["", "njia_", "njia_" + "x" * 43, "njia_\u00e9", "x" * 8000])
def test_a_wrong_token_is_refused(hub: Hub, secret: str) -> None:
    assert Program(secret).get("me").status_code == 401


def test_a_token_ends(hub: Hub) -> None:
    token, secret = tokens.make(hub.alice, "laptop", ["read"])
    assert Program(secret).get("me").status_code == 200
    tokens.end(token, hub.alice)
    assert Program(secret).get("me").status_code == 401


def test_a_token_is_of_no_use_after_its_day(hub: Hub) -> None:
    token, secret = tokens.make(hub.alice, "laptop", ["read"])
    with action("test.wait", SYSTEM):
        Token.objects.filter(pk=token.pk).update(expires=timezone.now() - dt.timedelta(seconds=1))
    assert Program(secret).get("me").status_code == 401


def test_a_token_reaches_no_further_than_its_scopes(hub: Hub, program: Programs) -> None:
    answer = program(hub.alice, ["report"]).get("me")
    assert answer.status_code == 403
    assert answer.json()["code"] == "forbidden"


def test_a_token_without_scopes_opens_nothing(hub: Hub, program: Programs) -> None:
    token, secret = tokens.make(hub.carol, "laptop", ["read"])
    with action("test.empty", SYSTEM):
        Token.objects.filter(pk=token.pk).update(scopes=[])
    assert Program(secret).get("me").status_code == 403


def test_a_token_ends_with_its_persons_account(hub: Hub, program: Programs) -> None:
    asking = program(hub.alice)
    with action("test.deactivate", SYSTEM):
        hub.alice.is_active = False
        hub.alice.save()
    assert asking.get("me").status_code == 401
