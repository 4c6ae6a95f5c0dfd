"""Recognise an upload as a corrected version of another, and its rows as rows that were sent before."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from njia.intake import again
from njia.intake.again import Sent
from njia_hub.routes.models import Route
from njia_hub.uploads.models import Upload, UploadedRow

LEAST_SHARE = 0.3  # of the rows that are in an earlier file too: then it is a version of that file
KEYS_AT_ONCE = 500
_LARGE = ("document", "problems")  # what a row is not known by


@dataclass(frozen=True)
class Match:
    """The row that a row was when it was sent before, if any."""

    earlier: UploadedRow | None = None

    @property
    def route(self) -> Route | None:
        """Give the route that it became."""
        return self.earlier.route if self.earlier else None


def recognise(upload: Upload, rows: Sequence[Sent]) -> list[Match]:
    """Say of each row which row of an earlier file it is. Sets `upload.corrects`, and does not save it."""
    if not upload.is_apart and upload.corrects_id is None:
        upload.corrects = _corrected(upload, rows)
    earlier = _earlier(upload, rows)
    known = [Sent(row.digest, row.identity, row.written) for row in earlier]
    asked = [Sent(sent.content, _hashed(sent), sent.written) for sent in rows]
    return [Match() if at is None else Match(earlier[at]) for at in again.recognise(known, asked)]


def _ours(upload: Upload) -> QuerySet[UploadedRow]:
    """Give the rows that this organisation has sent to this collection in other files."""
    found = UploadedRow.objects.filter(
        upload__organisation=upload.organisation_id,
        upload__collection=upload.collection_id,
        upload__created__lt=upload.created,
    )
    return found.exclude(upload=upload.pk).defer(*_LARGE)


def _corrected(upload: Upload, rows: Sequence[Sent]) -> Upload | None:
    """Find the earlier file that holds most of the rows; the latest one of the same name, if it holds any."""
    digests = sorted({sent.content for sent in rows})
    shared: dict[uuid.UUID, int] = {}
    for start in range(0, len(digests), KEYS_AT_ONCE):
        found = _ours(upload).filter(digest__in=digests[start : start + KEYS_AT_ONCE])
        for upload_id, count in found.values_list("upload").annotate(count=Count("digest")):
            shared[upload_id] = shared.get(upload_id, 0) + count
    uploads = Upload.objects.filter(pk__in=shared).defer("content").order_by("-created")
    likely = [
        one
        for one in uploads
        if one.file_name == upload.file_name or shared[one.pk] >= LEAST_SHARE * len(digests)
    ]
    return max(likely, key=lambda one: (shared[one.pk], one.created), default=None)


def _earlier(upload: Upload, rows: Sequence[Sent]) -> list[UploadedRow]:
    """Give the rows of the file that is corrected, and the latest with each of the references."""
    found: dict[int, UploadedRow] = {}
    references = sorted({name for name in map(_hashed, rows) if name})
    for start in range(0, len(references), KEYS_AT_ONCE):
        named = _ours(upload).filter(identity__in=references[start : start + KEYS_AT_ONCE])
        in_order = named.select_related("route").order_by("upload__created", "id")
        latest = {row.identity: row.upload_id for row in in_order}
        found |= {row.pk: row for row in in_order if latest[row.identity] == row.upload_id}
    if upload.corrects_id:
        of_file = UploadedRow.objects.filter(upload=upload.corrects_id).select_related("route").defer(*_LARGE)
        taken = {row.identity for row in found.values()}
        found |= {row.pk: row for row in of_file if not row.identity or row.identity not in taken}
    return sorted(found.values(), key=lambda row: row.pk)


def identity(reference: str) -> str:
    """Hash an organisation's own reference: it may be long, and is only compared."""
    return hashlib.sha256(reference.encode("utf-8", "replace")).hexdigest() if reference else ""


def _hashed(sent: Sent) -> str:
    return identity(sent.identity)
