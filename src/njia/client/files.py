"""Send spreadsheets, follow their reading, mend their rows, and submit them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from njia.client.asking import Asking, path
from njia.client.records import Job, Upload
from njia.client.refused import HubError
from njia.client.routes import Id


class Filing(Asking):
    """What data officers do."""

    def upload(self, file: Path | str, collection: str) -> Upload:
        """Send a spreadsheet; the very same file sent again is the same one."""
        content, fields = Path(file).read_bytes(), {"collection": collection}
        answer = self.ask("POST", "files", body=fields, file=(Path(file).name, content), again=True)
        return Upload.model_validate(answer.json())

    def files(self) -> Iterator[Upload]:
        """Give the files that one's organisation has sent."""
        for one in self.pages("files"):
            yield Upload.model_validate(one)

    def file(self, file_id: Id) -> Upload:
        """Say how far a file is, and what it leaves to ask."""
        return self._file("GET", file_id)

    def wait_for_file(self, file_id: Id, most_seconds: float = 600.0) -> Upload:
        """Wait until a file is read or submitted; HubError when it takes longer."""
        end = time.monotonic() + most_seconds
        while (upload := self.file(file_id)).is_busy:
            if time.monotonic() > end:
                raise HubError("The file is still being worked on.")
            self._pause(0.5)
        return upload

    def wait(self, job_id: Id, most_seconds: float = 600.0) -> Job:
        """Wait until long work is done; HubError when it has failed or takes longer."""
        end = time.monotonic() + most_seconds
        while not (job := Job.model_validate(self.ask("GET", path("jobs", job_id)).json())).is_over:
            if time.monotonic() > end:
                raise HubError("The work still goes on.")
            self._pause(0.5)
        if job.state == "failed":
            raise HubError(job.failure or "The work has failed.")
        return job

    def file_rows(self, file_id: Id, show: str | None = None) -> Iterator[dict[str, Any]]:
        """Give the rows of a file with their verdicts; `show` is unusable, doubtful, new and so on."""
        yield from self.pages(path("files", file_id, "rows"), show=show)

    def correct_row(self, file_id: Id, row_id: int, cells: Mapping[str, str]) -> dict[str, Any]:
        """Read a row again with other texts in its cells; what was written stays."""
        operation = path("files", file_id, "rows", row_id, "correct")
        row: dict[str, Any] = self.ask("POST", operation, body={"cells": dict(cells)}).json()
        return row

    def match(
        self,
        file_id: Id,
        headers: Mapping[str, str] | None = None,
        wordings: Sequence[Mapping[str, str]] = (),
        spellings: Sequence[Mapping[str, str]] = (),
    ) -> Upload:
        """Answer what a file leaves to ask; it is remembered, and the file is read again."""
        body = {"headers": dict(headers or {}), "wordings": list(wordings), "spellings": list(spellings)}
        return self._file("POST", file_id, "match", body=body)

    def set_apart(self, file_id: Id) -> Upload:
        """Say that a file is no corrected version of another one."""
        return self._file("POST", file_id, "set-apart")

    def submit_file(self, file_id: Id) -> Upload:
        """Submit the usable rows of a file, in the background."""
        return self._file("POST", file_id, "submit")

    def original(self, file_id: Id) -> bytes:
        """Give a file back, byte for byte as it was sent."""
        return self.ask("GET", path("files", file_id, "original")).content

    def sheet_to_mend(self, file_id: Id) -> bytes:
        """Give a spreadsheet (XLSX) of what is wrong with a file."""
        return self.ask("GET", path("files", file_id, "to-mend")).content

    def remove_file(self, file_id: Id) -> None:
        """Delete a file of which nothing was sent, for good."""
        self.ask("DELETE", path("files", file_id), again=False)

    def withdraw_file(self, file_id: Id, reason: str = "") -> int:
        """Take back every route of a file, and give how many; the file and all that was sent are kept."""
        answer = self.ask("POST", path("files", file_id, "withdraw"), body={"reason": reason})
        return int(answer.json()["routes"])

    def template(self, collection: str, language: str = "en") -> bytes:
        """Give the spreadsheet (XLSX) to fill in, with the questions of a collection."""
        query = {"collection": collection, "language": language}
        return self.ask("GET", "template", query=query).content

    def _file(self, method: str, file_id: Id, *verb: str, body: Any = None) -> Upload:
        return Upload.model_validate(self.ask(method, path("files", file_id, *verb), body=body).json())
