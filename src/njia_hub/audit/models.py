"""The chain of events, and its head."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """Something that a person or the hub itself did. Never changed, never deleted.

    It holds ids, codes and counts, and no names, texts or addresses of people.
    """

    seq = models.BigIntegerField(primary_key=True)  # 1, 2, 3 … without a gap
    at = models.CharField(max_length=32)  # ISO 8601, UTC, microseconds
    actor = models.CharField(max_length=64)  # a person's id; "system"; "anonymous"
    verb = models.CharField(max_length=64, db_index=True)  # such as route.accept
    target = models.CharField(max_length=120, db_index=True)  # such as route:<id>
    details = models.TextField()  # canonical JSON
    hash = models.CharField(max_length=64)

    is_immutable = True

    class Meta:
        """In the order in which they happened."""

        ordering = ("seq",)
        indexes = (models.Index(fields=("actor", "seq")),)


class Head(models.Model):
    """Where the chain ends; one row, locked by whoever writes the next event."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)
