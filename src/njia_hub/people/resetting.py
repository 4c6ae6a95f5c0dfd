"""Let somebody back in who has lost the password, or the phone with the second factor."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.translation import gettext as _

from njia_hub.audit.acting import ANONYMOUS, action
from njia_hub.people.ending import end_access
from njia_hub.people.links import NotOpen, find, new_secret
from njia_hub.people.models import Person, Reset
from njia_hub.people.rights import NotAllowed, check_manages
from njia_hub.roles import Role


def reset(by: Person, person: Person, *, ends_second_factor: bool) -> tuple[Reset, str]:
    """Close an account until its owner opens it again by a link; give that with its secret.

    Every way in ends at once. The second factor, if it was lost, goes when the link is used and not
    before: in between nobody can sign in with the password alone. Raises NotAllowed.
    """
    check_manages(by, person)
    if by.role != Role.COORDINATOR:
        raise NotAllowed(_("Only a coordinator can do this."))
    if not person.may_work:
        raise NotAllowed(_("This account is closed. Open it first."))
    secret, secret_hash, expires = new_secret()
    details = {"ends_second_factor": ends_second_factor}
    with action("person.reset", by.actor, f"person:{person.pk}", **details):
        end_access(person)
        person.set_unusable_password()
        person.save(update_fields=["password"])
        made = Reset.objects.create(
            person=person,
            made_by=by,
            secret_hash=secret_hash,
            expires=expires,
            ends_second_factor=ends_second_factor,
        )
    return made, secret


def use(secret: str, password: str) -> Person:
    """Set the new password that a link is for; the link works no more. Raises NotOpen."""
    hashed = make_password(password)  # takes long: nobody has to wait for it
    with action("person.use_reset", ANONYMOUS) as recording:
        link = find(secret, lock=True)
        if not isinstance(link, Reset) or not link.person.may_work:
            raise NotOpen(_("This link does not work any more. Ask a coordinator."))
        person = link.person
        person.password = hashed
        person.save(update_fields=["password"])
        if link.ends_second_factor:
            Authenticator.objects.filter(user=person).delete()
        link.used = timezone.now()
        link.save(update_fields=["used"])
        recording.actor, recording.target = person.actor, f"person:{person.pk}"
    return person
