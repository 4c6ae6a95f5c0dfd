"""Submit an upload's usable rows, some hundred in a transaction: what was stopped goes on where it stood."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from njia.intake.form import answers_of
from njia_hub.audit.acting import Recording, action
from njia_hub.people.models import Person
from njia_hub.routes.document import Document, digest
from njia_hub.routes.filling import Form
from njia_hub.routes.models import Revision, Route
from njia_hub.routes.submitting import EDITABLE, NotAllowed, Submission, add_all, change, check_open
from njia_hub.uploads.judging import VERB, Fate, Verdict
from njia_hub.uploads.models import Upload, UploadedRow
from njia_hub.uploads.reading import page
from njia_hub.uploads.waiting import ready
from njia_hub.work.jobs import Refused, ask, job, tell
from njia_hub.work.models import Job

ROWS_AT_ONCE = 100  # in one transaction: others write in between


def sendable(upload: Upload) -> QuerySet[UploadedRow]:
    """Give the rows that submitting the upload would send."""
    return upload.rows.filter(fate__in=(Fate.NEW, Fate.CHANGED)).exclude(verdict=Verdict.UNUSABLE)


def submit(person: Person, upload: Upload) -> None:
    """Ask for the usable rows to be submitted.

    Raises NotAllowed when the collection is closed, the file is not read or is being sent, or a corrected
    version of it was uploaded.
    """
    check_open(person, upload.collection)
    with action("upload.submit", person.actor, f"upload:{upload.pk}") as recording:
        locked = ready(upload)
        if locked.state in (Upload.State.READING, Upload.State.UNREADABLE):
            raise NotAllowed(gettext("The file is not read yet."))
        if locked.corrected_by.exists():
            raise NotAllowed(gettext("A corrected version of this file was uploaded. Send that one."))
        count = sendable(locked).count()
        if not count:
            raise NotAllowed(gettext("There is nothing to send."))
        recording.details["rows"] = count
        locked.state = Upload.State.SUBMITTING
        locked.job = ask("upload.submit", person, upload=str(upload.pk), total=count)
        locked.submitted = timezone.now()
        locked.save(update_fields=["state", "job", "submitted"])


@job("upload.submit", page)
def submit_upload(work: Job) -> None:
    """Submit rows until none is left; each batch is written whole or not at all."""
    upload = (
        Upload.objects.select_related("organisation", "collection")
        .defer("content")
        .get(pk=work.arguments["upload"])
    )
    person = work.person
    if person is None or upload.state != Upload.State.SUBMITTING:
        return
    person = Person.objects.select_related("organisation").get(pk=person.pk)
    total = work.arguments["total"]
    try:
        while _submit_some(person, upload):
            tell(work, max(0, total - sendable(upload).count()), total)
    except NotAllowed as refusal:
        _end(upload, person, Upload.State.READ)
        raise Refused(str(refusal)) from refusal
    _end(upload, person, Upload.State.SUBMITTED)


def _submit_some(person: Person, upload: Upload) -> int:
    """Submit the next rows; give how many there were."""
    upload.collection.refresh_from_db()
    check_open(person, upload.collection)
    if person.organisation_id != upload.organisation_id:
        raise NotAllowed(gettext("The file is of another organisation."))
    with action("upload.send", person.actor, f"upload:{upload.pk}") as recording:
        found = sendable(upload).select_related("route", "earlier__route").order_by("pk")
        rows = list(found[:ROWS_AT_ONCE])
        _add([row for row in rows if _route_of(row) is None], person, upload, recording)
        for row in rows:
            route = _route_of(row)
            if route and row.fate != Fate.SENT:
                _change(row, route, person, upload, recording)
        _keep(rows)
        recording.details["rows"] = len(rows)
    return len(rows)


def _route_of(row: UploadedRow) -> Route | None:
    """Give the route that a row is; one that its earlier version became in the meantime, too."""
    return row.route or (row.earlier.route if row.earlier else None)


def _add(rows: list[UploadedRow], person: Person, upload: Upload, recording: Recording) -> None:
    """Make new routes of rows."""
    documents = [Document.model_validate(row.document) for row in rows]
    submissions = [
        Submission(
            uuid.UUID(document.route.id),
            upload.collection,
            document,
            is_complete=_is_complete(upload, document),
            verb=VERB,
        )
        for document in documents
    ]
    for row, route in zip(rows, add_all(person, submissions, recording), strict=True):
        row.fate, row.route, row.sent = Fate.SENT, route, route.sent


def _change(row: UploadedRow, known: Route, person: Person, upload: Upload, recording: Recording) -> None:
    """Make the next revision of a row's route; one that was reviewed or edited stays as it is."""
    route = Route.objects.select_for_update().get(pk=known.pk)
    current = Revision.objects.get(route=route, number=route.revision)
    if route.state not in EDITABLE or current.verb != VERB:
        row.fate, row.route = Fate.SETTLED, route
        return
    document = Document.model_validate(row.document)
    named = document.route.model_copy(update={"id": str(route.pk)})
    document = document.model_copy(update={"route": named})
    if digest(Document.model_validate(current.document)) != digest(document):
        route.is_complete = _is_complete(upload, document)
        change(person, route, document, "", VERB)
        recording.touch(route)
    row.fate, row.route, row.sent = Fate.SENT, route, digest(document)


def _is_complete(upload: Upload, document: Document) -> bool:
    """Say whether a row answers all that the collection asks."""
    answers = answers_of(document.route)
    return Form(upload.collection, answers, document.route.id, upload.organisation.name).is_complete


def _keep(rows: list[UploadedRow]) -> None:
    """Write what has become of rows; over the rows themselves, which is quicker than many conditions."""
    UploadedRow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["upload", "sheet", "row"],
        update_fields=["fate", "route", "sent"],
    )


def _end(upload: Upload, person: Person, state: Upload.State) -> None:
    with action("upload.end", person.actor, f"upload:{upload.pk}", state=state.value):
        Upload.objects.filter(pk=upload.pk, state=Upload.State.SUBMITTING).update(state=state)
