"""The Python client does what reporters and data officers do."""

import uuid
from pathlib import Path
from typing import Any

import pytest
from tests.hub.api.conftest import Clients
from tests.hub.conftest import Hub, accept, submit
from tests.hub.uploads.conftest import BUSIA, BUSSIA, KISUMU, NOWHERE, csv_bytes

from njia.client import Conflict, Forbidden, Invalid, NotThere
from njia.dataset import Dataset
from njia.intake.form import Answers
from njia.schema import Route as Journey
from njia_hub.routes.models import Route
from njia_hub.work.jobs import run_pending

ANSWERS = Answers.model_validate(
    {
        "stops": [{"text": "Busia", "country": "KE"}, {"country": "LB"}],
        "cases": {"kind": "exact", "best": 3},
    }
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "cases.csv"
    path.write_bytes(csv_bytes([BUSIA, KISUMU, NOWHERE]))
    return path


def test_it_knows_whose_token_it_is(hub: Hub, client_of: Clients) -> None:
    asking = client_of(hub.alice, ["read"])
    assert (asking.me().name, asking.me().scopes) == ("Alice", ("read",))
    assert "njia_" not in repr(asking)


def test_a_route_is_sent_edited_and_taken_back(hub: Hub, client_of: Clients) -> None:
    asking = client_of(hub.alice)
    receipt = asking.submit("2024", ANSWERS)
    assert not receipt.was_known and receipt.state == "submitted"
    more = ANSWERS.model_copy(update={"notes": "more"})
    assert asking.edit(receipt.id, 1, more, "more").revision == 2
    assert [one.verb for one in asking.history(receipt.id)] == ["submit", "edit"]
    asking.withdraw(receipt.id, "twice")
    assert asking.route(receipt.id).progress.state == "withdrawn"


def test_the_same_sent_again_is_one_route(hub: Hub, client_of: Clients) -> None:
    asking, id_ = client_of(hub.alice), uuid.uuid4()
    assert [asking.submit("2024", ANSWERS, id_).was_known for _ in range(2)] == [False, True]
    assert Route.objects.count() == 1


def test_a_conflict_shows_what_there_is_now(hub: Hub, client_of: Clients) -> None:
    asking = client_of(hub.alice)
    id_ = asking.submit("2024", ANSWERS).id
    client_of(hub.dan).edit(id_, 1, ANSWERS.model_copy(update={"notes": "of Dan"}))
    with pytest.raises(Conflict) as conflict:
        asking.edit(id_, 1, ANSWERS.model_copy(update={"notes": "of Alice"}))
    assert conflict.value.code == "stale_revision"
    assert conflict.value.current is not None
    assert conflict.value.current["journey"]["notes"] == "of Dan"


def test_what_is_missing_is_told_by_its_field(hub: Hub, client_of: Clients) -> None:
    with pytest.raises(Invalid) as wrong:
        client_of(hub.alice).submit("2024", {"cases": {"kind": "unknown"}})
    assert [field for field, _ in wrong.value.fields] == ["body.answers.stops.0", "body.answers.stops.1"]


def test_routes_come_as_the_cores_own_page_by_page(hub: Hub, client_of: Clients) -> None:
    for _ in range(3):
        accept(submit(hub.bob, hub.collection, notes="CANARY-NOTES"))
    asking = client_of(hub.anna)
    found = list(asking.routes(collection="2024", limit=2))
    assert len(found) == 3 and all(isinstance(route, Journey) for route in found)
    assert "CANARY" not in repr(found)
    assert asking._opener.asked == ["GET /api/routes"] * 2
    one = next(asking.listed(limit=1))
    assert one.organisation is None and one.progress is None


def test_a_dataset_holds_what_is_shared(hub: Hub, client_of: Clients) -> None:
    accept(submit(hub.alice, hub.collection))
    submit(hub.alice, hub.collection)
    data = client_of(hub.alice).dataset("2024")
    assert isinstance(data, Dataset) and data.routes.num_rows == 1
    assert data.routes["cases_best"].to_pylist() == [3]


def test_what_is_not_for_one_is_not_there(hub: Hub, client_of: Clients) -> None:
    route = submit(hub.alice, hub.collection)
    with pytest.raises(NotThere):
        client_of(hub.bob).route(route.pk)
    with pytest.raises(Forbidden):
        list(client_of(hub.alice).people())


def test_drafts_and_personal_data(hub: Hub, client_of: Clients) -> None:
    asking = client_of(hub.alice)
    draft = asking.save_draft("2024", ANSWERS)
    assert [one.id for one in asking.drafts()] == [draft.id]
    asking.discard_draft(draft.id)
    assert list(asking.drafts()) == []
    assert [one.kind for one in asking.personal_data("Call 0712 345 678")] == ["phone"]


def test_places_and_codes(hub: Hub, client_of: Clients) -> None:
    asking = client_of(hub.alice)
    assert asking.places("Momb", country="KE", limit=1)[0].name == "Mombasa"
    assert asking.vocabulary("en")["transport_mode"]["bus"]
    assert [one["slug"] for one in asking.collections()] == ["2024"]
    assert "cases" in asking.collection("2024")["required"]


def test_a_file_is_sent_read_mended_and_submitted(hub: Hub, client_of: Clients, file: Path) -> None:
    asking = client_of(hub.dan)
    sent = asking.upload(file, "2024")
    assert sent.is_busy and sent.state == "reading"
    run_pending()
    read = asking.wait_for_file(sent.id)
    assert (read.state, read.counts["all"], read.counts["unusable"]) == ("read", 3, 1)
    row = next(asking.file_rows(sent.id, show="unusable"))
    assert row["row"] == 4 and row["problems"][0]["code"]
    mended = asking.correct_row(
        sent.id, row["id"], {"Place of origin": "Busia", "Country of origin": "Kenya"}
    )
    assert mended["verdict"] != "unusable" and "Place of origin" not in mended["written"]
    asking.submit_file(sent.id)
    run_pending()
    assert asking.file(sent.id).counts["sent"] == 3
    assert len(list(asking.listed(mine=True))) == 3
    assert asking.original(sent.id) == file.read_bytes()
    assert asking.sheet_to_mend(sent.id)[:2] == b"PK"


def test_the_same_file_sent_again_is_the_same(hub: Hub, client_of: Clients, file: Path) -> None:
    asking = client_of(hub.dan)
    first, second = asking.upload(file, "2024"), asking.upload(file, "2024")
    assert first.id == second.id and len(list(asking.files())) == 1


def test_what_a_file_leaves_to_ask_is_answered_once(hub: Hub, client_of: Clients, tmp_path: Path) -> None:
    asking, path = client_of(hub.dan), tmp_path / "own.csv"
    path.write_bytes(csv_bytes([BUSSIA]))
    sent = asking.upload(path, "2024")
    run_pending()
    place = asking.places("Busia", country="KE", limit=1)[0]
    spelling = {"text": "Bussia", "country": "KE", "place_id": place.place_id}
    assert asking.match(sent.id, spellings=[spelling]).is_busy
    run_pending()
    row = next(asking.file_rows(sent.id))
    assert "place_" not in " ".join(problem["code"] for problem in row["problems"])


def test_a_file_is_deleted_before_it_is_sent_and_its_routes_are_taken_back_after(
    hub: Hub, client_of: Clients, file: Path
) -> None:
    asking = client_of(hub.dan)
    asking.remove_file(_read(asking, file))
    assert list(asking.files()) == []
    file_id = _read(asking, file)
    with pytest.raises(Conflict, match="delete it instead"):
        asking.withdraw_file(file_id)
    asking.submit_file(file_id)
    run_pending()
    with pytest.raises(Conflict, match="it is kept"):
        asking.remove_file(file_id)
    assert asking.withdraw_file(file_id, "The wrong year") == 2
    taken = list(asking.listed(mine=True))
    assert {one.progress.state for one in taken if one.progress} == {"withdrawn"}
    assert asking.original(file_id) == file.read_bytes()


def _read(asking: Any, file: Path) -> uuid.UUID:
    sent = asking.upload(file, "2024")
    run_pending()
    return uuid.UUID(str(sent.id))


def test_files_are_of_the_own_organisation(hub: Hub, client_of: Clients, file: Path) -> None:
    sent = client_of(hub.dan).upload(file, "2024")
    stranger = client_of(hub.erin)
    assert list(stranger.files()) == []
    asked: list[Any] = [
        lambda: stranger.file(sent.id),
        lambda: list(stranger.file_rows(sent.id)),
        lambda: stranger.original(sent.id),
        lambda: stranger.sheet_to_mend(sent.id),
        lambda: stranger.submit_file(sent.id),
        lambda: stranger.remove_file(sent.id),
        lambda: stranger.withdraw_file(sent.id),
        lambda: stranger.match(sent.id, headers={"Notes": ""}),
    ]
    for ask in asked:
        with pytest.raises(NotThere):
            ask()


def test_what_is_no_spreadsheet_is_refused(hub: Hub, client_of: Clients, tmp_path: Path) -> None:
    path = tmp_path / "picture.exe"
    path.write_bytes(b"MZ")
    with pytest.raises(Conflict):
        client_of(hub.dan).upload(path, "2024")
