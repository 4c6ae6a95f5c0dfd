"""A small generated collection as a release, made once for each process of the tests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pyarrow as pa

from njia.dataset import Dataset
from njia.disclosure import GUARDED, Figure, Policy
from njia.measures import scope_for
from njia.network import MapOverrides, Network, Texts
from njia.release import Prepared, prepare
from njia.synth import synth

CANARY = "canary"
SECRET = b"a secret that only these tests know"
FEW_TABLES = ("overview", "countries_of_origin", "countries_of_destination", "source_kinds", "map_legs")
FEW = Policy.model_validate(
    GUARDED.model_dump()
    | {
        "name": "few",
        "meaning": "For tests: a few tables.",
        "tables": {name: GUARDED.tables[name] for name in FEW_TABLES},
    }
)
NETWORK = Network(
    name="Example network",
    languages=("en", "sw"),
    texts=Texts(foreword="Words of greeting.", contact="post@example.org"),
    aliases={f"{CANARY} spelling | KE": "gn:184745"},
    carriers=(f"{CANARY} air",),
    map=MapOverrides(bows={f"gn:1{CANARY} > gn:2": 0.2}, anchors={"PY": (-23.0, -58.0)}),
)


@cache
def collection(routes: int = 120, seed: int = 1) -> Dataset:
    """Make routes whose organisations and ids nobody outside may see."""
    data = synth(routes, seed)
    names = [f"{CANARY} {name}" if name else "" for name in data.routes["organisation"].to_pylist()]
    at = data.routes.schema.get_field_index("organisation")
    told = data.routes.set_column(at, data.routes.schema.field(at), pa.array(names, pa.string()))
    tables = {name: _with_ids(told if name == "routes" else one) for name, one in _of_routes(data).items()}
    return replace(data, **tables)


def without(data: Dataset, routes: int) -> Dataset:
    """Leave the last routes out."""
    left = data.routes.slice(0, data.routes.num_rows - routes)
    ids = set(left["route_id"].to_pylist())
    tables = {
        name: one.filter(pa.array([id_ in ids for id_ in one["route_id"].to_pylist()]))
        for name, one in _of_routes(data).items()
    }
    return replace(data, **tables)


def prepared(
    data: Dataset | None = None,
    policy: Policy = FEW,
    network: Network = NETWORK,
    earlier: Sequence[Sequence[Figure]] = (),
    **said: Any,
) -> Prepared:
    """Prepare a release; what is not said has a value."""
    data = data or collection()
    given: dict[str, Any] = {
        "number": 1,
        "title": "What a network knows",
        "audience": "public",
        "collections": ["2020"],
        "made_on": dt.date(2021, 3, 1),
        "tags": ["example"],
        "related": ["https://example.org/report"],
        "secret": SECRET,
    }
    return prepare(data, network, scope_for(network, data), policy, earlier=earlier, **(given | said))


@cache
def release() -> Prepared:
    """Prepare the release that most tests look at."""
    return prepared()


def _of_routes(data: Dataset) -> dict[str, pa.Table]:
    return {name: one for name, one in data.tables().items() if "route_id" in one.column_names}


def _with_ids(table: pa.Table) -> pa.Table:
    ids = pa.array([f"{CANARY}-{id_}" for id_ in table["route_id"].to_pylist()], pa.string())
    return table.set_column(0, table.schema.field(0), ids)
