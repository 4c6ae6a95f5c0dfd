"""Approve a release: a second coordinator says that exactly this may be published."""

from __future__ import annotations

from django.utils.translation import gettext

from njia_hub.audit.acting import action
from njia_hub.collections.opening import NotPossible, Stale
from njia_hub.people.models import Person
from njia_hub.releases.gathering import Gathered, gather
from njia_hub.releases.models import Release
from njia_hub.releases.preparing import locked, no_report, report_languages, why_not_approved_by


def approve(person: Person, release: Release, seen: str) -> Release:
    """Approve exactly what the person has seen, named by its hash. Raises Stale or NotPossible."""
    gathered = gather(release)
    with action("release.approve", person.actor, f"release:{release.pk}", hash=seen) as recording:
        release = locked(release, Release.State.PREPARING)
        if reason := why_not_approved_by(person, release):
            raise NotPossible(reason)
        if faults := unready(gathered, release):
            raise NotPossible(faults)
        if gather(release).hash != seen:
            raise Stale
        release.state, release.approved_by, release.approved = Release.State.APPROVED, person, seen
        release.save(update_fields=["state", "approved_by", "approved"])
        recording.touch(release)
    return release


def unready(gathered: Gathered, release: Release) -> str:
    """Say what has to be done before a release can be approved; "" when it is ready."""
    if gathered.still_open:
        return gettext("Only closed collections are released: close it first.")
    if not report_languages(gathered.network):
        return no_report()
    if not gathered.data.routes.num_rows:
        return gettext("There is no accepted route in these collections.")
    if release.preview is None or release.previewed != gathered.decided:
        return gettext("First look at what would be shown, as it is now.")
    return ""


def is_as_approved(release: Release) -> bool:
    """Say whether a release would be made from exactly what was approved."""
    return bool(release.approved) and gather(release).hash == release.approved
