"""The first page, the language, and what is said when something is not there."""

from __future__ import annotations

import sys
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme

from njia_hub.collections.models import Collection
from njia_hub.explore.latest import opening_path
from njia_hub.guard import HubRequest, is_api
from njia_hub.people.changing import choose_language
from njia_hub.people.models import Person
from njia_hub.roles import Role, Unlisted, row
from njia_hub.routes.models import Route
from njia_hub.storage.full import is_full

_BEGINNING = {
    Role.REPORTER: "routes:mine",
    Role.DATA_OFFICER: "uploads:list",
    Role.COORDINATOR: "collections:list",
}


def home(request: HubRequest) -> HttpResponse:
    """Open on the newest map, or where one's work begins as long as nothing is on a map.

    A partner, who is outside the network, sees the releases that were made for partners.
    """
    role = Role(request.user.role)
    if role is Role.PARTNER:
        return redirect("releases:list")
    if role in _BEGINNING and not Route.objects.filter(state=Route.State.ACCEPTED).exists():
        if role is Role.COORDINATOR and not Collection.objects.exists():
            return render(request, "hub/first_steps.html")
        return redirect(_BEGINNING[role])
    return HttpResponseRedirect(opening_path())


def alive(request: HttpRequest) -> HttpResponse:
    """Say that the hub and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("alive", content_type="text/plain")


def language(request: HttpRequest) -> HttpResponse:
    """Remember the language that was chosen: on this device, and with the account if there is one."""
    chosen, back = request.POST.get("language", ""), request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()) or not _shows(
        back
    ):
        back = "/"
    response = HttpResponseRedirect(back)
    if chosen in dict(settings.LANGUAGES):
        if isinstance(request.user, Person):
            choose_language(request.user, chosen)
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=365 * 86_400,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def _shows(path: str) -> bool:
    """Say whether an address can be looked at: the answer to a form may be at one that only takes forms."""
    try:
        row("GET", resolve(urlsplit(path).path).view_name)
    except (Resolver404, Unlisted):
        return False
    return True


_CODES = {400: "not_understood", 403: "forbidden", 404: "not_found"}  # for programs


def _said(request: HttpRequest, status: int, words: str) -> HttpResponse:
    if is_api(request):
        return JsonResponse({"detail": words, "code": _CODES[status]}, status=status)
    return render(request, f"hub/{status}.html", status=status)


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Answer what cannot be understood."""
    return _said(request, 400, "This cannot be understood.")


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Answer who may not."""
    return _said(request, 403, "This is not yours to see or do.")


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Answer for what is not there, or not for this person."""
    return _said(request, 404, "There is nothing here.")


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that did not come from a page of the hub, or from one that is too old."""
    return render(request, "hub/forged.html", status=403)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer when the hub itself has failed: without the database, which may be what failed."""
    if is_full(sys.exc_info()[1]):
        status, code, words = 507, "full", "The hub's disk is full; nothing was saved. Tell a coordinator."
    else:
        status, code, words = 500, "failed", "The hub has failed; nothing was saved."
    if is_api(request):
        return JsonResponse({"detail": words, "code": code}, status=status)
    return render(None, f"hub/{status}.html", status=status)
