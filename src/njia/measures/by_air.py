"""What is flown: modes of transport by air, and the carriers named for flights."""

from __future__ import annotations

from functools import cache

from njia.measures import denominator
from njia.measures.declaration import Known, Tables
from njia.vocabulary import code_list
from njia.vocabulary.carriers import CarrierKind, names_of


@cache
def air_modes() -> tuple[str, ...]:
    """Give the codes of transport_mode that belong to the air, in the list's order."""
    return tuple(id_ for id_, code in code_list("transport_mode").codes.items() if code.group == "air")


def on_the_ground() -> tuple[str, ...]:
    """Name the companies that are known to have buses, boats or trains, and so are no airlines."""
    return tuple(names_of(CarrierKind.ROAD, CarrierKind.RAIL, CarrierKind.SEA))


def airlines_known(tables: Tables) -> Known:
    """Know the submissions that name an airline, of those with a mode by air or an airline."""
    return denominator.where(tables.routes.airline_named, tables.routes.flown)
