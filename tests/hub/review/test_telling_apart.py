"""That two routes are two journeys is said once, and remembered until it is taken back."""

import json
from typing import Any

import pytest
from tests.hub.conftest import Hub, person, submit

from njia.doubles.index import MOST_SHOWN
from njia_hub.audit.acting import SYSTEM, action
from njia_hub.audit.guarding import UnrecordedWrite
from njia_hub.audit.models import Event
from njia_hub.collections.models import Collection
from njia_hub.review import alike, deciding
from njia_hub.review.alike import likely_doubles
from njia_hub.review.models import Apart
from njia_hub.review.telling_apart import tell_apart, undo
from njia_hub.routes.models import Route
from njia_hub.routes.submitting import NotAllowed

pytestmark = pytest.mark.usefixtures("no_second_factor")


@pytest.fixture
def pair(hub: Hub) -> tuple[Route, Route]:
    return submit(hub.alice, hub.collection), submit(hub.bob, hub.collection)


@pytest.fixture
def cleo(hub: Hub) -> Any:
    with action("test.prepare", SYSTEM):
        return person("cleo", "coordinator")


def want_two(hub: Hub) -> None:
    with action("test.prepare", SYSTEM):
        hub.collection.needs_second_review = True
        hub.collection.save()


def offered(someone: Any, route: Route) -> list[str]:
    likely = likely_doubles(someone, route.collection, [route.pk])
    assert likely.is_whole
    return sorted(double.route_id for double in likely.doubles.get(route.pk, ()))


def test_a_pair_that_is_told_apart_is_offered_to_nobody_from_either_side(
    hub: Hub, pair: Any, cleo: Any
) -> None:
    one, other = pair
    third = submit(hub.bob, hub.collection)
    tell_apart(hub.carol, other, one)
    for someone in (hub.carol, cleo):
        assert offered(someone, one) == [str(third.pk)]
        assert offered(someone, other) == [str(third.pk)]
        assert offered(someone, third) == sorted([str(one.pk), str(other.pk)])
    alike.forget()
    assert offered(cleo, one) == [str(third.pk)]


def test_any_coordinator_takes_it_back_and_every_word_is_kept(hub: Hub, pair: Any, cleo: Any) -> None:
    one, other = pair
    tell_apart(hub.carol, one, other)
    undo(cleo, other, one)
    assert offered(hub.carol, one) == [str(other.pk)]
    tell_apart(hub.carol, one, other)
    assert offered(cleo, one) == []
    said = Apart.objects.values_list("reviewer", "is_apart")
    assert list(said) == [(hub.carol.pk, True), (cleo.pk, False), (hub.carol.pk, True)]
    with pytest.raises(UnrecordedWrite), action("test.change", SYSTEM):
        Apart.objects.update(is_apart=False)


def test_each_word_is_an_event_that_names_the_pair(hub: Hub, pair: Any) -> None:
    one, other = pair
    tell_apart(hub.carol, one, other)
    undo(hub.carol, one, other)
    told = Event.objects.filter(verb__contains="apart").values_list("verb", "actor", "target")
    assert list(told) == [
        ("route.tell_apart", hub.carol.actor, f"route:{one.pk}"),
        ("route.undo_apart", hub.carol.actor, f"route:{one.pk}"),
    ]
    details = [json.loads(event.details) for event in Event.objects.filter(verb__contains="apart")]
    assert [one["other"] for one in details] == [str(other.pk)] * 2


def test_what_is_told_apart_takes_no_place_among_those_that_are_shown(hub: Hub) -> None:
    one = submit(hub.alice, hub.collection)
    others = [submit(hub.bob, hub.collection) for _ in range(MOST_SHOWN + 3)]
    for _ in range(3):
        shown = offered(hub.carol, one)
        assert len(shown) == MOST_SHOWN
        tell_apart(hub.carol, one, Route.objects.get(pk=shown[0]))
    left = {str(other.pk) for other in others} - {
        str(other) for word in Apart.objects.all() for other in (word.first_id, word.second_id)
    }
    assert set(offered(hub.carol, one)) == left
    alike.forget()
    assert set(offered(hub.carol, one)) == left


def test_only_coordinators_say_it_and_of_routes_that_are_not_their_own(hub: Hub, pair: Any) -> None:
    one, other = pair
    for someone in (hub.alice, hub.dan, hub.anna, hub.pat):
        with pytest.raises(NotAllowed, match="Only coordinators"):
            tell_apart(someone, one, other)
    with action("test.prepare", SYSTEM):
        hub.alice.role = "coordinator"
        hub.alice.save()
    for first, second in (pair, pair[::-1]):
        with pytest.raises(NotAllowed, match="reported this route yourself"):
            tell_apart(hub.alice, first, second)
    assert not Apart.objects.exists()


def test_what_makes_no_sense_is_refused_and_written_nowhere(hub: Hub, pair: Any) -> None:
    one, other = pair
    with action("test.prepare", SYSTEM):
        day = hub.collection.period_start
        next_year = Collection.objects.create(
            name="2025", slug="2025", state="open", period_start=day, period_end=day
        )
    later, event = submit(hub.bob, next_year), Event.objects.latest("seq").seq
    for first, second, said in (
        (one, one, "from itself"),
        (one, later, "different collections"),
    ):
        with pytest.raises(NotAllowed, match=said):
            tell_apart(hub.carol, first, second)
    with pytest.raises(NotAllowed, match="Nobody has said"):
        undo(hub.carol, one, other)
    assert (Apart.objects.count(), Event.objects.latest("seq").seq) == (0, event)
    tell_apart(hub.carol, one, other)
    with pytest.raises(NotAllowed, match="known already"):
        tell_apart(hub.carol, other, one)
    assert Apart.objects.count() == 1


def test_a_pair_is_not_two_journeys_and_one(hub: Hub, pair: Any) -> None:
    one, other = pair
    tell_apart(hub.carol, one, other)
    with pytest.raises(NotAllowed, match="they are two journeys: take that back first"):
        deciding.mark_double(hub.carol, other, 1, one)
    undo(hub.carol, one, other)
    deciding.mark_double(hub.carol, other, 1, one)
    for first, second in (pair, pair[::-1]):
        with pytest.raises(NotAllowed, match="marked as a double of the other"):
            tell_apart(hub.carol, first, second)


def test_where_two_review_the_second_is_asked_without_knowing_what_the_first_has_said(
    hub: Hub, pair: Any, cleo: Any, signed_in: Any
) -> None:
    one, other = pair
    want_two(hub)
    tell_apart(hub.carol, one, other)
    assert offered(hub.carol, one) == []
    assert offered(cleo, one) == [str(other.pk)]
    for path in (f"/review/{one.pk}", f"/review/{one.pk}/beside/{other.pk}"):
        page = signed_in(cleo).get(path).content.decode()
        assert "Not the same journey" not in page
        assert "It is said that they are two journeys." not in page
    told = Event.objects.exclude(verb__startswith="test.").get(actor=hub.carol.actor)
    assert (told.verb, str(other.pk) in told.details) == ("route.review", False)
    with pytest.raises(NotAllowed, match="Nobody has said"):
        undo(cleo, one, other)
    tell_apart(cleo, one, other)
    with action("test.prepare", SYSTEM):
        cyril = person("cyril", "coordinator")
    assert offered(cyril, one) == []
    undo(cyril, one, other)
    for someone in (hub.carol, cleo, cyril):
        assert offered(someone, one) == [str(other.pk)]


def test_the_pages_offer_a_pair_no_more_and_let_it_be_taken_back(hub: Hub, pair: Any, signed_in: Any) -> None:
    (one, other), carol = pair, signed_in(hub.carol)

    def page(path: str) -> str:
        return str(carol.get(path).content.decode())

    beside = f"/review/{one.pk}/beside/{other.pk}"
    assert "They are two journeys" in page(beside)
    said = carol.post(f"/review/{one.pk}/apart", {"of": other.pk, "queue": "doubles=likely"})
    assert said.headers["Location"] == f"/review/{one.pk}?doubles=likely"
    assert "likely double<" not in page("/review/")
    assert str(one.pk) not in page("/review/?doubles=likely")
    assert "% alike" not in page(f"/review/{one.pk}")
    assert "Not the same journey as 1 other" in page(f"/review/{one.pk}")
    assert beside in page(f"/review/{one.pk}")
    now = page(beside)
    assert "It is said that they are two journeys." in now
    assert "is a double, the" not in now
    carol.post(f"/review/{other.pk}/not-apart", {"of": one.pk})
    assert "% alike" in page(f"/review/{other.pk}")
    assert page("/review/").count("likely double<") == 2
    again = carol.post(f"/review/{other.pk}/not-apart", {"of": one.pk}, follow=True).content.decode()
    assert "Nobody has said that they are two journeys." in again


@pytest.mark.parametrize("of", ["", "no-id", "0b7c7a5e-2f0e-4a53-9d0e-6d1f3a1c9e10"])
def test_a_pair_with_nothing_is_not_there(hub: Hub, pair: Any, signed_in: Any, of: str) -> None:
    for do in ("apart", "not-apart"):
        assert signed_in(hub.carol).post(f"/review/{pair[0].pk}/{do}", {"of": of}).status_code == 404
