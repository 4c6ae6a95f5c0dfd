"""The queue shows a reviewer what waits for her, and nothing that would tell her what to think."""

from typing import Any

import pytest
from tests.hub.conftest import Hub, person, submit

from njia_hub.audit.acting import SYSTEM, action
from njia_hub.review import deciding
from njia_hub.review.queueing import Filters, Show, counts, doubles_on, following, queue
from njia_hub.routes.models import Route

OTHER: dict[str, Any] = {"destination": ("iso:SA", "Saudi Arabia", "SA")}


def shown(who: Any, **filters: Any) -> list[Route]:
    return list(queue(who, Filters(**filters)).routes)


@pytest.fixture
def cleo(hub: Hub) -> Any:
    with action("test.prepare", SYSTEM):
        return person("cleo", "coordinator")


def blind(hub: Hub) -> None:
    with action("test.prepare", SYSTEM):
        hub.collection.needs_second_review = True
        hub.collection.save()


def test_the_oldest_route_comes_first_and_the_next_follows(hub: Hub) -> None:
    first, second, third = (submit(hub.alice, hub.collection) for _ in range(3))
    assert shown(hub.carol) == [first, second, third]
    assert following(hub.carol, Filters(), second) == third
    assert following(hub.carol, Filters(), third) == first
    for route in (first, second, third):
        deciding.accept(hub.carol, route, 1)
    assert following(hub.carol, Filters(), third) is None


def test_filters_choose_and_are_counted(hub: Hub) -> None:
    plain = submit(hub.alice, hub.collection)
    doubtful = submit(hub.bob, hub.collection, warn=True, **OTHER)
    returned = submit(hub.bob, hub.collection)
    deciding.return_(hub.carol, returned, 1, "why")
    assert shown(hub.carol, organisation=hub.alices.pk) == [plain]
    assert shown(hub.carol, problems=True) == [doubtful]
    assert shown(hub.carol, problems=False) == [plain]
    assert shown(hub.carol, collection="2024", show=Show.RETURNED) == [returned]
    assert shown(hub.carol, collection="1999") == []
    found = counts(hub.carol, Filters())
    assert {show: number for show, number in found.items() if number} == {
        Show.WAITING: 2,
        Show.RETURNED: 1,
    }


def test_likely_doubles_can_be_shown_alone(hub: Hub) -> None:
    one, other = submit(hub.alice, hub.collection), submit(hub.bob, hub.collection)
    submit(hub.bob, hub.collection, **OTHER)
    assert shown(hub.carol, doubles=True) == [one, other]
    likely = doubles_on(hub.carol, shown(hub.carol))
    assert {pk: len(doubles) for pk, doubles in likely.doubles.items()} == {one.pk: 1, other.pk: 1}


@pytest.mark.parametrize("who", ["anna", "pat", "bob"])
def test_nobody_else_has_others_routes_in_a_queue(hub: Hub, who: str) -> None:
    submit(hub.alice, hub.collection)
    assert shown(getattr(hub, who)) == []
    assert not any(counts(getattr(hub, who), Filters()).values())


def test_the_second_reviewer_sees_a_route_as_if_nobody_had_looked_at_it(hub: Hub, cleo: Any) -> None:
    blind(hub)
    reviewed, untouched = submit(hub.alice, hub.collection), submit(hub.alice, hub.collection)
    deciding.return_(hub.carol, reviewed, 1, "why")
    assert shown(cleo) == [reviewed, untouched]
    assert counts(cleo, Filters())[Show.WAITING] == 2
    assert counts(cleo, Filters())[Show.SECOND] == 0
    assert shown(hub.carol) == [untouched]
    assert shown(hub.carol, show=Show.SECOND) == [reviewed]


def test_where_two_disagree_both_see_it_until_it_is_decided(hub: Hub, cleo: Any) -> None:
    blind(hub)
    route = submit(hub.alice, hub.collection)
    deciding.accept(hub.carol, route, 1)
    deciding.return_(cleo, route, 1, "why")
    for who in (hub.carol, cleo):
        assert shown(who, show=Show.DISAGREED) == [route]
        assert shown(who) == shown(who, show=Show.SECOND) == []
    deciding.accept(cleo, route, 1)
    assert shown(cleo, show=Show.DISAGREED) == []


def test_without_a_second_review_a_word_on_record_hides_nothing(hub: Hub) -> None:
    blind(hub)
    route = submit(hub.alice, hub.collection)
    deciding.accept(hub.carol, route, 1)
    with action("test.prepare", SYSTEM):
        hub.collection.needs_second_review = False
        hub.collection.save()
    assert shown(hub.carol) == [route]


def test_a_double_of_a_withdrawn_route_is_shown_to_be_looked_at_again(hub: Hub) -> None:
    one, other = submit(hub.alice, hub.collection), submit(hub.bob, hub.collection)
    deciding.mark_double(hub.carol, other, 1, one)
    assert shown(hub.carol, show=Show.ORPHANED) == []
    deciding.withdraw(hub.carol, one, 1, "asked for")
    assert shown(hub.carol, show=Show.ORPHANED) == [other]


@pytest.mark.parametrize(
    "given",
    [
        {"show": "everything", "organisation": "-1", "problems": "maybe"},
        {"show": "", "organisation": "9" * 400, "collection": "'; --"},
        {"organisation": "٣", "doubles": "<script>"},
    ],
)
def test_an_address_that_makes_no_sense_is_harmless(hub: Hub, given: dict[str, str]) -> None:
    filters = Filters.of(given)
    assert filters.show is Show.WAITING
    assert filters.organisation is None
    assert list(queue(hub.carol, filters).routes) == []


def test_filters_are_read_back_from_their_address() -> None:
    from django.http import QueryDict

    filters = Filters(Show.RETURNED, "2024", 3, problems=False, doubles=True)
    assert Filters.of(QueryDict(filters.address()).dict()) == filters
    assert Filters().address() == ""
