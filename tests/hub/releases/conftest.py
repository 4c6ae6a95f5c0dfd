"""A hub with a closed collection that can be released."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from tests.hub.conftest import Hub


@pytest.fixture(autouse=True)
def _without_second_factor(settings: Any) -> None:
    settings.INSTALLATION = settings.INSTALLATION.model_copy(update={"second_factor_required": ()})


@pytest.fixture(autouse=True)
def _folder(hub: Hub) -> Iterator[None]:
    """Every test has a folder of releases of its own."""
    from njia_hub.releases import reading

    shutil.rmtree(reading.home(), ignore_errors=True)
    yield
    shutil.rmtree(reading.home(), ignore_errors=True)


@pytest.fixture
def releasing(hub: Hub) -> Any:
    """Give a closed collection with accepted routes of three organisations, and two coordinators."""
    from tests.hub.releases.story import make_releasing

    return make_releasing(hub)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write a few small files for a release, where a test is about anything but its files."""
    from tests.hub.releases.story import write_quickly

    from njia_hub.releases import publishing

    monkeypatch.setattr(publishing, "write", write_quickly)
