"""Uploaded spreadsheets, their rows, and what an organisation has taught about its own files."""

from __future__ import annotations

import uuid

from django.db import models

from njia_hub.collections.models import Collection
from njia_hub.organisations.models import Organisation
from njia_hub.people.models import Person
from njia_hub.routes.models import Route
from njia_hub.work.models import Job


class Upload(models.Model):
    """One file as it was sent, byte for byte, and how far its reading is."""

    class State(models.TextChoices):
        """What is to be done with it next."""

        READING = "reading"
        READ = "read"  # its rows can be looked at, corrected and submitted
        SUBMITTING = "submitting"
        SUBMITTED = "submitted"
        UNREADABLE = "unreadable"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="uploads")
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    collection = models.ForeignKey(Collection, on_delete=models.PROTECT)
    file_name = models.CharField(max_length=200)
    content = models.BinaryField()
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64, db_index=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READING)
    problems = models.JSONField(default=list)  # of the whole file: sheet, row, routes.document.Found
    unknown_columns = models.JSONField(default=list)  # njia.intake.asking.UnknownColumn, without the file
    unknown_spellings = models.JSONField(default=list)  # njia.intake.asking.UnknownSpelling
    headings = models.JSONField(default=list)  # pairs: names of the columns, and what they mean
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="corrected_by"
    )  # the upload that this file is a corrected version of
    is_apart = models.BooleanField(default=False)  # a person said that it corrects no other file
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL)
    created = models.DateTimeField(auto_now_add=True)
    submitted = models.DateTimeField(null=True)  # when its rows were last asked to be submitted

    class Meta:
        """Newest first."""

        ordering = ("-created",)

    @property
    def is_busy(self) -> bool:
        """Say whether the worker has something to do with it; False once that has failed for good."""
        is_at_work = self.state in (self.State.READING, self.State.SUBMITTING)
        return is_at_work and (self.job is None or self.job.state != Job.State.FAILED)


class UploadedRow(models.Model):
    """One row of an upload: what was written, what was corrected, what was made of it, and its route."""

    class Verdict(models.TextChoices):
        """Whether a row can be used."""

        USABLE = "usable"
        DOUBTFUL = "doubtful"  # used, with warnings
        UNUSABLE = "unusable"

    class Fate(models.TextChoices):
        """What has become of a row, or will when the file is submitted."""

        NEW = "new"  # will be a route
        CHANGED = "changed"  # will be a new revision of the route that the row was before
        SENT = "sent"  # its route says what the row says
        SETTLED = "settled"  # its route was reviewed or taken back: a changed row does not overwrite it

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=120, blank=True)
    row = models.PositiveIntegerField()  # as the spreadsheet shows it
    written = models.JSONField()  # header: text, untouched
    corrections = models.JSONField(default=dict)  # header: text, by a person in the page
    document = models.JSONField(null=True)  # routes.document.Document; None when the row cannot be used
    problems = models.JSONField(default=list)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    fate = models.CharField(max_length=10, choices=Fate.choices, default=Fate.NEW)
    heading = models.PositiveSmallIntegerField(default=0)  # position in the upload's headings
    identity = models.CharField(max_length=64, db_index=True)  # its own reference, hashed; "" without one
    digest = models.CharField(max_length=64, db_index=True)  # of what is written in it
    sent = models.CharField(max_length=64, blank=True)  # digest of the document that was submitted last
    earlier = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="later"
    )  # the same row as it was sent before
    route = models.ForeignKey(Route, null=True, on_delete=models.PROTECT, related_name="uploaded_rows")

    class Meta:
        """As they stand in the file."""

        ordering = ("upload", "id")
        constraints = (models.UniqueConstraint(fields=("upload", "sheet", "row"), name="one_row_a_number"),)
        indexes = (models.Index(fields=("upload", "verdict", "fate")),)


class Mapping(models.Model):
    """What an organisation has said about its own files: headers and wordings that Njia did not know."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="mapping")
    headers = models.JSONField(default=dict)  # comparable header: key of headers.yaml, "" to leave it out
    wordings = models.JSONField(default=dict)  # "list | text": code


class ProposedSpelling(models.Model):
    """A spelling of a place that an organisation uses: read so in its own files, proposed to the network."""

    class State(models.TextChoices):
        """What the coordinators said."""

        PROPOSED = "proposed"
        ACCEPTED = "accepted"  # an alias of the whole network now
        DECLINED = "declined"  # stays the organisation's own

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="spellings")
    spelling = models.CharField(max_length=240)  # as places.Alias has it
    place_id = models.CharField(max_length=40)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    proposed = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Oldest first."""

        ordering = ("proposed", "id")
        constraints = (
            models.UniqueConstraint(fields=("organisation", "spelling"), name="one_place_a_spelling"),
        )
