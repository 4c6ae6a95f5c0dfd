"""Receive files: no larger than allowed, and never on a disk before they are looked at."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler, StopUpload


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
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Count what comes in: a length that was announced may be a lie."""
        self.left -= len(raw_data)
        if self.left < 0:
            raise StopUpload(connection_reset=True)
        return super().receive_data_chunk(raw_data, start)
