"""A place that is not certain is settled by a person: what was written stays, and may be taught for good."""

import uuid

import pytest
from tests.hub.conftest import Hub
from tests.hub.review.doubtful import answers, submit_answers
from tests.hub.uploads.conftest import BUSIA, csv_bytes, send, submit_all

from njia.schema import Resolution
from njia_hub.audit.models import Event
from njia_hub.places.models import Alias
from njia_hub.places.teaching import NotTeachable
from njia_hub.review import placing
from njia_hub.routes import submitting
from njia_hub.routes.document import Document
from njia_hub.routes.models import Revision, Route
from njia_hub.routes.submitting import NotAllowed, StaleRevision

BUSIA_KE, MALABA, NAIROBI = "gn:198629", "gn:188025", "gn:184745"


def current(route: Route) -> Document:
    return Document.model_validate(Route.objects.get(pk=route.pk).current.document)


def malamba(hub: Hub) -> Route:
    return submit_answers(hub.alice, hub.collection, answers("Malamba", "Kenya"), uuid.uuid4())


def test_an_ambiguous_place_comes_with_its_candidates(hub: Hub) -> None:
    route = submit_answers(hub.alice, hub.collection, answers("Busia"), uuid.uuid4())
    (found,) = placing.open_stops(current(route).route, hub.collection.network())
    assert found.path == "stops.0"
    assert {c.place.country_code for c in found.candidates} == {"KE", "UG"}


def test_an_accepted_candidate_keeps_what_was_written_and_settles_its_problem(hub: Hub) -> None:
    route = malamba(hub)
    assert route.warnings == 1
    placing.accept_place(hub.carol, route, 1, "stops.0", MALABA)
    stop = current(route).route.origin
    assert (stop.place_id, stop.written, stop.country_written) == (MALABA, "Malamba", "Kenya")
    assert stop.resolution is Resolution.EXACT
    after = Route.objects.get()
    assert (after.revision, after.warnings, after.state) == (2, 0, "submitted")
    revisions = Revision.objects.order_by("number").values_list("verb", "author__name")
    assert list(revisions) == [("submit", "Alice"), ("correct", "Carol")]
    assert Event.objects.filter(verb="route.correct").count() == 1
    assert not Alias.objects.exists()


def test_only_the_problem_of_that_stop_is_settled(hub: Hub) -> None:
    given = answers("Malamba", "Kenya", notes="Call 0722 123 456")
    route = submit_answers(hub.alice, hub.collection, given, uuid.uuid4())
    placing.accept_place(hub.carol, route, 1, "stops.0", MALABA)
    assert [found.code for found in current(route).problems] == ["personal_data"]


def test_a_place_of_a_spreadsheet_settles_its_problem_too(hub: Hub) -> None:
    rows = [[*BUSIA[:1], "Malamba", *BUSIA[2:]], [*BUSIA[:1], "Zzyzx", "Kenyya", *BUSIA[3:]]]
    submit_all(hub.dan, send(hub.dan, hub.collection, csv_bytes(rows)))
    near, far = Route.objects.order_by("warnings")
    assert [found.code for found in current(near).problems] == ["place_proposed"]
    placing.accept_place(hub.carol, near, 1, "stops.0", MALABA)
    assert Route.objects.get(pk=near.pk).warnings == 0
    placing.accept_place(hub.carol, far, 1, "stops.0", MALABA)
    assert Route.objects.get(pk=far.pk).warnings == far.warnings - 1


def test_always_makes_the_next_form_know_the_spelling(hub: Hub) -> None:
    placing.accept_place(hub.carol, malamba(hub), 1, "stops.0", MALABA, always=True)
    assert Alias.objects.get().spelling == "Malamba | KE"
    following = malamba(hub)
    assert current(following).route.origin.place_id == MALABA
    assert following.warnings == 0
    assert Event.objects.filter(verb="route.correct").count() == 1


def test_a_route_read_before_is_offered_what_was_taught_since(hub: Hub) -> None:
    first, second = malamba(hub), malamba(hub)
    placing.accept_place(hub.carol, first, 1, "stops.0", MALABA, always=True)
    (found,) = placing.open_stops(current(second).route, hub.collection.network())
    assert [c.place.place_id for c in found.candidates] == [MALABA]


def test_nothing_is_written_when_the_spelling_cannot_be_taught(hub: Hub) -> None:
    route = submit_answers(hub.alice, hub.collection, answers("Nairobi", "Uganda"), uuid.uuid4())
    with pytest.raises(NotTeachable):
        placing.accept_place(hub.carol, route, 1, "stops.0", NAIROBI, always=True)
    assert Route.objects.get().revision == Revision.objects.count() == 1
    placing.accept_place(hub.carol, route, 1, "stops.0", NAIROBI)
    assert current(route).route.origin.place_id == NAIROBI


@pytest.mark.parametrize(("path", "place"), [("stops.9", MALABA), ("notes", MALABA), ("stops.0", "gn:0")])
def test_what_is_not_there_is_refused(hub: Hub, path: str, place: str) -> None:
    route = malamba(hub)
    with pytest.raises(NotAllowed):
        placing.accept_place(hub.carol, route, 1, path, place)
    assert Revision.objects.count() == 1


def test_a_place_is_not_settled_on_a_revision_that_was_changed(hub: Hub) -> None:
    route = malamba(hub)
    placing.accept_place(hub.carol, route, 1, "stops.0", MALABA)
    with pytest.raises(StaleRevision):
        placing.accept_place(hub.carol, route, 1, "stops.0", NAIROBI)


def test_only_coordinators_settle_places_and_not_on_what_is_out(hub: Hub) -> None:
    route = malamba(hub)
    for who in (hub.dan, hub.erin, hub.anna):
        with pytest.raises(NotAllowed):
            placing.accept_place(who, route, 1, "stops.0", MALABA, always=True)
    submitting.withdraw(hub.alice, route)
    with pytest.raises(NotAllowed):
        placing.accept_place(hub.carol, route, 1, "stops.0", MALABA)
    assert not Alias.objects.exists()
