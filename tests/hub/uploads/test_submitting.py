"""Usable rows become routes: once, resumed where it stopped, and never over what somebody has decided."""

from __future__ import annotations

import pytest
from tests.hub.conftest import Hub, accept, journey
from tests.hub.uploads.conftest import (
    BUSIA,
    BUSSIA,
    HEADERS,
    KISUMU,
    NOWHERE,
    csv_bytes,
    fates,
    fresh,
    send,
    submit_all,
)

from njia_hub.audit.models import Event
from njia_hub.routes.document import Document
from njia_hub.routes.models import Revision, Route
from njia_hub.routes.submitting import NotAllowed, edit
from njia_hub.uploads import submitting
from njia_hub.uploads.models import Upload, UploadedRow
from njia_hub.work import jobs
from njia_hub.work.models import Job

FIVE = [BUSIA, KISUMU, BUSSIA, [*BUSIA[:6], "5", *BUSIA[7:]], [*BUSIA[:6], "6", *BUSIA[7:]]]


def mended(rows: list[list[str]], at: int, cases: str) -> list[list[str]]:
    return [[*row[:6], cases, *row[7:]] if number == at else row for number, row in enumerate(rows)]


def test_usable_rows_become_routes_and_the_others_wait(hub: Hub) -> None:
    upload = submit_all(hub.dan, send(hub.dan, hub.collection, csv_bytes([BUSIA, BUSSIA, NOWHERE])))
    assert upload.state == Upload.State.SUBMITTED
    assert Route.objects.count() == 2
    assert fates(upload) == ["sent", "sent", "new"]
    route = upload.rows.order_by("row").first().route
    document = Document.model_validate(route.current.document)
    assert (route.organisation, route.author, route.state) == (hub.alices, hub.dan, "submitted")
    assert document.route.id == str(route.pk)
    assert (document.source.way, document.source.row) == ("upload", 2)
    assert document.written["Place of origin"] == "Busia"
    assert Event.objects.filter(verb="upload.send").exists()


def test_what_was_stopped_goes_on_where_it_stood(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(submitting, "ROWS_AT_ONCE", 2)
    upload = send(hub.dan, hub.collection, csv_bytes(FIVE))
    keep, kept = submitting._keep, []

    def stop_at_the_second(rows: list[UploadedRow]) -> None:
        keep(rows)
        kept.append(rows)
        if len(kept) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(submitting, "_keep", stop_at_the_second)
    submitting.submit(hub.dan, upload)
    with pytest.raises(KeyboardInterrupt):
        jobs.run_pending()
    # The second two were one transaction: neither is half there.
    assert Route.objects.count() == Revision.objects.count() == 2
    jobs.begin_again()
    jobs.run_pending()
    assert Route.objects.count() == Revision.objects.count() == 5
    assert fresh(upload).state == Upload.State.SUBMITTED


def test_asked_twice_nothing_is_sent_twice(hub: Hub) -> None:
    upload = send(hub.dan, hub.collection, csv_bytes(FIVE))
    submitting.submit(hub.dan, upload)
    with pytest.raises(NotAllowed):
        submitting.submit(hub.dan, upload)
    jobs.run_pending()
    with pytest.raises(NotAllowed):
        submitting.submit(hub.dan, upload)
    # The same work claimed again, as after a crash at its very end.
    Job.objects.filter(kind="upload.submit").update(state=Job.State.WAITING)
    jobs.run_pending()
    assert Route.objects.count() == Revision.objects.count() == 5


def test_a_corrected_file_changes_routes_and_makes_no_doubles(hub: Hub) -> None:
    submit_all(hub.dan, send(hub.dan, hub.collection, csv_bytes(FIVE)))
    later = send(
        hub.dan, hub.collection, csv_bytes([*mended(FIVE, 1, "40"), [*KISUMU[:6], "77", *KISUMU[7:]]])
    )
    assert later.corrects is not None
    assert fates(later) == ["sent", "changed", "sent", "sent", "sent", "new"]
    submit_all(hub.dan, later)
    assert Route.objects.count() == 6
    changed = later.rows.order_by("row")[1].route
    assert [r.document["route"]["cases"]["best"] for r in changed.revisions.all()] == [12, 40]
    assert {r.verb for r in changed.revisions.all()} == {"upload"}
    assert set(fates(later)) == {"sent"}


def test_a_row_whose_route_was_reviewed_is_said_and_not_overwritten(hub: Hub) -> None:
    first = submit_all(hub.dan, send(hub.dan, hub.collection, csv_bytes(FIVE)))
    accept(first.rows.order_by("row")[1].route)
    later = send(hub.dan, hub.collection, csv_bytes(mended(mended(FIVE, 1, "40"), 0, "9")))
    assert fates(later) == ["changed", "settled", "sent", "sent", "sent"]
    submit_all(hub.dan, later)
    settled = later.rows.order_by("row")[1].route
    assert (settled.state, settled.revision) == ("accepted", 1)


def test_a_route_that_is_reviewed_while_the_file_waits_is_not_overwritten(hub: Hub) -> None:
    first = submit_all(hub.dan, send(hub.dan, hub.collection, csv_bytes(FIVE)))
    later = send(hub.dan, hub.collection, csv_bytes(mended(FIVE, 1, "40")))
    accept(first.rows.order_by("row")[1].route)
    submit_all(hub.dan, later)
    assert fates(later)[1] == "settled"
    assert Route.objects.get(pk=first.rows.order_by("row")[1].route_id).revision == 1


def test_what_was_changed_in_the_hub_is_not_overwritten_by_a_file(hub: Hub) -> None:
    first = submit_all(hub.dan, send(hub.dan, hub.collection, csv_bytes(FIVE)))
    route = first.rows.order_by("row")[0].route
    edit(hub.dan, route, 1, Document(route=journey(str(route.pk), people=99)))
    later = send(hub.dan, hub.collection, csv_bytes(mended(FIVE, 0, "41")))
    assert fates(later)[0] == "settled"
    with pytest.raises(NotAllowed):
        submitting.submit(hub.dan, later)
    assert Route.objects.get(pk=route.pk).current.document["route"]["cases"]["best"] == 99


def test_a_file_that_a_corrected_one_replaces_cannot_be_sent_any_more(hub: Hub) -> None:
    first = send(hub.dan, hub.collection, csv_bytes(FIVE))
    later = send(hub.dan, hub.collection, csv_bytes(mended(FIVE, 1, "40")))
    with pytest.raises(NotAllowed):
        submitting.submit(hub.dan, first)
    submit_all(hub.dan, later)
    assert Route.objects.count() == 5


def test_an_own_reference_is_known_in_any_file(hub: Hub) -> None:
    named = [["K-1", *BUSIA[1:]], ["K-2", *KISUMU[1:]]]
    submit_all(hub.dan, send(hub.dan, hub.collection, csv_bytes(named), "january.csv"))
    later = send(
        hub.dan, hub.collection, csv_bytes([["K-9", *BUSSIA[1:]], ["k-2", *BUSSIA[1:]]]), "february.csv"
    )
    assert fates(later) == ["new", "changed"]
    submit_all(hub.dan, later)
    assert Route.objects.count() == 3


def test_two_files_numbered_from_one_are_two_files(hub: Hub) -> None:
    submit_all(hub.dan, send(hub.dan, hub.collection, csv_bytes([["1", *BUSIA[1:]]]), "january.csv"))
    later = send(hub.dan, hub.collection, csv_bytes([["1", *KISUMU[1:]]]), "february.csv")
    assert later.corrects is None
    submit_all(hub.dan, later)
    assert Route.objects.count() == 2


def test_another_organisations_rows_are_never_recognised(hub: Hub) -> None:
    named = [["K-1", *BUSIA[1:]], ["K-2", *KISUMU[1:]]]
    submit_all(hub.dan, send(hub.dan, hub.collection, csv_bytes(named)))
    theirs = send(hub.erin, hub.collection, csv_bytes(named))
    assert theirs.corrects is None
    assert fates(theirs) == ["new", "new"]


def test_a_collection_that_closes_meanwhile_takes_nothing_and_says_so(hub: Hub) -> None:
    from njia_hub.audit.acting import SYSTEM, action

    upload = send(hub.dan, hub.collection, csv_bytes(FIVE))
    submitting.submit(hub.dan, upload)
    with action("test.close", SYSTEM):
        type(hub.collection).objects.update(state="closed")
    jobs.run_pending()
    upload = fresh(upload)
    assert not Route.objects.exists()
    assert upload.state == Upload.State.READ
    assert upload.job.failure


def test_a_person_who_left_in_between_sends_nothing(hub: Hub) -> None:
    from njia_hub.audit.acting import SYSTEM, action

    upload = send(hub.dan, hub.collection, csv_bytes(FIVE))
    submitting.submit(hub.dan, upload)
    with action("test.deactivate", SYSTEM):
        type(hub.dan).objects.filter(pk=hub.dan.pk).update(is_active=False)
    jobs.run_pending()
    assert not Route.objects.exists()


def test_another_journey_of_the_same_file_name_can_be_set_apart(hub: Hub) -> None:
    from njia_hub.uploads.matching import set_apart

    submit_all(hub.dan, send(hub.dan, hub.collection, csv_bytes(FIVE)))
    later = send(hub.dan, hub.collection, csv_bytes(FIVE[:4]))
    assert set(fates(later)) == {"sent"}
    set_apart(hub.dan, later)
    jobs.run_pending()
    assert set(fates(fresh(later))) == {"new"}
    submit_all(hub.dan, fresh(later))
    assert Route.objects.count() == 9


def test_a_row_that_no_form_could_hold_is_sent_all_the_same(hub: Hub) -> None:
    long = [
        "",
        "Busia",
        "Kenya",
        "; ".join(["Nairobi", "Kampala"] * 60),
        "Beirut",
        "Lebanon",
        "3",
        "",
        "x" * 30_000,
    ]
    upload = submit_all(hub.dan, send(hub.dan, hub.collection, csv_bytes([long])))
    route = upload.rows.get().route
    assert len(route.current.document["route"]["stops"]) == 122
    assert not route.is_complete


def test_a_row_that_answers_everything_is_complete(hub: Hub) -> None:
    headers = [*HEADERS, "Source kind", "Start date", "Recruitment method"]
    rows = [[*BUSIA, "Own casework", "March 2024", "Friends"], [*KISUMU, "", "", ""]]
    upload = submit_all(hub.dan, send(hub.dan, hub.collection, csv_bytes(rows, headers)))
    assert [row.route.is_complete for row in upload.rows.order_by("row")] == [True, False]


def test_a_route_that_was_taken_back_is_not_sent_again_by_a_file(hub: Hub) -> None:
    from njia_hub.routes.submitting import withdraw

    first = submit_all(hub.dan, send(hub.dan, hub.collection, csv_bytes(FIVE)))
    withdraw(hub.dan, first.rows.order_by("row")[0].route)
    later = send(hub.dan, hub.collection, csv_bytes(mended(FIVE, 1, "40")))
    assert fates(later) == ["settled", "changed", "sent", "sent", "sent"]
    submit_all(hub.dan, later)
    assert first.rows.order_by("row")[0].route.state == "withdrawn"


def test_a_file_with_nothing_left_to_send_is_sent(hub: Hub) -> None:
    from njia_hub.uploads.reading import read_once_more

    upload = submit_all(hub.dan, send(hub.dan, hub.collection, csv_bytes(FIVE)))
    read_once_more(hub.dan, upload)
    jobs.run_pending()
    assert fresh(upload).state == Upload.State.SUBMITTED
    assert send(hub.dan, hub.collection, csv_bytes(FIVE[:3])).state == Upload.State.SUBMITTED
    added = [*FIVE, [*KISUMU[:6], "8", *KISUMU[7:]]]
    assert send(hub.dan, hub.collection, csv_bytes(added)).state == Upload.State.READ
