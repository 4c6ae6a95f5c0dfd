"""A release is what a second person approved, numbered without holes, frozen, and never silently changed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.hub.releases.story import Releasing, write_quickly

from njia.disclosure import ToldByEarlier
from njia_hub.audit.acting import SYSTEM, action
from njia_hub.audit.models import Event
from njia_hub.collections.opening import NotPossible
from njia_hub.releases import preparing, previewing, publishing, reading, verifying, withdrawing
from njia_hub.releases.gathering import figures_of, gather
from njia_hub.releases.models import BehindFigures, Release
from njia_hub.routes.models import Route
from njia_hub.work import jobs
from njia_hub.work.models import Job


def test_what_was_approved_is_published_frozen_and_verified(releasing: Releasing, client: Any) -> None:
    release = releasing.published(tags=("Kenya",))
    assert (release.number, len(release.hash)) == (1, 64)
    assert {"index.html", "map.svg", "release.json", "manifest.json", "report.pdf"} <= set(release.files)
    assert dict(release.headlines)["submissions"] == 27
    verifying.ask(releasing.carol, release)
    jobs.run_pending()
    release.refresh_from_db()
    assert release.verified is not None
    assert release.faults == []
    for name in release.files:
        content = reading.file(release, name).content
        assert b"CANARY" not in content, name
        assert not any(str(pk).encode() in content for pk in Route.objects.values_list("pk", flat=True)), name

    file = reading.folder(release) / "tables" / "overview.csv"
    file.write_text(file.read_text() + "\n")
    assert any("overview.csv" in fault for fault in verifying.verified(release))
    with pytest.raises(LookupError):  # what was changed is not given as if it were the release
        reading.file(release, "tables/overview.csv")


def test_the_files_cannot_be_exchanged_all_together(releasing: Releasing, quick: None) -> None:
    release = releasing.published()
    folder = reading.folder(release)
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"hash": "0" * 64}))
    assert "The list of files is not the one that was published." in verifying.verified(release)


def test_numbers_have_no_holes_also_when_one_fails(
    releasing: Releasing, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = releasing.approved()
    monkeypatch.setattr(publishing, "write", _fail)
    publishing.publish(releasing.carol, release)
    jobs.run_pending()
    release.refresh_from_db()
    assert (release.state, release.number) == ("publishing", None)
    assert not [*reading.home().iterdir()]  # nothing is left of it

    monkeypatch.setattr(publishing, "write", write_quickly)
    publishing.publish(releasing.carol, release)  # tried again
    jobs.run_pending()
    release.refresh_from_db()
    assert (release.state, release.number) == ("published", 1)
    assert releasing.published().number == 2


def _fail(*_: Any) -> None:
    raise OSError("no space")


def test_an_attempt_that_died_before_the_end_is_replaced(releasing: Releasing, quick: None) -> None:
    (reading.home() / "1").mkdir(parents=True)
    (reading.home() / "1" / "half.txt").write_text("CANARY of an attempt")
    release = releasing.published()
    assert release.number == 1
    assert not (reading.folder(release) / "half.txt").exists()


def at_the_same_time(
    releasing: Releasing, monkeypatch: pytest.MonkeyPatch, **more: Any
) -> tuple[Release, Release]:
    """Publish two releases at once: the second is made while the first one's files are being written."""
    first, second = releasing.approved(title="First", **more), releasing.approved(title="Second", **more)
    for one in (first, second):
        publishing.publish(releasing.carol, one)
    inner = Job.objects.get(arguments={"release": str(second.pk)}, kind=publishing.KIND)

    def write(prepared: Any, folder: Any) -> None:
        if not second_has_begun:
            second_has_begun.append(True)
            publishing.work(inner)
        write_quickly(prepared, folder)

    second_has_begun: list[bool] = []
    monkeypatch.setattr(publishing, "write", write)
    jobs.run_pending()
    return Release.objects.get(pk=first.pk), Release.objects.get(pk=second.pk)


def test_two_at_once_get_two_numbers(releasing: Releasing, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = at_the_same_time(releasing, monkeypatch, policy="open", shows_every_route=True)
    assert (first.number, second.number) == (2, 1)
    assert b"First" in reading.file(first, "release.json").content
    assert b"Second" in reading.file(second, "release.json").content


def test_of_two_guarded_ones_at_once_one_is_protected_beside_the_other(
    releasing: Releasing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was approved did not know of the other one: it has to be looked at again."""
    first, second = at_the_same_time(releasing, monkeypatch)
    assert (second.state, second.number) == ("published", 1)
    assert (first.state, first.number, first.approved_by) == ("preparing", None, None)
    assert gather(first).earlier == (1,)
    assert "approved again" in Job.objects.get(pk=Job.objects.filter(state="failed").get().pk).failure


def test_the_figures_are_kept_inside_for_the_next_release(
    releasing: Releasing, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = releasing.published()
    kept = figures_of([1])
    assert kept[0]
    assert {pk for figure in kept[0] for pk in figure.routes} <= {
        f"{one.pk}.{one.revision}" for one in Route.objects.all()
    }
    assert b"routes" not in bytes(BehindFigures.objects.get().content)  # compressed
    given: list[Any] = []
    decide = publishing.decide

    def noting(*args: Any, **more: Any) -> Any:
        given.append(more["earlier"])
        return decide(*args, **more)

    monkeypatch.setattr(publishing, "decide", noting)
    withdrawing.withdraw(releasing.carol, first, "A figure was wrong.")
    releasing.published()
    assert given == [kept]  # also of one that was withdrawn: it was seen


def test_what_earlier_totals_would_tell_is_refused_in_words(releasing: Releasing, quick: None) -> None:
    releasing.published()
    gone = Route.objects.filter(state="accepted").first()
    with action("test.prepare", SYSTEM) as recording:
        gone.state = "withdrawn"
        gone.save()
        recording.touch(gone)
    release = releasing.previewed()
    assert release.preview is None
    assert "counted are gone" in Job.objects.latest("created").failure


def test_what_was_told_apart_in_another_way_is_refused_in_words(
    releasing: Releasing, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise ToldByEarlier("in words of the core, which are not shown")

    monkeypatch.setattr(previewing, "beside_earlier", refuse)
    assert releasing.previewed().preview is None
    assert "told the same routes apart in another way" in Job.objects.latest("created").failure


def test_a_release_is_replaced_once_by_a_later_one(releasing: Releasing, quick: None) -> None:
    old = releasing.published()
    one, other = (
        releasing.approved(supersedes=1, policy="strict", title=title) for title in ("One", "Other")
    )
    for release in (one, other):
        publishing.publish(releasing.carol, release)
    jobs.run_pending()
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.number, other.number) == (2, None)
    assert reading.successor(old, None) == one
    assert reading.replaced(one, None) == old


def test_who_may_not_publish_any_more_does_not(releasing: Releasing, quick: None) -> None:
    from njia_hub.people import changing

    release = releasing.approved()
    publishing.publish(releasing.carol, release)
    changing.deactivate(releasing.cleo, releasing.carol)
    jobs.run_pending()
    release.refresh_from_db()
    assert (release.state, release.number) == ("preparing", None)


def test_a_withdrawn_release_says_why_and_gives_no_file(
    releasing: Releasing, quick: None, client: Any
) -> None:
    release = releasing.published()
    with pytest.raises(NotPossible, match="why"):
        withdrawing.withdraw(releasing.carol, release, "  ")
    withdrawing.withdraw(releasing.cleo, release, "A figure was <b>wrong</b>.")
    release.refresh_from_db()
    with pytest.raises(LookupError):
        reading.file(release, "index.html")
    with pytest.raises(NotPossible):
        withdrawing.withdraw(releasing.carol, release, "Again")
    with pytest.raises(NotPossible):
        preparing.change(releasing.carol, release, release.changed, releasing.plan())
    assert Event.objects.filter(verb="release.withdraw").count() == 1
    assert reading.folder(release).is_dir()  # kept, as evidence of what was published


def test_an_open_release_has_the_networks_texts_in_each_of_its_languages(releasing: Releasing) -> None:
    from njia.network import Translation
    from njia_hub.collections import setting_up
    from njia_hub.collections.models import NetworkSettings

    network = NetworkSettings.network().model_copy(update={"languages": ("en", "sw")})
    setting_up.set_up(releasing.carol, 0, network)
    texts = {
        "en": Translation(findings="What we find.", foreword="What we know."),
        "sw": Translation(title="Njia za 2024", findings="Tunachokiona."),
    }
    release = releasing.published(policy="open", shows_every_route=True, audience="donor", texts=texts)
    english, swahili = (
        reading.file(release, name).content.decode() for name in ("index.html", "index.sw.html")
    )
    for words, is_english, is_swahili in (
        ("What we find.", True, False), ("Tunachokiona.", False, True), ("Njia za 2024", False, True),
        ("What we know.", True, True),  # there is no other foreword
    ):  # fmt: skip
        assert (words in english, words in swahili) == (is_english, is_swahili), words
    assert verifying.verified(release) == []
    assert b"CANARY" not in b"".join(reading.file(release, name).content for name in release.files)
