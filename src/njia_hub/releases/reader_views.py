"""Let partners read a release that is made for them, and end it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from njia_hub.collections.opening import NotPossible
from njia_hub.guard import HubRequest
from njia_hub.people import links, mailing
from njia_hub.people.rights import NotAllowed
from njia_hub.releases import inviting_readers
from njia_hub.releases.forms import GiveForm, InviteForm
from njia_hub.releases.models import Release
from njia_hub.releases.reading import visible
from njia_hub.releases.views import page


def give(request: HubRequest, number: int) -> HttpResponse:
    """Let a partner who has an account read a release."""
    found = get_object_or_404(visible(request.user), number=number)
    form = GiveForm(inviting_readers.partners(found), request.POST)
    if form.is_valid():
        try:
            inviting_readers.give(request.user, found, form.cleaned_data["person"])
        except NotPossible as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, gettext("They can read it now."))
        return redirect("releases:release", number=number)
    return _again(request, found, {"give": form})


def invite(request: HubRequest, number: int) -> HttpResponse:
    """Make a link for somebody new; it is shown once, in the answer."""
    found = get_object_or_404(visible(request.user), number=number)
    form = InviteForm(request.POST)
    if form.is_valid():
        try:
            invitation, secret = inviting_readers.invite(request.user, found, **form.cleaned_data)
        except (NotAllowed, NotPossible) as refusal:
            form.add_error(None, str(refusal))
        else:
            link = links.address(secret)
            said = {
                "name": invitation.name,
                "email": invitation.email,
                "link": link,
                "is_reset": False,
                "days": links.VALID_DAYS,
                "was_sent": mailing.send(invitation.email, link, is_reset=False),
            }
            return render(request, "people/link.html", said)
    return _again(request, found, {"invite": form})


def _again(request: HubRequest, found: Release, forms: dict[str, object]) -> HttpResponse:
    return render(request, "releases/release.html", page(found, request.user) | forms, status=422)


def end(request: HubRequest, number: int, pk: int) -> HttpResponse:
    """End a partner's right to read a release."""
    found = get_object_or_404(visible(request.user), number=number)
    inviting_readers.end(request.user, get_object_or_404(found.access, pk=pk))
    messages.success(request, gettext("They cannot read it any more."))
    return redirect("releases:release", number=number)
