"""A release is prepared by one coordinator, looked at, and approved by another: exactly as it is."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import ValidationError
from tests.hub.conftest import Hub, accept, submit
from tests.hub.releases.story import Releasing

from njia.disclosure import GUARDED
from njia.network import Translation
from njia.release.explaining import Reason, Why
from njia_hub.audit.acting import SYSTEM, action
from njia_hub.audit.models import Event
from njia_hub.collections import opening, setting_up
from njia_hub.collections.models import NetworkSettings
from njia_hub.collections.opening import NotPossible, Stale
from njia_hub.releases import approving, preparing, previewing, publishing
from njia_hub.releases.gathering import gather, noise_secret
from njia_hub.releases.models import Release
from njia_hub.releases.preparing import Plan
from njia_hub.routes.models import Route
from njia_hub.work import jobs


def test_only_closed_collections_are_released(releasing: Releasing) -> None:
    releasing.reopen()
    with pytest.raises(NotPossible, match="closed"):
        releasing.prepared()
    with pytest.raises(NotPossible, match="no such"):
        releasing.prepared(collections=("nothing",))


def test_a_collection_that_was_opened_again_is_not_approved(releasing: Releasing) -> None:
    release = releasing.previewed()
    releasing.reopen()
    with pytest.raises(NotPossible, match="closed"):
        approving.approve(releasing.cleo, release, gather(release).hash)


def test_the_public_gets_guarded_unless_somebody_says_otherwise(releasing: Releasing) -> None:
    assert releasing.prepared().policy == "guarded"
    with pytest.raises(ValidationError, match="every single route"):
        releasing.plan(policy="open")
    assert releasing.prepared(policy="open", shows_every_route=True).policy == "open"


def test_nobody_approves_what_they_prepared_or_changed(releasing: Releasing) -> None:
    release = releasing.previewed()
    for person, words in (
        (releasing.carol, "another coordinator"),
        (releasing.hub.anna, "Only a coordinator"),
    ):
        with pytest.raises(NotPossible, match=words):
            approving.approve(person, release, gather(release).hash)
    changed = preparing.change(
        releasing.cleo, release, release.changed, releasing.plan(title="Another title")
    )
    with pytest.raises(NotPossible, match="another coordinator"):
        approving.approve(releasing.cleo, changed, gather(changed).hash)
    assert Release.objects.get().state == "preparing"


def test_nothing_is_approved_that_nobody_could_look_at(releasing: Releasing) -> None:
    release = releasing.prepared()
    with pytest.raises(NotPossible, match="First look"):
        approving.approve(releasing.cleo, release, gather(release).hash)


def test_the_preview_says_what_is_counted_and_what_is_withheld_and_why(releasing: Releasing) -> None:
    release = releasing.previewed()
    tables = {table["name"]: table for table in previewing.shown(release, gather(release).policy)}
    rows = {row["name"]: row for row in tables["countries_of_destination"]["rows"]}
    lebanon, saudi = rows["Lebanon"], rows["Saudi Arabia"]
    assert (lebanon["counted"], saudi["counted"]) == (24, 3)
    assert saudi["shown"] is None or not saudi["exact"]
    assert any("fewer than 10 people" in why for why in saudi["why"])


def test_the_preview_says_of_people_too_what_is_shown(releasing: Releasing) -> None:
    release = releasing.previewed()
    assert release.preview is not None
    tables = {table["name"]: table for table in release.preview}
    rows = {row["name"]: row for row in tables["countries_of_destination"]["rows"]}
    lebanon, saudi = rows["Lebanon"], rows["Saudi Arabia"]
    assert lebanon["people"] > lebanon["counted"]
    assert saudi["people"] == 3
    assert saudi["shown_people"] != 3
    assert sum(tables["countries_of_destination"]["people"]) == 100
    assert tables["overview"]["people"] is None


@pytest.mark.parametrize("policy", ["guarded", "strict", "open"])
def test_the_preview_says_what_another_policy_would_show(
    releasing: Releasing, signed_in: Any, policy: str
) -> None:
    release = releasing.previewed(policy=policy, shows_every_route=True)
    found = {one["name"]: one for one in previewing.costs(release)}
    assert next(iter(found)).lower() == policy
    assert {"Guarded", "Strict"} <= found.keys()
    assert all(sum(one[count]) == 100 for one in found.values() for count in ("submissions", "cases_best"))
    assert found["Guarded"]["submissions"][0] < 100
    if policy == "open":
        assert found["Open"]["submissions"] == [100, 0, 0]
    page = signed_in(releasing.carol).get(f"/releases/prepare/{release.pk}").content.decode()
    assert "what another policy would show" in page
    assert page.count(f"{found['Guarded']['submissions'][0]} %") >= 1


@pytest.mark.parametrize("changed", ["title", "foreword", "tag", "route", "settings"])
def test_whatever_changes_after_the_approval_needs_a_new_one(
    releasing: Releasing, quick: None, changed: str
) -> None:
    release = releasing.approved()
    {
        "title": lambda: _change(releasing, release, title="Another"),
        "foreword": lambda: _change(releasing, release, texts={"en": Translation(foreword="New words.")}),
        "tag": lambda: _change(releasing, release, tags=("Kenya",)),
        "route": _take_a_route_away,
        "settings": lambda: _rename_the_network(releasing.carol),
    }[changed]()
    with pytest.raises(NotPossible):
        publishing.publish(releasing.carol, release)
    release.refresh_from_db()
    assert (release.state, release.approved_by, release.number) == ("preparing", None, None)
    assert jobs.run_pending() == 0


def _change(releasing: Releasing, release: Release, **more: Any) -> None:
    preparing.change(releasing.carol, release, release.changed, releasing.plan(**more))


def _take_a_route_away() -> None:
    route = Route.objects.filter(state="accepted")[0]
    with action("test.withdraw", SYSTEM) as recording:
        route.state = "withdrawn"
        route.save()
        recording.touch(route)


def _rename_the_network(person: Any) -> None:
    setting_up.set_up(person, 0, NetworkSettings.network().model_copy(update={"name": "Another name"}))


def test_what_was_looked_at_is_what_is_approved(releasing: Releasing) -> None:
    release = releasing.previewed()
    seen = gather(release).hash
    release = preparing.change(
        releasing.carol, release, release.changed, releasing.plan(title="Another title")
    )
    with pytest.raises(Stale):
        approving.approve(releasing.cleo, release, seen)


def speaks(releasing: Releasing, *languages: str, **more: Any) -> None:
    network = NetworkSettings.network().model_copy(update={"languages": languages, **more})
    found = NetworkSettings.objects.filter(pk=1).first()
    setting_up.set_up(releasing.carol, found.changed if found else 0, network)


def test_a_network_without_a_language_of_reports_is_told_before_anything_is_made(
    releasing: Releasing, signed_in: Any
) -> None:
    release = releasing.previewed()
    speaks(releasing, "ar", "am")
    with pytest.raises(NotPossible, match="Add one of these to its settings: English"):
        releasing.prepared()
    with pytest.raises(NotPossible, match="no reports in the network's languages"):
        approving.approve(releasing.cleo, release, gather(release).hash)
    page = signed_in(releasing.carol).get("/releases/prepare")
    assert page.status_code == 200
    assert "no reports in the network&#x27;s languages" in page.content.decode()
    assert signed_in(releasing.cleo).get(f"/releases/prepare/{release.pk}").status_code == 200


def test_a_release_is_in_those_languages_that_reports_are_in(
    releasing: Releasing, signed_in: Any, quick: None
) -> None:
    texts = NetworkSettings.network().texts.model_copy(update={"foreword": "كلمة الشبكة"})
    speaks(releasing, "ar", "sw", texts=texts, translations={"sw": Translation(foreword="Dibaji yetu")})
    page = signed_in(releasing.carol).get("/releases/prepare").content.decode()
    assert "this release is not in them: العربية" in page
    assert "Dibaji yetu" in page
    assert "كلمة الشبكة" not in page
    release = releasing.published(title="Njia za 2024", texts=preparing.first_texts())
    network = gather(release).network
    assert (network.languages, network.title) == (("sw",), "Njia za 2024")
    assert network.texts.foreword == "Dibaji yetu"


def test_a_release_can_be_of_several_collections(releasing: Releasing, quick: None, client: Any) -> None:
    opened = opening.make(
        releasing.carol,
        opening.Plan(name="2025", period_start=dt.date(2025, 1, 1), period_end=dt.date(2025, 12, 31)),
    )
    other = opening.open_(releasing.carol, opened)
    for who in (releasing.hub.alice, releasing.hub.bob, releasing.faith):
        accept(submit(who, other, people=4))
    opening.close(releasing.carol, other)
    one = releasing.published(title="Routes")
    # A title may be used again: the number tells them apart.
    both = releasing.published(title="Routes", collections=("2024", "2025"))
    assert (one.number, dict(one.headlines)["submissions"]) == (1, 27)
    assert (both.number, dict(both.headlines)["submissions"]) == (2, 30)
    assert "2024, 2025" in client.get("/releases/2/", secure=True).content.decode()


@pytest.mark.parametrize("why", Why)
def test_every_reason_has_words(why: Why) -> None:
    assert len(previewing.in_words(Reason(why, "a table"), GUARDED)) > 10


def test_two_who_change_it_do_not_overwrite_one_another(releasing: Releasing) -> None:
    release = releasing.prepared()
    seen = release.changed
    preparing.change(releasing.carol, release, seen, releasing.plan(title="First"))
    with pytest.raises(Stale):
        preparing.change(releasing.cleo, release, seen, releasing.plan(title="Second"))
    assert Release.objects.get().title == "First"


def test_only_what_is_published_for_the_same_audience_is_replaced(releasing: Releasing, quick: None) -> None:
    old = releasing.published(audience="network")
    with pytest.raises(NotPossible, match="same audience"):
        releasing.prepared(supersedes=old.number)
    with pytest.raises(NotPossible, match="same audience"):
        releasing.prepared(supersedes=99)


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""}, {"title": "a\x00b"}, {"title": "a\nb"}, {"title": "x" * 201}, {"collections": ()},
        {"audience": "everybody"}, {"policy": "inside"}, {"tags": ("x" * 61,)}, {"tags": ("",)},
        {"related": ("a\tb",)}, {"texts": {"xx": {}}}, {"texts": {"en": {"foreword": "x" * 60_001}}},
        {"supersedes": 0},
    ],
)  # fmt: skip
def test_a_plan_that_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Plan.model_validate({"title": "T", "collections": ("2024",)} | wrong)


def test_every_step_is_an_event_without_texts(releasing: Releasing, quick: None) -> None:
    release = releasing.published(texts={"en": Translation(foreword="CANARY words")})
    said = Event.objects.filter(target=f"release:{release.pk}")
    assert [event.verb for event in said] == [
        "release.prepare", "release.preview", "release.previewed", "release.approve", "release.ask",
        "release.publish",
    ]  # fmt: skip
    assert [event.actor for event in said][3] == releasing.cleo.actor
    assert "CANARY" not in "".join(event.details for event in said)


def test_the_noise_has_a_secret_of_its_own(hub: Hub, settings: Any) -> None:
    secret = noise_secret()
    assert len(secret) == 32
    assert secret == noise_secret()
    settings.SECRET_KEY = "another" * 10
    assert secret != noise_secret()


def test_what_is_put_aside_is_gone_and_what_is_published_is_not(releasing: Releasing, quick: None) -> None:
    preparing.discard(releasing.cleo, releasing.prepared())
    release = releasing.published()
    with pytest.raises(NotPossible):
        preparing.discard(releasing.carol, release)
    with pytest.raises(NotPossible):
        preparing.change(releasing.carol, release, release.changed, releasing.plan())
