"""Let partners read a release that is made for them, and end it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from njia_hub.audit.acting import action
from njia_hub.collections.opening import NotPossible
from njia_hub.people import inviting
from njia_hub.people.models import Invitation, Person
from njia_hub.releases.models import Access, Release
from njia_hub.releases.reading import readers
from njia_hub.roles import Role


def partners(release: Release) -> QuerySet[Person]:
    """Give the partners who could be let read a release, and are not yet."""
    there = [
        access.person_id or (access.invitation and access.invitation.person_id) for access in readers(release)
    ]
    known = [pk for pk in there if pk]
    return Person.objects.filter(role=Role.PARTNER, is_active=True).exclude(pk__in=known)


def give(by: Person, release: Release, person: Person) -> Access:
    """Let a partner who has an account read a release. Raises NotPossible."""
    _check(release)
    with action("release.give", by.actor, f"release:{release.pk}", person=person.actor) as recording:
        found = Person.objects.select_for_update().get(pk=person.pk)
        if not partners(release).filter(pk=found.pk).exists():
            raise NotPossible(gettext("This partner can read it already, or is none."))
        recording.touch(release)
        return Access.objects.create(
            release=release, person=found, access_number=found.access_number, given_by=by
        )


def invite(by: Person, release: Release, email: str, name: str) -> tuple[Invitation, str]:
    """Make a link that makes a partner's account, which may read a release; give it with its secret.

    Raises people.rights.NotAllowed when the address has an account, or NotPossible.
    """
    _check(release)
    earlier = _waiting_for(email)
    invitation, secret = inviting.invite(by, inviting.Wanted(email, name, Role.PARTNER.value))
    with action(
        "release.invite", by.actor, f"release:{release.pk}", invitation=str(invitation.pk)
    ) as recording:
        # The new link takes the place of the one before, also for the releases which that one was for.
        Access.objects.filter(pk__in=earlier).exclude(release=release).update(invitation=invitation)
        Access.objects.create(release=release, invitation=invitation, given_by=by)
        recording.touch(release)
    return invitation, secret


def _waiting_for(email: str) -> list[int]:
    now = timezone.now()
    waiting = Access.objects.filter(
        ended=None,
        invitation__email=email.strip().lower(),
        invitation__used=None,
        invitation__withdrawn=None,
        invitation__expires__gt=now,
    )
    return list(waiting.values_list("pk", flat=True))


def end(by: Person, access: Access) -> None:
    """End a partner's right to read a release at once; a link for nothing else works no more."""
    details = {"access": access.pk}
    with action("release.end_access", by.actor, f"release:{access.release_id}", **details) as recording:
        Access.objects.filter(pk=access.pk, ended=None).update(ended=timezone.now())
        unused = Invitation.objects.filter(releases=access, used=None, withdrawn=None)
        if not Access.objects.filter(invitation__in=unused, ended=None).exists():
            unused.update(withdrawn=timezone.now())
        recording.touch(access.release)


def _check(release: Release) -> None:
    if not release.is_for_partners:
        raise NotPossible(gettext("Nobody is invited to this release: its audience reads it anyway."))
    if release.state != Release.State.PUBLISHED:
        raise NotPossible(gettext("People are invited to a release that is published."))
