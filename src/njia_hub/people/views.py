"""Pages about people: who there is, inviting, changing, closing accounts."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from njia_hub.audit.models import Event
from njia_hub.guard import HubRequest, needs_second_factor
from njia_hub.people import changing, inviting, links, mailing, resetting
from njia_hub.people.forms import InviteForm, PlaceForm
from njia_hub.people.models import Person
from njia_hub.people.rights import NotAllowed, invitations_of, manages, people_of
from njia_hub.roles import Role


def people(request: HubRequest) -> HttpResponse:
    """Show who there is, and who is invited."""
    open_ones = invitations_of(request.user).filter(used=None, withdrawn=None, expires__gt=timezone.now())
    found = people_of(request.user).order_by("organisation__name", "name")
    return render(request, "people/people.html", {"people": found, "invitations": open_ones})


def invite(request: HubRequest) -> HttpResponse:
    """Invite somebody; the link is shown once, in the answer."""
    form = InviteForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        wanted = inviting.Wanted(**form.cleaned_data)
        try:
            invitation, secret = inviting.invite(request.user, wanted)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            return _show_link(request, invitation.name, invitation.email, secret)
    return render(request, "people/invite.html", {"form": form})


def withdraw(request: HubRequest, pk: uuid.UUID) -> HttpResponse:
    """End an invitation."""
    invitation = get_object_or_404(invitations_of(request.user), pk=pk)
    inviting.withdraw(request.user, invitation)
    messages.success(request, _("The link does not work any more."))
    return redirect("people:list")


def person(request: HubRequest, pk: uuid.UUID) -> HttpResponse:
    """Show somebody; change the role and the organisation."""
    found = get_object_or_404(people_of(request.user), pk=pk)
    form = PlaceForm(
        request.user,
        request.POST or None,
        initial={"role": found.role, "organisation": found.organisation_id},
    )
    if request.method == "POST" and form.is_valid():
        try:
            changing.change(request.user, found, **form.cleaned_data)
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. They have to sign in again."))
            return redirect("people:person", pk=pk)
    return render(request, "people/person.html", _facts(request.user, found) | {"form": form})


def _facts(by: Person, found: Person) -> dict[str, object]:
    last = Event.objects.filter(actor=found.actor, verb="account.sign_in").order_by("-seq").first()
    manage = manages(by, found)
    return {
        "person": found,
        "manages": manage,
        "may_reset": manage and by.role == Role.COORDINATOR and found.may_work,
        "last_sign_in": last and dt.datetime.fromisoformat(last.at),
        "lacks_second_factor": needs_second_factor(found),
    }


def deactivate(request: HubRequest, pk: uuid.UUID) -> HttpResponse:
    """Close somebody's account."""
    return _do(request, pk, changing.deactivate, _("The account is closed, and so is every way in."))


def reactivate(request: HubRequest, pk: uuid.UUID) -> HttpResponse:
    """Open somebody's account again."""
    return _do(request, pk, changing.reactivate, _("The account is open again."))


def _do(
    request: HubRequest, pk: uuid.UUID, change: Callable[[Person, Person], None], said: str
) -> HttpResponse:
    found = get_object_or_404(people_of(request.user), pk=pk)
    try:
        change(request.user, found)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("people:person", pk=pk)


def reset(request: HubRequest, pk: uuid.UUID) -> HttpResponse:
    """Let somebody back in; the link is shown once, in the answer."""
    found = get_object_or_404(people_of(request.user), pk=pk)
    lost_factor = request.POST.get("ends_second_factor") == "on"
    try:
        _made, secret = resetting.reset(request.user, found, ends_second_factor=lost_factor)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
        return redirect("people:person", pk=pk)
    return _show_link(request, found.name, found.email, secret, is_reset=True)


def _show_link(
    request: HubRequest, name: str, email: str, secret: str, *, is_reset: bool = False
) -> HttpResponse:
    link = links.address(secret)
    said = {
        "name": name,
        "email": email,
        "link": link,
        "is_reset": is_reset,
        "days": links.VALID_DAYS,
        "was_sent": mailing.send(email, link, is_reset=is_reset),
    }
    return render(request, "people/link.html", said)
