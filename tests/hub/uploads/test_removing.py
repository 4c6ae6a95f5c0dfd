"""A file is deleted as long as nothing of it was sent; after that it stays, and its routes are taken back."""

import json
from typing import Any

import pytest
from django.urls import reverse
from tests.hub.conftest import Hub, accept, submit
from tests.hub.uploads.conftest import BUSIA, KISUMU, NOWHERE, csv_bytes, fresh, send, submit_all

from njia_hub.audit.acting import SYSTEM, action
from njia_hub.audit.models import Event
from njia_hub.routes.models import Revision, Route
from njia_hub.routes.submitting import NotAllowed
from njia_hub.routes.submitting import withdraw as take_back_one
from njia_hub.uploads.models import Upload, UploadedRow
from njia_hub.uploads.receiving import receive
from njia_hub.uploads.removing import is_sent, left_to_take_back, remove, withdraw_routes
from njia_hub.uploads.submitting import submit as submit_upload

CHANGED = [*KISUMU[:6], "40", *KISUMU[7:]]


def close(hub: Hub) -> None:
    with action("test.prepare", SYSTEM):
        hub.collection.state = "closed"
        hub.collection.save()


def test_a_file_of_which_nothing_was_sent_is_deleted_for_good(hub: Hub) -> None:
    upload, theirs = (send(who, hub.collection, csv_bytes([BUSIA, NOWHERE])) for who in (hub.dan, hub.erin))
    remove(hub.dan, upload)
    assert list(Upload.objects.all()) == [theirs]
    assert UploadedRow.objects.count() == 2
    event = Event.objects.get(verb="upload.remove")
    assert (event.actor, event.target) == (hub.dan.actor, f"upload:{upload.pk}")
    assert json.loads(event.details) == {"rows": 2, "size_bytes": upload.size}


def test_the_same_file_can_be_sent_again_afterwards(hub: Hub) -> None:
    remove(hub.dan, send(hub.dan, hub.collection, csv_bytes([BUSIA])))
    again = submit_all(hub.dan, send(hub.dan, hub.collection, csv_bytes([BUSIA])))
    assert (again.state, Route.objects.count()) == ("submitted", 1)


def test_a_file_that_cannot_be_read_is_deleted_also_from_a_closed_collection(hub: Hub) -> None:
    upload = send(hub.dan, hub.collection, b"not a table", "cases.xlsx")
    assert upload.state == "unreadable"
    close(hub)
    remove(hub.dan, upload)
    assert not Upload.objects.exists()


def test_once_one_row_was_sent_the_file_stays(hub: Hub) -> None:
    upload = submit_all(hub.dan, send(hub.dan, hub.collection, csv_bytes([BUSIA, NOWHERE])))
    with pytest.raises(NotAllowed, match="it is kept"):
        remove(hub.dan, upload)
    take_back_one(hub.dan, Route.objects.get())
    with pytest.raises(NotAllowed, match="it is kept"):
        remove(hub.dan, upload)
    assert bytes(fresh(upload).content) == csv_bytes([BUSIA, NOWHERE])


def test_a_corrected_version_that_was_not_sent_is_deleted_and_leaves_what_was(hub: Hub) -> None:
    first = submit_all(hub.dan, send(hub.dan, hub.collection, csv_bytes([BUSIA, KISUMU])))
    second = send(hub.dan, hub.collection, csv_bytes([BUSIA, CHANGED]))
    assert (second.corrects, is_sent(second)) == (first, False)
    remove(hub.dan, second)
    assert Route.objects.filter(state="submitted").count() == 2
    assert not fresh(first).corrected_by.exists()
    third = submit_all(hub.dan, send(hub.dan, hub.collection, csv_bytes([BUSIA, CHANGED])))
    assert (third.corrects, Revision.objects.count()) == (first, 3)
    assert is_sent(third)


def test_an_earlier_version_that_was_not_sent_is_deleted_and_leaves_the_later_one(hub: Hub) -> None:
    first = send(hub.dan, hub.collection, csv_bytes([BUSIA, KISUMU]))
    second = send(hub.dan, hub.collection, csv_bytes([BUSIA, CHANGED]))
    assert second.corrects == first
    remove(hub.dan, first)
    assert submit_all(hub.dan, fresh(second)).corrects is None
    assert Route.objects.count() == 2


def test_taking_back_a_files_routes_keeps_the_file_and_every_revision(hub: Hub) -> None:
    ours = submit(hub.alice, hub.collection)
    upload = submit_all(hub.dan, send(hub.dan, hub.collection, csv_bytes([BUSIA, KISUMU, NOWHERE])))
    accept(Route.objects.exclude(pk=ours.pk).latest("submitted"))
    revisions = Revision.objects.count()
    assert withdraw_routes(hub.dan, upload, "The wrong year") == 2
    states = Route.objects.values_list("state", "comment")
    assert sorted(states) == [("submitted", ""), *[("withdrawn", "The wrong year")] * 2]
    assert Revision.objects.count() == revisions
    assert bytes(fresh(upload).content) == csv_bytes([BUSIA, KISUMU, NOWHERE])
    assert sorted(row.fate for row in upload.rows.all()) == ["new", "settled", "settled"]
    event = Event.objects.get(verb="upload.withdraw")
    assert (event.target, json.loads(event.details)) == (f"upload:{upload.pk}", {"routes": 2})
    changed = set(Route.objects.filter(state="withdrawn").values_list("changed", flat=True))
    assert changed == {event.seq}


def test_what_makes_no_sense_is_refused_and_no_event(hub: Hub) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes([BUSIA]))
    with pytest.raises(NotAllowed, match="delete it instead"):
        withdraw_routes(hub.dan, upload)
    submit_all(hub.dan, upload)
    withdraw_routes(hub.dan, upload)
    assert not left_to_take_back(upload).exists()
    with pytest.raises(NotAllowed, match="taken back already"):
        withdraw_routes(hub.dan, upload)
    assert Event.objects.filter(verb="upload.withdraw").count() == 1


def test_routes_of_a_closed_collection_are_not_taken_back(hub: Hub) -> None:
    upload = submit_all(hub.dan, send(hub.dan, hub.collection, csv_bytes([BUSIA])))
    close(hub)
    with pytest.raises(NotAllowed, match="ask a coordinator"):
        withdraw_routes(hub.dan, fresh(upload))
    assert Route.objects.get().state == "submitted"


def test_nothing_is_done_while_the_worker_has_the_file(hub: Hub) -> None:
    waiting = receive(hub.dan, hub.collection, "cases.csv", csv_bytes([BUSIA])).upload
    with pytest.raises(NotAllowed, match="just now"):
        remove(hub.dan, waiting)
    sending = send(hub.dan, hub.collection, csv_bytes([KISUMU]))
    submit_upload(hub.dan, sending)
    for act in (remove, withdraw_routes):
        with pytest.raises(NotAllowed, match="just now"):
            act(hub.dan, sending)
    assert Upload.objects.count() == 2


def test_another_organisations_officer_can_do_neither(hub: Hub, signed_in: Any) -> None:
    unsent = send(hub.dan, hub.collection, csv_bytes([BUSIA]))
    sent = submit_all(hub.dan, send(hub.dan, hub.collection, csv_bytes([KISUMU]), "other.csv"))
    for act, upload in ((remove, unsent), (withdraw_routes, sent)):
        with pytest.raises(NotAllowed, match="another organisation"):
            act(hub.erin, upload)
    erin = signed_in(hub.erin)
    assert erin.post(reverse("uploads:remove", args=[unsent.pk])).status_code == 404
    assert erin.post(reverse("uploads:withdraw", args=[sent.pk])).status_code == 404
    assert (Upload.objects.count(), Route.objects.get().state) == (2, "submitted")


def test_the_page_offers_what_can_be_done(hub: Hub, signed_in: Any) -> None:
    dan = signed_in(hub.dan)
    upload = send(hub.dan, hub.collection, csv_bytes([BUSIA]))
    address = reverse("uploads:upload", args=[upload.pk])

    def offers() -> list[bool]:
        page = dan.get(address).content.decode()
        return [words in page for words in ("Delete the file", "Take back 1 route<")]

    assert offers() == [True, False]
    submit_all(hub.dan, upload)
    assert offers() == [False, True]
    dan.post(reverse("uploads:withdraw", args=[upload.pk]), {"reason": "The wrong file"})
    assert offers() == [False, False]
    assert Route.objects.get().comment == "The wrong file"
    assert "Taken back" in dan.get(address).content.decode()
    other = send(hub.dan, hub.collection, csv_bytes([KISUMU]), "other.csv")
    gone = dan.post(reverse("uploads:remove", args=[other.pk]), follow=True)
    assert gone.request["PATH_INFO"] == "/files/"
    assert "The file is deleted." in gone.content.decode()
    assert "other.csv" not in gone.content.decode()
