"""What is flown: modes of transport by air, and the carriers named for flights."""

from __future__ import annotations

from functools import cache

import ibis
import ibis.expr.types as ir

from njia.measures import denominator
from njia.measures.declaration import Known, Tables
from njia.vocabulary import code_list
from njia.vocabulary.carriers import CarrierKind, names_of


@cache
def air_modes() -> tuple[str, ...]:
    """Give the codes of transport_mode that belong to the air, in the list's order."""
    return tuple(id_ for id_, code in code_list("transport_mode").codes.items() if code.group == "air")


def airlines_named(tables: Tables) -> ir.Table:
    """Give carriers of legs by air, and of legs whose mode nobody stated.

    A carrier is asked for where people flew, so one without a mode is taken for an airline; one of a
    stated bus, boat or train leg is not, nor is a company that is known to have buses, boats or trains.
    """
    carriers = tables.carriers
    on_the_ground = carriers.carrier.isin(names_of(CarrierKind.ROAD, CarrierKind.RAIL, CarrierKind.SEA))
    return carriers.filter((carriers.by_air | carriers["mode"].isnull()) & ~on_the_ground)


def airlines_known(tables: Tables) -> Known:
    """Know the submissions that name an airline, of those with a mode by air or an airline."""
    named = airlines_named(tables).select("route_no", named=ibis.literal(True))
    codes = tables.codes
    flown = codes.filter((codes.field == "transport_modes") & codes.code.isin(air_modes()))
    flights = named.union(flown.select("route_no", named=ibis.literal(False)))
    return denominator.having(flights, flights.named, flights)
