"""Coordinators look through the spellings that the network has accepted, and take them back."""

from typing import Any

import pytest
from tests.hub.conftest import Hub

from njia_hub.audit.models import Event
from njia_hub.places import teaching
from njia_hub.places.models import Alias

pytestmark = pytest.mark.usefixtures("no_second_factor")


def test_a_spelling_is_listed_and_taken_back_once(hub: Hub, signed_in: Any) -> None:
    alias = teaching.teach(hub.carol, "Malamba <b>", "KE", "gn:188025")
    carol = signed_in(hub.carol)
    said = carol.get("/places/spellings").content.decode()
    assert "Malamba &lt;b&gt;" in said
    assert "Malaba, Busia, Kenya (border post)" in said
    assert carol.post(f"/places/spellings/{alias.pk}/forget").status_code == 302
    assert not Alias.objects.exists()
    assert carol.post(f"/places/spellings/{alias.pk}/forget").status_code == 404
    assert Event.objects.filter(verb="place.forget").count() == 1


@pytest.mark.parametrize("who", ["alice", "dan", "anna", "pat"])
def test_nobody_else_takes_spellings_back(hub: Hub, signed_in: Any, who: str) -> None:
    alias = teaching.teach(hub.carol, "Malamba", "KE", "gn:188025")
    client = signed_in(getattr(hub, who))
    assert client.get("/places/spellings").status_code == 403
    assert client.post(f"/places/spellings/{alias.pk}/forget").status_code == 403
    assert Alias.objects.exists()
