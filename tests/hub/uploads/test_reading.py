"""A file is kept byte for byte and read in the background; each row has its verdict."""

from __future__ import annotations

from typing import Any

import pytest
from tests.hub.conftest import Hub
from tests.hub.uploads.conftest import (
    BUSIA,
    BUSSIA,
    HEADERS,
    KISUMU,
    NOWHERE,
    csv_bytes,
    fresh,
    send,
    verdicts,
)

from njia_hub.routes.document import Document
from njia_hub.routes.models import Route
from njia_hub.routes.submitting import NotAllowed
from njia_hub.uploads.models import Upload, UploadedRow
from njia_hub.uploads.receiving import receive
from njia_hub.work import jobs
from njia_hub.work.models import Job


def test_each_row_has_its_verdict_and_what_was_made_of_it(hub: Hub) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([BUSIA, BUSSIA, NOWHERE]))
    assert upload.state == Upload.State.READ
    assert verdicts(upload) == ["usable", "doubtful", "unusable"]
    usable, doubtful, unusable = upload.rows.order_by("row")
    document = Document.model_validate(usable.document)
    assert [stop.place_name for stop in document.route.stops] == ["Busia", "Nairobi", "Beirut"]
    assert (document.route.organisation, document.route.collection) == (hub.alices.name, "2024")
    assert {problem["where"] for problem in doubtful.problems} == {"Place of origin", "Industry"}
    assert unusable.document is None
    assert unusable.written["Notes"] == "CANARY-NOTE of one row"
    assert all(problem["remedy"] for problem in unusable.problems)
    assert not Route.objects.exists()


def test_the_files_bytes_are_kept_as_they_came(hub: Hub) -> None:
    content = csv_bytes([BUSIA]) + b"\r\n\r\n"
    upload = send(hub.dan, hub.collection, content)
    assert bytes(upload.content) == content
    assert upload.size == len(content)


def test_a_file_that_cannot_be_read_says_why_and_is_kept(hub: Hub) -> None:
    upload = send(hub.dan, hub.collection, b"%PDF-1.7 not a spreadsheet", "cases.xlsx")
    assert upload.state == Upload.State.UNREADABLE
    assert upload.problems[0]["problem"]["code"] == "not_a_spreadsheet"
    assert bytes(upload.content).startswith(b"%PDF")
    assert not upload.rows.exists()


@pytest.mark.parametrize("name", ["cases.exe", "cases", "cases.xlsx.html", "../cases.docx"])
def test_what_is_no_spreadsheet_by_its_name_is_not_taken(hub: Hub, name: str) -> None:
    with pytest.raises(NotAllowed):
        receive(hub.dan, hub.collection, name, b"a,b")
    assert not Upload.objects.exists()


def test_a_file_that_is_too_large_or_empty_is_not_taken(hub: Hub, settings: Any) -> None:
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 10
    for content in (b"", b"x" * 11):
        with pytest.raises(NotAllowed):
            receive(hub.dan, hub.collection, "cases.csv", content)
    assert not Upload.objects.exists()


def test_a_name_is_only_a_name(hub: Hub) -> None:
    received = receive(hub.dan, hub.collection, "..\\..\\etc/\x00pass\u202ewd\x1b[31m.csv", b"a,b\n1,2")
    assert received.upload.file_name.endswith(".csv")
    assert not set(received.upload.file_name) & set("/\\\x00\x1b\u202e")


def test_text_that_no_database_takes_does_not_stop_a_file(hub: Hub) -> None:
    row = [*BUSIA[:-1], "a\x00b"]
    upload = send(hub.dan, hub.collection, csv_bytes([row]))
    assert upload.state == Upload.State.READ
    assert upload.rows.get().written["Notes"] == "a\N{REPLACEMENT CHARACTER}b"


def test_a_closed_collection_takes_no_file(hub: Hub) -> None:
    hub.collection.state = "closed"
    with pytest.raises(NotAllowed):
        receive(hub.dan, hub.collection, "cases.csv", csv_bytes([BUSIA]))


def test_the_same_file_sent_twice_is_one_upload(hub: Hub) -> None:
    first = receive(hub.dan, hub.collection, "cases.csv", csv_bytes([BUSIA]))
    again = receive(hub.dan, hub.collection, "other name.csv", csv_bytes([BUSIA]))
    assert (first.was_known, again.was_known) == (False, True)
    assert again.upload == first.upload
    assert receive(hub.erin, hub.collection, "cases.csv", csv_bytes([BUSIA])).upload != first.upload


def test_a_reading_that_was_stopped_in_the_middle_ends_as_one_that_was_not(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    from njia_hub.uploads import reading

    monkeypatch.setattr(reading, "ROWS_AT_ONCE", 2)
    kept, calls = reading._write, []

    def stop_at_the_second(records: list[UploadedRow]) -> None:
        calls.append(records)
        if len(calls) == 2:
            raise KeyboardInterrupt
        kept(records)

    monkeypatch.setattr(reading, "_write", stop_at_the_second)
    received = receive(
        hub.dan, hub.collection, "cases.csv", csv_bytes([BUSIA, KISUMU, BUSSIA, NOWHERE, BUSIA])
    )
    with pytest.raises(KeyboardInterrupt):
        jobs.run_pending()
    assert fresh(received.upload).rows.count() == 2
    assert fresh(received.upload).state == Upload.State.READING
    jobs.begin_again()
    jobs.run_pending()
    assert fresh(received.upload).state == Upload.State.READ
    assert list(fresh(received.upload).rows.order_by("row").values_list("row", flat=True)) == [2, 3, 4, 5, 6]


def test_progress_is_told(hub: Hub) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([BUSIA, KISUMU]))
    work = Job.objects.get(pk=upload.job_id)
    assert (work.state, work.done, work.total) == (Job.State.DONE, 4, 4)  # read, and kept


def test_what_a_file_leaves_to_ask_is_kept(hub: Hub) -> None:
    rows = [[*BUSSIA, "x"], [*BUSSIA, "y"]]
    upload = send(hub.dan, hub.collection, csv_bytes(rows, [*HEADERS, "Shoe size"]))
    assert upload.unknown_columns == [
        {"sheet": "", "column": "Shoe size", "samples": ["x", "y"], "proposal": "", "is_personal": False}
    ]
    assert {(one["kind"], one["text"], one["rows"]) for one in upload.unknown_spellings} == {
        ("place", "Bussia", 2),
        ("industry", "Shamba work", 2),
    }
