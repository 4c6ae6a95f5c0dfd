"""Likely doubles are found among what is reported now, in the same collection."""

from typing import Any

from tests.hub.conftest import Hub, journey, submit

from njia_hub.review import deciding
from njia_hub.review.alike import likely_doubles
from njia_hub.routes import submitting
from njia_hub.routes.document import Document
from njia_hub.routes.models import Route

OTHER: dict[str, Any] = {"destination": ("iso:SA", "Saudi Arabia", "SA")}


def found(hub: Hub, route: Route) -> list[str]:
    doubles = likely_doubles(hub.collection, [route.pk]).get(route.pk, [])
    return sorted(double.route_id for double in doubles)


def test_the_same_journey_of_another_organisation_is_likely(hub: Hub) -> None:
    one, other = submit(hub.alice, hub.collection), submit(hub.bob, hub.collection)
    far = submit(hub.bob, hub.collection, **OTHER)
    assert found(hub, one) == [str(other.pk)]
    assert found(hub, other) == [str(one.pk)]
    assert found(hub, far) == []


def test_what_is_at_hand_follows_every_change(hub: Hub) -> None:
    one, other = submit(hub.alice, hub.collection), submit(hub.bob, hub.collection)
    assert found(hub, one)
    changed = Document(route=journey(str(other.pk), **OTHER))
    submitting.edit(hub.bob, other, 1, changed)
    assert found(hub, one) == []
    third = submit(hub.bob, hub.collection)
    assert found(hub, one) == [str(third.pk)]
    deciding.mark_double(hub.carol, third, 1, one)
    assert found(hub, one) == []
    deciding.undo_double(hub.carol, third)
    assert found(hub, one) == [str(third.pk)]
    submitting.withdraw(hub.bob, third)
    assert found(hub, one) == []
