"""The tables that measures read: one collection, with what the scope says about its routes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import ibis
import ibis.expr.types as ir

from njia.measures.by_air import air_modes
from njia.measures.counts import OF_ROUTE
from njia.measures.declaration import Scope, Tables
from njia.measures.direction import direction
from njia.measures.joined_legs import joined_legs

OWN_CASEWORK = "own_casework"  # code of the vocabulary's source_kind

Keep = Callable[[str, ir.Table], ir.Table]


def scoped(raw: Mapping[str, ir.Table], scope: Scope, keep: Keep) -> Tables:
    """Make what measures read from `numbered` tables; `keep` stores a result in the engine by name."""
    every = _with_scope(raw["routes"], raw["regions"], scope)
    routes = keep("scoped_routes", every.filter(_now(every, scope)))
    # No collection has a null name, so without an earlier collection this is empty.
    earlier = keep("earlier_routes", every.filter(every.collection == ibis.literal(scope.earlier, "string")))

    # Each table gets what counting needs of its route, so that measures join nothing.
    def of_routes(name: str, *also: str) -> ir.Table:
        return raw[name].join(routes.select("route_id", *OF_ROUTE, *also), "route_id").drop("route_id")

    legs = of_routes("legs", "direction")
    legs = keep(
        "scoped_legs", legs.mutate(by_air=legs["mode"].isin(air_modes()).coalesce(ibis.literal(False)))
    )
    stops = keep("scoped_stops", of_routes("stops", "direction").drop("resolution"))
    return Tables(
        routes=routes,
        earlier=earlier,
        stops=stops,
        legs=legs,
        visits=keep("visits", _visits(stops).join(_counted(routes), "route_no")),
        joined_legs=keep("joined_legs", joined_legs(legs).join(_counted(routes), "route_no")),
        carriers=keep("scoped_carriers", _with_mode(of_routes("carriers"), legs)),
        codes=keep("scoped_codes", of_routes("codes", "direction", "destination_country")),
    )


def _visits(stops: ir.Table) -> ir.Table:
    roles = {"starts": "origin", "passes": "transit", "ends": "destination"}
    known = stops.filter(stops.place_id.notnull())
    return known.group_by(["route_no", "place_id"]).agg(
        **{name: (known.role == role).ifelse(1, 0).max() for name, role in roles.items()},
        located=known.located.any(),
    )


def _counted(routes: ir.Table) -> ir.Table:
    return routes.select("direction", *OF_ROUTE)


def _with_mode(carriers: ir.Table, legs: ir.Table) -> ir.Table:
    return carriers.join(legs.select("route_no", "seq", "mode", "by_air"), ["route_no", "seq"])


def _with_scope(routes: ir.Table, regions: ir.Table, scope: Scope) -> ir.Table:
    origins = regions.select(origin_country="country", origin_region="region")
    destinations = regions.select(destination_country="country", destination_region="region")
    return (
        routes.left_join(origins, "origin_country")
        .drop("origin_country_right")
        .left_join(destinations, "destination_country")
        .drop("destination_country_right")
        .mutate(
            direction=direction(ibis._.origin_country, ibis._.destination_country, scope.focus_country),
            own_casework=(ibis._.source_kind == OWN_CASEWORK).ifelse(1, 0),
        )
    )


def _now(routes: ir.Table, scope: Scope) -> ir.BooleanValue:
    if scope.collection is not None:
        return routes.collection == scope.collection
    return ibis.literal(True) if scope.earlier is None else routes.collection != scope.earlier
