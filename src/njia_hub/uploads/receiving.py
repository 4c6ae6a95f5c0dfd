"""Receive files: no larger than allowed, and never on a disk before they are looked at."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.utils.translation import gettext

from njia_hub.audit.acting import action
from njia_hub.collections.models import Collection
from njia_hub.people.models import Person
from njia_hub.routes.submitting import NotAllowed, check_open
from njia_hub.uploads.models import Upload
from njia_hub.uploads.storable import storable
from njia_hub.work.jobs import ask

ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt")
LONGEST_NAME = 120  # characters


class Limited(MemoryFileUploadHandler):
    """Keeps a file in memory, and stops a body that is larger than a file may be."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - Django's name
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """Look at the length before anything is read."""
        self.left = settings.FILE_UPLOAD_MAX_MEMORY_SIZE
        self.activated = True
        if content_length > self.left + 100_000:
            raise RequestDataTooBig("a file is larger than it may be")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Count what comes in: a length that was announced may be a lie."""
        self.left -= len(raw_data)
        if self.left < 0:
            raise RequestDataTooBig("a file is larger than it may be")
        return super().receive_data_chunk(raw_data, start)


@dataclass(frozen=True)
class Received:
    """The upload that a file became; `was_known` when the organisation had sent the very same file."""

    upload: Upload
    was_known: bool


def receive(person: Person, collection: Collection, file_name: str, content: bytes) -> Received:
    """Take a file and ask for its reading; the same bytes sent again are the same upload.

    Raises NotAllowed for a file that is no spreadsheet by its name, that is empty or too large, or when
    the person cannot send routes to the collection.
    """
    check_open(person, collection)
    name = shown_name(file_name)
    _check(name, content)
    sha256 = hashlib.sha256(content).hexdigest()
    ours = Upload.objects.filter(organisation=person.organisation, collection=collection, sha256=sha256)
    known = ours.defer("content").first()
    if known:
        return Received(known, was_known=True)
    upload = Upload(
        organisation=person.organisation,
        person=person,
        collection=collection,
        file_name=name,
        content=content,
        size=len(content),
        sha256=sha256,
    )
    with action("upload.receive", person.actor, f"upload:{upload.pk}", size_bytes=len(content)):
        upload.job = ask("upload.read", person, upload=str(upload.pk))
        upload.save(force_insert=True)
    return Received(upload, was_known=False)


def shown_name(file_name: str) -> str:
    """Give the last part of a file's name, short and without marks that steer a terminal or a page."""
    bare = PurePath(storable(file_name).replace("\\", "/")).name
    shown = "".join(c if c.isprintable() else " " for c in bare)
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[: LONGEST_NAME - 8]}{dot}{ending[:8]}".strip() or "file"


def _check(name: str, content: bytes) -> None:
    if not name.lower().endswith(ENDINGS):
        raise NotAllowed(gettext("Send a spreadsheet: XLSX, XLS, ODS or CSV."))
    if not content:
        raise NotAllowed(gettext("The file is empty."))
    if len(content) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
        most = settings.INSTALLATION.largest_upload_mb
        raise NotAllowed(gettext("The file is larger than %(most)s MB.") % {"most": most})
