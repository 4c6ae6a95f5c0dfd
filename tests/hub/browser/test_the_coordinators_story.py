"""Carol plans a collection, reviews what is sent to it, and closes it: on a phone, at a desk, by keyboard."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.hub.browser.conftest import DESKTOP, PHONE, Visit
from tests.hub.conftest import Hub, person, submit
from tests.hub.review.doubtful import answers, submit_answers

from njia_hub.audit.acting import SYSTEM, action
from njia_hub.collections.models import Collection
from njia_hub.places.models import Alias
from njia_hub.review.overview import reminder
from njia_hub.routes.models import Route

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Sound = Callable[[Page], None]
Picture = Callable[[Page, str], None]
SAUDI: dict[str, Any] = {"destination": ("iso:SA", "Saudi Arabia", "SA")}


def sent(hub: Hub) -> list[Route]:
    """Have six routes sent: two with places to settle, two that are one journey, and two more."""
    return [
        submit_answers(hub.alice, hub.collection, answers("Malamba", "Kenya"), uuid.uuid4()),
        submit_answers(hub.alice, hub.collection, answers("Busia"), uuid.uuid4()),
        submit(hub.alice, hub.collection),
        submit(hub.bob, hub.collection),
        submit(hub.bob, hub.collection, people=8, **SAUDI),
        submit(hub.bob, hub.collection, people=1, **SAUDI, origin=("gn:184745", "Nairobi", "KE")),
    ]


def state(route: Route) -> str:
    return Route.objects.get(pk=route.pk).state


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_queue_is_worked_off(hub: Hub, visit: Visit, sound: Sound, picture: Picture, width: int) -> None:
    malamba, busia, first, second, *others = sent(hub)
    page = visit(hub.carol, "/review/", width)
    sound(page)
    picture(page, f"review-queue-{width}")

    page.get_by_role("link", name="Begin with the oldest").click()
    expect(page.get_by_role("heading", name="Where is “Malamba”?")).to_be_visible()
    sound(page)
    picture(page, f"review-route-{width}")
    page.get_by_label("Always take “Malamba” in Kenya").check()
    page.get_by_role("button", name="Malaba, Busia, Kenya").click()
    expect(page.get_by_text("written: “Malamba, Kenya”")).to_be_visible()
    assert Alias.objects.get().spelling == "Malamba | KE"
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("heading", name="Where is “Busia”?")).to_be_visible()
    assert state(malamba) == "accepted"
    page.get_by_label("What the reporter should do").fill("Is it Busia in Kenya or in Uganda?")
    page.get_by_role("button", name="Return").click()
    expect(page.get_by_text("Returned to its reporter.")).to_be_visible()
    assert state(busia) == "returned"

    page.get_by_role("link", name="Mombasa, Kenya → Lebanon").click()
    expect(page.get_by_role("heading", name="Are they the same journey?")).to_be_visible()
    sound(page)
    picture(page, f"review-compare-{width}")
    page.get_by_role("button", name="The second is a double, the first stays").click()
    expect(page.get_by_text("Marked as a double.")).to_be_visible()
    assert Route.objects.get(pk=second.pk).double_of == first
    page.get_by_role("link", name="To the queue").click()
    page.get_by_role("button", name="Choose all on this page").click()
    expect(page.get_by_text("3 chosen")).to_be_visible()
    page.get_by_role("button", name="Accept them").click()
    expect(page.get_by_text("3 routes are done.")).to_be_visible()
    assert [state(route) for route in (first, *others)] == ["accepted"] * 3
    sound(page)


@pytest.mark.parametrize("script", [True, False])
def test_a_route_is_reviewed_by_keyboard_alone(hub: Hub, visit: Visit, script: bool) -> None:
    malamba = sent(hub)[0]
    page = visit(hub.carol, f"/review/{malamba.pk}", script=script)
    tab_to(page, "Malaba, Busia, Kenya")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The place is settled.")).to_be_visible()
    tab_to(page, "Accept")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Accepted.")).to_be_visible()
    assert state(malamba) == "accepted"


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what is focused says so."""
    wanted = page.get_by_role("button", name=words, exact=words == "Accept")
    expect(wanted).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"{words} is not reached by keyboard")


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_correction_and_another_place(
    hub: Hub, visit: Visit, sound: Sound, picture: Picture, width: int
) -> None:
    route = sent(hub)[1]
    page = visit(hub.carol, f"/review/{route.pk}", width)
    page.get_by_role("link", name="It is another place").click()
    page.get_by_label("Name of the place").fill("Malaba")
    page.get_by_role("button", name="Look for it").click()
    sound(page)
    picture(page, f"review-place-{width}")
    page.get_by_role("button", name="Malaba, Busia, Kenya").click()
    page.get_by_role("link", name="Correct it").click()
    sound(page)
    page.get_by_label("How many people").fill("10-15")
    page.get_by_label("Why it is corrected").fill("Told by telephone")
    picture(page, f"review-correct-{width}")
    page.get_by_role("button", name="Save the correction").click()
    expect(page.get_by_text("10 to 15 written: “4”")).to_be_visible()
    expect(page.get_by_text("written: “Busia”")).to_be_visible()
    page.get_by_text("History").click()
    expect(page.get_by_text("“Told by telephone”")).to_be_visible()


def test_somebody_else_was_quicker(hub: Hub, visit: Visit, sound: Sound, picture: Picture) -> None:
    with action("test.prepare", SYSTEM):
        cleo = person("cleo", "coordinator")
    route = sent(hub)[0]
    carols, cleos = (visit(who, f"/review/{route.pk}", expects="409 (Conflict)") for who in (hub.carol, cleo))
    cleos.get_by_role("button", name="Malaba, Busia, Kenya").click()
    carols.get_by_role("button", name="Accept").click()
    expect(carols.get_by_text("Nothing was decided or overwritten.")).to_be_visible()
    sound(carols)
    picture(carols, "review-stale")
    carols.get_by_role("link", name="Look at it as it is now").click()
    expect(carols.get_by_role("heading", name="Malaba, Kenya → Lebanon")).to_be_visible()
    assert state(route) == "submitted"


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_collection_is_planned_opened_followed_and_closed(
    hub: Hub, visit: Visit, sound: Sound, picture: Picture, width: int
) -> None:
    page = visit(hub.carol, "/collections/", width, expects="422")
    sound(page)
    page.get_by_role("link", name="Plan a new one").click()
    sound(page)
    page.get_by_label("Name", exact=True).fill("2025")
    page.get_by_label("The cases come from this day").fill("2025-01-01")
    page.get_by_label("to this day", exact=True).fill("2024-12-31")
    page.get_by_label("The agreement on sharing").fill("Names are never written.")
    page.get_by_text("Another question").first.click()
    page.get_by_label("Question in English").first.fill("Was a shelter offered?")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The period ends before it begins.")).to_be_visible()
    sound(page)
    page.get_by_label("to this day", exact=True).fill("2025-12-31")
    picture(page, f"collection-plan-{width}")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Was a shelter offered?")).to_be_visible()
    sound(page)
    page.get_by_role("button", name="Open it").click()
    expect(page.get_by_text("The collection is open.")).to_be_visible()
    made = Collection.objects.get(name="2025")
    submit(hub.alice, made)
    page.get_by_role("link", name="Who has reported what").click()
    expect(page.get_by_label("A reminder to copy")).to_have_value(reminder(made))
    sound(page)
    picture(page, f"collection-overview-{width}")
    page.get_by_role("link", name="To the collection").click()
    page.get_by_text("Close the collection").click()
    expect(page.get_by_text("1 route waits for review")).to_be_visible()
    picture(page, f"collection-close-{width}")
    page.get_by_role("button", name="Close it").click()
    expect(page.get_by_role("button", name="Reopen it")).to_be_visible()
    assert Collection.objects.get(name="2025").state == "closed"


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_the_network_is_set_up(hub: Hub, visit: Visit, sound: Sound, picture: Picture, width: int) -> None:
    page = visit(hub.carol, "/collections/network", width, expects="422")
    sound(page)
    page.get_by_label("Name of the network").fill("Safe Passage")
    page.get_by_label("Regions").fill("East Africa: Kenya, Narnia")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Line 1: no country is called “Narnia”.")).to_be_visible()
    sound(page)
    picture(page, f"network-{width}")
    page.get_by_label("Regions").fill("East Africa: Kenya, Uganda")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Safe Passage")).to_be_visible()
