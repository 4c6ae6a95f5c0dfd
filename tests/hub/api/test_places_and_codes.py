"""A program finds the places and the codes that answers are made of."""

import pytest
from tests.hub.api.conftest import Programs
from tests.hub.conftest import Hub

from njia.vocabulary import LISTS, code_list


def test_places_are_suggested_those_at_hand_first(hub: Hub, program: Programs) -> None:
    found = program(hub.alice).get("places", text="Momb", country="KE", limit=3).json()
    assert (found[0]["name"], found[0]["country_code"], found[0]["kind"]) == ("Mombasa", "KE", "town")
    assert len(found) <= 3


def test_a_spelling_that_the_network_was_taught_is_found(hub: Hub, program: Programs) -> None:
    from njia_hub.places.teaching import teach

    asking = program(hub.alice)
    assert "gn:186301" not in {p["place_id"] for p in asking.get("places", text="Zzyzx town").json()}
    teach(hub.carol, "Zzyzx town", "KE", "gn:186301")
    assert asking.get("places", text="Zzyzx").json()[0]["place_id"] == "gn:186301"


@pytest.mark.parametrize("text", ["%", "_", "*", "'; DROP TABLE x; --", "\u202e\u0627", "🛶", "a" * 200, ""])
def test_hostile_text_finds_nothing_much(hub: Hub, program: Programs, text: str) -> None:
    answer = program(hub.alice).get("places", text=text)
    assert answer.status_code == 200 and len(answer.json()) <= 8


@pytest.mark.parametrize("text", ["a" * 201, "\x00"])
def test_text_that_is_none_is_refused(hub: Hub, program: Programs, text: str) -> None:
    assert program(hub.alice).get("places", text=text).status_code in (400, 422)


def test_every_list_comes_in_the_language_that_is_asked_for(hub: Hub, program: Programs) -> None:
    found = program(hub.anna).get("vocabulary", language="sw").json()
    assert [one["name"] for one in found] == list(LISTS)
    for one in found:
        assert [code["id"] for code in one["codes"]] == list(code_list(one["name"]).codes)
        assert one["title"] == code_list(one["name"]).titles["sw"]
