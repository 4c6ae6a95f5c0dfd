"""Jobs: long work that waits, runs or is done."""

from __future__ import annotations

import uuid

from django.db import models

from njia_hub.people.models import Person


class Job(models.Model):
    """One piece of long work, with its progress. Its result is kept where its room says."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)  # a name that `jobs.job` registered
    arguments = models.JSONField(default=dict)
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="jobs")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING, db_index=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)  # None: not known yet
    failure = models.CharField(max_length=400, blank=True)  # a sentence for the person
    attempts = models.PositiveSmallIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True)
    started = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)

    # Progress is no action: what a job does to routes and uploads is.
    is_unrecorded = True

    class Meta:
        """Oldest first: the order in which they run."""

        ordering = ("created", "id")

    @property
    def is_over(self) -> bool:
        """Say whether nothing more will happen."""
        return self.state in (self.State.DONE, self.State.FAILED)
