"""Likely doubles among the routes of a collection, kept at hand and fresh by the number of the last event.

Each process keeps what it compares by (small: no notes), and reads only what has changed since.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from threading import Lock
from typing import Any
from uuid import UUID

from njia.doubles import Double, Doubles
from njia.schema import Route as Journey
from njia_hub.collections.models import Collection
from njia_hub.routes.models import Revision, Route

_COMPARED = frozenset({Route.State.SUBMITTED, Route.State.RETURNED, Route.State.ACCEPTED})
_BATCH = 500
_MOST_KEPT = 3  # collections


class Alike:
    """The routes of one collection that may be doubles of each other."""

    def __init__(self, collection: int) -> None:
        self._collection = collection
        self._doubles = Doubles()
        self._seen = -1
        self._found: dict[str, list[Double]] = {}  # until something changes

    def refresh(self) -> None:
        """Read what has changed since the last time."""
        changed = Route.objects.filter(collection=self._collection, changed__gt=self._seen)
        rows = list(changed.order_by("changed").values_list("pk", "state", "revision", "changed"))
        for start in range(0, len(rows), _BATCH):
            batch = rows[start : start + _BATCH]
            live = {pk: number for pk, state, number, _ in batch if state in _COMPARED}
            for pk, _, _, _ in batch:
                self._doubles.remove(str(pk))
            for pk, document in _documents(live):
                self._doubles.add(Journey.model_validate(document["route"] | {"id": str(pk)}))
        if rows:
            self._seen = rows[-1][3]
            self._found.clear()

    def of(self, pk: UUID) -> list[Double]:
        """Give the likely doubles of one route, most alike first; none for a route that is not compared."""
        known = self._found.get(str(pk))
        if known is None:
            known = self._found[str(pk)] = self._doubles.likely_to(str(pk))
        return known


def _documents(numbers: dict[UUID, int]) -> Iterable[tuple[UUID, dict[str, Any]]]:
    """Give the current documents of routes, by the number of their current revision."""
    found = Revision.objects.filter(route__in=list(numbers)).order_by()
    for route, number, document in found.values_list("route_id", "number", "document"):
        if numbers[route] == number:
            yield route, document


_kept: dict[tuple[int, dt.datetime], Alike] = {}
_turn = Lock()


def likely_doubles(collection: Collection, routes: Iterable[UUID]) -> dict[UUID, list[Double]]:
    """Give the likely doubles of routes of a collection: routes without any are left out."""
    with _turn:
        key = collection.pk, collection.created
        alike = _kept.pop(key, None) or Alike(collection.pk)
        _kept[key] = alike
        while len(_kept) > _MOST_KEPT:
            _kept.pop(next(iter(_kept)))
        alike.refresh()
        return {pk: doubles for pk in routes if (doubles := alike.of(pk))}
