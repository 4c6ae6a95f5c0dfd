"""Cells are corrected in the page; what was written stays, and a corrected file does not undo it."""

from __future__ import annotations

import pytest
from tests.hub.conftest import Hub
from tests.hub.uploads.conftest import (
    BUSIA,
    KISUMU,
    NOWHERE,
    csv_bytes,
    fates,
    fresh,
    send,
    submit_all,
    verdicts,
)

from njia_hub.audit.models import Event
from njia_hub.routes.models import Route
from njia_hub.routes.submitting import NotAllowed
from njia_hub.uploads.correcting import LONGEST_TEXT, correct
from njia_hub.uploads.models import Upload, UploadedRow
from njia_hub.uploads.receiving import receive


def row(upload: Upload, number: int) -> UploadedRow:
    return upload.rows.select_related("upload__organisation", "upload__collection").get(row=number)


def test_a_row_that_could_not_be_used_is_mended_in_the_page(hub: Hub) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([BUSIA, NOWHERE]))
    mended = correct(
        hub.dan, row(upload, 3), {"Country of origin": "Kenya", "Country of exploitation": "Oman"}
    )
    assert mended.verdict == "usable"
    assert verdicts(upload) == ["usable", "usable"]
    kept = row(upload, 3)
    assert kept.written == {"Transit": "Nairobi", "Cases": "2", "Notes": "CANARY-NOTE of one row"}
    assert kept.document["corrected"] == {"Country of origin": "Kenya", "Country of exploitation": "Oman"}
    submit_all(hub.dan, fresh(upload))
    assert Route.objects.count() == 2


def test_a_text_as_it_was_written_is_no_correction(hub: Hub) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([BUSIA]))
    correct(hub.dan, row(upload, 2), {"Cases": "9", "Notes": "x"})
    correct(hub.dan, row(upload, 2), {"Cases": "3", "Notes": ""})
    assert row(upload, 2).corrections == {}
    assert row(upload, 2).document["route"]["cases"]["best"] == 3


@pytest.mark.parametrize("texts", [{"No such column": "x"}, {"Notes": "x" * (LONGEST_TEXT + 1)}])
def test_a_column_that_there_is_not_and_a_text_too_long_are_refused(hub: Hub, texts: dict[str, str]) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([BUSIA]))
    with pytest.raises(NotAllowed):
        correct(hub.dan, row(upload, 2), texts)
    assert row(upload, 2).corrections == {}


def test_a_sent_row_that_is_corrected_is_a_new_revision(hub: Hub) -> None:
    upload = submit_all(hub.dan, send(hub.dan, hub.collection, csv_bytes([BUSIA])))
    correct(hub.dan, row(upload, 2), {"Cases": "33"})
    assert fates(upload) == ["changed"]
    assert fresh(upload).state == Upload.State.READ
    submit_all(hub.dan, fresh(upload))
    assert Route.objects.get().revision == 2
    assert fates(upload) == ["sent"]


def test_a_corrected_file_keeps_what_was_corrected_in_the_page(hub: Hub) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([BUSIA, NOWHERE, KISUMU]))
    correct(hub.dan, row(upload, 3), {"Country of exploitation": "Oman", "Cases": "5"})
    submit_all(hub.dan, fresh(upload))
    changed = [*NOWHERE[:6], "6", *NOWHERE[7:]]
    later = send(hub.dan, hub.collection, csv_bytes([BUSIA, changed, KISUMU]))
    # The country still stands as it was; the number was mended in the file itself.
    assert row(later, 3).corrections == {"Country of exploitation": "Oman"}
    assert row(later, 3).document["route"]["cases"]["best"] == 6
    assert fates(later) == ["sent", "changed", "sent"]


def test_nobody_corrects_while_the_file_is_being_read(hub: Hub) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([BUSIA]))
    found = row(upload, 2)
    later = receive(hub.dan, hub.collection, "other.csv", csv_bytes([KISUMU])).upload
    found.upload_id, found.upload = later.pk, later
    later.headings = upload.headings
    with pytest.raises(NotAllowed):
        correct(hub.dan, found, {"Cases": "9"})


def test_the_audit_holds_no_text_of_a_cell(hub: Hub) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([NOWHERE]), "CANARY-FILE.csv")
    correct(hub.dan, row(upload, 2), {"Country of exploitation": "Oman", "Notes": "CANARY-CORRECTION"})
    submit_all(hub.dan, fresh(upload))
    said = " ".join(Event.objects.values_list("details", flat=True))
    assert "CANARY" not in said
    assert Event.objects.filter(verb="upload.correct").count() == 1
