"""Judge a row: the document that it would be, whether it can be used, and what would become of it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from njia.intake import Row
from njia.problems import Severity
from njia.schema import ExtraAnswer
from njia_hub.routes.document import Document, Found, Source, digest
from njia_hub.routes.models import Revision, Route
from njia_hub.routes.submitting import EDITABLE
from njia_hub.uploads.models import Upload, UploadedRow
from njia_hub.uploads.own_questions import OwnQuestions
from njia_hub.uploads.recognising import KEYS_AT_ONCE, Match
from njia_hub.uploads.storable import storable

VERB = "upload"  # of the revisions that uploads make
Fate, Verdict = UploadedRow.Fate, UploadedRow.Verdict


@dataclass(frozen=True)
class Judged:
    """What was made of a row; `document` is None when it cannot be used."""

    document: dict[str, Any] | None
    problems: list[dict[str, Any]]
    verdict: UploadedRow.Verdict
    fate: UploadedRow.Fate
    route_id: uuid.UUID | None
    sent: str


@dataclass(frozen=True)
class _Before:
    """What a row was when it was submitted: its route, and the digest of what it said."""

    route: Route
    sent: str


class Judging:
    """Judges the rows of one upload."""

    def __init__(self, upload: Upload) -> None:
        self._upload = upload
        submitted = upload.rows.filter(route__isnull=False).select_related("route")
        submitted = submitted.only("sheet", "row", "sent", "upload", "route")
        self._own = {(row.sheet, row.row): _Before(row.route, row.sent) for row in submitted if row.route}
        self._questions = OwnQuestions(upload.collection)
        self._uploaded: dict[uuid.UUID, bool] = {}  # routes: whether the current revision is of an upload

    def prepare(self, matches: Iterable[Match]) -> None:
        """Look up at once what has become of the routes of rows that were sent before."""
        routes = {match.route.pk for match in matches if match.route}
        routes |= {before.route.pk for before in self._own.values()}
        asked = sorted(routes - self._uploaded.keys())
        for start in range(0, len(asked), KEYS_AT_ONCE):
            current = Revision.objects.filter(
                route__in=asked[start : start + KEYS_AT_ONCE], number=F("route__revision")
            )
            self._uploaded |= {route: verb == VERB for route, verb in current.values_list("route", "verb")}

    def judge(self, row: Row, match: Match) -> Judged:
        """Judge one row as it was read."""
        before = self._before(row, match)
        own = self._questions.read({**row.written, **row.corrected})
        problems = [Found.of(problem) for problem in (*row.problems, *own.problems)]
        document = self._document(row, own.answers, problems, before)
        said = document.model_dump(mode="json", exclude_defaults=True) if document else None
        kept = storable(said)
        if kept is not said:
            document = Document.model_validate(kept)
        return Judged(
            document=kept,
            problems=storable([found.model_dump(mode="json") for found in problems]),
            verdict=_verdict(row, problems),
            fate=self._fate(document, before),
            route_id=before.route.pk if before else None,
            sent=before.sent if before else "",
        )

    def _before(self, row: Row, match: Match) -> _Before | None:
        own = self._own.get((storable(row.sheet)[:120], row.row))
        if own or match.earlier is None or match.earlier.route is None:
            return own
        return _Before(match.earlier.route, match.earlier.sent)

    def _document(
        self, row: Row, answers: tuple[ExtraAnswer, ...], problems: list[Found], before: _Before | None
    ) -> Document | None:
        if row.route is None:
            return None
        route_id = before.route.pk if before else uuid.uuid5(self._upload.pk, f"{row.sheet}\x1f{row.row}")
        named = {
            "id": str(route_id),
            "collection": self._upload.collection.name,
            "organisation": self._upload.organisation.name,
            "extra": answers,
        }
        return Document(
            route=row.route.model_copy(update=named),
            written=dict(row.written),
            corrected=dict(row.corrected),
            problems=tuple(problems),
            source=Source(way="upload", upload=str(self._upload.pk), sheet=row.sheet, row=row.row),
        )

    def _fate(self, document: Document | None, before: _Before | None) -> UploadedRow.Fate:
        """Say what would become of the row; what somebody has changed in the hub is not overwritten."""
        if before is None:
            return Fate.NEW
        if before.route.state == Route.State.WITHDRAWN:
            return Fate.SETTLED
        if document and digest(document) == before.sent:
            return Fate.SENT
        is_ours = self._uploaded.get(before.route.pk, False)
        return Fate.CHANGED if is_ours and before.route.state in EDITABLE else Fate.SETTLED


def _verdict(row: Row, problems: list[Found]) -> UploadedRow.Verdict:
    if row.route is None:
        return Verdict.UNUSABLE
    doubtful = any(found.severity != Severity.NOTE for found in problems)
    return Verdict.DOUBTFUL if doubtful else Verdict.USABLE
