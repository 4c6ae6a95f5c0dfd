"""Routes and their revisions, and drafts of routes to come."""

from __future__ import annotations

import uuid

from django.db import models

from njia_hub.collections.models import Collection
from njia_hub.organisations.models import Organisation
from njia_hub.people.models import Person


class Route(models.Model):
    """One submission: what it belongs to, what has become of it, and which revision is current.

    What was reported is in the revisions. Its id is the submission's own, made by whoever sends it: the
    same id sent again is the same route. `sent` is what was sent with it, hashed: the same id with other
    content is refused.
    """

    class State(models.TextChoices):
        """Where a submission is on its way."""

        SUBMITTED = "submitted"  # waits for review
        RETURNED = "returned"  # back with its reporter, with a comment
        ACCEPTED = "accepted"  # in the network's data
        DOUBLE = "double"  # the same journey as another one
        WITHDRAWN = "withdrawn"  # taken back by its organisation

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Each of these three begins an index of its own, below.
    collection = models.ForeignKey(
        Collection, on_delete=models.PROTECT, related_name="routes", db_index=False
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="routes", db_index=False
    )
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="routes", db_index=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUBMITTED)
    revision = models.PositiveIntegerField(default=1)  # the number of the current one
    sent = models.CharField(max_length=64)
    warnings = models.PositiveIntegerField(default=0)  # problems of the current revision that want a person
    is_complete = models.BooleanField(default=False)  # nothing of what the collection asks is missing
    double_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="doubles"
    )
    comment = models.TextField(blank=True)  # the reviewer's, when it was returned
    submitted = models.DateTimeField(auto_now_add=True)
    changed = models.BigIntegerField(default=0, db_index=True)  # the event that changed it last

    class Meta:
        """Newest first."""

        ordering = ("-submitted", "id")
        indexes = (
            models.Index(fields=("collection", "state", "id")),
            models.Index(fields=("organisation", "state", "id")),
            models.Index(fields=("organisation", "-submitted", "id")),  # the lists of those who report
            models.Index(fields=("author", "-submitted", "id")),
            models.Index(fields=("state", "submitted", "id")),  # the reviewers' queue
        )

    @property
    def current(self) -> Revision:
        """Give the current revision."""
        return self.revisions.get(number=self.revision)


class Revision(models.Model):
    """One state of a route, as one document. Never changed, never deleted.

    `document` is `njia_hub.routes.document.Document`: the route as the core's schema has it, what was
    written beside it, and the problems that were found.
    """

    route = models.ForeignKey(Route, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()  # from 1
    document = models.JSONField()
    author = models.ForeignKey(Person, on_delete=models.PROTECT)
    made = models.DateTimeField(auto_now_add=True)
    verb = models.CharField(max_length=32)  # submit, edit, correct, upload
    reason = models.TextField(blank=True)

    is_immutable = True

    class Meta:
        """In order."""

        ordering = ("route", "number")
        constraints = (models.UniqueConstraint(fields=("route", "number"), name="one_revision_a_number"),)


class Draft(models.Model):
    """A form that is being filled in. Its id becomes the submission's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="drafts")
    collection = models.ForeignKey(Collection, on_delete=models.PROTECT)
    answers = models.JSONField(default=dict)  # njia.intake.form.Answers, incomplete as it may be
    saved = models.DateTimeField(auto_now=True)
    number = models.PositiveIntegerField(default=1)  # of the save; a stale one is a conflict

    class Meta:
        """Newest first."""

        ordering = ("-saved",)
