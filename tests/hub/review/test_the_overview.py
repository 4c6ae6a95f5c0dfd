"""Who has reported what: counts by organisation, who has not reported, and what is missing most."""

import datetime as dt
from typing import Any

import pytest
from tests.hub.conftest import Hub, journey, submit

from njia_hub.audit.acting import SYSTEM, action
from njia_hub.collections.models import Collection
from njia_hub.organisations.models import Organisation
from njia_hub.review import deciding, overview
from njia_hub.routes import submitting
from njia_hub.routes.document import Document
from njia_hub.routes.models import Revision, Route


def by_name(hub: Hub) -> dict[str, overview.Reported]:
    return {row.organisation.name: row for row in overview.reported(hub.collection)}


def test_each_state_is_counted_by_organisation(hub: Hub) -> None:
    waits, returned, accepted, double, withdrawn = (submit(hub.alice, hub.collection) for _ in range(5))
    bobs = submit(hub.bob, hub.collection)
    deciding.return_(hub.carol, returned, 1, "why")
    deciding.accept(hub.carol, accepted, 1)
    deciding.mark_double(hub.carol, double, 1, waits)
    submitting.withdraw(hub.alice, withdrawn)
    found = by_name(hub)
    alices = found[hub.alices.name]
    assert (alices.submitted, alices.returned, alices.accepted, alices.double, alices.withdrawn) == (
        1, 1, 1, 1, 1,
    )  # fmt: skip
    assert alices.there == 3
    assert found[hub.bobs.name].submitted == 1
    assert found[hub.bobs.name].last == Route.objects.get(pk=bobs.pk).submitted
    assert overview.total(list(found.values()))["submitted"] == 2


def test_a_change_of_what_was_sent_is_the_last_activity(hub: Hub) -> None:
    route = submit(hub.alice, hub.collection)
    submit(hub.alice, hub.collection)
    changed = Document(route=journey(str(route.pk), people=9))
    submitting.edit(hub.alice, route, 1, changed)
    assert by_name(hub)[hub.alices.name].last == Revision.objects.get(route=route, number=2).made


def test_a_reviewers_correction_is_no_activity_of_the_organisation(hub: Hub) -> None:
    route = submit(hub.alice, hub.collection)
    before = by_name(hub)[hub.alices.name].last
    from njia_hub.review.correcting import Corrections, correct

    correct(hub.carol, route, 1, Corrections(cases="9"), "told by phone")
    assert by_name(hub)[hub.alices.name].last == before


def test_other_collections_are_not_counted(hub: Hub) -> None:
    import datetime as dt

    with action("test.prepare", SYSTEM):
        other = Collection.objects.create(
            name="2023",
            slug="2023",
            state="open",
            period_start=dt.date(2023, 1, 1),
            period_end=dt.date(2023, 12, 31),
        )
    submit(hub.alice, hub.collection)
    assert [row.last for row in overview.reported(other)] == [None, None]
    assert overview.most_missing(other) == []


def test_an_organisation_that_has_left_is_shown_only_with_what_it_reported(hub: Hub) -> None:
    submit(hub.alice, hub.collection)
    with action("test.prepare", SYSTEM):
        Organisation.objects.update(is_active=False)
    assert list(by_name(hub)) == [hub.alices.name]


def test_the_share_that_is_complete_leaves_out_what_is_not_there(hub: Hub) -> None:
    routes = [submit(hub.alice, hub.collection) for _ in range(3)]
    with action("test.prepare", SYSTEM):
        Route.objects.filter(pk=routes[0].pk).update(is_complete=False)
    submitting.withdraw(hub.alice, routes[1])
    assert by_name(hub)[hub.alices.name].percent_complete == 50
    assert by_name(hub)[hub.bobs.name].percent_complete is None


def test_what_is_missing_most_is_said_first_and_only_of_what_is_asked(hub: Hub) -> None:
    submit(hub.alice, hub.collection, people=None, sexes=("female",))
    submit(hub.alice, hub.collection)
    found = overview.most_missing(hub.collection, limit=20)
    told = {one.title: (one.missing, one.of) for one in found}
    assert told["Estimated number of cases"] == (1, 2)
    assert told["Recruitment method"] == (2, 2)
    assert "Sex" not in told
    assert "Industry" not in told  # every route tells it
    with action("test.prepare", SYSTEM):
        hub.collection.optional_questions = ["sexes", "irregular"]
        hub.collection.save()
    again = {one.title: one.missing for one in overview.most_missing(hub.collection, limit=20)}
    assert again["Sex"] == 1
    assert [one.missing for one in found] == sorted((one.missing for one in found), reverse=True)


def test_only_the_current_revision_is_asked(hub: Hub) -> None:
    from njia_hub.review.correcting import Corrections, correct

    route = submit(hub.alice, hub.collection, people=None)
    correct(hub.carol, route, 1, Corrections(cases="9"), "told by phone")
    titles = [one.title for one in overview.most_missing(hub.collection, limit=20)]
    assert "Estimated number of cases" not in titles


def test_of_very_many_routes_those_changed_last_are_looked_into_and_the_page_says_so(
    hub: Hub, signed_in: Any, no_second_factor: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from njia_hub.review.correcting import Corrections, correct

    first = submit(hub.alice, hub.collection, people=None)
    submit(hub.alice, hub.collection)
    third = submit(hub.alice, hub.collection)
    submitting.withdraw(hub.alice, third)
    carol = signed_in(hub.carol)
    assert "sent or changed last" not in carol.get("/review/overview/2024").content.decode()

    def cases_missing() -> list[tuple[int, int]]:
        found = overview.most_missing(hub.collection, limit=20)
        return [(one.missing, one.of) for one in found if one.title == "Estimated number of cases"]

    assert cases_missing() == [(1, 2)]
    monkeypatch.setattr(overview, "MOST_LOOKED_INTO", 1)
    assert cases_missing() == []
    assert "In the 1 routes that were sent or changed last." in (
        carol.get("/review/overview/2024").content.decode()
    )
    correct(hub.carol, first, 1, Corrections(period=(dt.date(2024, 1, 1), None)), "told by phone")
    assert cases_missing() == [(1, 1)]


def test_the_overview_takes_few_statements(hub: Hub, django_assert_max_num_queries: Any) -> None:
    for _ in range(20):
        submit(hub.alice, hub.collection)
    with django_assert_max_num_queries(5):
        overview.reported(hub.collection)
        overview.most_missing(hub.collection)


@pytest.mark.parametrize("who", ["alice", "dan", "anna", "pat"])
def test_only_coordinators_see_who_has_reported_what(hub: Hub, signed_in: Any, who: str) -> None:
    submit(hub.bob, hub.collection)
    assert signed_in(getattr(hub, who)).get("/review/overview/2024").status_code == 403


def test_the_page_names_who_has_not_reported_and_gives_a_reminder(
    hub: Hub, signed_in: Any, no_second_factor: None
) -> None:
    submit(hub.alice, hub.collection)
    said = signed_in(hub.carol).get("/review/overview/2024").content.decode()
    silent = said.split("Have not reported")[1]
    assert "CANARY-ORG-B" in silent
    assert "CANARY-ORG-A" not in silent
    assert "You can report here: https://hub.test" in silent
