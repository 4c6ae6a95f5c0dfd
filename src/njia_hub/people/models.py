"""People who sign in, their invitations and their tokens."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth import hashers
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from njia_hub.audit.acting import joining
from njia_hub.organisations.models import Organisation
from njia_hub.people.words import ROLE_NAMES
from njia_hub.roles import Role


class People(BaseUserManager["Person"]):
    """Finds people by the address that they sign in with, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """Find who signs in with an address."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody with an account: one role, and one organisation or none.

    Reporters and data officers belong to an organisation; coordinators and analysts may work for the
    network itself; partners are outside of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)  # in lower case
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    language = models.CharField(max_length=8, blank=True, default="")
    is_active = models.BooleanField(default=True)
    created = models.DateTimeField(auto_now_add=True)
    # Grows when access is taken away; sessions of before are of another number, and so have ended.
    access_number = models.PositiveIntegerField(default=1)
    last_login = None  # a sign-in is an event, and no write to the account

    objects: ClassVar[People] = People()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        """By name."""

        ordering = ("name",)

    def __str__(self) -> str:
        """Give the name."""
        return self.name

    @property
    def may_work(self) -> bool:
        """Say whether the account is open, and its organisation, if it has one, still in the network."""
        return self.is_active and (self.organisation is None or self.organisation.is_active)

    @property
    def role_name(self) -> str:
        """Give the role in words."""
        return str(ROLE_NAMES[self.role])

    @property
    def actor(self) -> str:
        """Name the person in the audit."""
        return str(self.id)

    def check_password(self, raw_password: str | None) -> bool:
        """Say whether a password is the person's; one that was hashed as of old is hashed anew."""

        def hash_anew(password: str) -> None:
            self.set_password(password)
            self._password = None
            with joining("account.hash_password", self.actor):
                self.save(update_fields=["password"])

        return hashers.check_password(raw_password, self.password, hash_anew)

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """Tie sessions to the password and to the number of the access."""
        said = f"{self.access_number}:{self.password}"
        return salted_hmac("njia_hub.people.session", said, secret=secret, algorithm="sha256").hexdigest()


class Link(models.Model):
    """A link that works once. Only the hash of its secret is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    secret_hash = models.CharField(max_length=64, unique=True)
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True)
    withdrawn = models.DateTimeField(null=True)

    class Meta:
        """A part of other models."""

        abstract = True

    @property
    def is_open(self) -> bool:
        """Say whether the link still works."""
        return self.used is None and self.withdrawn is None and self.expires > timezone.now()


class Invitation(Link):
    """A one-time link that makes an account."""

    email = models.EmailField()
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, choices=[(role.value, role.value) for role in Role])
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT)
    invited_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="invited")
    person = models.OneToOneField(
        Person, null=True, on_delete=models.PROTECT, related_name="invitation"
    )  # whom it made

    class Meta:
        """Newest first."""

        ordering = ("-created",)

    @property
    def role_name(self) -> str:
        """Give the role in words."""
        return str(ROLE_NAMES[self.role])


class Reset(Link):
    """A one-time link that sets a new password on an account that was closed until then."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="resets")
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ends_second_factor = models.BooleanField(default=False)  # the phone or the key was lost too

    class Meta:
        """Newest first."""

        ordering = ("-created",)


class Token(models.Model):
    """A person's key to the API, with its scopes. Only the hash of its secret is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    secret_hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)  # values of roles.Scope; none means nothing
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    ended = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering = ("-created",)

    @property
    def is_open(self) -> bool:
        """Say whether the token still works."""
        return self.ended is None and self.expires > timezone.now()
