"""Between two releases a corrected route is not the difference of every figure that it is in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.hub.releases.story import Releasing

from njia_hub.releases.reading import folder
from njia_hub.review.correcting import Corrections, correct
from njia_hub.routes.models import Route


@pytest.fixture
def corrected(releasing: Releasing, quick: None) -> Any:
    """Publish, and have one route be of four people more after that."""
    first = releasing.published()
    releasing.reopen()
    route = Route.objects.filter(state="accepted").order_by("pk").first()
    assert route is not None
    correct(releasing.carol, route, route.revision, Corrections(cases="19"), "Told by telephone")
    releasing.close()
    return first


def tables(number_folder: Path) -> Any:
    return json.loads((number_folder / "release.json").read_text("utf-8"))["tables"]


def test_too_few_corrections_wait_and_the_preview_says_how_many(
    releasing: Releasing, corrected: Any, client: Client
) -> None:
    second = releasing.previewed()
    assert second.corrections_waiting == 1
    client.force_login(releasing.carol)
    page = client.get(reverse("releases:preparation", args=(second.pk,))).content.decode()
    assert "1 route that was corrected is counted as an earlier release counted it" in page


@pytest.mark.parametrize("policy", ["guarded", "strict"])
def test_a_release_after_one_correction_shows_the_very_same_figures(
    releasing: Releasing, quick: None, policy: str
) -> None:
    first = releasing.published(policy=policy)
    before = tables(folder(first))
    releasing.reopen()
    route = Route.objects.filter(state="accepted").order_by("pk").first()
    assert route is not None
    correct(releasing.carol, route, route.revision, Corrections(cases="19"), "Told by telephone")
    releasing.close()
    assert tables(folder(releasing.published(policy=policy))) == before
