"""Verify that the files of a release are still those that were published."""

from __future__ import annotations

import json

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from njia.release import verify
from njia_hub.audit.acting import action
from njia_hub.collections.opening import NotPossible
from njia_hub.people.models import Person
from njia_hub.releases.models import Release
from njia_hub.releases.publishing import MANIFEST
from njia_hub.releases.reading import folder
from njia_hub.work import jobs
from njia_hub.work.models import Job

KIND = "release.verify"
MOST_FAULTS = 100


def _page(job: Job) -> str:
    number = Release.objects.filter(pk=job.arguments["release"]).values_list("number", flat=True).first()
    return reverse("releases:release", args=(number,)) if number else reverse("releases:list")


def ask(person: Person, release: Release) -> Job:
    """Ask for a verification."""
    with action("release.verify", person.actor, f"release:{release.pk}", number=release.number):
        if not release.is_out:
            raise NotPossible(gettext("Only what was published can be verified."))
        return jobs.ask(KIND, person, release=str(release.pk))


@jobs.job(KIND, _page)
def work(job: Job) -> None:
    """Verify a release, and note what was found."""
    release = Release.objects.get(pk=job.arguments["release"])
    found = verified(release)
    actor = job.person.actor if job.person else "system"
    with action("release.verified", actor, f"release:{release.pk}", faults=len(found)) as recording:
        release.verified, release.faults = timezone.now(), found
        release.save(update_fields=["verified", "faults"])
        recording.touch(release)


def verified(release: Release) -> list[str]:
    """Say what is wrong with the files of a release, against its folder and against what was noted then."""
    found = [fault.in_words() for fault in verify(folder(release))]
    try:
        manifest = json.loads((folder(release) / MANIFEST).read_text(encoding="utf-8"))
        known = {name: one["sha256"] for name, one in release.files.items() if name != MANIFEST}
        is_same = manifest["hash"] == release.hash and manifest["outputs"] == known
    except (OSError, ValueError, KeyError, TypeError):
        is_same = False
    if not is_same:
        found.append(gettext("The list of files is not the one that was published."))
    return found[:MOST_FAULTS]
