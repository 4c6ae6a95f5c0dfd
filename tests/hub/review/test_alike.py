"""Likely doubles are found among what is reported now, in the same collection."""

from typing import Any

import pytest
from tests.hub.conftest import Hub, journey, submit

from njia.doubles.index import MOST_SHOWN
from njia_hub.audit.acting import SYSTEM, action
from njia_hub.collections.models import Collection
from njia_hub.review import alike, deciding
from njia_hub.review.alike import likely_doubles
from njia_hub.routes import submitting
from njia_hub.routes.document import Document
from njia_hub.routes.models import Route

OTHER: dict[str, Any] = {"destination": ("iso:SA", "Saudi Arabia", "SA")}


def found(hub: Hub, route: Route) -> list[str]:
    likely = likely_doubles(hub.carol, hub.collection, [route.pk])
    assert likely.is_whole
    return sorted(double.route_id for double in likely.doubles.get(route.pk, ()))


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


def test_a_list_that_was_full_takes_up_what_had_been_left_out(hub: Hub) -> None:
    one = submit(hub.alice, hub.collection)
    others = [submit(hub.bob, hub.collection) for _ in range(MOST_SHOWN + 1)]
    full = found(hub, one)
    assert len(full) == MOST_SHOWN
    (left_out,) = {str(other.pk) for other in others} - set(full)
    submitting.withdraw(hub.bob, next(other for other in others if str(other.pk) == full[0]))
    assert found(hub, one) == sorted([*full[1:], left_out])


def test_what_is_kept_of_each_route_is_what_would_be_found_anew(hub: Hub) -> None:
    """Go through many small changes, some of them of other journeys, and compare with starting afresh."""
    routes = []
    for number in range(12):
        who, fields = (hub.alice, hub.bob)[number % 2], OTHER if number % 3 == 0 else {}
        routes.append(submit(who, hub.collection, people=number % 4 + 1, **fields))
        kept = {route.pk: found(hub, route) for route in routes}
        alike.forget()
        assert kept == {route.pk: found(hub, route) for route in routes}
    for number, route in enumerate(routes[::2]):
        if number % 2:
            submitting.withdraw(route.author, route)
        else:
            moved = journey(str(route.pk), people=number + 1, **OTHER)
            submitting.edit(route.author, route, 1, Document(route=moved))
        kept = {route.pk: found(hub, route) for route in routes}
        alike.forget()
        assert kept == {route.pk: found(hub, route) for route in routes}
    assert any(kept.values()) and not all(kept.values())


def test_only_so_many_routes_of_other_collections_are_kept(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    with action("test.prepare", SYSTEM):
        day = hub.collection.period_start
        other = Collection.objects.create(
            name="2025", slug="2025", state="open", period_start=day, period_end=day
        )
    monkeypatch.setattr(alike, "MOST_AT_HAND", 2)
    here = [submit(hub.alice, hub.collection), submit(hub.bob, hub.collection)]
    there = [submit(hub.alice, other), submit(hub.bob, other)]
    for _ in range(2):
        assert found(hub, here[0]) == [str(here[1].pk)]
        (double,) = likely_doubles(hub.carol, other, [there[0].pk]).doubles[there[0].pk]
        assert double.route_id == str(there[1].pk)
        likely_doubles(hub.carol, other, [])
        assert alike.at_hand() <= 2
