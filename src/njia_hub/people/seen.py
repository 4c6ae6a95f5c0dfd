"""Where people are signed in, and when they were last seen there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress

from allauth.usersessions.models import UserSession
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

NOTED_EVERY = dt.timedelta(minutes=5)  # a page that is only read should not write


def seen(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Note the session of who is signed in, so that it can be listed and ended."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.session.session_key and request.user.is_authenticated:
            with suppress(DatabaseError):  # a full disk does not keep anybody from reading
                _note(request)
        return respond(request)

    return middleware


def _note(request: HttpRequest) -> None:
    noted = UserSession.objects.filter(session_key=request.session.session_key)
    last = noted.values_list("last_seen_at", flat=True).first()
    if last is None:
        UserSession.objects.create_from_request(request)
    elif last < timezone.now() - NOTED_EVERY:
        noted.update(last_seen_at=timezone.now())
