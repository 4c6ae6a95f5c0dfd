"""Spellings of places that people of the network have accepted."""

from __future__ import annotations

from django.db import models

from njia_hub.people.models import Person


class Alias(models.Model):
    """A spelling, alone or within a country, and the place that it means for this network."""

    spelling = models.CharField(
        max_length=240, unique=True
    )  # "Spelling | CC" or "Spelling", as in Network.aliases
    place_id = models.CharField(max_length=40)
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT)
    accepted = models.DateTimeField(auto_now_add=True)

    class Meta:
        """By spelling."""

        ordering = ("spelling",)
