"""What is accepted is seen by the very next request, in every process, and what is taken back by none."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from tests.hub.conftest import Hub, accept, submit
from tests.hub.explore.conftest import NAIROBI, accepted

from njia.levels import Level
from njia_hub.audit.acting import SYSTEM, action
from njia_hub.explore import pool as live
from njia_hub.explore import snapshot
from njia_hub.explore.pool import pool
from njia_hub.routes.models import Revision, Route
from njia_hub.work import jobs
from njia_hub.work.models import Job


def ids() -> set[str]:
    return set(pool().data.routes["route_id"].to_pylist())


def set_state(route: Any, state: str) -> None:
    with action("test.decide", SYSTEM, f"route:{route.pk}") as recording:
        route.state = state
        route.save()
        recording.touch(route)


@pytest.mark.parametrize("state", ["withdrawn", "double", "returned", "submitted"])
def test_a_route_is_there_from_its_acceptance_until_it_is_no_longer_accepted(hub: Hub, state: str) -> None:
    route = submit(hub.alice, hub.collection)
    assert ids() == set()
    accept(route)
    assert ids() == {str(route.pk)}
    set_state(route, state)
    assert ids() == set()
    assert pool().data.places.num_rows == 0


def test_an_accepted_route_that_is_corrected_is_there_once_as_it_is_now(hub: Hub) -> None:
    from tests.hub.conftest import journey

    from njia_hub.routes.document import Document
    from njia_hub.routes.submitting import edit

    route = accepted(hub.alice, hub.collection, people=3)
    other = accepted(hub.bob, hub.collection, people=10)
    assert sorted(pool().data.routes["cases_best"].to_pylist()) == [3, 10]
    edit(hub.carol, route, 1, Document(route=journey(str(route.pk), people=5)), verb="correct")
    assert sorted(pool().data.routes["cases_best"].to_pylist()) == [5, 10]
    assert ids() == {str(route.pk), str(other.pk)}


def test_when_nothing_has_happened_nothing_is_read_again(hub: Hub) -> None:
    accepted(hub.alice, hub.collection)
    first = pool()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert pool() is first
    assert len(queries) <= 2


def test_what_happens_elsewhere_in_the_hub_leaves_what_was_made_of_the_data(hub: Hub) -> None:
    accepted(hub.alice, hub.collection)
    first = pool()
    submit(hub.bob, hub.collection)  # waits for review
    with action("test.other", SYSTEM):
        pass
    assert pool() is first


def test_the_version_is_that_of_the_content(hub: Hub) -> None:
    route = accepted(hub.alice, hub.collection)
    first = pool().fingerprint
    other = accepted(hub.bob, hub.collection)
    second = pool().fingerprint
    set_state(other, "withdrawn")
    assert (second != first, pool().fingerprint) == (True, first)
    set_state(route, "withdrawn")
    assert pool().fingerprint not in (first, second)


def test_two_processes_that_started_at_other_times_give_one_version(hub: Hub) -> None:
    accepted(hub.alice, hub.collection)
    pool()
    accepted(hub.bob, hub.collection, origin=NAIROBI)
    accepted(hub.alice, hub.collection)
    first = pool()
    live.forget()
    second = pool()
    assert second is not first
    assert second.fingerprint == first.fingerprint


def test_names_of_organisations_and_free_text_are_not_kept(hub: Hub) -> None:
    accepted(hub.alice, hub.collection, notes="CANARY-NOTE")
    snapshot.write(pool().loaded)
    tables = str([table.to_pylist() for table in pool().data.tables().values()])
    stored = b"".join(file.read_bytes() for file in snapshot.folder().rglob("*") if file.is_file())
    assert "CANARY" not in tables
    assert b"CANARY" not in stored


def test_a_snapshot_spares_a_new_process_the_documents(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        accepted(hub.alice, hub.collection, people=number + 1)
    snapshot.write(pool().loaded)
    known = pool()
    late = accepted(hub.bob, hub.collection, people=7)
    live.forget()
    read: list[str] = []
    journey = live.journey
    monkeypatch.setattr(live, "journey", lambda pk, *rest: (read.append(pk), journey(pk, *rest))[1])
    assert pool().loaded.routes == known.loaded.routes + 1
    assert read == [str(late.pk)]
    assert sorted(pool().data.routes["cases_best"].to_pylist()) == [1, 2, 3, 7]


def test_a_snapshot_that_cannot_be_finished_leaves_the_one_before(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    accepted(hub.alice, hub.collection)
    snapshot.write(pool().loaded)
    kept = snapshot.read()
    assert kept is not None
    accepted(hub.bob, hub.collection)
    loaded = pool().loaded

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(snapshot.pq, "write_table", full)
    with pytest.raises(OSError, match="No space"):
        snapshot.write(loaded)
    again = snapshot.read()
    assert again is not None
    assert again.version == kept.version
    assert len(list(snapshot.folder().iterdir())) == 1


def test_a_snapshot_of_other_events_is_not_believed(hub: Hub) -> None:
    accepted(hub.alice, hub.collection)
    loaded = pool().loaded
    foreign = live.Version(loaded.version.seq, "f" * 64)
    snapshot.write(live.Loaded(loaded.data, foreign, loaded.names, loaded.revisions))
    set_state(Route.objects.get(), "withdrawn")
    live.forget()
    assert ids() == set()


def test_a_broken_snapshot_does_no_harm(hub: Hub) -> None:
    route = accepted(hub.alice, hub.collection)
    snapshot.write(pool().loaded)
    for file in snapshot.folder().rglob("*.parquet"):
        file.write_bytes(file.read_bytes()[:20])
    live.forget()
    assert ids() == {str(route.pk)}


def test_after_a_backup_was_put_back_nothing_of_what_came_later_is_shown(hub: Hub) -> None:
    accepted(hub.alice, hub.collection)
    pool()
    loaded = live._kept.loaded  # type: ignore[union-attr]
    later = live.Version(loaded.version.seq + 50, "a" * 64)
    live._kept.loaded = live.Loaded(loaded.data, later, loaded.names, loaded.revisions)  # type: ignore[union-attr]
    set_state(Route.objects.get(), "withdrawn")
    assert ids() == set()


def test_many_documents_are_read_once_and_a_snapshot_is_asked_for_once(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "WORTH_A_SNAPSHOT", 3)
    for _ in range(4):
        accepted(hub.alice, hub.collection)
    pool()
    pool()
    assert Job.objects.filter(kind=live.SNAPSHOT).count() == 1
    jobs.run_pending()
    assert Job.objects.get(kind=live.SNAPSHOT).state == Job.State.DONE
    assert snapshot.read() is not None


def test_a_collection_that_is_renamed_has_its_new_name(hub: Hub) -> None:
    accepted(hub.alice, hub.collection)
    assert pool().data.routes["collection"].to_pylist() == ["2024"]
    with action("test.rename", SYSTEM) as recording:
        hub.collection.name = "2024, second round"
        hub.collection.save()
        recording.touch(hub.collection)
    assert pool().data.routes["collection"].to_pylist() == ["2024, second round"]


def test_every_route_of_the_pool_is_that_of_the_database(hub: Hub) -> None:
    made = [accepted(person, hub.collection) for person in (hub.alice, hub.bob, hub.erin)]
    set_state(made[1], "double")
    set_state(made[1], "accepted")
    set_state(made[2], "withdrawn")
    assert ids() == {str(pk) for pk in Route.objects.filter(state="accepted").values_list("pk", flat=True)}
    assert Revision.objects.count() == 3


def test_a_process_that_starts_lays_out_the_maps_before_anybody_asks(hub: Hub) -> None:
    accepted(hub.alice, hub.collection)
    live.get_ready()
    made = pool()
    assert {key for key in made.kept if key[0] == "map"} == {("map", level) for level in Level}


def test_what_goes_wrong_at_the_start_is_logged_without_content_and_told_when_somebody_asks(
    hub: Hub, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    accepted(hub.alice, hub.collection)

    def broken(*_: Any) -> None:
        raise ValueError("CANARY-CONTENT")

    monkeypatch.setattr(live, "journey", broken)
    live.get_ready()
    assert "could not be made ready: ValueError" in caplog.text
    assert "CANARY" not in caplog.text
    with pytest.raises(ValueError, match="CANARY"):
        pool()


def test_where_nothing_can_be_written_the_map_is_still_read(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(live, "WORTH_A_SNAPSHOT", 1)
    monkeypatch.setattr(live.jobs, "ask", full)
    route = accepted(hub.alice, hub.collection)
    assert ids() == {str(route.pk)}
