"""Invite somebody by a link that works once, withdraw it, and accept it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from njia_hub.audit.acting import ANONYMOUS, SYSTEM, action
from njia_hub.organisations.models import Organisation
from njia_hub.people.links import NotOpen, find, new_secret
from njia_hub.people.models import Invitation, Person
from njia_hub.people.rights import NotAllowed, check_fits, check_place, invitations_of, people_of


@dataclass(frozen=True)
class Wanted:
    """Who is invited, and as what."""

    email: str
    name: str
    role: str
    organisation: Organisation | None = None


def invite(by: Person | None, wanted: Wanted) -> tuple[Invitation, str]:
    """Make an invitation, and give it with its secret, which nobody can read again.

    An open one for the same address is replaced. `by` is None when the installation itself invites.
    Raises NotAllowed when the person may not invite this role, or there.
    """
    if by is None:
        check_fits(wanted.role, wanted.organisation)
    else:
        check_place(by, wanted.role, wanted.organisation)
    email = wanted.email.strip().lower()
    # Whether there is an account elsewhere is not told to those who could not see it.
    if (by is None or people_of(by).filter(email=email).exists()) and _is_known(email):
        raise NotAllowed(_("There is an account with this e-mail address already."))
    secret, secret_hash, expires = new_secret()
    with action("invitation.make", by.actor if by else SYSTEM, role=wanted.role) as recording:
        earlier = invitations_of(by) if by else Invitation.objects.all()
        _withdraw(earlier.filter(email=email))
        invitation = Invitation.objects.create(
            secret_hash=secret_hash,
            expires=expires,
            email=email,
            name=wanted.name.strip(),
            role=wanted.role,
            organisation=wanted.organisation,
            invited_by=by,
        )
        recording.target = f"invitation:{invitation.pk}"
        recording.details["organisation"] = invitation.organisation_id
    return invitation, secret


def withdraw(by: Person, invitation: Invitation) -> None:
    """End an invitation at once."""
    with action("invitation.withdraw", by.actor, f"invitation:{invitation.pk}"):
        _withdraw(Invitation.objects.filter(pk=invitation.pk))


def accept(secret: str, name: str, password: str, language: str = "") -> Person:
    """Make the account that a link invites to; the link works no more.

    Raises NotOpen when the link does not work, and NotAllowed when there is such an account already.
    """
    hashed = make_password(password)  # takes long: nobody has to wait for it
    with action("invitation.accept", ANONYMOUS) as recording:
        invitation = find(secret, lock=True)
        if not isinstance(invitation, Invitation):
            raise NotOpen(_("This link is not an invitation."))
        if _is_known(invitation.email):
            raise NotAllowed(_("There is an account with this e-mail address already. Sign in."))
        check_fits(invitation.role, invitation.organisation)
        person = Person(
            email=invitation.email,
            name=name.strip(),
            role=invitation.role,
            organisation=invitation.organisation,
            language=language,
            password=hashed,
        )
        person.save(force_insert=True)
        invitation.used, invitation.person = timezone.now(), person
        invitation.save(update_fields=["used", "person"])
        recording.actor, recording.target = person.actor, f"invitation:{invitation.pk}"
        recording.details["role"] = person.role
    return person


def _withdraw(invitations: QuerySet[Invitation]) -> None:
    invitations.filter(used=None, withdrawn=None).update(withdrawn=timezone.now())


def _is_known(email: str) -> bool:
    return Person.objects.filter(email__iexact=email).exists()
