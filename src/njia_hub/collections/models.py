"""Collections, and the settings of the network as a whole."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from django.db import models
from django.utils import timezone

from njia.network import Network


class NetworkSettings(models.Model):
    """The network's own settings: one row, in the core's own form (`njia.network.Network`)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    document = models.JSONField(default=dict)
    changed = models.BigIntegerField(default=0)  # the event that changed it last

    @classmethod
    def network(cls) -> Network:
        """Give the settings; the defaults when none were made."""
        return _validated(cls._written())

    @classmethod
    def _written(cls) -> str:
        row = cls.objects.filter(pk=1).first()
        return json.dumps(row.document if row else {}, sort_keys=True)


class Collection(models.Model):
    """One round of data collection: the period of its cases, when it is open, and what it asks."""

    class State(models.TextChoices):
        """Whether routes can be sent."""

        PLANNED = "planned"
        OPEN = "open"
        CLOSED = "closed"

    name = models.CharField(max_length=40, unique=True)  # such as "2020"; stands in every route
    slug = models.SlugField(max_length=40, unique=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    period_start = models.DateField()  # the cases come from this day …
    period_end = models.DateField()  # … to this one
    opens = models.DateField(null=True, blank=True)  # as announced; the state is what counts
    closes = models.DateField(null=True, blank=True)
    optional_questions = models.JSONField(
        default=list
    )  # names of the schema's optional fields that are asked
    extra_questions = models.JSONField(default=list)  # the network's own; see njia.intake.form
    sharing_agreement = models.TextField(blank=True)
    needs_second_review = models.BooleanField(default=False)
    settings = models.JSONField(default=dict)  # over the network's: focus_country, regions, texts …
    created = models.DateTimeField(auto_now_add=True)
    changed = models.BigIntegerField(default=0)  # the event that changed it last

    class Meta:
        """Newest period first."""

        ordering = ("-period_start", "name")

    def __str__(self) -> str:
        """Give its name."""
        return self.name

    @property
    def is_open(self) -> bool:
        """Say whether routes can be sent."""
        return self.state == self.State.OPEN

    @property
    def is_late(self) -> bool:
        """Say whether the day on which it was to close has passed."""
        return self.is_open and self.closes is not None and self.closes < timezone.localdate()

    def network(self) -> Network:
        """Give the network's settings as they are for this collection, with the aliases accepted so far."""
        from njia_hub.places.models import Alias

        base: dict[str, Any] = NetworkSettings.network().model_dump(mode="json")
        aliases = dict(Alias.objects.values_list("spelling", "place_id"))
        merged = base | self.settings | {"collection": self.name, "aliases": base["aliases"] | aliases}
        return _validated(json.dumps(merged, sort_keys=True))


@lru_cache(maxsize=32)
def _validated(written: str) -> Network:
    """Validate settings once for what they say: they are read with every submission and change seldom."""
    return Network.model_validate_json(written)
