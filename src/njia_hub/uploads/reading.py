"""Read an upload's file into rows with their verdicts, in the background; started again, it ends the same."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.urls import reverse

from njia.intake import Intake, Row, read
from njia.intake.again import Sent
from njia.intake.asking import NoTable, UnknownColumn, UnknownSpelling
from njia.problems import Problem, UnreadableFile
from njia_hub.audit.acting import SYSTEM, action
from njia_hub.people.models import Person
from njia_hub.places.at_hand import gazetteer
from njia_hub.routes.document import Found
from njia_hub.routes.submitting import check_open
from njia_hub.uploads import recognising
from njia_hub.uploads.finding import FILTERS
from njia_hub.uploads.judging import Judged, Judging
from njia_hub.uploads.models import Upload, UploadedRow
from njia_hub.uploads.own_questions import OwnQuestions
from njia_hub.uploads.storable import storable
from njia_hub.uploads.teaching import Taught, taught
from njia_hub.uploads.waiting import ready
from njia_hub.work.jobs import ask, job, tell
from njia_hub.work.models import Job

ROWS_AT_ONCE = 500  # in one transaction: others write in between
MOST_SPELLINGS = 300  # asked about at once, those of most rows first
UNUSED = "column_not_used"
Corrections = dict[tuple[str, int, str], str]


def read_again(upload: Upload, person: Person) -> None:
    """Ask for another reading, inside an action: something was taught or corrected."""
    upload.state = Upload.State.READING
    upload.job = ask("upload.read", person, upload=str(upload.pk))
    upload.save(update_fields=["state", "job"])


def read_once_more(person: Person, upload: Upload) -> None:
    """Read a file again whose reading or sending has failed. Raises NotAllowed while that goes on."""
    check_open(person, upload.collection)
    with action("upload.read_again", person.actor, f"upload:{upload.pk}"):
        read_again(ready(upload), person)


def page(work: Job) -> str:
    """Give the page of the upload that a job works on."""
    return reverse("uploads:upload", args=[work.arguments["upload"]])


@job("upload.read", page)
def read_upload(work: Job) -> None:
    """Read the file, recognise rows that were sent before, and keep each row with its verdict."""
    upload = Upload.objects.select_related("organisation", "collection").get(pk=work.arguments["upload"])
    if upload.state != Upload.State.READING:
        return
    reading = _Reading(work, upload)
    try:
        intake = reading.intake(_corrections(upload))
    except UnreadableFile as refusal:
        reading.refuse(refusal)
        return
    matches = recognising.recognise(upload, [Sent.of(row) for row in intake.rows])
    carried = _carried(upload, intake.rows, matches)
    if carried:
        intake = reading.intake(_corrections(upload) | carried)
    reading.keep(intake, matches)


def _corrections(upload: Upload) -> Corrections:
    """Give the cells that people have corrected in the page."""
    corrected = upload.rows.exclude(corrections={}).values_list("sheet", "row", "corrections")
    return {(sheet, row, column): text for sheet, row, cells in corrected for column, text in cells.items()}


def _carried(upload: Upload, rows: Iterable[Row], matches: list[recognising.Match]) -> Corrections:
    """Carry corrections of an earlier file over to cells that still say what was corrected there."""
    own = set(upload.rows.values_list("sheet", "row"))
    found: Corrections = {}
    for row, match in zip(rows, matches, strict=True):
        if match.earlier is None or not match.earlier.corrections or (row.sheet, row.row) in own:
            continue
        now, before = storable(row.written), match.earlier.written
        for column, text in match.earlier.corrections.items():
            if now.get(column) == before.get(column):
                found[row.sheet, row.row, column] = text
    return found


@dataclass
class _Reading:
    """One reading of one upload."""

    work: Job
    upload: Upload
    taught: Taught = field(init=False)
    _headings: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.taught = taught(self.upload.organisation)
        self._judging = Judging(self.upload)

    def intake(self, corrections: Corrections) -> Intake:
        """Read the file, in a folder of its own that is gone afterwards."""
        network = self.taught.network(self.upload.collection)
        with tempfile.TemporaryDirectory(prefix="njia-") as folder:
            file = Path(folder) / f"file{Path(self.upload.file_name).suffix.lower()}"
            file.write_bytes(bytes(self.upload.content))
            return read(
                [file],
                gazetteer(network.aliases),
                network,
                self.upload.collection.name,
                lambda done, total: tell(self.work, done, 2 * total if total else None),  # then they are kept
                headers=self.taught.headers,
                wordings=self.taught.wordings,
                corrections=corrections,
            )

    def refuse(self, refusal: UnreadableFile) -> None:
        """Keep why the file cannot be read, and what people may say of its headers."""
        columns = refusal.columns if isinstance(refusal, NoTable) else ()
        self._end(Upload.State.UNREADABLE, [refusal.problem], columns, ())

    def keep(self, intake: Intake, matches: list[recognising.Match]) -> None:
        """Keep the rows, some hundred at a time, and then what there is to say of the whole file."""
        pairs = list(zip(intake.rows, matches, strict=True))
        self._judging.prepare(matches)
        for start in range(0, len(pairs), ROWS_AT_ONCE):
            records = [self._record(row, match) for row, match in pairs[start : start + ROWS_AT_ONCE]]
            with action("upload.read", SYSTEM, f"upload:{self.upload.pk}", rows=len(records)):
                _write(records)
            tell(self.work, len(pairs) + start + len(records), 2 * len(pairs))
        self._end(self._state(), intake.file_problems, intake.unknown_columns, intake.unknown_spellings)

    def _state(self) -> Upload.State:
        """Say whether anything of the file is left to send."""
        rows = self.upload.rows
        left = rows.filter(**FILTERS["new"]) | rows.filter(**FILTERS["changed"])
        is_sent = not left.exists() and rows.filter(**FILTERS["sent"]).exists()
        return Upload.State.SUBMITTED if is_sent else Upload.State.READ

    def _record(self, row: Row, match: recognising.Match) -> UploadedRow:
        judged = self._judging.judge(row, match)
        heading = self._headings.setdefault((row.columns, row.meanings), len(self._headings))
        return UploadedRow(
            upload=self.upload,
            sheet=storable(row.sheet)[:120],
            row=row.row,
            written=storable(row.written),
            corrections=storable(dict(row.corrected)),
            heading=heading,
            identity=recognising.identity(Sent.of(row).identity),
            digest=row.content,
            earlier=match.earlier,
            **_made(judged),
        )

    def _end(
        self,
        state: Upload.State,
        problems: Iterable[Problem],
        columns: Iterable[UnknownColumn],
        spellings: Iterable[UnknownSpelling],
    ) -> None:
        upload = self.upload
        upload.state = state
        asks = OwnQuestions(upload.collection).of_column
        left = [
            problem for problem in problems if not (problem.code == UNUSED and asks(problem.column or ""))
        ]
        upload.problems = storable([_of_file(problem) for problem in left])
        upload.unknown_columns = storable([_column(one) for one in columns if not asks(one.column)])
        upload.unknown_spellings = storable([spelling_of(one) for one in spellings][:MOST_SPELLINGS])
        upload.headings = storable([list(map(list, heading)) for heading in self._headings])
        details = {"state": state.value, "problems": len(upload.problems)}
        with action("upload.judge", SYSTEM, f"upload:{upload.pk}", **details):
            upload.save(
                update_fields=[
                    "state", "problems", "unknown_columns", "unknown_spellings", "headings", "corrects"
                ]
            )  # fmt: skip


_UPDATED = (
    "written", "corrections", "heading", "identity", "digest", "earlier", "document", "problems", "verdict",
    "fate", "sent", "route",
)  # fmt: skip


def _write(records: list[UploadedRow]) -> None:
    """Write rows, over those of an earlier reading."""
    UploadedRow.objects.bulk_create(
        records,
        update_conflicts=True,
        unique_fields=["upload", "sheet", "row"],
        update_fields=_UPDATED,
    )


def _made(judged: Judged) -> dict[str, Any]:
    return {
        "document": judged.document,
        "problems": judged.problems,
        "verdict": judged.verdict,
        "fate": judged.fate,
        "route_id": judged.route_id,
        "sent": judged.sent,
    }


def _of_file(problem: Problem) -> dict[str, Any]:
    """Keep a problem of a whole file with where it is, and without the file's place on this machine."""
    return {"sheet": problem.sheet, "row": problem.row, "problem": Found.of(problem).model_dump(mode="json")}


def _column(column: UnknownColumn) -> dict[str, Any]:
    return {
        "sheet": column.sheet,
        "column": column.column,
        "samples": list(column.samples),
        "proposal": column.proposal,
        "is_personal": column.is_personal,
    }


def spelling_of(one: UnknownSpelling) -> dict[str, Any]:
    """Keep a question about a spelling."""
    return {
        "kind": one.kind,
        "text": one.text,
        "country": one.country,
        "rows": one.rows,
        "candidates": list(one.candidates),
    }
