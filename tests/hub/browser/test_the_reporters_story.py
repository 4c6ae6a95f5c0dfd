"""Alice reports a journey: on a phone, at a desk, by keyboard alone, without script, without connection."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Error, Page, expect
from tests.hub.browser.conftest import DESKTOP, PHONE, Visit
from tests.hub.conftest import Hub
from tests.hub.routes.form_fields import BEIRUT, BUSIA_UG

from njia.intake.personal import personal_data_in
from njia_hub.routes.document import Document
from njia_hub.routes.models import Draft, Route

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Sound = Callable[[Page], None]
Picture = Callable[[Page, str], None]
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('njia:')).length"


def sent() -> Document:
    return Document.model_validate(Route.objects.get().current.document)


def until(page: Page, true: str) -> None:
    """Wait until something is true on the page, without having the page evaluate a text."""
    for _ in range(100):
        with suppress(Error):  # the page is being loaded again
            if page.evaluate(true):
                return
        page.wait_for_timeout(100)
    pytest.fail(f"this never comes true: {true}")


def choose(page: Page, stop: int, text: str, place: str) -> None:
    """Type the beginning of a name, and take a place of the list."""
    page.locator(f"#stop-{stop}-place").press_sequentially(text)
    page.locator(f"#stop-{stop}").get_by_role("option").filter(has_text=place).first.click()


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_journey_is_reported(hub: Hub, visit: Visit, sound: Sound, picture: Picture, width: int) -> None:
    page = visit(hub.alice, "/routes/", width)
    sound(page)
    page.get_by_role("link", name="Report a journey").click()
    sound(page)
    picture(page, f"report-empty-{width}")
    choose(page, 0, "busi", "Uganda")
    expect(page.locator("#stop-0 [data-said]")).to_have_text("✓ Busia, Eastern, Uganda")
    page.locator("#stop-0").get_by_role("button", name="Add a stop here").click()
    expect(page.locator("#stop-1-place")).to_be_focused()
    choose(page, 1, "nairobi", "Kenya")
    choose(page, 2, "beirut", "Lebanon")
    page.locator("#leg-0-mode").select_option("bus")
    page.locator("#leg-1-mode").select_option("plane")
    page.get_by_role("textbox", name="Between", exact=True).fill("3")
    page.get_by_role("textbox", name="Between and").fill("5")
    expect(page.get_by_role("radio", name="Between")).to_be_checked()
    page.locator("#industries summary").click()
    page.get_by_label("Domestic work").check()
    page.get_by_label("Own casework").check()
    page.get_by_label("Notes").fill("Her sister has 0712 345 678.")
    expect(page.locator("mark")).to_have_text("0712 345 678")
    expect(page.locator("#state")).to_contain_text("Saved at")
    sound(page)
    picture(page, f"report-filled-{width}")
    page.get_by_label("Notes").fill("Her sister knows.")
    expect(page.locator("[data-warning=notes]")).to_be_hidden()
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_text("Your report has arrived.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Busia, Uganda → Beirut, Lebanon")
    sound(page)
    picture(page, f"report-sent-{width}")
    route = sent().route
    assert [stop.place_id for stop in route.stops] == [BUSIA_UG, "gn:184745", BEIRUT]
    assert [leg.mode for leg in route.legs] == ["bus", "plane"]
    assert (route.cases.low, route.cases.high, route.industries) == (3, 5, ("domestic_work",))
    assert (route.notes, sent().problems) == ("Her sister knows.", ())
    assert not Draft.objects.exists()


def press_to(page: Page, target: str) -> None:
    """Go on with the Tab key until a field has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("(target) => document.activeElement.matches(target)", target):
            return
    pytest.fail(f"the Tab key never reaches {target}")


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_a_journey_is_reported_by_keyboard_alone(hub: Hub, visit: Visit, width: int) -> None:
    page = visit(hub.alice, "/routes/new", width)

    def pick(text: str) -> None:
        page.keyboard.type(text)
        expect(page.get_by_role("listbox")).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.get_by_role("listbox")).to_have_count(0)

    press_to(page, "#stop-0-place")
    pick("mombasa")
    press_to(page, "#leg-0-mode")
    page.keyboard.type("bus")
    press_to(page, "[data-do=add]")
    page.keyboard.press("Enter")
    pick("beirut")
    press_to(page, "#stop-2-place")
    pick("kampala")
    page.keyboard.press("Alt+Shift+ArrowUp")  # Kampala before Beirut
    expect(page.locator("#stop-1-place")).to_have_value("Kampala")
    expect(page.locator("#stop-1-place")).to_be_focused()
    press_to(page, "#stop-1 [data-do=up]")
    page.keyboard.press("Space")  # and before Mombasa
    press_to(page, "[name=cases-about]")
    page.keyboard.type("12")
    press_to(page, "button[value=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Waits for review")).to_be_visible()
    route = sent().route
    assert [stop.place_name for stop in route.stops] == ["Kampala", "Mombasa", "Beirut"]
    assert route.legs[0].mode == "bus"
    assert (route.cases.kind, route.cases.best) == ("about", 12)


def test_a_place_that_is_not_in_the_list_and_one_that_is_not_known(hub: Hub, visit: Visit) -> None:
    page = visit(hub.alice, "/routes/new", PHONE)
    page.locator("#stop-0-place").press_sequentially("Xqzv village")
    page.get_by_role("option", name="Not in the list").click()
    expect(page.locator("#stop-0-country")).to_be_focused()
    page.keyboard.type("Kenya")
    page.locator("#stop-1-place").fill("Nai")
    page.locator("#stop-1").get_by_label("Not known").first.check()
    expect(page.locator("#stop-1-place")).to_have_value("")
    page.get_by_label("Not known").last.check()
    page.get_by_role("radio", name="Not known").check()
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_text("Waits for review")).to_be_visible()
    origin, destination = sent().route.stops
    assert (origin.written, origin.place_id, destination.place_id) == ("Xqzv village", "iso:KE", None)


def test_a_list_that_was_left_is_never_chosen_from(hub: Hub, visit: Visit) -> None:
    page = visit(hub.alice, "/routes/new", DESKTOP)
    page.locator("#stop-0-place").press_sequentially("nairobi")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.locator("#stop-1-place").focus()
    expect(page.get_by_role("listbox")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#stop-1-place")).to_have_value("")


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_without_script_the_form_works_in_steps(hub: Hub, visit: Visit, sound: Sound, width: int) -> None:
    page = visit(hub.alice, "/routes/new", width, script=False)
    page.locator("#stop-0-place").fill("Busia")
    page.locator("#stop-1-place").fill("Beirut")
    page.locator("#stop-0").get_by_role("button", name="Add a stop here").click()
    page.locator("#stop-0").get_by_label("Busia, Eastern, Uganda").check()
    page.locator("#stop-1-place").fill("Nairobi")
    page.get_by_role("radio", name="Exactly").check()
    page.get_by_role("textbox", name="Exactly").fill("2")
    page.get_by_role("button", name="Send the report").last.click()
    expect(page.get_by_text("Your report has arrived.")).to_be_visible()
    names = [stop.place_name for stop in sent().route.stops]
    assert names == ["Busia", "Nairobi", "Beirut"]
    assert sent().route.origin.place_id == BUSIA_UG


def test_without_connection_a_report_waits_on_the_phone_and_is_sent_later(hub: Hub, visit: Visit) -> None:
    page = visit(hub.alice, "/routes/new", PHONE, expects="ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(True)
    page.locator("#stop-0-place").fill("Mombasa")
    page.locator("#stop-0-country").fill("Kenya")
    page.locator("#stop-1-country").fill("Qatar")
    expect(page.locator("#state")).to_contain_text("kept on this phone")
    assert page.evaluate(KEPT) == 1
    page.get_by_role("textbox", name="Exactly").fill("4")
    page.get_by_role("button", name="Send the report").click()
    expect(page.locator("#state")).to_contain_text("sent as soon as there is one")
    assert not Route.objects.exists()
    page.context.set_offline(False)
    expect(page.get_by_text("Waits for review")).to_be_visible(timeout=20_000)
    assert page.evaluate(KEPT) == 0
    assert sent().route.cases.best == 4


def test_a_report_that_waits_is_sent_from_the_list_of_routes(hub: Hub, visit: Visit) -> None:
    page = visit(hub.alice, "/routes/new", PHONE, expects="ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(True)
    page.locator("#stop-0-country").fill("Kenya")
    page.locator("#stop-1-country").fill("Qatar")
    page.get_by_role("textbox", name="Exactly").fill("4")
    page.get_by_role("button", name="Send the report").click()
    expect(page.locator("#state")).to_contain_text("kept on this phone")
    routes = page.url.replace("/routes/new", "/routes/")
    page.goto("about:blank")
    page.context.set_offline(False)
    page.goto(routes)
    expect(page.locator(".tag.wait")).to_be_visible(timeout=20_000)
    until(page, f"{KEPT} === 0")
    assert Route.objects.count() == 1


def test_what_is_changed_while_a_report_waits_is_sent_with_it(hub: Hub, visit: Visit) -> None:
    page = visit(hub.alice, "/routes/new", PHONE, expects="ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(True)
    page.locator("#stop-0-country").fill("Kenya")
    page.locator("#stop-1-country").fill("Qatar")
    page.get_by_role("textbox", name="Exactly").fill("4")
    page.get_by_role("button", name="Send the report").click()
    expect(page.locator("#state")).to_contain_text("sent as soon as")
    page.get_by_label("Notes").fill("One more thing.")
    until(page, "Object.values(localStorage).some((kept) => kept.includes('One more thing.'))")
    page.context.set_offline(False)
    expect(page.get_by_text("Waits for review")).to_be_visible(timeout=20_000)
    assert sent().route.notes == "One more thing."


def test_who_has_to_sign_in_again_loses_nothing(hub: Hub, visit: Visit) -> None:
    from django.test import Client

    page = visit(hub.alice, "/routes/new", PHONE, expects="403 (Forbidden)")
    session = page.context.cookies()
    page.context.clear_cookies()
    page.locator("#stop-0-country").fill("Kenya")
    expect(page.locator("#state")).to_contain_text("You are signed out")
    assert page.evaluate(KEPT) == 1
    client = Client()
    client.force_login(hub.alice)
    again = next(cookie for cookie in session if cookie["name"] == "njia")
    again["value"] = client.cookies["njia"].value
    page.context.add_cookies([again])
    page.locator("#stop-1-country").fill("Qatar")
    expect(page.locator("#state")).to_contain_text("Saved at")
    assert page.evaluate(KEPT) == 0
    assert [stop["country"] for stop in Draft.objects.get().answers["stops"]] == ["Kenya", "Qatar"]


def test_signing_out_clears_the_phone(hub: Hub, visit: Visit) -> None:
    page = visit(hub.alice, "/routes/new", PHONE)
    page.evaluate("localStorage.setItem('njia:report:x', '{}')")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/account/**")
    assert page.evaluate(KEPT) == 0


TEXTS = [
    "Call +254 712 345 678 or 0712-345-678",
    "amina.k@example.org wrote",
    "ID no 23456789, PIN A001234567Z",
    "passport no. AK0123456",
    "account 1234567890123",
    "Flight on 2019-10-15, 300,000 shillings, room 401",
]


def test_the_page_marks_what_the_hub_marks(hub: Hub, visit: Visit) -> None:
    page = visit(hub.alice, "/routes/new", DESKTOP)
    for text in TEXTS:
        page.get_by_label("Notes").fill(text)
        marked = page.locator("[data-warning=notes] mark").all_text_contents()
        here: list[Any] = []
        for place in personal_data_in(text):
            if not here or place.start >= here[-1].end:
                here.append(place)
        assert marked == [text[place.start : place.end] for place in here]


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_what_is_asked_is_answered_and_two_who_change_see_both(
    hub: Hub, visit: Visit, sound: Sound, picture: Picture, width: int
) -> None:
    from tests.hub.conftest import submit

    from njia_hub.audit.acting import SYSTEM, action

    route = submit(hub.alice, hub.collection, notes="as it was")
    with action("test.return", SYSTEM):
        route.state, route.comment = Route.State.RETURNED, "Which town in Lebanon?"
        route.save()
    page = visit(hub.alice, "/routes/", width)
    other = visit(hub.dan, f"/routes/{route.pk}/edit", width, expects="409 (Conflict)")
    sound(page)
    picture(page, f"routes-asked-{width}")
    page.get_by_role("link", name="Change it").click()
    page.locator("#stop-1-place").fill("")
    choose(page, 1, "beirut", "Lebanon")
    page.get_by_label("Why you change it").fill("The town is known now.")
    sound(page)
    page.get_by_role("button", name="Save the change").click()
    expect(page.get_by_text("Your change is saved.")).to_be_visible()
    sound(page)
    picture(page, f"route-history-{width}")
    other.get_by_role("textbox", name="Exactly").fill("8")
    with other.expect_response(lambda answer: answer.status == 409):
        other.get_by_role("button", name="Save the change").click()
    expect(other.get_by_role("heading", level=1)).to_contain_text("Somebody else changed this report")
    sound(other)
    picture(other, f"route-conflict-{width}")
    assert route.revisions.count() == 2
    other.get_by_role("button", name="Put my changes on top of it").click()
    expect(other.locator("#stop-1-place")).to_have_value("Beirut")
    other.get_by_role("button", name="Save the change").click()
    expect(other.get_by_text("Your change is saved.")).to_be_visible()
    assert (sent().route.destination.place_id, sent().route.cases.best) == (BEIRUT, 8)
