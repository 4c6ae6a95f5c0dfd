"""Routes as Arrow tables: the only shape that measures read.

Six tables, linked by `route_id` and `place_id`. The schemas below are the contract between what reads
files and what counts; every engine sees exactly these.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from njia.schema import CODED_FIELDS, Route, Stop

ROUTES = pa.schema(
    [
        pa.field("route_id", pa.string(), nullable=False),
        pa.field("collection", pa.string(), nullable=False),
        pa.field("organisation", pa.string(), nullable=False),  # "" when the file does not say
        pa.field("provenance", pa.string(), nullable=False),
        pa.field("source_kind", pa.string()),
        pa.field("period_start", pa.date32()),
        pa.field("period_end", pa.date32()),
        pa.field("path", pa.string(), nullable=False),  # same stops in the same order: same path
        pa.field("origin_place_id", pa.string()),
        pa.field("origin_country", pa.string()),
        pa.field("destination_place_id", pa.string()),
        pa.field("destination_country", pa.string()),
        pa.field("intended_place_id", pa.string()),
        pa.field("intended_country", pa.string()),
        pa.field("transit_count", pa.int32(), nullable=False),
        pa.field("cases_kind", pa.string(), nullable=False),
        pa.field("cases_low", pa.int64()),
        pa.field("cases_best", pa.int64()),
        pa.field("cases_high", pa.int64()),
        pa.field("prior_trafficking", pa.string()),
    ]
)
STOPS = pa.schema(
    [
        pa.field("route_id", pa.string(), nullable=False),
        pa.field("seq", pa.int32(), nullable=False),  # 0 is the origin
        pa.field("role", pa.string(), nullable=False),  # origin, transit, destination
        pa.field("place_id", pa.string()),  # null: the stop is unknown
        pa.field("country", pa.string()),
        pa.field("precision", pa.string(), nullable=False),
        pa.field("resolution", pa.string(), nullable=False),
    ]
)
LEGS = pa.schema(
    [
        pa.field("route_id", pa.string(), nullable=False),
        pa.field("seq", pa.int32(), nullable=False),  # leg n runs from stop n to stop n + 1
        pa.field("from_place_id", pa.string()),
        pa.field("from_country", pa.string()),
        pa.field("to_place_id", pa.string()),
        pa.field("to_country", pa.string()),
        pa.field("mode", pa.string()),
        pa.field("irregular", pa.bool_()),
    ]
)
CARRIERS = pa.schema(
    [
        pa.field("route_id", pa.string(), nullable=False),
        pa.field("seq", pa.int32(), nullable=False),
        pa.field("carrier", pa.string(), nullable=False),
    ]
)
CODES = pa.schema(
    [
        pa.field("route_id", pa.string(), nullable=False),
        pa.field("field", pa.string(), nullable=False),  # a name in schema.CODED_FIELDS
        pa.field("code", pa.string(), nullable=False),
    ]
)
PLACES = pa.schema(
    [
        pa.field("place_id", pa.string(), nullable=False),
        pa.field("name", pa.string(), nullable=False),
        pa.field("admin1", pa.string(), nullable=False),
        pa.field("country", pa.string()),
        pa.field("lat", pa.float64()),
        pa.field("lon", pa.float64()),
        pa.field("precision", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
    ]
)

SCHEMAS: dict[str, pa.Schema] = {
    "routes": ROUTES,
    "stops": STOPS,
    "legs": LEGS,
    "carriers": CARRIERS,
    "codes": CODES,
    "places": PLACES,
}


class NotADataset(ValueError):
    """A folder does not hold the six tables; the message says which file and what is wrong with it."""


@dataclass(frozen=True)
class Dataset:
    """Routes as Arrow tables, in the schemas above; rows are in the order of the routes given."""

    routes: pa.Table
    stops: pa.Table
    legs: pa.Table
    carriers: pa.Table
    codes: pa.Table
    places: pa.Table

    def tables(self) -> dict[str, pa.Table]:
        """Give the tables by name."""
        return {f.name: getattr(self, f.name) for f in fields(self)}

    def fingerprint(self) -> str:
        """Give a SHA-256 of the content, the same for the same routes in the same order."""
        digest = hashlib.sha256()
        for name, table in sorted(self.tables().items()):
            digest.update(name.encode())
            for batch in table.combine_chunks().to_batches():
                digest.update(batch.serialize())
        return digest.hexdigest()

    def of_collection(self, name: str) -> Dataset:
        """Give the routes of one collection, and what belongs to them; places stay as they are."""
        routes = self.routes.filter(pc.equal(self.routes["collection"], name))
        tables = {
            key: table.filter(pc.is_in(table["route_id"], routes["route_id"].combine_chunks()))
            for key, table in self.tables().items()
            if "route_id" in table.column_names
        }
        return replace(self, **tables)


def write_parquet(data: Dataset, folder: Path) -> None:
    """Write the six tables to `folder`, one Parquet file each; the same data gives the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in data.tables().items():
        pq.write_table(table, folder / f"{name}.parquet", compression="zstd")


def read_parquet(folder: Path) -> Dataset:
    """Read what `write_parquet` wrote.

    Raises NotADataset for a folder without the six tables, or with columns that are not theirs.
    """
    return Dataset(**{name: _read(folder / f"{name}.parquet", schema) for name, schema in SCHEMAS.items()})


def _read(file: Path, schema: pa.Schema) -> pa.Table:
    try:
        # One file, never a data set of folders: names of folders must not become columns.
        with pq.ParquetFile(file) as parquet:
            if parquet.schema_arrow.names != schema.names:
                raise NotADataset(f"{file.name}: the columns are not those of a table of routes.")
            return parquet.read().cast(schema)
    except FileNotFoundError as error:
        raise NotADataset(f"{file.name}: there is no such file in the folder.") from error
    except (OSError, pa.ArrowInvalid, pa.ArrowNotImplementedError, ValueError) as error:
        if isinstance(error, NotADataset):
            raise
        raise NotADataset(f"{file.name}: not a Parquet file of routes ({type(error).__name__}).") from error


def path_of(route: Route) -> str:
    """Name the route's path: its stops in order, an unknown stop as "?"."""
    return " > ".join(stop.place_id or "?" for stop in route.stops)


def dataset(routes: Iterable[Route]) -> Dataset:
    """Turn routes into the six tables."""
    rows: dict[str, list[dict[str, Any]]] = {
        name: [] for name in ("routes", "stops", "legs", "carriers", "codes")
    }
    places: dict[str, dict[str, Any]] = {}
    for route in routes:
        rows["routes"].append(_route_row(route))
        intended = [route.intended_destination] if route.intended_destination else []
        for stop in (*route.stops, *intended):
            if stop.place_id and stop.place_id not in places:
                places[stop.place_id] = _place_row(stop)
        rows["stops"] += [_stop_row(route.id, seq, stop) for seq, stop in enumerate(route.stops)]
        for seq, leg in enumerate(route.legs):
            rows["legs"].append(_leg_row(route, seq))
            rows["carriers"] += [
                {"route_id": route.id, "seq": seq, "carrier": carrier}
                for carrier in dict.fromkeys(leg.carriers)
            ]
        rows["codes"] += [
            {"route_id": route.id, "field": field, "code": code}
            for field in CODED_FIELDS
            for code in dict.fromkeys(_codes_of(route, field))
        ]
    return Dataset(
        routes=pa.Table.from_pylist(rows["routes"], schema=ROUTES),
        stops=pa.Table.from_pylist(rows["stops"], schema=STOPS),
        legs=pa.Table.from_pylist(rows["legs"], schema=LEGS),
        carriers=pa.Table.from_pylist(rows["carriers"], schema=CARRIERS),
        codes=pa.Table.from_pylist(rows["codes"], schema=CODES),
        places=pa.Table.from_pylist([places[key] for key in sorted(places)], schema=PLACES),
    )


def _codes_of(route: Route, field: str) -> tuple[str, ...]:
    codes: tuple[str, ...] = getattr(route, field)
    if field == "transport_modes":
        return (*codes, *(leg.mode for leg in route.legs if leg.mode))
    return codes


def _route_row(route: Route) -> dict[str, Any]:
    intended = route.intended_destination
    return {
        "route_id": route.id,
        "collection": route.collection,
        "organisation": route.organisation,
        "provenance": route.provenance.value,
        "source_kind": route.source_kind,
        "period_start": route.period_start,
        "period_end": route.period_end,
        "path": path_of(route),
        "origin_place_id": route.origin.place_id,
        "origin_country": route.origin.country_code,
        "destination_place_id": route.destination.place_id,
        "destination_country": route.destination.country_code,
        "intended_place_id": intended.place_id if intended else None,
        "intended_country": intended.country_code if intended else None,
        "transit_count": len(route.stops) - 2,
        "cases_kind": route.cases.kind.value,
        "cases_low": route.cases.low,
        "cases_best": route.cases.best,
        "cases_high": route.cases.high,
        "prior_trafficking": route.prior_trafficking,
    }


def _stop_row(route_id: str, seq: int, stop: Stop) -> dict[str, Any]:
    return {
        "route_id": route_id,
        "seq": seq,
        "role": stop.role.value,
        "place_id": stop.place_id,
        "country": stop.country_code,
        "precision": stop.precision.value,
        "resolution": stop.resolution.value,
    }


def _leg_row(route: Route, seq: int) -> dict[str, Any]:
    start, end, leg = route.stops[seq], route.stops[seq + 1], route.legs[seq]
    return {
        "route_id": route.id,
        "seq": seq,
        "from_place_id": start.place_id,
        "from_country": start.country_code,
        "to_place_id": end.place_id,
        "to_country": end.country_code,
        "mode": leg.mode,
        "irregular": leg.irregular,
    }


def _place_row(stop: Stop) -> dict[str, Any]:
    return {
        "place_id": stop.place_id,
        "name": stop.place_name,
        "admin1": stop.admin1,
        "country": stop.country_code,
        "lat": stop.lat,
        "lon": stop.lon,
        "precision": stop.precision.value,
        "kind": stop.kind,
    }
