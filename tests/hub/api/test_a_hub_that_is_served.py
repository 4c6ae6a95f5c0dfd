"""The whole way: the Python client, a connection, a served hub with its worker, and back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.hub.served import ANSWERS, Served
from tests.hub.uploads.conftest import BUSIA, KISUMU, csv_bytes

from njia.client import Hub, Invalid, NotSignedIn


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give the address of a hub that is served, and tokens of its people."""
    hub = Served(tmp_path / "hub")
    made = hub.make()
    hub.start()
    yield f"http://localhost:{hub.port}", made
    hub.kill()
    hub.log.unlink()


@pytest.mark.loopback
def test_everybody_does_their_part(served: tuple[str, dict[str, Any]], tmp_path: Path) -> None:
    address, tokens = served
    reporter = Hub(address, tokens["reporters"][0])
    officer, coordinator = (Hub(address, tokens[who]) for who in ("officer", "coordinator"))
    file = tmp_path / "cases.csv"
    file.write_bytes(csv_bytes([BUSIA, KISUMU]))

    receipt = reporter.submit("2024", ANSWERS)
    assert reporter.submit("2024", ANSWERS, receipt.id).was_known
    sent = officer.upload(file, "2024")
    assert officer.wait_for_file(sent.id, 60).counts["all"] == 2
    officer.submit_file(sent.id)
    assert officer.wait_for_file(sent.id, 60).counts["sent"] == 2

    waiting = list(coordinator.queue())
    assert len(waiting) == 3
    for route in waiting:
        assert route.progress and coordinator.accept(route.id, route.progress.revision) == "decided"
    assert reporter.dataset("2024").routes.num_rows == 3
    assert reporter.map(level="country")["submissions"] == 3
    assert reporter.measure("countries_of_destination").of == 3
    assert reporter.export("legs", "csv").count(b"\n") >= 3

    with pytest.raises(NotSignedIn):
        Hub(address, "njia_" + "x" * 43).me()
    with pytest.raises(Invalid) as large:
        reporter.submit("2024", ANSWERS | {"notes": "x" * 3_000_000})
    assert large.value.code in ("too_large", "")
