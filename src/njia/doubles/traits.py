"""What a route is compared by, from a route or from the dataset's tables; small, since all are at hand."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from njia.dataset import Dataset
from njia.schema import CODED_FIELDS, CasesKind, Precision, Route, Stop

_SHORTEST_NOTE = 20  # characters; shorter notes are equal by chance


class End(NamedTuple):
    """A stop as it is compared: its place, how exactly it is known, its county and country."""

    place_id: str | None
    precision: str
    admin1: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Traits:
    """One route, as it is compared with others."""

    id: str
    organisation: str
    source_kind: str | None
    path: tuple[str | None, ...]  # places of all stops in order
    origin: End
    destination: End
    cases: tuple[int, int | None] | None  # lowest and highest number of people; None: no number is stated
    period: tuple[dt.date, dt.date] | None
    codes: tuple[frozenset[str], ...]  # in the order of CODED_FIELDS
    note: bytes = b""  # digest of what the notes say


def traits_of(route: Route) -> Traits:
    """Take from a route what it is compared by."""
    start, end = route.period_start, route.period_end
    fields: list[set[str]] = [set(getattr(route, name)) for name in CODED_FIELDS]
    fields[_MODES] |= {leg.mode for leg in route.legs if leg.mode}
    return Traits(
        route.id,
        route.organisation,
        route.source_kind,
        tuple(stop.place_id for stop in route.stops),
        _end(route.origin),
        _end(route.destination),
        _cases(route.cases.kind, route.cases.low, route.cases.high),
        _period(start, end),
        tuple(_shared(frozenset(codes)) for codes in fields),
        _digest(route.notes),
    )


def traits_in(data: Dataset) -> Iterator[Traits]:
    """Take the same from the tables of many routes, which hold no notes."""
    admin1 = dict(zip(*(data.places[name].to_pylist() for name in ("place_id", "admin1")), strict=True))
    stops = _by_route(data.stops, "route_id", "place_id", "precision", "country")
    codes = _by_route(data.codes, "route_id", "field", "code")
    for row in data.routes.to_pylist():
        ends = [_known_end(at, how, admin1.get(at, ""), land) for at, how, land in stops[row["route_id"]]]
        said: dict[str, set[str]] = {}
        for name, code in codes.get(row["route_id"], ()):
            said.setdefault(name, set()).add(code)
        yield Traits(
            row["route_id"],
            row["organisation"],
            row["source_kind"],
            tuple(end.place_id for end in ends),
            ends[0],
            ends[-1],
            _cases(row["cases_kind"], row["cases_low"], row["cases_high"]),
            _period(row["period_start"], row["period_end"]),
            tuple(_shared(frozenset(said.get(name, ()))) for name in CODED_FIELDS),
        )


_MODES = CODED_FIELDS.index("transport_modes")


def _by_route(table: Any, *columns: str) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = {}
    for route_id, *rest in zip(*(_texts(table[name]) for name in columns), strict=True):
        found.setdefault(route_id, []).append(tuple(rest))
    return found


def _texts(column: Any) -> Iterator[str | None]:
    """Go through a column of texts; equal ones are one object, which takes a fraction of the memory."""
    encoded = column.combine_chunks().dictionary_encode()
    words = encoded.dictionary.to_pylist()
    return (None if at is None else words[at] for at in encoded.indices.to_pylist())


def _end(stop: Stop) -> End:
    return _known_end(stop.place_id, stop.precision.value, stop.admin1, stop.country_code)


@lru_cache(maxsize=65536)
def _known_end(place_id: str | None, precision: str, admin1: str, country: str | None) -> End:
    """Make each end once: many routes share it."""
    if place_id is None:
        return End(None, Precision.UNKNOWN.value, "", country)
    return End(place_id, precision, admin1, country)


@lru_cache(maxsize=65536)
def _shared(codes: frozenset[str]) -> frozenset[str]:
    return codes


def _cases(kind: str, low: int | None, high: int | None) -> tuple[int, int | None] | None:
    return None if low is None or kind in (CasesKind.UNKNOWN, CasesKind.VAGUE) else (low, high)


def _period(start: dt.date | None, end: dt.date | None) -> tuple[dt.date, dt.date] | None:
    first, last = start or end, end or start
    return (first, last) if first and last else None


def _digest(notes: str) -> bytes:
    said = "".join(filter(str.isalnum, notes.casefold()))
    return hashlib.sha256(said.encode()).digest()[:8] if len(said) >= _SHORTEST_NOTE else b""


def each(routes: Iterable[Route]) -> Iterator[Traits]:
    """Take the traits of routes, one after the other."""
    return map(traits_of, routes)
