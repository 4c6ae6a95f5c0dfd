"""Files: send a spreadsheet, follow its reading, see each row's verdict, mend, and submit."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from ninja import Query, Status, UploadedFile
from ninja.params.functions import File, Form

from njia_hub.api.file_words import (
    Cells,
    Matched,
    RoutesTakenBack,
    RowRead,
    UploadRead,
    WantedRows,
    WantedTemplate,
)
from njia_hub.api.interface import Room, python
from njia_hub.api.pages import ByNumber, ByUuid, Page, page
from njia_hub.api.refusals import Refuse, answers, done
from njia_hub.api.submissions import Withdrawal, collection_of
from njia_hub.guard import HubRequest
from njia_hub.uploads import correcting, downloads, finding, matching, receiving, removing, submitting
from njia_hub.uploads.models import Upload, UploadedRow

room = Room("files")


@room.get(
    "/files",
    response=answers(Page[UploadRead]),
    url_name="files",
    openapi_extra=python("list(hub.files())"),
)
def files(request: HubRequest, paging: Query[ByUuid]) -> Page[UploadRead]:
    """List the files that one's organisation has sent."""
    return page(finding.uploads(request.user), paging, lambda found: [_read(one) for one in found])


@room.post(
    "/files",
    response=answers(UploadRead, s201=UploadRead),
    url_name="files",
    openapi_extra=python("hub.upload('routes.xlsx', '2024')"),
)
def send(
    request: HubRequest,
    file: UploadedFile = File(..., description="The spreadsheet."),  # noqa: B008 - how ninja is told
    collection: str = Form(..., description="Slug of an open collection."),
) -> Status[UploadRead]:
    """Send a spreadsheet; it is read in the background.

    The very same file sent again is answered with 200 instead of 201, as it stands.
    """
    _check_form(request)
    received = receiving.receive(request.user, collection_of(collection), file.name or "", file.read())
    upload = finding.one(request.user, received.upload.pk)
    return Status(200 if received.was_known else 201, _read(upload))


def _check_form(request: HubRequest) -> None:
    sent = request.FILES.getlist("file")
    texts = [request.POST.get("collection", ""), *(file.name or "" for file in sent)]
    if len(sent) != 1 or any("\x00" in text or len(text) > 500 for text in texts):
        raise Refuse(400, "not_understood", "One file is sent, with a plain name.")


@room.get(
    "/files/{uuid:file_id}",
    response=answers(UploadRead),
    url_name="file",
    openapi_extra=python("hub.file(file_id)"),
)
def file(request: HubRequest, file_id: uuid.UUID) -> UploadRead:
    """Say how far a file is, and what it leaves to ask."""
    return _read(finding.one(request.user, file_id))


@room.get(
    "/files/{uuid:file_id}/rows",
    response=answers(Page[RowRead]),
    url_name="file_rows",
    openapi_extra=python("list(hub.file_rows(file_id, show='unusable'))"),
)
def rows(
    request: HubRequest, file_id: uuid.UUID, wanted: Query[WantedRows], paging: Query[ByNumber]
) -> Page[RowRead]:
    """List the rows of a file, each with its verdict and its problems."""
    found = finding.one(request.user, file_id).rows.all()
    if wanted.show is not None:
        found = found.filter(**finding.FILTERS[wanted.show])
    return page(found, paging, lambda some: [_row(one) for one in some])


@room.post(
    "/files/{uuid:file_id}/rows/{int:row_id}/correct",
    response=answers(RowRead),
    url_name="file_row_correct",
    openapi_extra=python("hub.correct_row(file_id, row_id, {'Origin': 'Busia'})"),
)
def correct(request: HubRequest, file_id: uuid.UUID, row_id: int, body: Cells) -> RowRead:
    """Read a row again with other texts; what was written stays."""
    return _row(correcting.correct(request.user, finding.row_of(request.user, file_id, row_id), body.cells))


@room.post(
    "/files/{uuid:file_id}/match",
    response=answers(UploadRead),
    url_name="file_match",
    openapi_extra=python("hub.match(file_id, headers={'Where from': 'origin_place'})"),
)
def match(request: HubRequest, file_id: uuid.UUID, body: Matched) -> UploadRead:
    """Answer what a file leaves to ask; it is remembered, and the file is read again."""
    given = matching.Answers(
        headers=body.headers,
        wordings={(one.list, one.text): one.code for one in body.wordings},
        places={(one.text, one.country): one.place_id for one in body.spellings},
    )
    matching.match(request.user, finding.one(request.user, file_id), given)
    return _read(finding.one(request.user, file_id))


@room.post(
    "/files/{uuid:file_id}/set-apart",
    response=answers(UploadRead),
    url_name="file_set_apart",
    openapi_extra=python("hub.set_apart(file_id)"),
)
def set_apart(request: HubRequest, file_id: uuid.UUID) -> UploadRead:
    """Say that a file is no corrected version of another: its rows are other journeys."""
    matching.set_apart(request.user, finding.one(request.user, file_id))
    return _read(finding.one(request.user, file_id))


@room.post(
    "/files/{uuid:file_id}/submit",
    response=answers(UploadRead),
    url_name="file_submit",
    openapi_extra=python("hub.submit_file(file_id)"),
)
def submit(request: HubRequest, file_id: uuid.UUID) -> UploadRead:
    """Submit the usable rows of a file, in the background."""
    submitting.submit(request.user, finding.one(request.user, file_id))
    return _read(finding.one(request.user, file_id))


@room.delete(
    "/files/{uuid:file_id}",
    response=answers(None, 204),
    url_name="file",
    openapi_extra=python("hub.remove_file(file_id)"),
)
def remove(request: HubRequest, file_id: uuid.UUID) -> Status[None]:
    """Delete a file of which nothing was sent, for good."""
    removing.remove(request.user, finding.one(request.user, file_id))
    return done()


@room.post(
    "/files/{uuid:file_id}/withdraw",
    response=answers(RoutesTakenBack),
    url_name="file_withdraw",
    openapi_extra=python("hub.withdraw_file(file_id, reason='The wrong file')"),
)
def withdraw(request: HubRequest, file_id: uuid.UUID, body: Withdrawal) -> RoutesTakenBack:
    """Take back every route of a file; the file and all that was sent are kept."""
    count = removing.withdraw_routes(request.user, finding.one(request.user, file_id), body.reason)
    return RoutesTakenBack(routes=count)


@room.get(
    "/files/{uuid:file_id}/original",
    url_name="file_original",
    response=answers(bytes),
    openapi_extra=python("hub.original(file_id)"),
)
def original(request: HubRequest, file_id: uuid.UUID) -> HttpResponse:
    """Give a file back, byte for byte as it was sent."""
    return downloads.original(request, file_id)


@room.get(
    "/files/{uuid:file_id}/to-mend",
    url_name="file_to_mend",
    response=answers(bytes),
    openapi_extra=python("hub.sheet_to_mend(file_id)"),
)
def to_mend(request: HubRequest, file_id: uuid.UUID) -> HttpResponse:
    """Give a spreadsheet of what is wrong with a file, a line for each problem."""
    return downloads.to_mend(request, file_id)


@room.get(
    "/template",
    response=answers(bytes),
    url_name="template",
    openapi_extra=python("hub.template('2024', language='sw')"),
)
def template(request: HubRequest, wanted: Query[WantedTemplate]) -> HttpResponse:
    """Give the spreadsheet (XLSX) to fill in, with the questions of a collection."""
    return downloads.template(request)


def _read(upload: Upload) -> UploadRead:
    return UploadRead(
        id=upload.pk,
        collection=upload.collection.slug,
        file_name=upload.file_name,
        size_bytes=upload.size,
        sha256=upload.sha256,
        state=upload.state,
        is_busy=upload.is_busy,
        job=upload.job_id,
        corrects=upload.corrects_id,
        created=upload.created,
        counts=finding.counts(upload),
        problems=upload.problems,
        unknown_columns=upload.unknown_columns,
        unknown_spellings=upload.unknown_spellings,
    )


def _row(row: UploadedRow) -> RowRead:
    return RowRead(
        id=row.pk,
        sheet=row.sheet,
        row=row.row,
        written=row.written,
        corrections=row.corrections,
        verdict=row.verdict,
        fate=row.fate,
        problems=row.problems,
        route=row.route_id,
    )
