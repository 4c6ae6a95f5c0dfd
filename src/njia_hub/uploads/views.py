"""The pages of files and their rows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from njia.vocabulary import LANGUAGES
from njia_hub.collections.models import Collection
from njia_hub.guard import HubRequest
from njia_hub.people.models import Person
from njia_hub.routes.submitting import NotAllowed
from njia_hub.routes.views import reason_in
from njia_hub.uploads import (
    correcting,
    finding,
    matching,
    reading,
    receiving,
    removing,
    showing,
    submitting,
)
from njia_hub.uploads.models import Upload, UploadedRow
from njia_hub.work.models import Job

ROWS_ON_A_PAGE = 50
FILES_ON_A_PAGE = 20


@require_http_methods(["GET", "HEAD", "POST"])
def files(request: HubRequest) -> HttpResponse:
    """List the organisation's files, and take another one."""
    if request.method == "POST":
        return _received(request)
    page = Paginator(finding.in_list(request.user), FILES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "collections": Collection.objects.filter(state=Collection.State.OPEN),
        "template_languages": [(code, name) for code, name in settings.LANGUAGES if code in LANGUAGES],
        "most_mb": settings.INSTALLATION.largest_upload_mb,
        "most_bytes": settings.FILE_UPLOAD_MAX_MEMORY_SIZE,
    }
    return render(request, "uploads/files.html", context)


def _received(request: HubRequest) -> HttpResponse:
    sent = request.FILES.get("file")
    collection = Collection.objects.filter(slug=request.POST.get("collection", "")).first()
    if sent is None or collection is None:
        messages.error(request, gettext("Choose a file first."))
        return HttpResponseRedirect(reverse("uploads:list"))
    try:
        received = receiving.receive(request.user, collection, sent.name or "", sent.read())
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(reverse("uploads:list"))
    if received.was_known:
        messages.info(request, gettext("You have sent this very file before. Here it is as it stands."))
    return _to(received.upload)


def _to(upload: Upload) -> HttpResponse:
    return HttpResponseRedirect(reverse("uploads:upload", args=[upload.pk]))


@require_GET
def upload(request: HubRequest, pk: UUID) -> HttpResponse:
    """Show a file: how far it is, what it leaves to ask, and each row with its verdict."""
    found = finding.one(request.user, pk)
    counts = finding.counts(found)
    show = request.GET.get("show", "")
    rows = found.rows.select_related("route")
    if show in finding.FILTERS:
        rows = rows.filter(**finding.FILTERS[show])
    page = Paginator(rows.order_by("pk"), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "uploads/upload.html",
        {
            "upload": found,
            "counts": counts,
            "tabs": showing.tabs(counts, show),
            "show": show,
            "page": page,
            "rows": [showing.shown(row) for row in page],
            "problems": showing.of_file(found),
            "left_out": showing.left_out(found, counts),
            "asked": len(found.unknown_columns) + len(found.unknown_spellings),
            "is_sent": removing.is_sent(found),
            "to_take_back": removing.left_to_take_back(found).count(),
            "is_replaced": found.corrected_by.exists(),
        },
    )


@require_GET
def progress(request: HubRequest, pk: UUID) -> JsonResponse:
    """Say how far the worker is with a file."""
    found = finding.one(request.user, pk)
    work = found.job or Job()
    return JsonResponse({"is_busy": found.is_busy, "done": work.done, "total": work.total})


@require_http_methods(["GET", "HEAD", "POST"])
def row(request: HubRequest, pk: UUID, row: int) -> HttpResponse:
    """Show the cells of a row, and read it again with other texts."""
    found = finding.row_of(request.user, pk, row)
    if request.method == "POST":
        return _corrected(request, found)
    context = {"upload": found.upload, "row": showing.shown(found), "cells": showing.cells(found)}
    return render(request, "uploads/row.html", context)


def _corrected(request: HubRequest, found: UploadedRow) -> HttpResponse:
    columns, _ = found.upload.headings[found.heading]
    # A browser sends line breaks of its own kind.
    texts = {
        column: request.POST[f"cell-{at}"].replace("\r\n", "\n")
        for at, column in enumerate(columns)
        if f"cell-{at}" in request.POST
    }
    here = HttpResponseRedirect(reverse("uploads:row", args=[found.upload_id, found.pk]))
    try:
        correcting.correct(request.user, found, texts)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
        return here
    messages.success(request, showing.verdict_in_words(found.verdict))
    if "next" not in request.POST:
        return here
    later = found.upload.rows.filter(pk__gt=found.pk).exclude(verdict=UploadedRow.Verdict.USABLE).first()
    if later is None:
        messages.info(request, gettext("That was the last row with something to look at."))
        return _to(found.upload)
    return HttpResponseRedirect(reverse("uploads:row", args=[found.upload_id, later.pk]))


def _do(request: HubRequest, pk: UUID, act: Any) -> HttpResponse:
    """Do something with a file; what is not allowed is said on its page."""
    found = finding.one(request.user, pk)
    try:
        act(request.user, found)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    return _to(found)


@require_POST
def submit(request: HubRequest, pk: UUID) -> HttpResponse:
    """Send the usable rows."""
    return _do(request, pk, submitting.submit)


@require_POST
def set_apart(request: HubRequest, pk: UUID) -> HttpResponse:
    """Say that a file is no corrected version of another one."""
    return _do(request, pk, matching.set_apart)


@require_POST
def read_again(request: HubRequest, pk: UUID) -> HttpResponse:
    """Read a file again whose reading has failed."""
    return _do(request, pk, reading.read_once_more)


@require_POST
def remove(request: HubRequest, pk: UUID) -> HttpResponse:
    """Delete a file of which nothing was sent."""
    found = finding.one(request.user, pk)
    try:
        removing.remove(request.user, found)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
        return _to(found)
    messages.success(request, gettext("The file is deleted."))
    return HttpResponseRedirect(reverse("uploads:list"))


@require_POST
def withdraw(request: HubRequest, pk: UUID) -> HttpResponse:
    """Take back the routes that were made of a file."""

    def act(person: Person, found: Upload) -> None:
        count = removing.withdraw_routes(person, found, reason_in(request))
        said = ngettext("%(count)s route is taken back.", "%(count)s routes are taken back.", count)
        messages.success(request, said % {"count": count})

    return _do(request, pk, act)
