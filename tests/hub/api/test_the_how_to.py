"""What the how-to shows works as it stands there."""

import re
from pathlib import Path
from typing import Any

import pytest
from tests.hub.api.conftest import Clients
from tests.hub.conftest import Hub, accept, submit
from tests.hub.uploads.conftest import BUSIA, NOWHERE, csv_bytes

from njia_hub.routes.models import Route
from njia_hub.work.jobs import run_pending

PAGE = Path(__file__).resolve().parents[3] / "docs" / "how-to" / "use-the-api.md"


def test_every_example_in_python_runs(
    hub: Hub,
    client_of: Clients,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    accept(submit(hub.bob, hub.collection))
    asking = client_of(hub.dan)
    asking._pause = lambda _: run_pending()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "njia.token").write_text("njia_x\n")
    (tmp_path / "routes.xlsx").write_bytes(csv_bytes([BUSIA, NOWHERE]))
    monkeypatch.setattr("njia.client.Hub", lambda address, token: asking)
    examples = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL)
    names: dict[str, Any] = {}
    for example in examples:
        exec(compile(example, str(PAGE), "exec"), names)
    run_pending()
    said = capsys.readouterr().out
    assert "Mombasa → Lebanon" in said and "of 0 submissions" in said
    assert names["found"]["transport_modes"].known == 1
    assert Route.objects.filter(organisation=hub.alices).count() == 2  # one sent, one of the file
