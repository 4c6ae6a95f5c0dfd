"""Before any view runs: is the address in the table of roles, and does this person reach it?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from njia_hub.people.models import Person
from njia_hub.roles import Reach, Row, Unlisted, row

Respond = Callable[[HttpRequest], HttpResponse]

CONTENT_SECURITY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
NUL = "\x00"
# What a person whose role needs a second factor may do before there is one.
_BEFORE_SECOND_FACTOR = ("mfa_", "account_", "usersessions_", "language", "alive", "javascript-catalog")


class HubRequest(HttpRequest):
    """A request that the guard has let through."""

    user: Person
    reach: Reach
    token: Any  # the API's, if there is one


def headers(respond: Respond) -> Respond:
    """Say to browsers what every answer of the hub allows them."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY)
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not getattr(response, "is_framed", False):  # the map of a public release, on other sites
            response.headers.setdefault("X-Frame-Options", "DENY")
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "no-store")
        if _signs_out(request):
            response.headers["Clear-Site-Data"] = '"storage"'  # such as a report that waits to be sent
        return response

    return middleware


def _signs_out(request: HttpRequest) -> bool:
    match = request.resolver_match
    return request.method == "POST" and match is not None and match.view_name == "account_logout"


def language(respond: Respond) -> Respond:
    """Speak the language that was chosen: the account's, the browser's cookie, or the browser's wish."""

    def middleware(request: HttpRequest) -> HttpResponse:
        saved = request.user.language if isinstance(request.user, Person) else ""
        chosen = saved or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if chosen not in dict(settings.LANGUAGES):
            chosen = translation.get_language_from_request(request)
        with translation.override(chosen):
            request.LANGUAGE_CODE = translation.get_language()
            response = respond(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "en")
        return response

    return middleware


class Guard:
    """Denies by default. `request.reach` then tells the view how far it may read."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; the work is done when its view is known."""
        return self.respond(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Answer in the view's place when the person does not reach it."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        try:
            asked = row(str(request.method), name)
        except Unlisted:
            raise Http404 from None
        if _holds_nul(request):
            raise BadRequest("a NUL is no text")
        person = request.user if isinstance(request.user, Person) else None
        if asked.is_open:
            request.reach = Reach.OPEN  # type: ignore[attr-defined]
            return None
        if person is None or not person.may_work:
            return _sign_in(request)
        return self._known(request, person, asked, name)

    def _known(self, request: HttpRequest, person: Person, asked: Row, name: str) -> HttpResponse | None:
        reach = asked.reach(person.role)
        token = getattr(request, "token", None)
        if reach is Reach.NONE or (token is not None and asked.scope not in token.scopes):
            return _refused(request, 403)
        if token is None and needs_second_factor(person) and not name.startswith(_BEFORE_SECOND_FACTOR):
            return HttpResponseRedirect(reverse("mfa_index"))
        request.reach = reach  # type: ignore[attr-defined]
        return None


def needs_second_factor(person: Person) -> bool:
    """Say whether the role needs a second factor and the account has none."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import is_mfa_enabled

    if person.role not in settings.INSTALLATION.second_factor_required:
        return False
    return not is_mfa_enabled(person, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])


def _holds_nul(request: HttpRequest) -> bool:
    """Say whether an address or a form holds the one sign that no keyboard writes and PostgreSQL refuses.

    A program's body is no form: its own description says what it may hold.
    """
    forms = (request.GET,) if is_api(request) else (request.GET, request.POST)
    return any(NUL in text for form in forms for _, texts in form.lists() for text in texts)


def is_api(request: HttpRequest) -> bool:
    """Say whether a program is asking; what describes the API is a page for people."""
    return request.path.startswith("/api/") and request.path != "/api/docs"


def _sign_in(request: HttpRequest) -> HttpResponse:
    if is_api(request):
        return _refused(request, 401)
    here = request.get_full_path() if request.method == "GET" else "/"
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'next': here})}")


def _refused(request: HttpRequest, status: int) -> HttpResponse:
    if is_api(request):
        said = {
            401: ("no_token", "A valid token is needed."),
            403: ("forbidden", "This is not yours to see or do."),
        }
        code, detail = said[status]
        response: HttpResponse = JsonResponse({"detail": detail, "code": code}, status=status)
        if status == 401:
            response.headers["WWW-Authenticate"] = "Bearer"
        return response
    return render(request, f"hub/{status}.html", status=status)
