"""Publish an approved release: make its files in the background, give it its number, and freeze it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import IntegrityError
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from njia.disclosure import Method
from njia.release import Prepared, write
from njia.release import prepare as decide
from njia_hub.audit.acting import SYSTEM, action
from njia_hub.collections.opening import NotPossible
from njia_hub.people.models import Person
from njia_hub.releases.approving import is_as_approved
from njia_hub.releases.correcting import beside_earlier
from njia_hub.releases.gathering import Gathered, figures_of, gather, noise_secret, packed
from njia_hub.releases.models import BehindFigures, Release
from njia_hub.releases.preparing import back_to_preparing, locked, replaceable
from njia_hub.releases.reading import home
from njia_hub.roles import Role
from njia_hub.work import jobs
from njia_hub.work.models import Job

KIND = "release.publish"
MANIFEST, UNFINISHED = "manifest.json", ".making-"
_State = Release.State


class NotAsApproved(Exception):
    """What a release would be made from is not what was approved."""


def _page(job: Job) -> str:
    """Give the page of what was published, or of what still waits."""
    release = Release.objects.filter(pk=job.arguments["release"]).first()
    if release is None:
        return reverse("releases:list")
    if release.number is not None:
        return reverse("releases:release", args=(release.number,))
    return reverse("releases:preparation", args=(release.pk,))


def publish(person: Person, release: Release) -> Job:
    """Ask for an approved release to be published. Raises NotPossible when it is not what was approved."""
    is_same = is_as_approved(release)
    with action("release.ask", person.actor, f"release:{release.pk}") as recording:
        release = locked(release, _State.APPROVED, _State.PUBLISHING)
        if release.state == _State.PUBLISHING and not (release.job is None or release.job.is_over):
            raise NotPossible(gettext("Somebody has done this already, or it is not possible now."))
        if not is_same:
            release.job = None
            _take_back(release)
        else:
            release.state, release.made_on = _State.PUBLISHING, timezone.localdate()
            release.job = jobs.ask(KIND, person, release=str(release.pk))
        release.save()
        recording.touch(release)
    if release.job is None:
        raise NotPossible(_changed())
    return release.job


def _changed() -> str:
    return gettext(
        "Something has changed since it was approved. Look at it again, and have it approved again."
    )


def _take_back(release: Release) -> None:
    back_to_preparing(release)
    release.made_on = None


@jobs.job(KIND, _page)
def work(job: Job) -> None:
    """Make the files of a release and publish it; what was not approved is not published."""
    while (release := _wanted(job)) is not None:
        gathered = gather(release)
        if job.person is None or not (job.person.may_work and job.person.role == Role.COORDINATOR):
            raise _refused(release, gettext("You may not publish any more."))
        if gathered.hash != release.approved or gathered.still_open:
            raise _refused(release, _changed())
        try:
            _make(gathered, _next_number(), job.person)
        except IntegrityError:  # somebody else's has taken the number in between
            continue
        except NotAsApproved:
            raise _refused(release, _changed()) from None


def _wanted(job: Job) -> Release | None:
    return Release.objects.filter(pk=job.arguments["release"], state=_State.PUBLISHING).first()


def _refused(release: Release, words: str) -> jobs.Refused:
    with action("release.refuse", SYSTEM, f"release:{release.pk}") as recording:
        release = locked(release, _State.PUBLISHING)
        _take_back(release)
        release.save()
        recording.touch(release)
    return jobs.Refused(words)


def _next_number() -> int:
    return (Release.objects.aggregate(most=Max("number"))["most"] or 0) + 1


def decided(gathered: Gathered, number: int, made_on: dt.date) -> Prepared:
    """Decide what a release shows."""
    release = gathered.release
    return decide(
        gathered.data,
        gathered.network,
        gathered.scope,
        gathered.policy,
        number=number,
        title=release.title,
        audience=release.audience,
        collections=gathered.names,
        made_on=made_on,
        counties=gathered.counties,
        tags=tuple(release.tags),
        related=tuple(release.related),
        supersedes=release.supersedes.number if release.supersedes else None,
        earlier=figures_of(gathered.earlier),
        secret=noise_secret() if gathered.policy.method is Method.STRICT else b"",
    )


def _make(gathered: Gathered, number: int, person: Person) -> None:
    """Make the files beside the others, and let them become the release in one step."""
    day = gathered.release.made_on or timezone.localdate()
    made, _ = beside_earlier(gathered, lambda one: decided(one, number, day))
    home().mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=home(), ignore_cleanup_errors=True) as beside:
        fresh = Path(beside) / "release"
        write(made, fresh)
        _freeze(gathered.release, number, made, fresh, person)


def _freeze(release: Release, number: int, made: Prepared, fresh: Path, person: Person) -> None:
    manifest = json.loads((fresh / MANIFEST).read_text(encoding="utf-8"))
    with action("release.publish", person.actor, f"release:{release.pk}", number=number) as recording:
        release = locked(release, _State.PUBLISHING)
        if number != _next_number():
            raise IntegrityError("the number is taken")
        if not is_as_approved(release) or not _may_replace(release):
            raise NotAsApproved
        release.number, release.state, release.published = number, _State.PUBLISHED, timezone.now()
        release.hash = manifest["hash"]
        release.files = listed(fresh, [*manifest["outputs"], MANIFEST])
        release.headlines = headlines(made)
        release.save()
        BehindFigures.objects.create(release=release, content=packed(made.figures))
        recording.details |= {"hash": release.hash, "approved_by": str(release.approved_by_id)}
        recording.touch(release)
        _put(fresh, home() / str(number))


def listed(folder: Path, names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Say of each file how large it is, and its SHA-256."""
    found = {name: (folder / name).read_bytes() for name in sorted(names)}
    return {
        name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in found.items()
    }


def _may_replace(release: Release) -> bool:
    old = release.supersedes
    return old is None or replaceable(release.audience).filter(pk=old.pk).exists()


def _put(fresh: Path, place: Path) -> None:
    """Put the files in their place; what lies there is of an attempt that was never finished."""
    if place.exists():
        shutil.rmtree(place)
    fresh.rename(place)


def headlines(made: Prepared) -> list[list[Any]]:
    """Give the key figures as they are shown; None for one that is withheld."""
    overview = made.material.tables.tables.get("overview")
    if overview is None:
        return []
    return [[row["figure"], row["value"]] for row in overview.rows.to_pylist()]
