"""Pages for who comes with a link that works once: an invitation, or a new password."""

from __future__ import annotations

from allauth.account.internal import flows
from allauth.account.models import Login
from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from njia_hub.people import inviting, links, resetting
from njia_hub.people.forms import AcceptForm, PasswordForm
from njia_hub.people.models import Invitation, Person, Reset
from njia_hub.people.rights import NotAllowed

_LIMITS = {"join": "20/m/ip"}


def join(request: HttpRequest) -> HttpResponse:
    """Ask for the link's code, which a script reads from the address; then for what is needed.

    Opening the page uses nothing up, and the code is sent to no server but in the form.
    """
    if request.method != "POST":
        return render(request, "people/join.html")
    return _with_link(request, is_bound=False)


def accept(request: HttpRequest) -> HttpResponse:
    """Use the link: make the account, or set the new password; and sign in."""
    if request.method != "POST":  # another language was chosen, or the page was loaded again
        return redirect("people:join")
    return _with_link(request, is_bound=True)


def _with_link(request: HttpRequest, *, is_bound: bool) -> HttpResponse:
    if not ratelimit.consume(request, app="njia_hub.people", action="join", config=_LIMITS):
        too_many: HttpResponse = ratelimit.respond_429(request)
        return too_many
    code = request.POST.get("code", "")
    try:
        link = links.find(code)
        form = _form(request, link, is_bound=is_bound)
        if is_bound and form.is_valid():
            person = _use(code, form)
            return _sign_in(request, person)
    except (links.NotOpen, NotAllowed) as refusal:
        return render(request, "people/join.html", {"refusal": str(refusal)}, status=410)
    return render(request, "people/accept.html", {"form": form, "code": code, "link": link})


def _form(request: HttpRequest, link: Invitation | Reset, *, is_bound: bool) -> PasswordForm:
    sent = request.POST if is_bound else None
    if isinstance(link, Reset):
        return PasswordForm(link.person, sent)
    to_be = Person(email=link.email, name=link.name)
    return AcceptForm(to_be, sent, initial={"name": link.name})


def _use(code: str, form: PasswordForm) -> Person:
    if isinstance(form, AcceptForm):
        return inviting.accept(code, **form.cleaned_data)
    return resetting.use(code, form.cleaned_data["password"])


def _sign_in(request: HttpRequest, person: Person) -> HttpResponse:
    """Go on as when the password was typed: a second factor that there is, is asked for."""
    if request.user.is_authenticated:  # as somebody else, on the same device
        flows.logout.logout(request, show_message=False)
    login = Login(user=person, email=person.email, redirect_url=reverse("home"))
    response: HttpResponse = flows.login.perform_password_login(request, {"email": person.email}, login)
    return response
