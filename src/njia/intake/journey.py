"""The journey of a row: its stops in order, its intended destination, and what is doubtful about them."""

from __future__ import annotations

from dataclasses import dataclass, field

from njia.gazetteer import countries, is_unknown
from njia.schema import Stop, StopRole

from .cells.book import Cell
from .layout import Doubts, Layout, Written
from .stops import Found, Stops
from .text import tidy
from .transit import Written as Point
from .transit import is_none, split_places


@dataclass
class Journey:
    """Stops from origin to destination; `filled` tells how many stops each transit column gave."""

    stops: list[Stop] = field(default_factory=list)
    filled: list[int] = field(default_factory=list)
    intended: Stop | None = None
    doubts: Doubts = field(default_factory=list)
    usable: bool = True


def read_journey(layout: Layout, cells: tuple[Cell, ...], stops: Stops) -> Journey:
    """Read the journey; it is not usable when nothing says where it began or where it ended."""
    journey = Journey()
    origin = _end(layout, cells, stops, "origin", StopRole.ORIGIN, journey)
    transit = _transit(layout, cells, stops, journey)
    destination = _end(layout, cells, stops, "destination", StopRole.DESTINATION, journey)
    journey.stops = [origin.stop, *transit, destination.stop]
    journey.usable = origin.is_written or destination.is_written
    if not journey.usable:
        journey.doubts.append(("route_missing", None, {}))
    else:
        for found, key in ((origin, "origin"), (destination, "destination")):
            if not found.is_written:
                column = layout.name_of(f"{key}_place", key, f"{key}_country")
                journey.doubts.append((f"{key}_missing", column, {}))
    journey.intended = _intended(layout, cells, stops, journey)
    return journey


def _end(
    layout: Layout, cells: tuple[Cell, ...], stops: Stops, key: str, role: StopRole, journey: Journey
) -> Found:
    place = layout.one(cells, f"{key}_place") or layout.one(cells, key)
    country = layout.one(cells, f"{key}_country")
    return _found(stops, role, place, country, journey)


def _found(
    stops: Stops, role: StopRole, place: Written | None, country: Written | None, journey: Journey
) -> Found:
    found = stops.stop(role, place.text if place else "", country.text if country else "")
    for doubt in found.doubts:
        cell = (country if doubt.in_country else place) or place or country
        journey.doubts.append((doubt.code, cell.column if cell else None, dict(doubt.details)))
    return found


def _intended(layout: Layout, cells: tuple[Cell, ...], stops: Stops, journey: Journey) -> Stop | None:
    place = layout.one(cells, "intended_place") or layout.one(cells, "intended")
    country = layout.one(cells, "intended_country")
    if place is None and country is None:
        return None
    found = _found(stops, StopRole.INTENDED, place, country, journey)
    return found.stop if found.is_written else None


def _transit(layout: Layout, cells: tuple[Cell, ...], stops: Stops, journey: Journey) -> list[Stop]:
    numbered = _numbered(layout, cells, stops, journey)
    listed = layout.all(cells, "transit")
    if numbered:
        if listed and not all(is_none(tidy(cell.text)) for cell in listed):
            journey.doubts.append(("transit_twice", listed[0].column, {}))
        return numbered
    if not layout.transit_numbers or listed:
        return _listed(listed, stops, journey)
    return []


def _numbered(layout: Layout, cells: tuple[Cell, ...], stops: Stops, journey: Journey) -> list[Stop]:
    found: list[Stop] = []
    last = layout.transit_numbers[-1] if layout.transit_numbers else 0
    for number in range(1, last + 1):
        place = layout.at(cells, "transit_n_place", number)
        country = layout.at(cells, "transit_n_country", number)
        points = _points(place, country, stops)
        journey.filled.append(len(points))
        for point in points:
            where = Written(point.place, place.column) if place else None
            found.append(
                _found(stops, StopRole.TRANSIT, where, _country_of(point, place, country), journey).stop
            )
    return found


def _points(place: Written | None, country: Written | None, stops: Stops) -> list[Point]:
    """Give the points of one transit column: none, one, or several where the cell lists them."""
    place_none = place is None or is_none(tidy(place.text))
    country_none = country is None or is_none(tidy(country.text))
    if place_none:
        return [] if country_none or country is None else [Point("", country.text)]
    if place is None:
        return []
    whole = tidy(place.text)
    inside = tidy(country.text) if country and countries.match(tidy(country.text)) else ""
    if stops.answer(whole, inside or None).accepted or is_unknown(whole):
        return [Point(place.text, country.text if country else "")]
    points = split_places(place.text, stops, inside)
    if len(points) == 1:
        return [Point(place.text, country.text if country else "")]
    return [Point(point.place, country.text if country else "") for point in points]


def _country_of(point: Point, place: Written | None, country: Written | None) -> Written | None:
    if not point.country:
        return None
    column = country or place
    return Written(point.country, column.column if column else "")


def _listed(listed: list[Written], stops: Stops, journey: Journey) -> list[Stop]:
    """Read transit points out of one cell each; a second cell may hold the countries of the first's."""
    split = [(cell, split_places(cell.text, stops)) for cell in listed]
    if len(split) == 2 and all(split[n][1] for n in (0, 1)):
        (first, places), (second, lands) = split
        if _all_countries(lands) and not _all_countries(places):
            split = [(first, places)]
            if len(places) == len(lands):
                split = [
                    (
                        first,
                        [Point(place.place, land.place) for place, land in zip(places, lands, strict=True)],
                    )
                ]
            elif len(lands) > 1 or len(places) < len(lands):
                journey.doubts.append(("transit_twice", second.column, {}))
    found: list[Stop] = []
    for cell, points in split:
        for point in points:
            country = Written(point.country, cell.column) if point.country else None
            place = Written(point.place, cell.column)
            found.append(_found(stops, StopRole.TRANSIT, place, country, journey).stop)
            journey.filled.append(1)
    return found


def _all_countries(points: list[Point]) -> bool:
    return all(countries.match(point.place) for point in points)
