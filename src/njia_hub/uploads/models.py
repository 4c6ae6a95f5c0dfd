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
    problems = models.JSONField(default=list)  # of the whole file; njia_hub.routes.document.Found
    unknown_columns = models.JSONField(default=list)
    unknown_spellings = models.JSONField(default=list)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first."""

        ordering = ("-created",)


class UploadedRow(models.Model):
    """One row of an upload: what was written, what was corrected, what was made of it, and its route."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="rows")
    sheet = models.CharField(max_length=120, blank=True)
    row = models.PositiveIntegerField()  # as the spreadsheet shows it
    written = models.JSONField()  # header: text, untouched
    corrections = models.JSONField(default=dict)  # header: text, by a person in the page
    document = models.JSONField(null=True)  # routes.document.Document; None when the row cannot be used
    problems = models.JSONField(default=list)
    verdict = models.CharField(max_length=10)  # usable, doubtful, unusable
    identity = models.CharField(max_length=64, db_index=True)  # the same row of the same file, sent again
    digest = models.CharField(max_length=64)  # of what it says
    route = models.ForeignKey(Route, null=True, on_delete=models.PROTECT, related_name="uploaded_rows")

    class Meta:
        """As they stand in the file."""

        ordering = ("upload", "id")
        constraints = (models.UniqueConstraint(fields=("upload", "sheet", "row"), name="one_row_a_number"),)


class Mapping(models.Model):
    """What an organisation has said about its own files: headers and wordings that Njia did not know."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="mapping")
    headers = models.JSONField(default=dict)  # comparable header: key of headers.yaml, "" to leave it out
    wordings = models.JSONField(default=dict)  # "list | text": code
