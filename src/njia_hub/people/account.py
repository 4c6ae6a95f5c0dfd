"""Accounts: nobody makes one without an invitation, and what is done to one is an action."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.middleware import AccountMiddleware
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.http import HttpRequest, HttpResponse

from njia_hub.audit.acting import ANONYMOUS, action
from njia_hub.people.models import Person

# Names of allauth's addresses that write: what the event is called.
VERBS = {
    "account_login": "account.sign_in",
    "account_logout": "account.sign_out",
    "account_change_password": "account.change_password",
    "account_reauthenticate": "account.confirm",
    "mfa_authenticate": "account.second_factor",
    "mfa_reauthenticate": "account.confirm",
    "mfa_activate_totp": "account.totp_on",
    "mfa_deactivate_totp": "account.totp_off",
    "mfa_generate_recovery_codes": "account.recovery_codes",
    "mfa_add_webauthn": "account.passkey_add",
    "mfa_edit_webauthn": "account.passkey_rename",
    "mfa_remove_webauthn": "account.passkey_remove",
    "mfa_reauthenticate_webauthn": "account.confirm",
    "usersessions_list": "account.end_sessions",
}


class Adapter(DefaultAccountAdapter):
    """Closes what an invitation is for."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Let nobody sign up by themselves."""
        return False


def recorded(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Make what allauth's pages write an action of the person, successful or not."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return respond(request)

    def process_view(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        verb = VERBS.get(request.resolver_match.view_name if request.resolver_match else "")
        if verb is None or request.method != "POST":
            return None
        before = request.user
        with action(verb, _actor(before)) as recording:
            response = _answer(request, view, args, kwargs)
            recording.details["status"] = response.status_code
            if recording.actor == ANONYMOUS:
                recording.actor = _actor(request.user)
        return response

    middleware.process_view = process_view  # type: ignore[attr-defined]
    return middleware


def _answer(request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse:
    try:
        return cast(HttpResponse, view(request, *args, **kwargs))
    except (ImmediateHttpResponse, ReauthenticationRequired) as said:
        # allauth's middleware makes answers of these, but only of what a view raised after this place.
        answers = AccountMiddleware(lambda _: HttpResponse())
        return cast(HttpResponse, answers.process_exception(request, said))


def _actor(user: Any) -> str:
    return user.actor if isinstance(user, Person) else ANONYMOUS
