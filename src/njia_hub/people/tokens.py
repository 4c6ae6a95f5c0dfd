"""Keys to the API: made once, shown once, kept as a hash, and ended with the right behind them."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Callable, Iterable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from njia_hub.audit.acting import action
from njia_hub.people.models import Person, Token
from njia_hub.roles import Scope

PREFIX = "njia_"
# What says how to use the API is also for people who are signed in, in a browser.
_DESCRIPTIONS = frozenset({"/api/docs", "/api/openapi.json"})
LONGEST_DAYS = 365


def make(person: Person, name: str, scopes: Iterable[str], days: int = 90) -> tuple[Token, str]:
    """Make a token, and give it with its secret, which nobody can read again.

    Raises ValueError for a scope that there is none of, or no scope, or too long a time.
    """
    wanted = sorted({Scope(scope).value for scope in scopes})
    if not wanted or not 1 <= days <= LONGEST_DAYS:
        raise ValueError("a token needs a scope, and an end within a year")
    secret = PREFIX + secrets.token_urlsafe(32)
    expires = timezone.now() + dt.timedelta(days=days)
    with action("token.make", person.actor, scopes=wanted, days=days) as recording:
        token = Token.objects.create(
            person=person, name=name[:80], secret_hash=hashed(secret), scopes=wanted, expires=expires
        )
        recording.target = f"token:{token.pk}"
    return token, secret


def end(token: Token, by: Person) -> None:
    """End a token at once."""
    with action("token.end", by.actor, f"token:{token.pk}"):
        Token.objects.filter(pk=token.pk, ended=None).update(ended=timezone.now())


def hashed(secret: str) -> str:
    """Hash a secret of 256 random bits: nothing slower is needed for those."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def bearer(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let the API know a person by a token, and by nothing else: a browser's cookie is no key to it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.token = None  # type: ignore[attr-defined]
        said = request.headers.get("Authorization", "")
        if request.path.startswith("/api/") and (said or request.path not in _DESCRIPTIONS):
            token = _token(said)
            request.token = token  # type: ignore[attr-defined]
            request.user = token.person if token else AnonymousUser()
        return respond(request)

    return middleware


def _token(header: str) -> Token | None:
    kind, _, secret = header.partition(" ")
    if kind.lower() != "bearer" or not secret.startswith(PREFIX):
        return None
    hash_ = hashed(secret.strip())
    token = Token.objects.select_related("person__organisation").filter(secret_hash=hash_).first()
    return token if token and token.is_open and token.person.may_work else None
