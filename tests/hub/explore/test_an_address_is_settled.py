"""The address of a page says what is chosen and nothing else: that is the one to share."""

from __future__ import annotations

from typing import Any

import pytest
from tests.hub.conftest import Hub
from tests.hub.explore.conftest import NAIROBI, accepted, numbers_of


@pytest.fixture
def some(hub: Hub) -> Hub:
    accepted(hub.alice, hub.collection, people=3)
    accepted(hub.bob, hub.collection, people=10, origin=NAIROBI)
    return hub


@pytest.mark.parametrize(
    ("sent", "settled"),
    [
        ("?origin=&mode=", "?"),
        (
            "?collection=2024&from=&to=&origin=&mode=plane&level=county",
            "?collection=2024&mode=plane&level=county",
        ),
        ("?origin=&origin=iso:KE", "?origin=iso%3AKE"),
        ("?mode=%20", "?"),
        ("?surprise=", "?"),
        ("?origin=&industry=CANARY", "?industry=CANARY"),  # and is told there
    ],
)
@pytest.mark.parametrize("page", ["", "figures/", "figures/overview/", "routes/", "compare/"])
def test_a_form_that_sends_empty_keys_leads_to_the_address_without_them(
    some: Hub, signed_in: Any, page: str, sent: str, settled: str
) -> None:
    answer = signed_in(some.anna).get(f"/map/{page}{sent}")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/map/{page}{settled}")


def test_it_shows_what_was_chosen(some: Hub, signed_in: Any) -> None:
    answer = signed_in(some.anna).get("/map/?collection=&origin=gn:184745&to=", follow=True)
    assert answer.redirect_chain == [("/map/?origin=gn%3A184745", 302)]
    assert numbers_of(answer.content.decode()) == ["1", "1", "10"]


def test_an_address_that_is_settled_stays(some: Hub, signed_in: Any) -> None:
    browser = signed_in(some.anna)
    for query in (
        "",
        "?",
        "?collection=2024&origin=iso%3AKE&origin=gn:184745&level=county",
        "?mode=plane&from=2024-01-01",
    ):
        assert browser.get(f"/map/{query}").status_code == 200


def test_nobody_is_led_anywhere_else(some: Hub, signed_in: Any) -> None:
    for query in ("?next=&origin=", "?origin=&collection=//elsewhere.example", "?//elsewhere.example="):
        assert signed_in(some.anna).get(f"/map/{query}").headers["Location"].startswith("/map/?")


def test_who_may_not_see_the_map_is_refused_first(some: Hub, signed_in: Any) -> None:
    assert signed_in(some.pat).get("/map/?origin=").status_code == 403
