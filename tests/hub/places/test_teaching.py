"""A spelling that a coordinator has accepted is used from then on, by forms and uploads alike."""

import pytest
from tests.hub.conftest import Hub

from njia_hub.audit.models import Event
from njia_hub.places import teaching
from njia_hub.places.at_hand import gazetteer
from njia_hub.places.models import Alias
from njia_hub.places.teaching import NotTeachable

MALABA = "gn:188025"
NAIROBI = "gn:184745"


def resolved(hub: Hub, text: str, country: str | None) -> str | None:
    place = gazetteer(hub.collection.network().aliases).resolve(text, country).place
    return place.place_id if place else None


def test_a_taught_spelling_is_resolved_within_its_country(hub: Hub) -> None:
    assert resolved(hub, "Malamba", "Kenya") is None
    alias = teaching.teach(hub.carol, "  Malamba ", "Kenya", MALABA)
    assert alias.spelling == "Malamba | KE"
    assert resolved(hub, "malamba", "KE") == MALABA
    assert resolved(hub, "Malamba", "UG") is None


def test_a_spelling_taught_again_means_the_new_place(hub: Hub) -> None:
    teaching.teach(hub.carol, "Malamba", "KE", NAIROBI)
    teaching.teach(hub.carol, "MALAMBA", "Kenya", MALABA)
    assert Alias.objects.get().place_id == MALABA


def test_a_spelling_taken_back_is_used_no_more(hub: Hub) -> None:
    alias = teaching.teach(hub.carol, "Malamba", "KE", MALABA)
    teaching.forget(hub.carol, alias)
    assert resolved(hub, "Malamba", "KE") is None


@pytest.mark.parametrize(
    ("text", "country", "place"),
    [
        ("", "KE", MALABA),
        ("a | b", "KE", MALABA),
        ("x" * 201, "KE", MALABA),
        ("Malamba", "Nowhereland", MALABA),
        ("Malamba", "KE", "gn:0"),
        ("Malamba", "KE", "'; DROP TABLE places_alias; --"),
        ("Nairobi", "KE", MALABA),  # the name of another place
        ("Malamba", "UG", MALABA),  # not in that country
        ("unknown", "", MALABA),
    ],
)
def test_what_would_mislead_is_not_taught(hub: Hub, text: str, country: str, place: str) -> None:
    with pytest.raises(NotTeachable):
        teaching.teach(hub.carol, text, country, place)
    assert not Alias.objects.exists()
    assert not Event.objects.filter(verb="place.teach").exists()


def test_the_spelling_is_not_in_the_audit(hub: Hub) -> None:
    teaching.teach(hub.carol, "Malamba near Canary", "KE", MALABA)
    event = Event.objects.get(verb="place.teach")
    assert "anary" not in event.details + event.target
