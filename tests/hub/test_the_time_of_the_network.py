"""Pages tell the time of the network's own zone; programs and the audit are told UTC."""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from tests.hub.api.conftest import Program
from tests.hub.conftest import Hub, submit

from njia_hub.audit.acting import SYSTEM, action
from njia_hub.audit.models import Event
from njia_hub.collections.models import Collection
from njia_hub.installation import Installation, NotInstalled, load

NAIROBI = "Africa/Nairobi"  # three hours ahead all year round
LATE = dt.datetime(2026, 3, 31, 22, 30, tzinfo=dt.UTC)  # half past one on the first of April in Nairobi


@pytest.fixture
def in_nairobi(settings: Any, no_second_factor: None) -> None:
    settings.TIME_ZONE = NAIROBI


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: LATE)


def read(folder: Path, settings: str) -> Installation:
    (folder / "hub.toml").write_text(settings)
    return load(folder)


@pytest.mark.parametrize("zone", [NAIROBI, "UTC", "America/Argentina/Buenos_Aires"])
def test_a_zone_is_read_from_the_settings(tmp_path: Path, zone: str) -> None:
    assert read(tmp_path, f'time_zone = "{zone}"').time_zone == zone


@pytest.mark.parametrize(
    "zone", ["Nairobi", "", "Africa", "../UTC", "/etc/localtime", "EAT+3", "Africa/Nairobi\\n"]
)
def test_what_is_no_zone_is_told_when_the_settings_are_read(tmp_path: Path, zone: str) -> None:
    with pytest.raises(NotInstalled, match=r"time_zone: This machine knows no time zone of that name"):
        read(tmp_path, f'time_zone = "{zone}"')


def test_zones_are_known_on_a_machine_without_any_of_its_own() -> None:
    environment = os.environ | {"PYTHONTZPATH": ""}
    command = "from zoneinfo import ZoneInfo; print(ZoneInfo('Africa/Nairobi').key)"
    asked = subprocess.run([sys.executable, "-c", command], env=environment, capture_output=True, text=True)
    assert asked.stdout == f"{NAIROBI}\n", asked.stderr


def test_a_routes_history_is_told_in_the_networks_time(
    hub: Hub, signed_in: Any, in_nairobi: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as then:
        then.setattr(timezone, "now", lambda: LATE)
        route = submit(hub.alice, hub.collection)
    text = signed_in(hub.alice).get(f"/routes/{route.pk}").content.decode()
    assert "1 April 2026, 01:30 <bdi>Africa/Nairobi</bdi>" in text
    assert "22:30" not in text
    assert "sent on 1 April 2026" in signed_in(hub.carol).get(f"/review/{route.pk}").content.decode()


def test_programs_are_told_utc(hub: Hub, in_nairobi: None, late: None) -> None:
    from njia_hub.people.tokens import make

    submit(hub.alice, hub.collection)
    _, secret = make(hub.alice, "a program", ("read",), 30)
    answer = Program(secret).get("routes").content.decode()
    assert "2026-03-31T22:30:00Z" in answer
    assert "2026-04-01" not in answer


def test_the_audit_is_in_utc(hub: Hub, in_nairobi: None) -> None:
    submit(hub.alice, hub.collection)
    at = dt.datetime.fromisoformat(Event.objects.last().at)
    assert at.utcoffset() == dt.timedelta(0)
    assert abs(dt.datetime.now(dt.UTC) - at) < dt.timedelta(minutes=5)


def test_a_collections_last_day_ends_with_the_networks_day(hub: Hub, settings: Any, late: None) -> None:
    hub.collection.closes = dt.date(2026, 3, 31)
    assert not hub.collection.is_late  # it is still March in Greenwich
    settings.TIME_ZONE = NAIROBI
    assert hub.collection.is_late
    settings.TIME_ZONE = "America/New_York"
    assert not hub.collection.is_late
    hub.collection.closes = dt.date(2026, 3, 30)
    assert hub.collection.is_late


def test_the_coordinator_sees_that_the_last_day_has_passed(
    hub: Hub, signed_in: Any, in_nairobi: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with action("test.prepare", SYSTEM):
        Collection.objects.update(closes=dt.date(2026, 3, 31))
    browser = signed_in(hub.carol)
    monkeypatch.setattr(timezone, "now", lambda: LATE)
    assert "past its closing day" in browser.get("/collections/2024").content.decode()


def test_a_citation_bears_the_networks_day(hub: Hub, in_nairobi: None, late: None) -> None:
    from njia_hub.explore.exporting import citation
    from njia_hub.explore.pool import pool

    assert ", 2026-04-01." in citation(pool())


def test_no_page_says_utc_in_words() -> None:
    templates = [*Path(sys.modules["njia_hub"].__path__[0]).glob("**/templates/**/*.html")]
    assert templates
    assert [file.name for file in templates if re.search(r"\bUTC\b", file.read_text(encoding="utf-8"))] == []
