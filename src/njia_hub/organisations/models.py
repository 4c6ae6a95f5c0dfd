"""An organisation of the network."""

from __future__ import annotations

from django.db import models


class Organisation(models.Model):
    """A member of the network. One that has left stays, with the routes that it shared."""

    name = models.CharField(max_length=120, unique=True)
    is_active = models.BooleanField(default=True)
    is_named = models.BooleanField(default=False)  # others in the network may see that a route is from it
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        """By name."""

        ordering = ("name",)

    def __str__(self) -> str:
        """Give its name."""
        return self.name
