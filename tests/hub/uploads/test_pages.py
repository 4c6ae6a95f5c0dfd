"""The data officer's pages, without script: upload, look, answer, correct, send, come back."""

from __future__ import annotations

import io
import re
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.hub.conftest import Hub
from tests.hub.uploads.conftest import BUSIA, BUSSIA, HEADERS, NOWHERE, csv_bytes, fresh, send, submit_all

from njia_hub.audit.models import Event
from njia_hub.routes.models import Route
from njia_hub.uploads.models import ProposedSpelling, Upload
from njia_hub.work.jobs import run_pending

FORMULA = ["", "=1+1", "Kenya", "", "@SUM(A1)", "+Qatar", "-2", "=cmd|' /C calc'!A0", ""]


def post_file(client: Any, content: bytes, name: str = "cases.csv", **fields: str) -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post("/files/", {"file": file, "collection": "2024", **fields})


def text_of(response: Any) -> str:
    return text_of_markup(response.content.decode())


def text_of_markup(markup: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", markup))


def test_the_officers_whole_story(hub: Hub, signed_in: Any) -> None:
    client = signed_in(hub.dan)
    sent = post_file(client, csv_bytes([BUSIA, BUSSIA, NOWHERE]))
    upload = Upload.objects.get()
    assert sent.headers["Location"] == reverse("uploads:upload", args=[upload.pk])
    assert "The file is being read." in text_of(client.get(sent.headers["Location"]))
    run_pending()
    page = client.get(sent.headers["Location"])
    assert "Busia, Kenya → Nairobi, Kenya → Beirut, Lebanon · 3 people" in text_of(page)
    assert "Send 2 rows" in text_of(page)
    for show, rows in (("unusable", 1), ("doubtful", 1), ("usable", 1), ("no-such-filter", 3)):
        assert len(client.get(page.request["PATH_INFO"], {"show": show}).context["rows"]) == rows
    asked = client.get(reverse("uploads:questions", args=[upload.pk])).context["asked"]
    answers = {"state": asked.state, "text-0": "agriculture", "other-1": "Kisumu"}
    assert [one.text for one in asked.spellings] == ["Shamba work", "Bussia"]
    assert client.post(reverse("uploads:questions", args=[upload.pk]), answers).status_code == 302
    run_pending()
    assert fresh(upload).unknown_spellings == []
    row = upload.rows.get(row=4)
    cells = client.get(reverse("uploads:row", args=[upload.pk, row.pk])).context["cells"]
    name = next(cell.name for cell in cells if cell.column == "Country of exploitation")
    client.post(reverse("uploads:row", args=[upload.pk, row.pk]), {name: "Oman"})
    assert "Send 3 rows" in text_of(client.get(page.request["PATH_INFO"]))
    client.post(reverse("uploads:submit", args=[upload.pk]))
    run_pending()
    assert Route.objects.count() == 3
    assert "Everything in this file is sent." in text_of(client.get(page.request["PATH_INFO"]))
    assert "3 sent" in text_of(client.get("/files/"))


def first_of(response: Any) -> list[str]:
    """Give what the page offers first: links and buttons in the colour for it."""
    page = response.content.decode()
    found = re.findall(r'<(?:a|button)[^>]*class="(?:button )?first"[^>]*>(.*?)</(?:a|button)>', page)
    return [text_of_markup(one) for one in found]


def test_what_a_file_leaves_to_ask_comes_before_sending_it(hub: Hub, signed_in: Any) -> None:
    upload = send(
        hub.dan, hub.collection, csv_bytes([[*BUSIA, "43"], [*BUSSIA, "40"]], [*HEADERS, "Shoe size"])
    )
    client, address = signed_in(hub.dan), reverse("uploads:upload", args=[upload.pk])
    assert first_of(client.get(address)) == ["Say what they mean"]
    asked = client.get(reverse("uploads:questions", args=[upload.pk])).context["asked"]
    answers = {"state": asked.state, "column-0": "-", "text-0": "agriculture", "other-1": "Kisumu"}
    client.post(reverse("uploads:questions", args=[upload.pk]), answers)
    run_pending()
    page = client.get(address)
    assert first_of(page) == ["Send 2 rows"]
    assert "left out" not in text_of(page)


def test_sending_says_what_it_leaves_out(hub: Hub, signed_in: Any) -> None:
    columns = [f"Own <b>{number}" for number in range(8)]
    rows = [[*row, *"abcdefgh"] for row in (BUSIA, BUSSIA, NOWHERE)]
    upload = send(hub.dan, hub.collection, csv_bytes(rows, [*HEADERS, *columns]))
    page = signed_in(hub.dan).get(reverse("uploads:upload", args=[upload.pk]))
    said = text_of(page).split("What is left out when you send now:")[1].split("Send 2 rows")[0]
    assert "1 row that cannot be used stays here." in said
    assert "not read: Own &lt;b&gt;0; Own &lt;b&gt;1;" in said
    assert "Own &lt;b&gt;5 and 2 more" in said
    assert "Own &lt;b&gt;6" not in said
    assert "its country stays: Shamba work; Bussia" in said
    assert 'aria-describedby="left-out"' in page.content.decode()


def test_another_organisations_officer_finds_nothing(hub: Hub, signed_in: Any) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([BUSIA, NOWHERE]), "CANARY-FILE.csv")
    row = upload.rows.first()
    client = signed_in(hub.erin)
    for name, arguments in (
        ("upload", [upload.pk]),
        ("progress", [upload.pk]),
        ("questions", [upload.pk]),
        ("row", [upload.pk, row.pk]),
        ("original", [upload.pk]),
        ("to_mend", [upload.pk]),
    ):
        assert client.get(reverse(f"uploads:{name}", args=arguments)).status_code == 404, name
    for name, arguments in (
        ("submit", [upload.pk]),
        ("set_apart", [upload.pk]),
        ("read_again", [upload.pk]),
        ("questions", [upload.pk]),
        ("row", [upload.pk, row.pk]),
    ):
        assert client.post(reverse(f"uploads:{name}", args=arguments)).status_code == 404, name
    assert "CANARY" not in client.get("/files/").content.decode()
    theirs = send(hub.erin, hub.collection, csv_bytes([BUSIA]))
    # A row is only found in its own upload.
    assert client.get(reverse("uploads:row", args=[theirs.pk, row.pk])).status_code == 404


@pytest.mark.parametrize("name", ["alice", "anna", "pat"])
def test_only_data_officers_have_files(hub: Hub, signed_in: Any, name: str) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([BUSIA]))
    client = signed_in(getattr(hub, name))
    assert client.get("/files/").status_code == 403
    assert client.get(reverse("uploads:upload", args=[upload.pk])).status_code == 403
    assert post_file(client, csv_bytes([NOWHERE])).status_code == 403
    assert Upload.objects.count() == 1


def test_the_original_is_given_back_byte_for_byte_and_never_opened(hub: Hub, signed_in: Any) -> None:
    content = b"<script>alert(1)</script>," + csv_bytes([BUSIA])
    upload = send(hub.dan, hub.collection, content, 'a"b<script>.csv')
    answer = signed_in(hub.dan).get(reverse("uploads:original", args=[upload.pk]))
    assert answer.content == content
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert Event.objects.filter(verb="export.make", target=f"upload:{upload.pk}").exists()


def test_the_sheet_to_mend_says_what_is_wrong_and_holds_no_formula(hub: Hub, signed_in: Any) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([BUSIA, FORMULA, NOWHERE]))
    answer = signed_in(hub.dan).get(reverse("uploads:to_mend", args=[upload.pk]))
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows())
    assert [cell.value for cell in rows[0]][:4] == ["Sheet", "Row", "Can it be used?", "Column"]
    assert {row[1].value for row in rows[1:]} == {3, 4}
    assert all(cell.data_type != "f" for row in rows for cell in row)
    (formula,) = {row[4] for row in rows[1:] if row[4].value == "@SUM(A1)"}
    assert formula.quotePrefix  # and none when somebody edits the cell
    assert all(row[5].value and row[6].value for row in rows[1:])


def test_what_people_wrote_is_shown_and_does_nothing(hub: Hub, signed_in: Any) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    headers = [*HEADERS[:-1], evil]
    upload = send(
        hub.dan, hub.collection, csv_bytes([[*BUSSIA[:1], evil, *BUSSIA[2:-1], evil]], headers), f"{evil}.csv"
    )
    client, row = signed_in(hub.dan), upload.rows.get()
    for address in (
        "/files/",
        reverse("uploads:upload", args=[upload.pk]),
        reverse("uploads:questions", args=[upload.pk]),
        reverse("uploads:row", args=[upload.pk, row.pk]),
    ):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "onerror" in page or address == "/files/"


def test_the_template_asks_what_the_collection_asks(hub: Hub, signed_in: Any) -> None:
    client = signed_in(hub.dan)
    answer = client.get("/files/template", {"collection": "2024", "language": "sw"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    said = [cell.value for cell in next(book.worksheets[0].iter_rows())]
    assert "Mahali pa kupitia 1" in said
    for wrong in ({"collection": "no", "language": "en"}, {"collection": "2024", "language": "xx"}, {}):
        assert client.get("/files/template", wrong).status_code == 404


def test_questions_of_another_reading_are_not_answered(hub: Hub, signed_in: Any) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([BUSSIA]))
    answers = {"state": "another", "text-0": "agriculture"}
    client = signed_in(hub.dan)
    assert client.post(reverse("uploads:questions", args=[upload.pk]), answers).status_code == 302
    assert fresh(upload).state == Upload.State.READ
    assert not ProposedSpelling.objects.exists()


def test_a_place_that_is_not_in_the_list_is_said_beside_its_question(hub: Hub, signed_in: Any) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([BUSSIA]))
    client = signed_in(hub.dan)
    address = reverse("uploads:questions", args=[upload.pk])
    asked = client.get(address).context["asked"]
    at = [one.text for one in asked.spellings].index("Bussia")
    answer = client.post(address, {"state": asked.state, f"other-{at}": "Nowhereville"})
    assert answer.status_code == 422
    assert "There is no such place in the list" in text_of(answer)
    assert "Nowhereville" in answer.content.decode()


def test_a_suggested_place_is_known_as_the_list_writes_it(hub: Hub) -> None:
    from njia_hub.uploads.questions import _place_meant

    assert _place_meant("Kisumu, Kenya", "KE") == _place_meant("Kisumu", "KE") != ""
    assert _place_meant("Busia, Busia, Uganda", "UG")
    assert _place_meant("Busia", "") == ""
    assert _place_meant("x" * 5_000, "") == ""


def test_a_coordinator_accepts_spellings(hub: Hub, signed_in: Any, no_second_factor: None) -> None:
    from njia_hub.uploads.matching import Answers, match

    upload = send(hub.dan, hub.collection, csv_bytes([BUSSIA]))
    match(hub.dan, upload, Answers(places={("Bussia", "KE"): "iso:KE", ("Bussja", "KE"): "iso:KE"}))
    client = signed_in(hub.carol)
    assert "Bussia" in text_of(client.get("/files/spellings"))
    first, second = ProposedSpelling.objects.all()
    client.post(reverse("uploads:spelling", args=[first.pk]), {"answer": "accept"})
    client.post(reverse("uploads:spelling", args=[second.pk]), {"answer": "decline"})
    assert list(ProposedSpelling.objects.values_list("state", flat=True)) == ["accepted", "declined"]
    assert client.post(reverse("uploads:spelling", args=[first.pk])).status_code == 404
    assert signed_in(hub.dan).get("/files/spellings").status_code == 403


def test_a_file_sent_again_leads_to_the_one_that_is_there(hub: Hub, signed_in: Any) -> None:
    client = signed_in(hub.dan)
    first, again = (post_file(client, csv_bytes([BUSIA])) for _ in range(2))
    assert first.headers["Location"] == again.headers["Location"]
    assert "You have sent this very file before." in text_of(client.get(again.headers["Location"]))


@pytest.mark.parametrize("fields", [{"collection": "no such"}, {"collection": ""}])
def test_a_file_without_its_collection_is_not_taken(hub: Hub, signed_in: Any, fields: dict[str, str]) -> None:
    assert post_file(signed_in(hub.dan), csv_bytes([BUSIA]), **fields).status_code == 302
    assert not Upload.objects.exists()


def test_a_corrected_version_is_said_and_can_be_set_apart(hub: Hub, signed_in: Any) -> None:
    submit_all(hub.dan, send(hub.dan, hub.collection, csv_bytes([BUSIA, BUSSIA, NOWHERE])))
    later = send(hub.dan, hub.collection, csv_bytes([BUSIA, [*BUSSIA[:6], "9", *BUSSIA[7:]]]))
    client = signed_in(hub.dan)
    page = client.get(reverse("uploads:upload", args=[later.pk]))
    assert "1 rows are sent already, 1 have changed, 0 are new." in text_of(page)
    assert "1 row is not in it any more" in text_of(page)
    client.post(reverse("uploads:set_apart", args=[later.pk]))
    run_pending()
    assert "corrected version" not in text_of(client.get(reverse("uploads:upload", args=[later.pk])))


def test_progress_is_plain_to_a_script(hub: Hub, signed_in: Any) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([BUSIA]))
    answer = signed_in(hub.dan).get(reverse("uploads:progress", args=[upload.pk])).json()
    assert answer == {"is_busy": False, "done": 2, "total": 2}


def test_a_range_stays_a_range(hub: Hub, signed_in: Any) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([["10-15" if cell == "3" else cell for cell in BUSIA]]))
    page = text_of(signed_in(hub.dan).get(reverse("uploads:upload", args=[upload.pk])))
    assert "Beirut, Lebanon · 10 to 15 people" in page


def test_a_journey_is_read_in_the_direction_of_the_page(hub: Hub, signed_in: Any) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([BUSIA]))
    address = reverse("uploads:upload", args=[upload.pk])
    page = signed_in(hub.dan).get(address, headers={"Accept-Language": "ar"}).content.decode()
    assert "←" in page
    assert "→" not in page
