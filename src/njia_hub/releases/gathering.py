"""Gather all that a release is made from, in one value with one hash: what is approved is that hash."""

from __future__ import annotations

import hashlib
import hmac
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.conf import settings

from njia.dataset import Dataset
from njia.disclosure import Figure, Method, Policy, load
from njia.gazetteer import Place
from njia.levels import counties
from njia.measures import Scope, scope_for
from njia.network import Network, Translation
from njia_hub.collections.models import Collection, NetworkSettings
from njia_hub.explore.pool import pool
from njia_hub.places.at_hand import gazetteer
from njia_hub.releases.models import BehindFigures, Release
from njia_hub.releases.preparing import report_languages

_NOISE = b"njia release noise\x00"
_ORDER = ("route_id", "seq", "field", "carrier", "code")


@dataclass(frozen=True)
class Gathered:
    """What a release is made from, as it is at one moment."""

    release: Release
    collections: tuple[Collection, ...]
    data: Dataset
    network: Network
    scope: Scope
    policy: Policy
    revisions: str  # hash of which revision of which routes this is
    earlier: tuple[int, ...]  # numbers of the releases that this one must not be subtracted from

    @cached_property
    def counties(self) -> dict[str, Place]:
        """The county that each place lies in."""
        return counties(self.data.places, gazetteer())

    @property
    def decided(self) -> str:
        """Hash what decides which figures are shown."""
        return _hash(
            {
                "collections": self.names,
                "revisions": self.revisions,
                "policy": self.policy.model_dump(mode="json"),
                "scope": asdict(self.scope),
                "earlier": self.earlier,
            }
        )

    @property
    def hash(self) -> str:
        """Hash all of it: the figures, every text, and for whom it is."""
        one = self.release
        return _hash(
            {
                "decided": self.decided,
                "network": self.network.model_dump(mode="json"),
                "title": one.title,
                "audience": one.audience,
                "tags": one.tags,
                "related": one.related,
                "supersedes": one.supersedes.number if one.supersedes else None,
            }
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Name the collections."""
        return tuple(collection.name for collection in self.collections)

    @property
    def still_open(self) -> tuple[str, ...]:
        """Name the collections that are not closed: what is in them may still change."""
        closed = Collection.State.CLOSED
        return tuple(collection.name for collection in self.collections if collection.state != closed)


def gather(release: Release) -> Gathered:
    """Gather what a release would be made from now."""
    collections = tuple(release.collections.order_by("period_start", "name"))
    loaded = pool().loaded
    data = _of(loaded.data, [collection.name for collection in collections])
    network = _network(release, collections)
    policy = load(release.policy)
    revisions = _revisions(loaded.revisions, data)
    return Gathered(
        release,
        collections,
        _numbered(data, revisions),
        network,
        scope_for(network, data),
        policy,
        _hash(sorted(f"{id_}:{number}" for id_, number in revisions.items())),
        earlier_releases() if policy.method is not Method.AS_COUNTED else (),
    )


def _of(data: Dataset, names: Iterable[str]) -> Dataset:
    """Give the routes of some collections, always in the same order, and the places that they name."""
    routes = data.routes.filter(pc.is_in(data.routes["collection"], value_set=pa.array(names, pa.string())))
    tables = {
        key: _sorted(table.filter(pc.is_in(table["route_id"], value_set=routes["route_id"].combine_chunks())))
        for key, table in data.tables().items()
        if "route_id" in table.column_names
    }
    named = pa.chunked_array(
        [
            *tables["stops"]["place_id"].chunks,
            *routes["intended_place_id"].chunks,
        ],
        pa.string(),
    )
    places = data.places.filter(pc.is_in(data.places["place_id"], value_set=pc.unique(named)))
    return replace(data, **tables, places=places)


def _sorted(table: pa.Table) -> pa.Table:
    return table.sort_by([(name, "ascending") for name in _ORDER if name in table.column_names])


def _network(release: Release, collections: tuple[Collection, ...]) -> Network:
    """Give the network's settings with the release's own texts; what only reads files stays inside.

    Its languages are those that reports are written in; all of them where that is none.
    """
    network = collections[0].network() if len(collections) == 1 else NetworkSettings.network()
    spoken = {code: Translation.model_validate(said) for code, said in release.texts.items()}
    languages = report_languages(network) or network.languages
    own = spoken.pop(languages[0], Translation())
    return network.model_copy(
        update={
            "title": release.title,
            "collection": ", ".join(collection.name for collection in collections),
            "languages": languages,
            "aliases": {},
            "texts": type(network.texts)(**own.model_dump(exclude={"title"})),
            "translations": {code: said for code, said in spoken.items() if code in languages},
        }
    )


def _revisions(revisions: pa.Table, data: Dataset) -> dict[str, int]:
    """Give which revision of each route this is."""
    ids = data.routes["route_id"].combine_chunks()
    rows = revisions.filter(pc.is_in(revisions["route_id"], value_set=ids)).to_pylist()
    return {row["route_id"]: row["revision"] for row in rows}


def _numbered(data: Dataset, revisions: Mapping[str, int]) -> Dataset:
    """Name routes with their revision: one that was corrected is another one beside earlier releases."""
    tables = {}
    for name, table in data.tables().items():
        if "route_id" in table.column_names:
            ids = [revision_id(id_, revisions[id_]) for id_ in table["route_id"].to_pylist()]
            tables[name] = table.set_column(0, table.schema.field(0), pa.array(ids, pa.string()))
    return replace(data, **tables)


def revision_id(route: str, number: int) -> str:
    """Name one revision of a route."""
    return f"{route}.{number}"


def earlier_releases() -> tuple[int, ...]:
    """Give the numbers of the releases that no other may be subtracted from."""
    numbers = BehindFigures.objects.order_by("release__number").values_list("release__number", flat=True)
    return tuple(number for number in numbers if number is not None)


def figures_of(numbers: Iterable[int]) -> tuple[tuple[Figure, ...], ...]:
    """Give the figures of each of some releases, with the routes behind them; they stay inside."""
    kept = BehindFigures.objects.filter(release__number__in=list(numbers)).order_by("release__number")
    return tuple(tuple(_unpacked(bytes(one.content))) for one in kept)


def _unpacked(content: bytes) -> Iterable[Figure]:
    said = json.loads(zlib.decompress(content))
    for table, part, keys, columns, routes in said["figures"]:
        yield Figure(table, part, tuple(keys), tuple(columns), tuple(said["routes"][at] for at in routes))


def packed(figures: Iterable[Figure]) -> bytes:
    """Write figures as they are kept: each route is named once, and then by its number."""
    told = tuple(figures)
    routes = sorted({route for one in told for route in one.routes})
    at = {route: position for position, route in enumerate(routes)}
    rows = [[one.table, one.part, one.keys, one.columns, [at[route] for route in one.routes]] for one in told]
    return zlib.compress(json.dumps({"routes": routes, "figures": rows}, separators=(",", ":")).encode(), 9)


def noise_secret() -> bytes:
    """Give what the noise of `strict` is drawn from: the same for all releases, and nothing else's."""
    return hmac.new(settings.SECRET_KEY.encode(), _NOISE, hashlib.sha256).digest()


def _hash(said: Any) -> str:
    text = json.dumps(said, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
