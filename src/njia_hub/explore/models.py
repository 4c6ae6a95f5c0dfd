"""Exports that were asked for."""

from __future__ import annotations

import uuid

from django.db import models

from njia_hub.people.models import Person
from njia_hub.work.models import Job


class Export(models.Model):
    """A file made for one person, who can fetch it while the right to it lasts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="exports")
    role = models.CharField(max_length=20)  # the person's when it was made: another role ends it
    file_name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=80)
    content = models.BinaryField(null=True)  # None until it is made
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first."""

        ordering = ("-created",)
