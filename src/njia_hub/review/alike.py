"""Likely doubles among the routes of a collection, kept at hand and fresh by the number of the last event.

Each process keeps what it compares by (small: no notes), and reads only what has changed since. Nobody waits
for it: what takes longer than a page may is done in the background, and until then it is told that not all
is known yet.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Any
from uuid import UUID

from django.db import connections
from django.db.models import Q

from njia.doubles import Double, Doubles
from njia.doubles.index import MOST_SHOWN, Countries
from njia.schema import Route as Journey
from njia_hub.collections.models import Collection
from njia_hub.people.models import Person
from njia_hub.review import apart
from njia_hub.routes.models import Revision, Route

READ_AT_ONCE = 200  # changed routes that a request reads itself; more are read in the background
COMPARED_AT_ONCE = 30_000  # routes that a request compares with; the rest is compared in the background
MOST_AT_HAND = 300_000  # routes of all collections together, unless one alone has more
MOST_FOUND = 20_000  # routes of a collection whose doubles are kept
_COMPARED = frozenset({Route.State.SUBMITTED, Route.State.RETURNED, Route.State.ACCEPTED})
_STEP = 1_000  # routes

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Likely:
    """The likely doubles of some routes; those without any are left out."""

    doubles: dict[UUID, list[Double]]
    is_whole: bool = True  # False: some routes are still being looked at


class Alike:
    """The routes of one collection that may be doubles of each other."""

    def __init__(self, collection: int) -> None:
        self.is_wanted = True
        self._collection = collection
        self._doubles = Doubles()
        self._seen = -1, UUID(int=0)  # the last event and route that were read
        self._found: dict[Countries, dict[str, list[Double]]] = {}
        self._apart: dict[str, int] = {}  # how many others somebody has told a route apart from
        self._turn = Lock()  # whose turn it is to use what is at hand
        self._is_reading = True  # nothing can be told until all is read
        self._asked: dict[UUID, None] = {}  # what the background still has to look at
        self._starting = Lock()
        self._thread: Thread | None = None

    def __len__(self) -> int:
        return len(self._doubles)

    def of(self, routes: Iterable[UUID]) -> Likely:
        """Give what is known of some routes at once; what is not is looked for in the background."""
        if self._thread and self._is_reading:
            return Likely({}, is_whole=False)
        with self._turn:
            self._is_reading = not self._catch_up(READ_AT_ONCE)
            if not self._is_reading:
                known, left = self._known(routes)
        if self._is_reading:
            self.begin()
            return Likely({}, is_whole=False)
        if left:
            self.begin(left)
        return Likely(known, is_whole=not left)

    def begin(self, routes: Iterable[UUID] = ()) -> None:
        """Begin in the background to read what has changed, and then to look at some routes."""
        with self._starting:
            self._asked |= dict.fromkeys(routes)
            if self._thread is None:
                self._thread = Thread(target=self._work, name="alike", daemon=True)
                self._thread.start()

    def finish(self, seconds: float) -> None:
        """Wait until the background has done its work."""
        if thread := self._thread:
            thread.join(seconds)

    def _work(self) -> None:
        try:
            while not self._is_done():
                with self._turn:
                    if self._is_reading:
                        self._is_reading = not self._catch_up(_STEP, in_part=True)
                    else:
                        self._doubles_of(str(self._next()))
        except Exception as error:  # somebody asks again; the log has no content
            logger.error("likely doubles could not be looked for: %s", type(error).__name__)  # noqa: TRY400
            self._thread = None
        finally:
            connections.close_all()

    def _is_done(self) -> bool:
        with self._starting:
            is_done = not self.is_wanted or not (self._is_reading or self._asked)
            if is_done:
                self._thread = None
            return is_done

    def _next(self) -> UUID:
        with self._starting:
            asked = next(iter(self._asked))
            del self._asked[asked]
            return asked

    def _catch_up(self, most: int, *, in_part: bool = False) -> bool:
        """Read the routes that have changed since the last time; say whether these were all.

        When there are more than `most` they are left alone, or as many are read if `in_part`.
        """
        event, last = self._seen
        # Of all collections: by the number of the event they are found at once.
        changed = Route.objects.filter(changed__gte=event)
        changed = changed.filter(Q(changed__gt=event) | Q(pk__gt=last)).order_by("changed", "pk")
        rows = list(changed.values_list("pk", "collection", "state", "revision", "changed")[: most + 1])
        is_all = len(rows) <= most
        if is_all or in_part:
            self._take([row[:4] for row in rows[:most]])
            for pk, *_, number in rows[:most][-1:]:
                self._seen = number, pk
        return is_all

    def _take(self, rows: list[tuple[UUID, int, str, int]]) -> None:
        own = {
            pk: (state, number) for pk, collection, state, number in rows if collection == self._collection
        }
        for pk in own:
            self._forget(str(pk))
        self._apart |= {str(pk): len(told) for pk, told in apart.mentioned(own).items()}
        for pk, document in _documents(
            {pk: number for pk, (state, number) in own.items() if state in _COMPARED}
        ):
            self._doubles.add(Journey.model_validate(document["route"] | {"id": str(pk)}))
            self._match(str(pk))

    def _forget(self, route: str) -> None:
        """Let go of a route, also where it was found to be a double."""
        countries = self._doubles.countries(route)
        if countries is None:
            return
        self._doubles.remove(route)
        near = self._found.get(countries, {})
        near.pop(route, None)
        for other, doubles in list(near.items()):
            left = [double for double in doubles if double.route_id != route]
            # Others were left out of a full list, and may have their place now.
            if len(left) < len(doubles) and len(doubles) >= self._most(other):
                del near[other]
            else:
                near[other] = left

    def _match(self, route: str) -> None:
        """Compare a new route with those whose doubles are known."""
        countries = self._doubles.countries(route)
        near = self._found.get(countries, {}) if countries else {}
        for other, doubles in near.items():
            if double := self._doubles.compare(other, route):
                best = sorted([*doubles, double], key=lambda one: (-one.likeness.score, one.route_id))
                near[other] = best[: self._most(other)]

    def _most(self, route: str) -> int:
        """Say how many doubles of a route are kept: not all of them are offered to everybody."""
        return MOST_SHOWN + self._apart.get(route, 0)

    def _known(self, routes: Iterable[UUID]) -> tuple[dict[UUID, list[Double]], list[UUID]]:
        """Give the doubles of routes, and the routes that there was no time to look at."""
        known: dict[UUID, list[Double]] = {}
        left: list[UUID] = []
        budget = COMPARED_AT_ONCE
        for pk in routes:
            countries = self._doubles.countries(str(pk))
            is_known = countries is None or str(pk) in self._found.get(countries, {})
            if not is_known and budget <= 0:
                left.append(pk)
                continue
            if countries and not is_known:
                budget -= self._doubles.between(countries)
            if doubles := self._doubles_of(str(pk)):
                known[pk] = doubles
        return known, left

    def _doubles_of(self, route: str) -> list[Double]:
        """Give the likely doubles of one route, most alike first; none for a route that is not compared."""
        countries = self._doubles.countries(route)
        if countries is None:
            return []
        near = self._found.setdefault(countries, {})
        if route not in near:
            if sum(map(len, self._found.values())) >= MOST_FOUND:
                self._found = {countries: (near := {})}
            near[route] = self._doubles.likely_to(route, self._most(route))
        return near[route]


def _documents(numbers: dict[UUID, int]) -> Iterable[tuple[UUID, dict[str, Any]]]:
    """Give the current documents of routes, by the number of their current revision."""
    found = Revision.objects.filter(route__in=list(numbers)).order_by()
    for route, number, document in found.values_list("route_id", "number", "document"):
        if numbers[route] == number:
            yield route, document


_kept: dict[tuple[int, dt.datetime], Alike] = {}
_keeping = Lock()


def likely_doubles(person: Person, collection: Collection, routes: Iterable[UUID]) -> Likely:
    """Give the likely doubles of routes of a collection, as far as they are known by now.

    Those that are told apart, as far as the person may know it, are not among them.
    """
    likely = _at_hand(collection).of(routes)
    others = apart.others(person, collection, likely.doubles.keys())
    offered = {
        route: [one for one in doubles if UUID(one.route_id) not in others.get(route, ())][:MOST_SHOWN]
        for route, doubles in likely.doubles.items()
    }
    return Likely({route: doubles for route, doubles in offered.items() if doubles}, likely.is_whole)


def get_ready() -> None:
    """Begin to read the collections that have routes to review, as a process does that starts."""
    waiting = Route.objects.filter(state=Route.State.SUBMITTED, collection__state=Collection.State.OPEN)
    for collection in Collection.objects.filter(pk__in=waiting.order_by().values("collection").distinct()):
        _at_hand(collection).begin()


def finish(seconds: float) -> None:
    """Wait until all that was begun in the background is done."""
    for alike in list(_kept.values()):
        alike.finish(seconds)


def forget() -> None:
    """Let go of what is kept, as a process does that starts anew."""
    with _keeping:
        while _kept:
            _kept.popitem()[1].is_wanted = False


def at_hand() -> int:
    """Count the routes that are kept."""
    return sum(map(len, _kept.values()))


def _at_hand(collection: Collection) -> Alike:
    """Give a collection's routes; those of the collections that were asked for longest ago are let go."""
    with _keeping:
        key = collection.pk, collection.created
        alike = _kept.pop(key, None) or Alike(collection.pk)
        _kept[key] = alike
        for old in list(_kept)[:-1]:
            if at_hand() > MOST_AT_HAND:
                _kept.pop(old).is_wanted = False
        return alike
