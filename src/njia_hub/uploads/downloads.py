"""What can be fetched: the template, a file as it was sent, and the sheet of what is wrong with it."""

from __future__ import annotations

import tempfile
from pathlib import Path, PurePath
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from njia.intake import template as core
from njia.vocabulary import LANGUAGES
from njia_hub.audit.acting import action
from njia_hub.collections.models import Collection
from njia_hub.guard import HubRequest
from njia_hub.routes.filling import questions_of
from njia_hub.uploads import finding
from njia_hub.uploads.mending import sheet_to_mend
from njia_hub.uploads.models import Upload

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BYTES = "application/octet-stream"  # nothing that a browser would open by itself


@require_GET
def template(request: HubRequest) -> HttpResponse:
    """Give the spreadsheet to fill in, with the questions of a collection, in one of the languages."""
    collection = Collection.objects.filter(slug=request.GET.get("collection", "")).first()
    language = request.GET.get("language", "en")
    if collection is None or language not in LANGUAGES:
        raise Http404
    asked = [name for name in core.OPTIONAL if name in collection.optional_questions]
    optional = list(dict.fromkeys(["period", "period_end", *asked]))
    with tempfile.TemporaryDirectory(prefix="njia-") as folder:
        file = Path(folder) / "template.xlsx"
        core.write(file, languages=(language,), optional=optional, questions=questions_of(collection))
        return _file(file.read_bytes(), f"njia-{collection.slug}-{language}.xlsx", XLSX)


@require_GET
def original(request: HubRequest, pk: UUID) -> HttpResponse:
    """Give a file back, byte for byte as it was sent."""
    found = finding.one(request.user, pk)
    with action("export.make", request.user.actor, f"upload:{found.pk}", what="original"):
        content = bytes(Upload.objects.values_list("content", flat=True).get(pk=found.pk))
    return _file(content, found.file_name, BYTES)


@require_GET
def to_mend(request: HubRequest, pk: UUID) -> HttpResponse:
    """Give the sheet of what is wrong."""
    found = finding.one(request.user, pk)
    stem = PurePath(found.file_name).stem
    return _file(sheet_to_mend(request.user, found), f"{stem} - to mend.xlsx", XLSX)


def _file(content: bytes, name: str, media_type: str) -> HttpResponse:
    kept_as = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": kept_as})
