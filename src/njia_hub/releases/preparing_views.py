"""Coordinators' pages: prepare a release, look at what it would show, approve, publish, verify, withdraw."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from njia_hub.collections.models import Collection, NetworkSettings
from njia_hub.collections.opening import NotPossible, Stale
from njia_hub.collections.question_forms import LANGUAGE_NAMES
from njia_hub.collections.views import based_on
from njia_hub.guard import HubRequest
from njia_hub.releases import approving, preparing, previewing, publishing, verifying, withdrawing
from njia_hub.releases.forms import PlanForm
from njia_hub.releases.gathering import gather
from njia_hub.releases.models import Release
from njia_hub.releases.preparing import Plan
from njia_hub.releases.reading import prepared, visible
from njia_hub.releases.words import TEXT_NAMES


def new(request: HubRequest) -> HttpResponse:
    """Prepare a new release."""
    return _planned(request, None)


def change(request: HubRequest, pk: UUID) -> HttpResponse:
    """Change what is being prepared."""
    return _planned(request, get_object_or_404(prepared(request.user), pk=pk))


def _planned(request: HubRequest, found: Release | None) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = PlanForm(Plan.of(found) if found else None, data)
    if data is not None and form.is_valid() and (plan := form.plan()):
        try:
            saved = _save(request, found, plan)
        except NotPossible as refusal:
            form.add_error(None, str(refusal))
        except Stale:
            form.add_error(
                None,
                gettext("Somebody else has changed this in between, and nothing was saved. Open it again."),
            )
        else:
            messages.success(request, gettext("Saved."))
            return redirect("releases:preparation", pk=saved.pk)
    context = {
        "release": found,
        "form": form,
        "no_report": "" if preparing.report_languages(NetworkSettings.network()) else preparing.no_report(),
        "is_possible": Collection.objects.filter(state=Collection.State.CLOSED).exists(),
        "based_on": request.POST.get("based_on", found.changed if found else 0),
    }
    return render(request, "releases/plan.html", context, status=422 if form.errors else 200)


def _save(request: HubRequest, found: Release | None, plan: Plan) -> Release:
    if found is None:
        return preparing.prepare(request.user, plan)
    return preparing.change(request.user, found, based_on(request), plan)


def preparation(request: HubRequest, pk: UUID) -> HttpResponse:
    """Show what is being prepared: what it is made from, what it would show, and what comes next."""
    found = get_object_or_404(prepared(request.user), pk=pk)
    gathered = gather(found)
    is_fresh = found.preview is not None and found.previewed == gathered.decided
    is_same = found.approved == gathered.hash
    context: dict[str, Any] = {
        "release": found,
        "gathered": gathered,
        "routes": gathered.data.routes.num_rows,
        "plan": Plan.of(found),
        "texts": _texts(found),
        "is_working": found.job is not None and not found.job.is_over,
        "failed": found.job.failure if found.job is not None and found.job.state == "failed" else "",
        "preview": previewing.shown(found, gathered.policy) if is_fresh else None,
        "costs": previewing.costs(found) if is_fresh else [],
        "is_stale": found.preview is not None and not is_fresh,
        "unready": approving.unready(gathered, found),
        "why_not": preparing.why_not_approved_by(request.user, found),
        "is_changed": found.state == Release.State.APPROVED and not is_same,
    }
    return render(request, "releases/preparation.html", context)


def _texts(found: Release) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Give the texts that are not empty: code and name of the language, what each is, and the text."""
    return [
        (code, LANGUAGE_NAMES[code], [(str(TEXT_NAMES[name]), text) for name, text in said.items() if text])
        for code, said in found.texts.items()
        if any(said.values())
    ]


def preview(request: HubRequest, pk: UUID) -> HttpResponse:
    """Have it computed what the release would show."""
    return _working(request, pk, previewing.ask)


def publish(request: HubRequest, pk: UUID) -> HttpResponse:
    """Have an approved release published."""
    return _working(request, pk, publishing.publish)


def _working(request: HubRequest, pk: UUID, ask: Callable[..., Any]) -> HttpResponse:
    found = get_object_or_404(prepared(request.user), pk=pk)
    try:
        job = ask(request.user, found)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("releases:preparation", pk=pk)
    return redirect("work:progress", pk=job.pk)


def approve(request: HubRequest, pk: UUID) -> HttpResponse:
    """Approve exactly what the page showed."""
    found = get_object_or_404(prepared(request.user), pk=pk)
    try:
        approving.approve(request.user, found, request.POST.get("seen", ""))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    except Stale:
        messages.error(request, gettext("It has changed since you looked at it. Look at it again."))
    else:
        messages.success(request, gettext("Approved. It can be published now."))
    return redirect("releases:preparation", pk=pk)


def discard(request: HubRequest, pk: UUID) -> HttpResponse:
    """Put aside what was never published."""
    found = get_object_or_404(prepared(request.user), pk=pk)
    try:
        preparing.discard(request.user, found)
    except NotPossible as refusal:
        messages.error(request, str(refusal))
        return redirect("releases:preparation", pk=pk)
    messages.success(request, gettext("It was put aside."))
    return redirect("releases:list")


def verify(request: HubRequest, number: int) -> HttpResponse:
    """Have the files of a release verified."""
    found = get_object_or_404(visible(request.user), number=number)
    return redirect("work:progress", pk=verifying.ask(request.user, found).pk)


def withdraw(request: HubRequest, number: int) -> HttpResponse:
    """Withdraw a release."""
    found = get_object_or_404(visible(request.user), number=number)
    try:
        withdrawing.withdraw(request.user, found, request.POST.get("reason", ""))
    except NotPossible as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext("It is withdrawn. Its page says so, and its files are not given."))
    return redirect("releases:release", number=number)
