"""A place that comes too seldom to be in a list is written, and found without script."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.hub.conftest import Hub, submit
from tests.hub.explore.conftest import MOMBASA, NAIROBI, accepted, numbers_of

from njia_hub.explore import choices

BUSIA_KE, BUSIA_UG = ("gn:199989", "Busia", "KE"), ("gn:234077", "Busia", "UG")
KILIFI = ("gn:192067", "Kilifi", "KE")


@pytest.fixture
def some(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> Hub:
    """Give routes of five origins, of which a list offers the one that comes most often."""
    monkeypatch.setattr(choices, "MOST_PLACES", 1)
    for origin in (MOMBASA, MOMBASA, NAIROBI, BUSIA_KE, BUSIA_UG, KILIFI):
        accepted(hub.alice, hub.collection, origin=origin)
    return hub


def page(browser: Any, query: str = "") -> str:
    answer = browser.get(f"/map/{query}", follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def leads_to(browser: Any, query: str, path: str = "/map/") -> str:
    answer = browser.get(f"{path}{query}")
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def offered(text: str) -> dict[str, str]:
    """Give the places that the page asks about, with their addresses."""
    found = re.findall(r'<li><a href="(\?[^"]*)"><bdi>([^<]*)</bdi></a></li>', text)
    return {words: address.replace("&amp;", "&") for address, words in found}


def test_a_list_that_leaves_places_out_has_a_field_for_them(some: Hub, signed_in: Any) -> None:
    text = page(signed_in(some.anna))
    assert "Nairobi, Kenya" not in re.findall(r'<select name="origin".*?</select>', text, re.S)[0]
    field = re.search(r'<input name="origin_written"[^>]*>', text)
    assert field and 'list="f-places"' in field[0]
    assert '<label for="f-origin_written">Origin: another place</label>' in text
    assert '<option value="Nairobi, Kenya">' in text.split("<datalist")[1].split("</datalist>")[0]
    assert 'name="destination_written"' not in text  # its list offers every one


def test_lists_that_offer_everything_have_none(hub: Hub, signed_in: Any) -> None:
    accepted(hub.alice, hub.collection)
    text = page(signed_in(hub.anna))
    assert "_written" not in text
    assert "<datalist" not in text


@pytest.mark.parametrize("written", ["Nairobi, Kenya", "nairobi kenya", "NAIROBI", " Nairobi "])
def test_a_name_that_only_one_place_has_is_taken(some: Hub, signed_in: Any, written: str) -> None:
    browser = signed_in(some.anna)
    assert leads_to(browser, f"?origin_written={written}&mode=plane") == "/map/?mode=plane&origin=gn%3A184745"
    assert numbers_of(page(browser, f"?origin_written={written}")) == ["1", "1", "3"]


@pytest.mark.parametrize("path", ["/map/", "/map/routes/", "/map/figures/", "/map/figures/overview/"])
def test_every_page_with_the_form_takes_it(some: Hub, signed_in: Any, path: str) -> None:
    assert leads_to(signed_in(some.anna), "?through_written=kilifi", path) == f"{path}?through=gn%3A192067"


def test_what_is_written_stands_for_what_its_list_says(some: Hub, signed_in: Any) -> None:
    query = "?origin=gn:186301&destination=iso:LB&origin_written=Kilifi&destination_written="
    assert leads_to(signed_in(some.anna), query) == "/map/?destination=iso%3ALB&origin=gn%3A192067"


def test_of_several_places_of_one_name_nobody_guesses(some: Hub, signed_in: Any) -> None:
    browser = signed_in(some.anna)
    asked = offered(page(browser, "?collection=2024&origin_written=Busia&level=county"))
    assert set(asked) == {"Busia, Kenya (border post)", "Busia, Eastern, Uganda (border post)"}
    address = asked["Busia, Eastern, Uganda (border post)"]
    assert address == "?collection=2024&level=county&origin=gn%3A234077"
    assert numbers_of(page(browser, address)) == ["1", "1", "3"]


def test_the_beginning_of_a_name_or_one_misspelt_is_proposed(some: Hub, signed_in: Any) -> None:
    browser = signed_in(some.anna)
    assert set(offered(page(browser, "?origin_written=kil"))) == {
        "Kilifi, Kenya",
        "Kilifi County, Kilifi, Kenya (county)",
    }
    assert "Nairobi, Kenya" in offered(page(browser, "?origin_written=Nairoby"))


def test_a_spelling_that_was_taught_is_proposed(some: Hub, signed_in: Any) -> None:
    from njia_hub.places.teaching import teach

    teach(some.carol, "Kayole Stage", "KE", "gn:184745")
    found = offered(page(signed_in(some.anna), "?origin_written=Kayole Stage"))
    assert list(found) == ["Nairobi, Kenya"]


def test_a_place_of_the_gazetteer_that_no_route_has_there_is_not_found(some: Hub, signed_in: Any) -> None:
    browser = signed_in(some.anna)
    for query in (
        "?origin_written=Kampala",
        "?destination_written=Nairobi",
        "?through_written=?",
        "?origin_written=" + "x" * 300,
    ):
        text = page(browser, query)
        assert "No accepted route has a place of that name here" in text
        assert offered(text) == {}


def test_a_place_of_routes_that_are_not_accepted_is_not_given_away(some: Hub, signed_in: Any) -> None:
    submit(some.bob, some.collection, origin=("gn:187968", "Malindi", "KE"))
    submit(some.bob, some.collection, origin=("xx:hidden", "CANARY-HIDDEN", "KE"))
    for person in (some.anna, some.alice):
        for written in ("Malindi", "CANARY-HIDDEN", "canary"):
            text = page(signed_in(person), f"?origin_written={written}")
            assert offered(text) == {}
    assert "CANARY" not in page(signed_in(some.anna))


def test_what_is_written_is_shown_again_as_text_and_nothing_else(some: Hub, signed_in: Any) -> None:
    text = page(signed_in(some.anna), '?mode=plane&origin_written="><script>alert(1)</script>')
    assert "<script>alert" not in text
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in text
    assert '<input type="hidden" name="mode" value="plane">' in text


def test_two_that_are_written_are_asked_about_one_after_the_other(some: Hub, signed_in: Any) -> None:
    browser = signed_in(some.anna)
    first = offered(page(browser, "?origin_written=Busia&through_written=Busia"))
    second = offered(page(browser, first["Busia, Eastern, Uganda (border post)"]))
    assert numbers_of(page(browser, second["Busia, Eastern, Uganda (border post)"])) == ["1", "1", "3"]
