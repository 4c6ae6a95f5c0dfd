"""What the map opens on: one collection, because figures of several say nothing of a change."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from njia.filters import Filter
from njia_hub.collections.models import Collection
from njia_hub.routes.models import Route


def opening_path(name: str = "explore:map") -> str:
    """Give the address of a page for the newest collection that has accepted routes."""
    for collection in Collection.objects.all():
        if collection.routes.filter(state=Route.State.ACCEPTED).exists():
            chosen = Filter(collections=(collection.name,))
            return f"{reverse(name)}?{urlencode(chosen.to_query())}"
    return reverse(name)
