"""A release from beginning to end with the Python client, and what others get of it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.hub.api.conftest import Clients
from tests.hub.conftest import Hub
from tests.hub.releases.story import make_releasing, write_quickly

from njia.client import Conflict, Forbidden, NotThere
from njia_hub.releases import publishing
from njia_hub.work import jobs


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "write", write_quickly)


def working(asked: Any) -> Any:
    """Have work done as soon as a client waits for it."""
    wait = asked.wait

    def wait_for(job: Any) -> Any:
        jobs.run_pending()
        return wait(job)

    asked.wait = wait_for
    return asked


def test_a_release_is_made_read_and_withdrawn(hub: Hub, client_of: Clients) -> None:
    releasing = make_releasing(hub)
    carol, cleo, pat = (working(client_of(who)) for who in (hub.carol, releasing.cleo, hub.pat))
    with pytest.raises(NotThere):
        carol.preparation("00000000-0000-0000-0000-000000000000")
    made = carol.prepare(title="For the bank", collections=["2024"], audience="bank")
    assert (made["plan"]["policy"], made["routes"]) == ("guarded", 27)
    shown = carol.preview(made["id"])
    assert {table["name"] for table in shown["preview"]} >= {"overview", "map_legs"}
    with pytest.raises(Conflict, match="another coordinator"):
        carol.approve(made["id"], shown["content"])
    with pytest.raises(Conflict):
        cleo.approve(made["id"], "0" * 64)
    assert cleo.approve(made["id"], shown["content"])["state"] == "approved"
    changed = carol.change_preparation(
        made["id"], cleo.preparation(made["id"])["changed"], made["plan"] | {"tags": ["bank"]}
    )
    assert (changed["state"], changed["approved_by"]) == ("preparing", None)
    with pytest.raises(Conflict):
        carol.publish(made["id"])
    cleo.approve(made["id"], changed["content"])
    carol.publish(made["id"])
    assert list(carol.preparations()) == []

    assert [one["number"] for one in carol.releases()] == [1]
    assert list(pat.releases()) == []
    with pytest.raises(NotThere):
        pat.release_file(1, "index.html")
    reader = carol.let_read(1, hub.pat.pk)
    assert pat.release(1)["tags"] == ["bank"]
    assert b"A page" in pat.release_file(1, "index.html")
    with pytest.raises(Forbidden):
        pat.release_readers(1)
    carol.end_reading(1, reader["id"])
    with pytest.raises(NotThere):
        pat.release(1)
    invited = carol.let_read(1, email="desk@bank.example", name="The desk")
    assert invited["link"].startswith("https://hub.test/people/")
    assert [one["has_account"] for one in carol.release_readers(1)] == [False]
    carol.verify_release(1)
    said = carol.withdraw_release(1, "A figure was wrong.")
    assert (said["state"], said["files"], said["reason"]) == ("withdrawn", [], "A figure was wrong.")
    with pytest.raises(NotThere):
        carol.release_file(1, "index.html")


def test_what_is_put_aside_is_gone(hub: Hub, client_of: Clients) -> None:
    make_releasing(hub)
    carol = client_of(hub.carol)
    made = carol.prepare(title="A title", collections=["2024"])
    carol.discard_preparation(made["id"])
    assert list(carol.preparations()) == []
    with pytest.raises(Forbidden):
        client_of(hub.anna).prepare(title="A title", collections=["2024"])
