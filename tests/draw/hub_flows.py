"""Protected flows for the tests of the hub diagram."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from njia.dataset import CARRIERS, CODES, LEGS, PLACES, ROUTES, STOPS, Dataset
from njia.disclosure import OPEN, Protected, ProtectedDataset, protect, protect_dataset
from njia.measures.declaration import Column, Measure, Measured, Unit

FLOWS = pa.schema(
    [
        ("place_id", pa.string()),
        ("side", pa.string()),
        ("neighbour_id", pa.string()),
        ("mode", pa.string()),
        ("unknown_between", pa.bool_()),
        ("direction", pa.string()),
        ("submissions", pa.int64()),
        ("cases_best", pa.int64()),
        ("cases_known", pa.int64()),
    ]
)


def flow(
    side: str,
    neighbour: str | None,
    mode: str | None,
    direction: str,
    submissions: int,
    cases: int | None,
    *,
    unknown_between: bool = False,
) -> dict[str, Any]:
    """One row of flows through Nairobi, all of whose submissions state a number or none does."""
    return {
        "place_id": "gn:184745",
        "side": side,
        "neighbour_id": neighbour,
        "mode": mode,
        "unknown_between": unknown_between,
        "direction": direction,
        "submissions": submissions,
        "cases_best": cases,
        "cases_known": 0 if cases is None else submissions,
    }


def protected(rows: list[dict[str, Any]]) -> Protected:
    columns = tuple(Column(f.name, f.name, Unit.TEXT) for f in FLOWS)
    measure = Measure(
        "transit_flows", "Flows", Unit.SUBMISSIONS, ("place_id",), columns, "all", _never, _never
    )
    return protect(Measured(measure, pa.Table.from_pylist(rows, schema=FLOWS), 1, 1), OPEN)


def _never(*_: object) -> Any:
    raise RuntimeError("a drawing computes no measure")


def places(*rows: tuple[str, str, str | None]) -> ProtectedDataset:
    """Places of (id, name, country)."""
    table = [
        {
            "place_id": place_id,
            "name": name,
            "admin1": "",
            "country": country,
            "lat": 0.0,
            "lon": 0.0,
            "precision": "country" if place_id.startswith("iso:") else "town",
            "kind": "town",
        }
        for place_id, name, country in rows
    ]
    empty = [pa.Table.from_pylist([], schema=s) for s in (ROUTES, STOPS, LEGS, CARRIERS, CODES)]
    return protect_dataset(Dataset(*empty, pa.Table.from_pylist(table, schema=PLACES)), OPEN)
