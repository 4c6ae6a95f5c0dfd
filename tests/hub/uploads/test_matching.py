"""What a file leaves to ask is answered once, and remembered for the organisation's next files."""

from __future__ import annotations

from typing import Any

import pytest
from tests.hub.conftest import Hub
from tests.hub.uploads.conftest import BUSIA, BUSSIA, HEADERS, csv_bytes, fresh, send, verdicts

from njia_hub.places.models import Alias
from njia_hub.places.teaching import NotTeachable
from njia_hub.routes.submitting import NotAllowed
from njia_hub.uploads.accepting import accept, decline, proposed
from njia_hub.uploads.matching import Answers, match
from njia_hub.uploads.models import ProposedSpelling, Upload
from njia_hub.work.jobs import run_pending

OWN = ["Ref", "Bilowga", "Dhamaadka", "Dadka"]  # no header of it is known


def places_of(upload: Upload) -> list[str]:
    return [stop["place_name"] for stop in upload.rows.first().document["route"]["stops"]]


@pytest.fixture
def busia() -> str:
    from njia_hub.places.at_hand import gazetteer

    place = gazetteer().resolve("Kisumu", "KE").place
    assert place is not None
    return place.place_id


def test_one_answer_mends_all_rows_and_the_next_file(hub: Hub, busia: str) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([BUSSIA, BUSSIA]))
    assert verdicts(upload) == ["doubtful", "doubtful"]
    match(
        hub.dan,
        upload,
        Answers(wordings={("industry", "Shamba work"): "agriculture"}, places={("Bussia", "KE"): busia}),
    )
    run_pending()
    upload = fresh(upload)
    assert upload.unknown_spellings == []
    assert verdicts(upload) == ["usable", "usable"]
    assert places_of(upload)[0] == "Kisumu"
    later = send(hub.dan, hub.collection, csv_bytes([[*BUSSIA[:6], "8", *BUSSIA[7:]]]), "later.csv")
    assert verdicts(later) == ["usable"]


def test_another_organisation_learns_nothing_of_it(hub: Hub, busia: str) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([BUSSIA]))
    match(hub.dan, upload, Answers(places={("Bussia", "KE"): busia}))
    theirs = send(hub.erin, hub.collection, csv_bytes([BUSSIA]))
    assert "Bussia" in {one["text"] for one in theirs.unknown_spellings}


def test_a_file_without_one_known_header_is_matched_and_read(hub: Hub) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([["7", "Kisumu, Kenya", "Doha, Qatar", "4"]], OWN))
    assert upload.state == Upload.State.UNREADABLE
    assert [column["column"] for column in upload.unknown_columns] == OWN
    match(
        hub.dan,
        upload,
        Answers(headers={"Bilowga": "origin", "Dhamaadka": "destination", "Dadka": "cases", "Ref": ""}),
    )
    run_pending()
    upload = fresh(upload)
    assert upload.state == Upload.State.READ
    assert upload.rows.get().document["route"]["cases"]["best"] == 4
    assert upload.unknown_columns == []


@pytest.mark.parametrize(
    "answers",
    [
        Answers(headers={"x": "no_such_column"}),
        Answers(wordings={("industry", "x"): "no_such_code"}),
        Answers(wordings={("no_such_list", "x"): "y"}),
        Answers(places={("x", "KE"): "gn:0"}),
        Answers(places={("x" * 300, "KE"): "iso:KE"}),
    ],
)
def test_an_answer_that_there_is_not_is_refused_and_nothing_is_kept(hub: Hub, answers: Answers) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([BUSIA]))
    with pytest.raises(NotAllowed):
        match(hub.dan, upload, answers)
    assert not ProposedSpelling.objects.exists()
    assert fresh(upload).state == Upload.State.READ


def test_a_spelling_with_a_bar_means_what_was_meant(hub: Hub, busia: str) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([[BUSIA[0], "Bus|sia", *BUSIA[2:]]]))
    match(hub.dan, upload, Answers(places={("Bus|sia", "KE"): busia}))
    run_pending()
    assert ProposedSpelling.objects.get().spelling == "Bus sia | KE"
    assert fresh(upload).state == Upload.State.READ


def test_a_coordinator_makes_a_spelling_the_networks(hub: Hub, busia: str) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([BUSSIA]))
    match(hub.dan, upload, Answers(places={("Bussia", "KE"): busia}))
    run_pending()
    (found,) = proposed()
    accept(hub.carol, found)
    assert Alias.objects.get().place_id == busia
    assert not proposed().exists()
    theirs = send(hub.erin, hub.collection, csv_bytes([BUSSIA]))
    assert "Bussia" not in {one["text"] for one in theirs.unknown_spellings}


def test_what_the_network_knows_otherwise_is_not_replaced(hub: Hub, busia: str) -> None:
    from njia_hub.audit.acting import SYSTEM, action

    with action("test.prepare", SYSTEM):
        Alias.objects.create(spelling="Bussia | KE", place_id="iso:KE", accepted_by=hub.carol)
    upload = send(hub.dan, hub.collection, csv_bytes([BUSIA]))
    match(hub.dan, upload, Answers(places={("Bussia", "KE"): busia}))
    with pytest.raises(NotAllowed):
        accept(hub.carol, proposed().get())
    assert Alias.objects.get().place_id == "iso:KE"


def test_a_spelling_that_would_mislead_stays_the_organisations(hub: Hub, busia: str) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([BUSIA]))
    match(hub.dan, upload, Answers(places={("Nairobi", "KE"): busia}))
    with pytest.raises(NotTeachable):
        accept(hub.carol, proposed().get())
    assert not Alias.objects.exists()
    assert proposed().exists()


def test_a_declined_spelling_stays_the_organisations(hub: Hub, busia: str) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([BUSSIA]))
    match(hub.dan, upload, Answers(places={("Bussia", "KE"): busia}))
    run_pending()
    decline(hub.carol, proposed().get())
    assert not Alias.objects.exists()
    later = send(hub.dan, hub.collection, csv_bytes([BUSSIA, BUSIA], HEADERS), "later.csv")
    assert places_of(later)[0] == "Kisumu"


def test_what_was_taught_is_looked_over_and_taken_back(hub: Hub, busia: str, signed_in: Any) -> None:
    answers = Answers(
        headers={"Notes": ""},
        wordings={("industry", "Shamba work"): "agriculture"},
        places={("Bussia", "KE"): busia},
    )
    upload = send(hub.dan, hub.collection, csv_bytes([BUSSIA]))
    match(hub.dan, upload, answers)
    run_pending()
    dan, erin = signed_in(hub.dan), signed_in(hub.erin)
    page = dan.get("/files/taught").content.decode()
    assert all(words in page for words in ("Agriculture", "Kisumu", "not read", "Bussia"))
    assert "Bussia" not in erin.get("/files/taught").content.decode()
    for kind, key in (("header", "note"), ("wording", "industry | Shamba work"), ("spelling", "Bussia | KE")):
        assert erin.post("/files/forget", {"kind": kind, "key": key}).status_code == 404
        assert dan.post("/files/forget", {"kind": kind, "key": key}).status_code == 302, key
        assert dan.post("/files/forget", {"kind": kind, "key": key}).status_code == 404
    assert dan.post("/files/forget", {"kind": "headers", "key": "x"}).status_code == 404
    dan.post(f"/files/{upload.pk}/read-again")
    run_pending()
    assert {one["text"] for one in fresh(upload).unknown_spellings} == {"Bussia", "Shamba work"}
