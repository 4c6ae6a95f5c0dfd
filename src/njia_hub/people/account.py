"""Accounts: nobody makes one without an invitation, and what is done to one is an event."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from njia_hub.audit.acting import ANONYMOUS, action, joining
from njia_hub.people.models import Person

View = Callable[..., HttpResponse]
NO_ADDRESS = "0.0.0.0"  # noqa: S104 - of a proxy on a socket: its people share their limits
_PROVED = "njia.proved"  # in the session: what the password was right for


class Adapter(DefaultAccountAdapter):
    """Signs people in, and says so in the audit: who, never what was typed."""

    error_messages: ClassVar[dict[str, str | Promise]] = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The e-mail address or the password is not right."),
        "incorrect_password": _("The password is not right."),
        "enter_current_password": _("The password that you have now is not right."),
        "too_many_login_attempts": _("Too many wrong tries. Wait 5 minutes, then try again."),
        "rate_limited": _("Too many tries. Wait 5 minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Let nobody sign up by themselves."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Give the address of who asks; a proxy on a socket has none."""
        try:
            return str(super().get_client_ip(request))
        except PermissionDenied:
            return NO_ADDRESS

    def is_safe_url(self, url: str | None) -> bool:
        """Say whether one may be sent on to an address: only to this hub's own, over TLS if it has that."""
        own = {self.request.get_host()}
        return url_has_allowed_host_and_scheme(url, own, require_https=self.request.is_secure())

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Record a wrong password: of which account, if there is one, and nothing that was typed."""
        if not isinstance(request.user, Person):  # who is signed in confirms: `confirmed` records it
            email = str(credentials.get("email", "")).lower()
            person = Person.objects.filter(email=email).first()
            with action("account.sign_in_failed", ANONYMOUS, f"person:{person.pk}" if person else ""):
                pass

    def pre_login(self, request: HttpRequest, user: Person, **_: Any) -> HttpResponse | None:
        """Remember what the password was right for: it may change before the second factor is given."""
        request.session[_PROVED] = user.get_session_auth_hash()
        return None

    def login(self, request: HttpRequest, user: Person) -> None:
        """Sign a person in, as a part of the action in progress or as its own."""
        if request.session.pop(_PROVED, "") != user.get_session_auth_hash() or not user.may_work:
            clear_login(request)
            raise ImmediateHttpResponse(HttpResponseRedirect(reverse("account_login")))
        records = get_authentication_records(request, user)
        with joining("account.sign_in", user.actor) as recording:
            recording.verb, recording.actor = "account.sign_in", user.actor
            recording.details["with"] = [record.get("type", record["method"]) for record in records]
            super().login(request, user)

    def set_password(self, user: Person, password: str) -> None:
        """Set a new password, hashed before the action begins: nobody has to wait for that."""
        user.set_password(password)
        with action("account.change_password", user.actor):
            user.save(update_fields=["password"])

    def reauthenticate(self, user: Person, password: str) -> bool:
        """Say whether a password is that of who is signed in, under the limits of signing in."""
        return bool(self.authenticate(self.request, email=user.email, password=password) == user)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask for the password again before a second factor is changed, but not before the first is made.

        Then the password is all that there is, and it was given a moment ago.
        """
        has_one = is_mfa_enabled(self.request.user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
        return has_one or not _signed_in_lately(self.request)


def _signed_in_lately(request: HttpRequest) -> bool:
    from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT

    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < REAUTHENTICATION_TIMEOUT


def recorded(verb: str, view: View) -> View:
    """Make what a page of allauth writes an action of the person, successful or not."""

    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        with action(verb, _actor(request), _target(request)) as recording:
            response = view(request, *args, **kwargs)
            recording.details["done"] = response.status_code == 302
        return response

    return respond


def confirmed(view: View) -> View:
    """Record whether somebody who is signed in has proved again who they are, with the password or else.

    What they wanted to do may go on within the view, and is an action of its own.
    """

    def respond(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method == "POST":
            with action("account.confirm", _actor(request), done=response.status_code == 302):
                pass
        return response

    return respond


def _actor(request: HttpRequest) -> str:
    return request.user.actor if isinstance(request.user, Person) else ANONYMOUS


def _target(request: HttpRequest) -> str:
    """Name whose second factor is asked for, before they are signed in."""
    from allauth.account.internal.stagekit import get_pending_stage

    stage = get_pending_stage(request) if not isinstance(request.user, Person) else None
    return f"person:{stage.login.user.pk}" if stage and stage.login.user else ""
