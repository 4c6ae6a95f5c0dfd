"""The journey of a row: its stops in order, its intended destination, and what is doubtful about them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from njia.gazetteer import countries, is_unknown
from njia.schema import Stop, StopRole

from .layout import Doubted, Doubts, Filled, Layout, Written
from .stops import Found, Stops
from .stops import Written as Point
from .text import excerpt, tidy
from .transit import is_none, split_places


@dataclass
class Journey:
    """Stops from origin to destination; `filled` tells how many stops each transit column gave."""

    stops: list[Stop] = field(default_factory=list)
    filled: list[int] = field(default_factory=list)
    intended: Stop | None = None
    doubts: Doubts = field(default_factory=list)
    usable: bool = True


def read_journey(layout: Layout, filled: Filled, stops: Stops) -> Journey:
    """Read the journey; it is not usable when nothing says where it began or where it ended."""
    journey = Journey()
    origin = _end(layout, filled, stops, "origin", StopRole.ORIGIN, journey)
    transit = _transit(layout, filled, stops, journey)
    destination = _end(layout, filled, stops, "destination", StopRole.DESTINATION, journey)
    journey.stops = [origin.stop, *transit, destination.stop]
    journey.usable = origin.is_written or destination.is_written
    if not journey.usable:
        journey.doubts.append(Doubted("route_missing", None, {}))
    else:
        for found, key in ((origin, "origin"), (destination, "destination")):
            if not found.is_written:
                column = layout.name_of(f"{key}_place", key, f"{key}_country")
                journey.doubts.append(Doubted(f"{key}_missing", column, {}))
    journey.intended = _intended(layout, filled, stops, journey)
    return journey


def _end(layout: Layout, filled: Filled, stops: Stops, key: str, role: StopRole, journey: Journey) -> Found:
    place = filled.one(f"{key}_place") or filled.one(key)
    country = filled.one(f"{key}_country")
    return _found(stops, role, place, country, journey)


def _found(
    stops: Stops, role: StopRole, place: Written | None, country: Written | None, journey: Journey
) -> Found:
    found = stops.stop(role, place.text if place else "", country.text if country else "")
    for doubt in found.doubts:
        cell = (country if doubt.in_country else place) or place or country
        column = cell.column if cell else None
        journey.doubts.append(Doubted(doubt.code, column, doubt.details, doubt.question))
    return found


def _intended(layout: Layout, filled: Filled, stops: Stops, journey: Journey) -> Stop | None:
    place = filled.one("intended_place") or filled.one("intended")
    country = filled.one("intended_country")
    if place is None and country is None:
        return None
    found = _found(stops, StopRole.INTENDED, place, country, journey)
    return found.stop if found.is_written else None


def _transit(layout: Layout, filled: Filled, stops: Stops, journey: Journey) -> list[Stop]:
    numbered = _numbered(layout, filled, stops, journey)
    listed = filled.all("transit")
    if numbered:
        if listed and not all(is_none(tidy(cell.text)) for cell in listed):
            journey.doubts.append(Doubted("transit_twice", listed[0].column, {}))
        return numbered
    if not layout.transit_count or listed:
        return _listed(listed, stops, journey)
    return []


def _numbered(layout: Layout, filled: Filled, stops: Stops, journey: Journey) -> list[Stop]:
    found: list[Stop] = []
    for number in range(1, layout.transit_count + 1):
        place = filled.one("transit_n_place", number)
        country = filled.one("transit_n_country", number)
        points = _points(place.text if place else "", country.text if country else "", stops)
        journey.filled.append(len(points))
        _note(points, place, journey)
        for point in points:
            where = Written(point.place, place.column) if place else None
            found.append(
                _found(stops, StopRole.TRANSIT, where, _country_of(point, place, country), journey).stop
            )
    return found


def _points(place: str, country: str, stops: Stops) -> list[Point]:
    """Give the points of one transit column: none, one, or several where the cell lists them."""
    if is_none(tidy(place)):
        return [] if is_none(tidy(country)) else [Point("", country)]
    known = stops.points.get((place, country))
    if known is None:
        known = stops.points[place, country] = _split(place, country, stops)
    return known


def _split(place: str, country: str, stops: Stops) -> list[Point]:
    whole = tidy(place)
    land = stops.country(country)
    inside = land if countries.match(land) else ""
    if stops.answer(whole, inside or None).accepted or is_unknown(whole):
        return [Point(place, country)]
    points = split_places(place, stops, inside)
    if len(points) == 1 and not points[0].note:
        return [Point(place, country)]
    return [Point(point.place, country, point.note) for point in points]


def _note(points: list[Point], cell: Written | None, journey: Journey) -> None:
    """Say how a cell's points were read where that is not plain."""
    for code in dict.fromkeys(point.note for point in points if point.note and cell):
        text = excerpt(cell.text if cell else "")
        journey.doubts.append(Doubted(code, cell.column if cell else None, {"text": text}))


def _country_of(point: Point, place: Written | None, country: Written | None) -> Written | None:
    if not point.country:
        return None
    column = country or place
    return Written(point.country, column.column if column else "")


def _listed(listed: list[Written], stops: Stops, journey: Journey) -> list[Stop]:
    """Read transit points out of one cell each; of two cells one may hold the countries of the other's."""
    split = [(cell, split_places(cell.text, stops)) for cell in listed]
    if len(split) == 2:
        split = _joined(split[0], split[1], stops, journey) or split
    found: list[Stop] = []
    for cell, points in split:
        _note(points, cell, journey)
        for point in points:
            country = Written(point.country, cell.column) if point.country else None
            place = Written(point.place, cell.column)
            found.append(_found(stops, StopRole.TRANSIT, place, country, journey).stop)
            journey.filled.append(1)
    return found


Split = tuple[Written, list[Point]]


def _joined(first: Split, second: Split, stops: Stops, journey: Journey) -> list[Split]:
    """Put a cell of places and a cell of countries together; nothing where they are no such pair."""
    if not first[1] or not second[1] or _all_countries(first[1]) == _all_countries(second[1]):
        return []
    (land_cell, lands), (cell, places) = (first, second) if _all_countries(first[1]) else (second, first)
    if len(places) == len(lands):
        return [(cell, [replace(p, country=land.place) for p, land in zip(places, lands, strict=True)])]
    owners = [_owner(point, lands, stops) for point in places]
    known = [owner for owner in owners if owner is not None]
    placed = [
        point if owner is None or point.country else replace(point, country=lands[owner].place)
        for point, owner in zip(places, owners, strict=True)
    ]
    if len(known) < len(places) or known != sorted(known):
        if len(lands) > 1:
            text = {"text": excerpt(land_cell.text)}
            journey.doubts.append(Doubted("transit_mismatch", land_cell.column, text))
        return [(cell, placed)]
    in_order: list[Point] = []
    for at, land in enumerate(lands):
        of_land = [point for point, owner in zip(placed, known, strict=True) if owner == at]
        in_order += of_land or [land]
    return [(cell, in_order)]


def _owner(point: Point, lands: list[Point], stops: Stops) -> int | None:
    """Say in which of the countries a place lies; None when in none of them, or in several."""
    holding = [at for at, land in enumerate(lands) if stops.answer(tidy(point.place), land.place).accepted]
    return holding[0] if len(holding) == 1 else None


def _all_countries(points: list[Point]) -> bool:
    return all(countries.match(point.place) for point in points)
