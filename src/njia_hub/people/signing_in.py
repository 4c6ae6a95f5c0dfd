"""Who can sign in: a person who may work, with the password of the account."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from njia_hub.people.models import Person


class Backend(AuthenticationBackend):
    """allauth's own, for people whose account is open and whose organisation is in the network."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Say whether an account can be used."""
        return isinstance(user, Person) and user.may_work

    def get_user(self, user_id: Any) -> Person | None:
        """Give the person of a session; None, which ends it, when they may not work any more."""
        person = Person.objects.select_related("organisation").filter(pk=user_id).first()
        return person if person and person.may_work else None

    @classmethod
    def _stash_user(cls, user: Any) -> None:
        """Keep no account that is closed: signing in to it fails like a wrong password, and says no more."""
