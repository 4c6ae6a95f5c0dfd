"""Withdraw a release that should not be read any more: its page says so, and its files are not given."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext

from njia_hub.audit.acting import action
from njia_hub.collections.opening import NotPossible
from njia_hub.people.models import Person
from njia_hub.releases.models import Release
from njia_hub.releases.preparing import locked

LONGEST_REASON = 2_000  # characters


def withdraw(person: Person, release: Release, reason: str) -> Release:
    """Withdraw a published release for a reason, which its readers read. Raises NotPossible without one."""
    reason = reason.strip()[:LONGEST_REASON]
    if not reason:
        raise NotPossible(gettext("Say why, in words: whoever looks for it reads them."))
    with action(
        "release.withdraw", person.actor, f"release:{release.pk}", number=release.number
    ) as recording:
        release = locked(release, Release.State.PUBLISHED)
        release.state, release.withdrawn, release.reason = Release.State.WITHDRAWN, timezone.now(), reason
        release.save(update_fields=["state", "withdrawn", "reason"])
        recording.touch(release)
    return release
