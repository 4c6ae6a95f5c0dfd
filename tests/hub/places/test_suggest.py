"""Places are suggested to people of the network while they type."""

from __future__ import annotations

from typing import Any

import pytest
from tests.hub.conftest import Hub

from njia_hub.audit.acting import SYSTEM, action
from njia_hub.places.models import Alias


def names(browser: Any, **asked: str) -> list[tuple[str, str, str]]:
    answer = browser.get("/places/suggest", asked)
    assert answer.status_code == 200
    return [(place["name"], place["within"], place["kind"]) for place in answer.json()["places"]]


def test_a_reporter_is_shown_the_likeliest_places(hub: Hub, signed_in: Any) -> None:
    found = names(signed_in(hub.alice), q="busi", country="KE")
    assert found[0] == ("Busia", "Kenya", "border post")
    assert ("Busia", "Eastern, Uganda", "border post") in found


def test_a_spelling_that_the_network_has_accepted_is_suggested(hub: Hub, signed_in: Any) -> None:
    browser = signed_in(hub.alice)
    assert "Eastleigh" not in [name for name, _, _ in names(browser, q="sect", country="KE")]
    with action("test.teach", SYSTEM):
        Alias.objects.create(spelling="Section One | KE", place_id="nj:eastleigh", accepted_by=hub.carol)
    assert names(browser, q="sect", country="KE")[0][0] == "Eastleigh"


def test_countries_are_named_in_the_language_of_the_page(hub: Hub, signed_in: Any) -> None:
    browser = signed_in(hub.alice)
    browser.cookies["njia-language"] = "sw"
    assert names(browser, q="cairo")[0][1].endswith("Misri")


@pytest.mark.parametrize("text", ["", "%", "\x01", "n" * 5_000, "<script>", "'; --"])
def test_any_text_is_answered(hub: Hub, signed_in: Any, text: str) -> None:
    assert names(signed_in(hub.alice), q=text, country=text) == []


def test_a_partner_and_a_stranger_are_not_answered(hub: Hub, signed_in: Any, client: Any) -> None:
    assert signed_in(hub.pat).get("/places/suggest?q=nairobi").status_code == 403
    assert (
        client.get("/places/suggest?q=nairobi", secure=True, headers={"host": "hub.test"}).status_code == 302
    )
