"""Make `Protected` results out of `Measured` ones, under a policy."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from njia.dataset import PLACES, Dataset
from njia.disclosure.named import named_places
from njia.disclosure.policy import INSIDE, OPEN, Method, Policy
from njia.disclosure.shown import Figure
from njia.gazetteer import Place
from njia.live import MapCounts
from njia.measures import MEASURES, arrow_type
from njia.measures.declaration import Measure, Measured, Scope

# The dataset's columns that the schema lets nobody outside the network see.
_NOT_PUBLIC = ("organisation", "resolution")
_DOOR = object()  # held by this module alone: nobody else can construct what leaves


class NotForPublication(ValueError):
    """Something made for people inside the network was about to be published."""


@dataclass(frozen=True)
class Protected:
    """A measure's result that may leave the network under `policy`."""

    measure: Measure
    rows: pa.Table
    known: int | None  # None where it is withheld
    of: int | None
    policy: Policy
    door: object

    def __post_init__(self) -> None:
        _guard(self.door)


@dataclass(frozen=True)
class ProtectedDataset:
    """Route-level tables that may leave the network under `policy`; column order as in `njia.dataset`.

    `organisations` is how many reported; which one reported what is not in here.
    """

    tables: dict[str, pa.Table]
    organisations: int
    policy: Policy
    door: object

    def __post_init__(self) -> None:
        _guard(self.door)


@dataclass(frozen=True)
class ProtectedTables:
    """The tables of a release by name, and the places that their keys name; columns as in `njia.dataset`."""

    tables: dict[str, Protected]
    places: pa.Table
    policy: Policy
    door: object

    def __post_init__(self) -> None:
        _guard(self.door)


@dataclass(frozen=True)
class ProtectedMap:
    """What a map of some routes shows, that may be seen under `policy`."""

    counts: MapCounts
    policy: Policy
    door: object

    def __post_init__(self) -> None:
        _guard(self.door)


def protect(measured: Measured, policy: Policy) -> Protected:
    """Let one measure's result out under a policy."""
    _known(policy)
    return Protected(measured.measure, measured.rows, measured.known, measured.of, policy, _DOOR)


def protect_tables(
    data: Dataset,
    scope: Scope,
    policy: Policy,
    counties: Mapping[str, Place] | None = None,
    earlier: Sequence[Sequence[Figure]] = (),
    secret: bytes = b"",
) -> tuple[ProtectedTables, tuple[Figure, ...]]:
    """Let the tables of a release out, decided over together; also every figure with the routes behind it.

    The figures stay inside: they are one of the `earlier` of the next release. `data` holds the routes of the
    release alone; `counties` are of its places, as `njia.levels.counties` gives them; `secret` is what
    `strict` draws its noise from, the same for all releases of a network. ValueError for a policy without
    declared tables, and for `strict` without a secret.
    """
    from njia.disclosure.guarded import guarded  # a solver comes with it, which takes a second to load
    from njia.disclosure.strict import strict

    known = counties or {}
    if policy.method is Method.GUARDED:
        made = guarded(data, scope, policy, known, earlier)
    elif policy.method is Method.STRICT:
        made = strict(data, scope, policy, known, earlier, secret)
    else:
        raise ValueError(f"the policy '{policy.name}' declares no tables")
    tables = {
        name: Protected(one.measure, one.rows, one.known, one.of, policy, _DOOR) for name, one in made.items()
    }
    figures = tuple(figure for one in made.values() for figure in one.figures)
    return ProtectedTables(tables, named_places(tables, data, known), policy, _DOOR), figures


@dataclass(frozen=True)
class Published:
    """A table as a published release holds it: plain rows in the order of the measure's columns."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    known: int | None
    of: int | None


def published(
    policy: Policy, tables: Mapping[str, Published], places: Sequence[Mapping[str, Any]]
) -> ProtectedTables:
    """Give the tables of a release that has left already, from what it holds.

    ValueError for a policy that is not for publication, and for tables that are no such release's.
    """
    if not policy.is_publishable:
        raise NotForPublication(f"the policy '{policy.name}' is not for publication")
    declared = MEASURES if policy.method is Method.AS_COUNTED else policy.tables
    made = {}
    for name, table in tables.items():
        if name not in declared:
            raise ValueError(f"the policy '{policy.name}' declares no table '{name}'")
        measure = MEASURES[name]
        if table.columns != tuple(column.name for column in measure.columns):
            raise ValueError(f"the columns of '{name}' are not the measure's")
        schema = pa.schema([(column.name, arrow_type(column)) for column in measure.columns])
        rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
        made[name] = Protected(
            measure, pa.Table.from_pylist(rows, schema=schema), table.known, table.of, policy, _DOOR
        )
    return ProtectedTables(made, pa.Table.from_pylist(list(places), schema=PLACES), policy, _DOOR)


def protect_map(counts: MapCounts, policy: Policy) -> ProtectedMap:
    """Let what a map shows out under a policy."""
    _known(policy)
    return ProtectedMap(counts, policy, _DOOR)


def for_publication(policy: Policy) -> None:
    """Stop what is made under a policy for people inside: NotForPublication."""
    _known(policy)
    if not policy.is_publishable:
        raise NotForPublication(f"the policy '{policy.name}' is not for publication")


def protect_dataset(data: Dataset, policy: Policy) -> ProtectedDataset:
    """Let the routes out under a policy: without organisation, with new ids that say nothing.

    Ids are given in the order of a hash of the route's content, so that neither the order of the file
    nor the id tells which organisation sent a row.
    """
    _known(policy)
    named = {name for name in data.routes["organisation"].to_pylist() if name}
    order = sorted(range(data.routes.num_rows), key=lambda i: _content_hash(data, i))
    ids = data.routes["route_id"].to_pylist()
    new_ids = {ids[old]: f"r{new + 1:0{len(str(len(order)))}d}" for new, old in enumerate(order)}
    tables = {}
    for name, table in data.tables().items():
        if "route_id" in table.column_names:
            renamed = pa.array([new_ids[i] for i in table["route_id"].to_pylist()], pa.string())
            table = table.set_column(0, "route_id", renamed)
            table = table.sort_by(
                [
                    (c, "ascending")
                    for c in ("route_id", "seq", "field", "carrier", "code")
                    if c in table.column_names
                ]
            )
        tables[name] = table.drop_columns([c for c in _NOT_PUBLIC if c in table.column_names])
    return ProtectedDataset(tables, len(named), policy, _DOOR)


def _content_hash(data: Dataset, row: int) -> str:
    values = {c: data.routes[c][row].as_py() for c in data.routes.column_names if c != "organisation"}
    return hashlib.sha256(repr(sorted(values.items(), key=lambda kv: kv[0])).encode()).hexdigest()


def _known(policy: Policy) -> None:
    """Let through the two policies that count as it is; others decide over all tables together."""
    if policy not in (OPEN, INSIDE):
        raise ValueError(f"no such policy: {policy.name}")


def _guard(door: object) -> None:
    if door is not _DOOR:
        raise TypeError("only njia.disclosure makes what leaves the network")
