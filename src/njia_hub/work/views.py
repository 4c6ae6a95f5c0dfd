"""How far long work is: a page for people, JSON for scripts that ask for it."""

from __future__ import annotations

import uuid

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_vary_headers

from njia_hub.guard import HubRequest
from njia_hub.work import jobs
from njia_hub.work.models import Job


def progress(request: HubRequest, pk: uuid.UUID) -> HttpResponse:
    """Say how far a piece of work is to the person who asked for it."""
    job = get_object_or_404(Job, pk=pk, person=request.user)
    kinds = ["text/html", "application/json"]
    if request.get_preferred_type(kinds) == "application/json":
        response: HttpResponse = JsonResponse(as_data(job))
    else:
        response = render(request, "work/progress.html", {"job": job, "page": jobs.page_of(job)})
    patch_vary_headers(response, ["Accept"])
    return response


def as_data(job: Job) -> dict[str, object]:
    """Say a job's progress as data, for pages' scripts and the API."""
    return {
        "id": str(job.pk),
        "state": job.state,
        "done": job.done,
        "total": job.total,
        "is_over": job.is_over,
        "failure": job.failure,
        "page": jobs.page_of(job),
    }
