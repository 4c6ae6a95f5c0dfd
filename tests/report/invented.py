"""Invented routes for the tests of the report; no country or person in them did anything."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from njia.dataset import dataset
from njia.gazetteer import countries
from njia.network import Network
from njia.report.bundle import Bundle, Source, assemble
from njia.schema import Cases, CasesKind, Leg, Precision, Resolution, Route, Stop, StopRole

# name: id, country, latitude, longitude
TOWNS: dict[str, tuple[str, str, float, float]] = {
    "Nairobi": ("gn:184745", "KE", -1.28, 36.82),
    "Mombasa": ("gn:186301", "KE", -4.05, 39.67),
    "Kitui": ("gn:191038", "KE", -1.37, 38.01),
    "Busia": ("gn:199986", "KE", 0.46, 34.11),
    "Kampala": ("gn:232422", "UG", 0.32, 32.58),
    "Addis Ababa": ("gn:344979", "ET", 9.02, 38.75),
    "Riyadh": ("gn:108410", "SA", 24.69, 46.72),
    "Dubai": ("gn:292223", "AE", 25.07, 55.17),
    "Frankfurt am Main": ("gn:2925533", "DE", 50.12, 8.68),
}
REGIONS = {"East Africa": ("KE", "UG", "TZ", "ET"), "Middle East": ("SA", "AE", "QA"), "Europe": ("DE",)}


def stop(role: StopRole, where: str) -> Stop:
    """Make a stop at one of TOWNS, in a country given by its code, or at "?"."""
    if where in TOWNS:
        place_id, country, lat, lon = TOWNS[where]
        return Stop(
            role=role, written=where, place_id=place_id, place_name=where, country_code=country, lat=lat,
            lon=lon, precision=Precision.TOWN, resolution=Resolution.EXACT, kind="town",
        )  # fmt: skip
    if where == "?":
        return Stop(role=role, written="unknown")
    country_of = countries.table()[where]
    return Stop(
        role=role, written=where, place_id=f"iso:{where}", place_name=countries.name(where),
        country_code=where, lat=country_of.lat, lon=country_of.lon, precision=Precision.COUNTRY,
        resolution=Resolution.EXACT, kind="country",
    )  # fmt: skip


def named(place_id: str, name: str, country: str = "KE") -> Stop:
    """Make a stop of transit at a place with any name."""
    return Stop(
        role=StopRole.TRANSIT, written=name, place_id=place_id, place_name=name, country_code=country,
        lat=0.5, lon=37.0, precision=Precision.TOWN, resolution=Resolution.EXACT, kind="town",
    )  # fmt: skip


def route(
    number: int,
    *where: str | Stop,
    cases: int | None = None,
    organisation: str = "Organisation 1",
    modes: tuple[str, ...] = (),
    carriers: tuple[str, ...] = (),
    intended: str = "",
    **fields: Any,
) -> Route:
    """Make a route through the places given, the last leg with `carriers`."""
    roles = [StopRole.ORIGIN, *[StopRole.TRANSIT] * (len(where) - 2), StopRole.DESTINATION]
    stops = tuple(
        at if isinstance(at, Stop) else stop(role, at) for role, at in zip(roles, where, strict=True)
    )
    legs = [Leg(mode=mode) for mode in (*modes, *[None] * len(stops))[: len(stops) - 1]]
    legs[-1] = legs[-1].model_copy(update={"carriers": carriers})
    stated = Cases()
    if cases is not None:
        stated = Cases(written=str(cases), kind=CasesKind.EXACT, low=cases, best=cases, high=cases)
    return Route(
        id=f"route-{number}", organisation=organisation, stops=stops, legs=tuple(legs), cases=stated,
        intended_destination=stop(StopRole.INTENDED, intended) if intended else None,
        **{"collection": "now", "source_kind": "own_casework", **fields},
    )  # fmt: skip


def many(collection: str = "now", count: int = 40) -> list[Route]:
    """Make routes in all directions, with much in common and something unknown."""
    patterns: list[tuple[tuple[str, ...], dict[str, Any]]] = [
        (
            ("Kitui", "Nairobi", "Riyadh"),
            {"modes": ("bus", "plane"), "carriers": ("Example Air", "Other Air")},
        ),
        (("Busia", "Nairobi", "?", "SA"), {"modes": ("bus",), "industries": ("domestic_work",)}),
        (("Kampala", "Busia", "Nairobi"), {"modes": ("bus", "bus"), "industries": ("begging",)}),
        (("ET", "Nairobi"), {"recruitment_methods": ("promise_of_job",), "intended": "AE"}),
        (("Mombasa", "Addis Ababa", "Frankfurt am Main"), {"modes": ("plane", "plane"), "intended": "DE"}),
        (("Kitui", "Nairobi"), {"exploitation_types": ("forced_labour",)}),
        (("UG", "Nairobi", "Dubai"), {"recruiter_relations": ("relative",), "source_kind": None}),
        (("TZ", "?"), {"source_kind": "heard_of"}),
    ]
    made = []
    for number in range(count):
        where, fields = patterns[number % len(patterns)]
        stated = None if number % 5 == 0 else number % 7 * 10
        named_by = f"Organisation {number % 4 + 1}"
        made.append(
            route(number, *where, cases=stated, organisation=named_by, **{"collection": collection, **fields})
        )
    return made


def bundle(routes: Iterable[Route], earlier: str | None = None, **settings: Any) -> Bundle:
    """Make a bundle of routes under a network with a focus on Kenya; `settings` go over it."""
    network = Network(
        **{
            "name": "Example network",
            "collection": "now",
            "focus_country": "KE",
            "regions": REGIONS,
            **settings,
        }
    )
    return assemble(network, dataset(routes), [Source("routes.xlsx", "0" * 64, "routes")], earlier=earlier)
