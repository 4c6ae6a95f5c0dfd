"""Every measure, in the order that the report reads."""

from __future__ import annotations

from njia.measures import (
    countries_of_destination,
    countries_of_origin,
    countries_of_transit,
    map_legs,
    map_legs_through,
    map_places,
    map_route_details,
    map_routes,
    origin_destination,
    overview,
)
from njia.measures.declaration import Measure

MEASURES: dict[str, Measure] = {
    module.MEASURE.name: module.MEASURE
    for module in (
        overview,
        countries_of_origin,
        countries_of_transit,
        countries_of_destination,
        origin_destination,
        map_legs,
        map_legs_through,
        map_places,
        map_routes,
        map_route_details,
    )
}
