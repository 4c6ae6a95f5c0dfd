"""Correct cells of a row in the page: what was written stays, and the row is judged again at once."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext

from njia.intake.rereading import Kept, Rereader
from njia_hub.audit.acting import action
from njia_hub.people.models import Person
from njia_hub.places.at_hand import gazetteer
from njia_hub.routes.submitting import NotAllowed, check_open
from njia_hub.uploads.judging import Judging
from njia_hub.uploads.models import Upload, UploadedRow
from njia_hub.uploads.recognising import Match
from njia_hub.uploads.storable import storable
from njia_hub.uploads.teaching import taught
from njia_hub.uploads.waiting import ready

LONGEST_TEXT = 5_000  # characters of one cell


def correct(person: Person, row: UploadedRow, texts: Mapping[str, str]) -> UploadedRow:
    """Read a row with other texts in the place of its cells; a text as it was written is no correction.

    Raises NotAllowed for a column that the row has not, a text that is too long, or an upload that is
    being read or submitted.
    """
    upload = row.upload
    check_open(person, upload.collection)
    columns, _ = upload.headings[row.heading]
    corrections = dict(row.corrections)
    for column, text in storable(dict(texts)).items():
        if column not in columns:
            raise NotAllowed(gettext("The file has no such column."))
        if len(text) > LONGEST_TEXT:
            raise NotAllowed(gettext("The text is too long."))
        corrections[column] = text
    corrections = {name: text for name, text in corrections.items() if text != row.written.get(name, "")}
    with action("upload.correct", person.actor, f"upload:{upload.pk}", row=row.row, cells=len(corrections)):
        locked = ready(upload)
        judge_again(row, corrections)
        if locked.state == Upload.State.SUBMITTED:
            locked.state = Upload.State.READ
            locked.save(update_fields=["state"])
    return row


def judge_again(row: UploadedRow, corrections: dict[str, str]) -> None:
    """Read a row with its corrections and keep what was made of it, inside an action."""
    upload = row.upload
    known = taught(upload.organisation)
    network = known.network(upload.collection)
    rereader = Rereader(gazetteer(network.aliases), network, upload.collection.name, known.wordings)
    columns, meanings = upload.headings[row.heading]
    kept = Kept(row.sheet, row.row, tuple(columns), tuple(meanings), row.written)
    judging = Judging(upload)
    match = Match(row.earlier)
    judging.prepare([match])
    judged = judging.judge(rereader.read(kept, corrections, str(row.pk)), match)
    row.corrections = corrections
    row.document, row.problems = judged.document, judged.problems
    row.verdict, row.fate, row.route_id = judged.verdict, judged.fate, judged.route_id
    row.save(update_fields=["corrections", "document", "problems", "verdict", "fate", "route"])
