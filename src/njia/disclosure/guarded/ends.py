"""Origins by destinations, where every pair is also a part of its row, its column and its corridor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from njia.measures.numbered import Flags, Ints
from njia.measures.widened import OTHER

Texts = np.ndarray[Any, np.dtype[np.object_]]

NEVER, STRIPE, CORRIDOR, PAIR = range(4)  # what a sum is: a margin, which is always shown, or smaller


@dataclass(frozen=True)
class Sum:
    """A sum over pairs that can be shown: what it is, and which pairs it is over."""

    kind: int
    over: Flags


@dataclass(frozen=True)
class Ends:
    """The countries at one end: of each its code, the keys under which it is shown, and its region or "".

    `single` is its key in the table of this end alone, `keys` that in tables of pairs.
    """

    codes: tuple[str, ...]
    single: tuple[str, ...]
    keys: tuple[str, ...]
    regions: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """Origins in rows by destinations in columns; `row` and `column` are the countries of each route."""

    origins: Ends
    destinations: Ends
    row: Ints
    column: Ints

    @property
    def pair(self) -> Ints:
        """The number of each route's pair of countries."""
        pairs: Ints = self.row * len(self.destinations.codes) + self.column
        return pairs

    def each(self, origins: tuple[str, ...], destinations: tuple[str, ...]) -> tuple[Texts, Texts]:
        """Give what is said of each country, for each pair."""
        rows, columns = np.indices((len(origins), len(destinations)))
        return np.array(origins, object)[rows.ravel()], np.array(destinations, object)[columns.ravel()]

    def cells(self) -> Flags:
        """Give every cell that there could be, a row each: of a country, a region or all at each end."""
        codes = self.each(self.origins.codes, self.destinations.codes)
        regions = self.each(self.origins.regions, self.destinations.regions)
        lines = []
        for levels in zip(codes, regions, strict=True):
            named = [names == name for names in levels for name in sorted({*names} - {""})]
            lines.append([np.ones_like(named[0]), *named])
        return np.array([start & end for start in lines[0] for end in lines[1]])

    def sums(self) -> list[Sum]:
        """Give every sum that could be shown."""
        starts, ends = self.each(self.origins.keys, self.destinations.keys)
        from_region, to_region = self.each(self.origins.regions, self.destinations.regions)
        lines = self.each(self.origins.single, self.destinations.single)
        sums = [Sum(NEVER, line == key) for line in lines for key in sorted({*line})]
        sums += [
            Sum(NEVER, of == region)
            for of, line in zip((from_region, to_region), lines, strict=True)
            for region in sorted({*of} - {""} - {*of[(line == OTHER)]})  # those that the rows add up to
        ]
        for region in sorted({*to_region} - {""}):
            inside = to_region == region
            sums += [Sum(STRIPE, inside & (starts == key)) for key in sorted({*starts})]
            sums += [Sum(CORRIDOR, inside & (from_region == one)) for one in sorted({*from_region} - {""})]
        return sums + [
            Sum(PAIR, (starts == start) & (ends == end))
            for start in sorted({*starts})
            for end in sorted({*ends} - {OTHER})  # what stands for all others is what is left
        ]


class ToldByMargins(Exception):
    """What the tables of single ends show tells a small cell by itself; `end` and `key` say what to join."""

    def __init__(self, end: int, key: str) -> None:
        super().__init__(end)
        self.end, self.key = end, key
