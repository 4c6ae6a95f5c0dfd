"""The network's accepted routes, ready to be filtered, in the memory of this process.

Every request asks whether something has happened since; then the routes that an event has changed since
are read, and nothing else. Numbers of events are given in the order in which they are written, so nothing
that is written is passed over.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from threading import Lock, RLock
from typing import Any

import pyarrow as pa
from django.db import DatabaseError
from django.db.models import F

from njia.dataset import PLACES, Dataset, dataset
from njia.disclosure import INSIDE, ProtectedMap, protect_map
from njia.draw.live import LiveMap
from njia.draw.profile import DESK, PHONE
from njia.filters import Filter
from njia.levels import Level, coarsened, counties
from njia.live import Prepared
from njia.live.adding import add_up
from njia.measures import Scope, scope_for
from njia.network import Network
from njia.schema import Route as Journey
from njia_hub.audit.chain import GENESIS
from njia_hub.audit.models import Event, Head
from njia_hub.collections.models import Collection, NetworkSettings
from njia_hub.explore.merging import merged, put
from njia_hub.places.at_hand import gazetteer
from njia_hub.routes.models import Revision, Route
from njia_hub.work import jobs

REVISIONS = pa.schema([pa.field("route_id", pa.string()), pa.field("revision", pa.int32())])
SNAPSHOT = "explore.snapshot"  # the work that `snapshot.py` does
WORTH_A_SNAPSHOT = 2_000  # documents read since the last one
ROUTES_AT_ONCE = 5_000  # that are turned into tables together


@dataclass(frozen=True)
class Version:
    """How far the events are that the data knows of: the number and the hash of the last one."""

    seq: int = 0
    hash: str = GENESIS


@dataclass(frozen=True)
class Loaded:
    """The accepted routes as tables, and what they were read with."""

    data: Dataset
    version: Version
    names: dict[int, str]  # of collections
    revisions: pa.Table  # which revision of each route this is
    read: int = 0  # documents that were read since the last snapshot

    @property
    def routes(self) -> int:
        """How many routes there are."""
        return int(self.data.routes.num_rows)


@dataclass(eq=False)
class Pool:
    """One version of the accepted routes under the network's settings; what is made of it is kept."""

    loaded: Loaded
    network: Network
    kept: dict[Any, Any] = field(default_factory=dict)  # what pages made of it, such as lists of choices
    _turn: RLock = field(default_factory=RLock)

    @property
    def data(self) -> Dataset:
        """The routes as tables."""
        return self.loaded.data

    @cached_property
    def fingerprint(self) -> str:
        """Name the version of the data in a citation: a hash of which revision of which routes it holds."""
        said = (f"{row['route_id']}:{row['revision']}" for row in self.loaded.revisions.to_pylist())
        return hashlib.sha256("\n".join(sorted(said)).encode()).hexdigest()[:12]

    @cached_property
    def scope(self) -> Scope:
        """What the figures are about."""
        return scope_for(self.network, self.data)

    @property
    def prepared(self) -> Prepared:
        """The routes, numbered."""
        with self._turn:
            return self._prepared

    @cached_property
    def _prepared(self) -> Prepared:
        return Prepared(self.data, self.scope.focus_country, counties(self.data.places, gazetteer()))

    def told(self, level: Level) -> Dataset:
        """Give the routes with their places told at a level; made once."""
        with self._turn:
            if ("told", level) not in self.kept:
                self.kept["told", level] = coarsened(self.data, level, self._prepared.counties)
            made: Dataset = self.kept["told", level]
            return made

    def counted(self, chosen: Filter, level: Level) -> ProtectedMap:
        """Add up what a map of some routes shows, for people who are signed in."""
        return protect_map(add_up(self.prepared, chosen, level), INSIDE)

    def map(self, level: Level) -> LiveMap:
        """Give the maps of a level; what all filters have in common is laid out once."""
        with self._turn:
            if ("map", level) not in self.kept:
                self.kept["map", level] = LiveMap(self.counted(Filter(), level), self.network)
            made: LiveMap = self.kept["map", level]
            return made


logger = logging.getLogger(__name__)
_turn = Lock()
_kept: Pool | None = None


def pool() -> Pool:
    """Give the accepted routes as they are now."""
    global _kept
    with _turn:
        network = NetworkSettings.network()
        loaded = _fresh(_kept.loaded if _kept else None)
        is_worth_it = loaded.read >= WORTH_A_SNAPSHOT
        loaded = replace(loaded, read=0) if is_worth_it else loaded
        if _kept is None or loaded.data is not _kept.data or network != _kept.network:
            _kept = Pool(loaded, network)
        _kept.loaded = loaded  # something may have happened, but not to what is accepted
        live = _kept
    if is_worth_it:  # a write, which may have to wait for others: never while they wait for the data
        _ask_for_snapshot()
    return live


def _ask_for_snapshot() -> None:
    """Ask for it; where nothing can be written, as on a full disk, reading goes on without it."""
    try:
        jobs.ask(SNAPSHOT)
    except DatabaseError as error:
        logger.warning("a snapshot of the live data cannot be asked for: %s", type(error).__name__)


def get_ready() -> None:
    """Read the routes and lay out the maps before the first person asks, as a process does that starts.

    What goes wrong here goes wrong again, and is told, when somebody asks.
    """
    try:
        live = pool()
        for level in Level:
            drawn = live.map(level)
            flow = drawn.flow(live.counted(Filter(), level), drawn.usual)
            for size in (DESK, PHONE):
                drawn.figure(flow, size, drawn.views[0])
    except Exception as error:
        logger.error("the live data could not be made ready: %s", type(error).__name__)  # noqa: TRY400


def forget() -> None:
    """Let go of what is kept, as a process does that starts anew."""
    global _kept
    with _turn:
        _kept = None


def _fresh(known: Loaded | None) -> Loaded:
    """Bring what is known up to date; the very same when nothing has happened."""
    now = _now()
    if known is not None and known.version == now:
        return known
    names = dict(Collection.objects.values_list("pk", "name"))
    if known is None or not _still_true(known, names):
        from njia_hub.explore.snapshot import read

        stored = read()
        known = stored if stored and _still_true(stored, names) else _nothing(names)
    return _caught_up(known, now, names)


def _now() -> Version:
    head = Head.objects.filter(pk=1).first()
    return Version(head.seq, head.hash) if head else Version()


def _still_true(known: Loaded, names: dict[int, str]) -> bool:
    """Say whether what is known belongs to these events: not after a backup was put back."""
    if any(names.get(pk) != name for pk, name in known.names.items()):
        return False
    there = Event.objects.filter(seq=known.version.seq).values_list("hash", flat=True).first()
    return known.version == Version() or there == known.version.hash


def _nothing(names: dict[int, str]) -> Loaded:
    return Loaded(dataset([]), Version(), names, REVISIONS.empty_table())


def _caught_up(known: Loaded, now: Version, names: dict[int, str]) -> Loaded:
    data, revisions, last, count = known.data, known.revisions, now.seq, 0
    for some in _changed(known.version.seq):
        data = merged(data, some.gone, with_own_names(dataset(some.journeys)))
        fresh = pa.table([list(some.revisions), list(some.revisions.values())], schema=REVISIONS)
        revisions = put(revisions, pa.array(sorted(some.gone), pa.string()), fresh)
        last, count = max(last, some.last), count + len(some.journeys)
    version = now if last == now.seq else Version(last, Event.objects.get(seq=last).hash)
    return Loaded(data, version, names, revisions, known.read + count)


def with_own_names(data: Dataset) -> Dataset:
    """Call places what the gazetteer calls them, whatever a document says."""
    rows = data.places.to_pylist()
    for row in rows:
        place = gazetteer().place(row["place_id"])
        if place is not None:
            row |= {"name": place.name, "admin1": place.admin1}
    return replace(data, places=pa.Table.from_pylist(rows, schema=PLACES))


@dataclass
class _Changed:
    """Some of the routes that were changed: all ids, those that are accepted, and the last event."""

    gone: set[str] = field(default_factory=set)
    journeys: list[Journey] = field(default_factory=list)
    revisions: dict[str, int] = field(default_factory=dict)
    last: int = 0


def _changed(since: int) -> Iterator[_Changed]:
    """Give the routes that were changed since an event, some at a time."""
    rows = (
        Revision.objects.filter(number=F("route__revision"), route__changed__gt=since)
        .order_by("route__changed", "route_id")
        .values_list(
            *("route_id", "number", "route__state", "route__changed"),
            *("route__collection__name", "route__organisation_id", "document"),
        )
    )
    some = _Changed()
    for pk, number, state, changed, collection, organisation, document in rows.iterator(chunk_size=2_000):
        some.gone.add(str(pk))
        some.last = changed
        if state == Route.State.ACCEPTED:
            some.journeys.append(journey(str(pk), collection, organisation, document))
            some.revisions[str(pk)] = number
        if len(some.gone) == ROUTES_AT_ONCE:
            yield some
            some = _Changed()
    if some.gone:
        yield some


def journey(pk: str, collection: str, organisation: int, document: dict[str, Any]) -> Journey:
    """Read a route; its organisation is told apart from others here, and not named."""
    route = document["route"] | {"id": pk, "collection": collection, "organisation": str(organisation)}
    return Journey.model_validate(route | {"notes": ""})
