"""Collections with accepted routes, and a hub that has just started."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from tests.hub.conftest import Hub, accept, submit

NAIROBI = ("gn:184745", "Nairobi", "KE")
MOMBASA = ("gn:186301", "Mombasa", "KE")


@pytest.fixture(autouse=True)
def _just_started(settings: Any, tmp_path: Any) -> Iterator[None]:
    """Keep nothing of another test, in memory or on the disk."""
    from njia_hub.explore import pool

    settings.HOME = tmp_path
    pool.forget()
    yield
    pool.forget()


@pytest.fixture
def later(hub: Hub) -> Any:
    """Give another collection that is open."""
    from njia_hub.audit.acting import SYSTEM, action
    from njia_hub.collections.models import Collection

    with action("test.prepare", SYSTEM):
        return Collection.objects.create(
            name="2025",
            slug="2025",
            state=Collection.State.OPEN,
            period_start=dt.date(2025, 1, 1),
            period_end=dt.date(2025, 12, 31),
        )


def accepted(person: Any, collection: Any, **fields: Any) -> Any:
    """Give a route that has been accepted."""
    return accept(submit(person, collection, **fields))


def numbers_of(page: str) -> list[str]:
    """Give the three counts at the head of the map's page."""
    import re

    return re.findall(r"<dd>([^<]*)</dd>", page)[:3]
