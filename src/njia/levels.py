"""How exactly places are told: by country, by county, or as they are.

A stop of which less is known than the level asks for stays what it is; of a place in no county that the
gazetteer knows, its country is told. No stop is left out or joined with another: a route that has three
stops has three at every level.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from njia.dataset import PLACES, Dataset
from njia.gazetteer import Gazetteer, Place, countries
from njia.measures.numbered import as_arrow, as_numpy, distinct, number, route_numbers


class Level(StrEnum):
    """How exactly places are told."""

    COUNTRY = "country"
    COUNTY = "county"
    PLACE = "place"


def counties(places: pa.Table, gazetteer: Gazetteer) -> dict[str, Place]:
    """Give the county that each place lies in, by place id; without those whose county is not known.

    `places` is the dataset's table.
    """
    found = {id_: gazetteer.county_of(id_) for id_ in places["place_id"].to_pylist()}
    return {id_: county for id_, county in found.items() if county}


def coarsened(data: Dataset, level: Level, counties: Mapping[str, Place]) -> Dataset:
    """Tell every place of a dataset by its county or its country: ids, paths, legs and places.

    `counties` is what the function of that name gives. Codes, carriers and counts stay as they are.
    """
    if level is Level.PLACE:
        return data
    known = counties if level is Level.COUNTY else {}
    routes, stops, legs = data.routes, data.stops, data.legs
    for end in ("origin", "destination", "intended"):
        routes = _told(routes, f"{end}_place_id", f"{end}_country", known)
    for end in ("from", "to"):
        legs = _told(legs, f"{end}_place_id", f"{end}_country", known)
    stops = _told(stops, "place_id", "country", known)
    in_county = pc.is_in(
        stops["place_id"], value_set=pa.array({c.place_id for c in known.values()}, pa.string())
    )
    stops = _with(
        stops,
        "precision",
        pc.if_else(pc.is_null(stops["place_id"]), "unknown", pc.if_else(in_county, "county", "country")),
    )
    routes = _with(routes, "path", _paths(stops, routes))
    return replace(data, routes=routes, stops=stops, legs=legs, places=_places((routes, stops), known))


def place_row(place_id: str, counties: Mapping[str, Place]) -> dict[str, Any] | None:
    """Give the row of a county or a country for the dataset's table of places; None for another id.

    `counties` are by their own ids.
    """
    if place_id in counties:
        return _county(counties[place_id])
    return _country(place_id) if place_id.startswith("iso:") else None


def _told(table: pa.Table, place: str, country: str, counties: Mapping[str, Place]) -> pa.Table:
    """Put the county for a place, else its country, else nothing."""
    texts = distinct(table[place])
    wider = pa.array(
        [counties[id_].place_id if id_ in counties else None for id_ in texts.to_pylist()], pa.string()
    )
    numbers = number(table[place], texts)
    found = wider.take(pc.if_else(as_arrow(numbers < 0), None, as_arrow(numbers)))
    code = pc.binary_join_element_wise("iso:", table[country], "")
    return _with(table, place, pc.coalesce(found, code))


def _with(table: pa.Table, name: str, values: Any) -> pa.Table:
    at = table.schema.get_field_index(name)
    return table.set_column(at, table.schema.field(at), values)


def _paths(stops: pa.Table, routes: pa.Table) -> pa.Array:
    """Name each route's path anew: its stops in order, an unknown one as "?"."""
    route = route_numbers(stops["route_id"], routes["route_id"])
    order = np.lexsort((as_numpy(stops["seq"]), route))
    order = order[route[order] >= 0]
    names = pc.fill_null(stops["place_id"], "?").combine_chunks().take(as_arrow(order))
    ends = np.cumsum(np.bincount(route[order], minlength=routes.num_rows))
    offsets = as_arrow(np.concatenate([[0], ends]).astype(np.int32))
    return pc.binary_join(pa.ListArray.from_arrays(offsets, names), " > ")


def _places(tables: tuple[pa.Table, pa.Table], counties: Mapping[str, Place]) -> pa.Table:
    routes, stops = tables
    used = distinct(stops["place_id"], routes["intended_place_id"]).to_pylist()
    by_id = {county.place_id: county for county in counties.values()}
    return pa.Table.from_pylist([place_row(id_, by_id) for id_ in used], schema=PLACES)


def _county(place: Place) -> dict[str, Any]:
    return {
        "place_id": place.place_id,
        "name": place.name,
        "admin1": place.admin1,
        "country": place.country_code,
        "lat": place.lat,
        "lon": place.lon,
        "precision": "county",
        "kind": "county",
    }


def _country(place_id: str) -> dict[str, Any]:
    code = place_id.removeprefix("iso:")
    known = countries.table().get(code)
    return {
        "place_id": place_id,
        "name": known.names["en"] if known else code,
        "admin1": "",
        "country": code,
        "lat": known.lat if known else None,
        "lon": known.lon if known else None,
        "precision": "country",
        "kind": "country",
    }
