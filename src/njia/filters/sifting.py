"""Sift a dataset's routes: numbered once, then a filter is a few comparisons of whole columns."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from njia.dataset import Dataset
from njia.filters.chosen import Filter
from njia.gazetteer import Place
from njia.measures.numbered import Flags, Ints, as_arrow, as_numpy, distinct, number, route_numbers

_FIELDS = {"industry": "industries", "mode": "transport_modes", "recruitment": "recruitment_methods"}
_COUNTRY = "iso:"
_NO_DAY = np.iinfo(np.int32).max


@dataclass(frozen=True)
class _Told:
    """Texts told of routes: a row a text, as its number and its route's."""

    route: Ints
    number: Ints
    known: Mapping[str, int]

    def any_of(self, wanted: Iterable[str], routes: int) -> Flags:
        """Say of each route whether one of the wanted texts is told of it."""
        chosen = np.zeros(len(self.known) + 1, np.bool_)  # the last one stands for null: -1
        chosen[[self.known[text] for text in wanted if text in self.known]] = True
        found = np.zeros(routes, np.bool_)
        found[self.route[chosen[self.number]]] = True
        return found


@dataclass(frozen=True)
class _Stops:
    """Stops of routes by their places and, for what is known less well, by their countries."""

    places: _Told
    countries: _Told
    within: Mapping[str, tuple[str, ...]]  # county -> the ids of places within it

    def any_of(self, wanted: Iterable[str], routes: int) -> Flags:
        """Say of each route whether one of the stops lies in one of the places wanted."""
        codes = [text.removeprefix(_COUNTRY) for text in wanted if text.startswith(_COUNTRY)]
        ids = {id_ for text in wanted for id_ in (text, *self.within.get(text, ()))}
        return self.places.any_of(ids, routes) | self.countries.any_of(codes, routes)


class Sieve:
    """A dataset's routes, ready to be filtered; nothing in it changes."""

    def __init__(self, data: Dataset, counties: Mapping[str, Place] | None = None) -> None:
        """Number the columns; `counties` says which county a place lies in, by place id."""
        routes = data.routes
        self.routes = routes.num_rows
        every = np.arange(self.routes, dtype=np.int32)
        within = _within(counties or {})
        self._collections = _told(every, routes["collection"])
        self._sources = _told(every, routes["source_kind"])
        self._stops = {
            **{end: _stops(every, routes, end, within) for end in ("origin", "destination")},
            "through": _stops(_route_of(data.stops, routes), data.stops, "", within),
        }
        fields = {
            field: data.codes.filter(pc.equal(data.codes["field"], field)) for field in _FIELDS.values()
        }
        self._codes = {
            key: _told(_route_of(fields[field], routes), fields[field]["code"])
            for key, field in _FIELDS.items()
        }
        self._days = _days(routes)
        self._path, self._path_of_pair, self._pair = _reported(routes)

    def flags(self, chosen: Filter) -> Flags:
        """Say of each route whether it is chosen."""
        found = np.ones(self.routes, np.bool_)
        if chosen.collections:
            found &= self._collections.any_of(chosen.collections, self.routes)
        if chosen.source:
            found &= self._sources.any_of([chosen.source], self.routes)
        for key, stops in self._stops.items():
            if wanted := getattr(chosen, key):
                found &= stops.any_of(wanted, self.routes)
        for key, codes in self._codes.items():
            if wanted := getattr(chosen, key):
                found &= codes.any_of(wanted, self.routes)
        if chosen.start or chosen.end:
            found &= self._in_period(chosen.start, chosen.end)
        return found & self._reported_by(chosen.organisations, found) if chosen.organisations > 1 else found

    def _in_period(self, start: dt.date | None, end: dt.date | None) -> Flags:
        first, last = self._days
        found = first != _NO_DAY
        if start:
            found &= last >= _day_number(start)
        if end:
            found &= first <= _day_number(end)
        return np.asarray(found)

    def _reported_by(self, least: int, among: Flags) -> Flags:
        """Say of each route whether so many organisations report its path among the routes given."""
        named = among & (self._pair >= 0)
        reported = np.zeros(self._path_of_pair.size, np.bool_)
        reported[self._pair[named]] = True
        paths = int(self._path.max(initial=-1)) + 1
        organisations = np.bincount(self._path_of_pair[reported], minlength=paths)
        return np.asarray(organisations[self._path] >= least)


def apply(data: Dataset, chosen: Filter, counties: Mapping[str, Place] | None = None) -> Dataset:
    """Give the chosen routes and what belongs to them; places stay as they are.

    `counties` says which county a place lies in, by place id; see `njia.levels`. Without it a county is
    only those stops of which no more than the county is known.
    """
    return taken(data, Sieve(data, counties).flags(chosen))


def taken(data: Dataset, flags: Flags) -> Dataset:
    """Give the routes that are flagged and what belongs to them."""
    if flags.all():
        return data
    tables = {"routes": data.routes.filter(as_arrow(flags))}
    for name, table in data.tables().items():
        if name != "routes" and "route_id" in table.column_names:
            route = route_numbers(table["route_id"], data.routes["route_id"])
            tables[name] = table.filter(as_arrow(np.append(flags, False)[route]))
    return replace(data, **tables)


def _told(route: Ints, texts: pa.ChunkedArray) -> _Told:
    known = distinct(texts)
    return _Told(
        route, number(texts, known).astype(np.int32), {text: at for at, text in enumerate(known.to_pylist())}
    )


def _stops(route: Ints, table: pa.Table, end: str, within: Mapping[str, tuple[str, ...]]) -> _Stops:
    named = f"{end}_" if end else ""
    return _Stops(_told(route, table[f"{named}place_id"]), _told(route, table[f"{named}country"]), within)


def _route_of(table: pa.Table, routes: pa.Table) -> Ints:
    return route_numbers(table["route_id"], routes["route_id"]).astype(np.int32)


def _within(counties: Mapping[str, Place]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for place_id, county in counties.items():
        found[county.place_id] = (*found.get(county.place_id, ()), place_id)
    return found


def _days(routes: pa.Table) -> tuple[Ints, Ints]:
    """Give the first and the last day of each route, as numbers; one stands for both where one is known."""
    start, end = routes["period_start"].cast(pa.int32()), routes["period_end"].cast(pa.int32())
    first, last = pc.coalesce(start, end), pc.coalesce(end, start)
    none = pa.scalar(_NO_DAY, pa.int32())
    return as_numpy(pc.fill_null(first, none)), as_numpy(pc.fill_null(last, none))


def _day_number(day: dt.date) -> int:
    return (day - dt.date(1970, 1, 1)).days


def _reported(routes: pa.Table) -> tuple[Ints, Ints, Ints]:
    """Number paths, and each pair of a path and an organisation that reports it; -1 where none is named."""
    path = number(routes["path"], distinct(routes["path"]))
    names = distinct(routes["organisation"].filter(pc.not_equal(routes["organisation"], "")))
    organisation = number(routes["organisation"], names)
    pairs, pair = np.unique(path * max(len(names), 1) + organisation, return_inverse=True)
    pair = np.where(organisation < 0, -1, pair)
    return path.astype(np.int32), (pairs // max(len(names), 1)).astype(np.int32), pair.astype(np.int32)
