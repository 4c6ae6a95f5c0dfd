"""Pages about organisations."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from njia_hub.guard import HubRequest
from njia_hub.organisations import membership
from njia_hub.organisations.models import Organisation
from njia_hub.people.forms import OrganisationForm
from njia_hub.people.rights import NotAllowed, organisations_of, people_of
from njia_hub.roles import Role


def organisations(request: HubRequest) -> HttpResponse:
    """Show the organisations that a person sees to."""
    return _list(request, OrganisationForm())


def make(request: HubRequest) -> HttpResponse:
    """Take an organisation into the network."""
    form = OrganisationForm(request.POST)
    if form.is_valid():
        try:
            made = membership.make(request.user, form.cleaned_data["name"])
        except NotAllowed as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(
                request, _("%(name)s is in the network. Now invite its people.") % {"name": made}
            )
            return redirect("organisations:organisation", pk=made.pk)
    return _list(request, form)


def _list(request: HubRequest, form: OrganisationForm) -> HttpResponse:
    found = organisations_of(request.user).annotate(
        open_accounts=Count("people", filter=Q(people__is_active=True))
    )
    shown = {"organisations": found, "form": form, "is_coordinator": request.user.role == Role.COORDINATOR}
    return render(request, "organisations/organisations.html", shown)


def organisation(request: HubRequest, pk: int) -> HttpResponse:
    """Show one organisation and its people."""
    found = _found(request, pk)
    shown = {
        "organisation": found,
        "people": people_of(request.user).filter(organisation=found),
        "form": OrganisationForm(initial={"name": found.name}),
        "is_coordinator": request.user.role == Role.COORDINATOR,
    }
    return render(request, "organisations/organisation.html", shown)


def rename(request: HubRequest, pk: int) -> HttpResponse:
    """Give an organisation another name."""
    name = request.POST.get("name", "")[:120]
    return _do(request, pk, lambda found: membership.rename(request.user, found, name))


def show_name(request: HubRequest, pk: int) -> HttpResponse:
    """Say whether others see which routes are from an organisation."""
    is_named = request.POST.get("is_named") == "yes"
    return _do(request, pk, lambda found: membership.show_name(request.user, found, is_named=is_named))


def leave(request: HubRequest, pk: int) -> HttpResponse:
    """Let an organisation go."""
    return _do(request, pk, lambda found: membership.leave(request.user, found))


def come_back(request: HubRequest, pk: int) -> HttpResponse:
    """Take an organisation in again."""
    return _do(request, pk, lambda found: membership.come_back(request.user, found))


def _do(request: HubRequest, pk: int, change: Callable[[Organisation], None]) -> HttpResponse:
    found = _found(request, pk)
    try:
        change(found)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return redirect("organisations:organisation", pk=pk)


def _found(request: HubRequest, pk: int) -> Organisation:
    return get_object_or_404(organisations_of(request.user), pk=pk)
