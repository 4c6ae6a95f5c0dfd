"""Releases from their preparation to their withdrawal, the figures behind them, and who is let see them."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from njia.report.material import AUDIENCES
from njia_hub.collections.models import Collection
from njia_hub.people.models import Invitation, Person
from njia_hub.releases.words import AUDIENCE_NAMES, POLICY_NAMES
from njia_hub.work.models import Job

PUBLIC, NETWORK = "public", "network"
POLICIES = ("guarded", "strict", "open")
LONGEST_TITLE = 200  # characters


class Release(models.Model):
    """What is prepared to be shown to one audience, and then is. Once published only its state changes.

    The number is given when it is published; the files lie in the installation's folder, and `files` says
    of each how large it is and its SHA-256.
    """

    class State(models.TextChoices):
        """How far it is."""

        PREPARING = "preparing"
        APPROVED = "approved"
        PUBLISHING = "publishing"
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(null=True, unique=True)  # 1, 2, 3 … without a hole
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARING)
    title = models.CharField(max_length=LONGEST_TITLE)
    audience = models.CharField(max_length=12, choices=[(name, name) for name in AUDIENCES])
    policy = models.CharField(max_length=12, choices=[(name, name) for name in POLICIES])
    collections = models.ManyToManyField(Collection, related_name="releases")
    texts = models.JSONField(default=dict)  # language: njia.network.Translation
    tags = models.JSONField(default=list)
    related = models.JSONField(default=list)  # publications, in words
    supersedes = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="successors"
    )
    authors = models.ManyToManyField(
        Person, related_name="+"
    )  # who made or changed it: they do not approve it
    prepared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    approved = models.CharField(max_length=64, blank=True)  # hash of what was approved
    preview = models.JSONField(null=True)  # for coordinators only
    compared = models.JSONField(default=dict)  # policy: how much it would tell, in percent
    corrections_waiting = models.PositiveIntegerField(default=0)  # of the preview: too few to be told
    previewed = models.CharField(max_length=64, blank=True)  # hash of what the preview was made from
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL)  # the latest
    made_on = models.DateField(null=True)  # the day that is printed on it
    published = models.DateTimeField(null=True)
    hash = models.CharField(max_length=64, blank=True)  # its own: what is cited and verified
    files = models.JSONField(default=dict)  # name: {"size": bytes, "sha256": …}
    headlines = models.JSONField(default=list)  # key figures as they are shown: [name, value or None]
    verified = models.DateTimeField(null=True)
    faults = models.JSONField(default=list)  # what the latest verification found
    withdrawn = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)  # why it was withdrawn; its readers read it
    created = models.DateTimeField(auto_now_add=True)
    changed = models.BigIntegerField(default=0)  # the event that changed it last

    class Meta:
        """Newest first."""

        ordering = ("-number", "-created")

    def __str__(self) -> str:
        """Give its title."""
        return self.title

    @property
    def is_out(self) -> bool:
        """Say whether it was published, and is or was to be read."""
        return self.state in (self.State.PUBLISHED, self.State.WITHDRAWN)

    @property
    def is_withdrawn(self) -> bool:
        """Say whether nobody can read its files any more."""
        return self.state == self.State.WITHDRAWN

    @property
    def is_for_partners(self) -> bool:
        """Say whether only those who are invited to it see it."""
        return self.audience not in (PUBLIC, NETWORK)

    @property
    def audience_name(self) -> str:
        """Give the audience in words."""
        return str(AUDIENCE_NAMES[self.audience])

    @property
    def collection_names(self) -> list[str]:
        """Name its collections, the earliest first, as the report does."""
        return list(self.collections.order_by("period_start", "name").values_list("name", flat=True))

    @property
    def policy_name(self) -> str:
        """Give the policy in words."""
        return str(POLICY_NAMES[self.policy])


class BehindFigures(models.Model):
    """The routes behind each figure that a release shows: kept inside, for the releases to come."""

    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="behind")
    content = models.BinaryField()  # njia.disclosure.Figure, as compressed JSON

    is_immutable = True


class Access(models.Model):
    """One partner's right to read one release, given to an account or with the link that makes one.

    It ends with everything else when access is taken from the person: `access_number` is then another.
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="access")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="releases")
    invitation = models.ForeignKey(Invitation, null=True, on_delete=models.PROTECT, related_name="releases")
    access_number = models.PositiveIntegerField(default=1)
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        """In the order in which they were given."""

        ordering = ("given", "pk")

    @property
    def reader(self) -> Any:
        """Give whom it is for: a person, or an invitation that is not yet used; both have name and e-mail."""
        if self.person is not None:
            return self.person
        return (self.invitation.person or self.invitation) if self.invitation else None
