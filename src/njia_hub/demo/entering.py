"""Sign in to the demonstration by a link, once."""

from __future__ import annotations

import os
from collections.abc import Iterable

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from njia_hub.audit.acting import action
from njia_hub.demo import ACCOUNTS, KEYS, Account
from njia_hub.people.models import Person


def _unused(keys: Iterable[str]) -> dict[str, Account]:
    return dict(zip(keys, ACCOUNTS, strict=False))


_keys = _unused(os.environ.get(KEYS, "").split())


def enter(request: HttpRequest, key: str) -> HttpResponse:
    """Sign in and open the map; a key that was used, or is none, leads nowhere."""
    account = _keys.pop(key, None)
    if account is None:
        raise Http404
    person = get_object_or_404(Person, email=account.email)
    with action("account.sign_in", person.actor):
        login(request, person, backend="njia_hub.people.signing_in.Backend")
    return HttpResponseRedirect(reverse("home"))
