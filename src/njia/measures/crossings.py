"""Legs that change country, and the border post that they are known to use."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from njia.dataset import Dataset
from njia.measures.numbered import Flags, Ints, as_arrow, as_numpy, distinct, nullable, number, texts
from njia.measures.routes_in_scope import Routes, Texts
from njia.measures.within_route import first_like

BORDER_POST = "border_post"  # a place's kind


@dataclass(frozen=True)
class Crossings:
    """Columns of numbers, a row a crossing of a route; -1 for an unknown place."""

    route: Ints
    place: Ints
    start: Ints
    end: Ints
    by_air: Flags
    countries: pa.Array

    def table(self, routes: Routes) -> pa.Table:
        """Give the table that measures read."""
        return routes.counted(
            self.route,
            place_id=nullable(self.place),
            from_country=texts(self.start, self.countries),
            to_country=texts(self.end, self.countries),
            by_air=as_arrow(self.by_air),
        )


def crossings(
    data: Dataset, legs: pa.Table, route: Ints, ends: tuple[Ints, Ints], by_air: Flags, known: Texts
) -> Crossings:
    """Gather reported legs whose two ends lie in different, known countries; each once in a route.

    The place is the end of the leg that is a border post; where both ends are (Malaba in Kenya, Malaba
    in Uganda) it is the one on the side that people leave. It is unknown by air, which crosses no land
    border, and where neither end is a border post. A leg to or from an unknown stop crosses nothing that
    is known. `ends` are the numbers of the places that legs run from and to.
    """
    posts = data.places.filter(pc.equal(data.places["kind"], pa.scalar(BORDER_POST)))[
        "place_id"
    ].combine_chunks()
    is_post = np.append(as_numpy(pc.is_in(known.place_ids, value_set=posts)), False)  # -1 is the last
    countries = distinct(legs["from_country"], legs["to_country"])
    start, end = (number(legs[f"{name}_country"], countries) for name in ("from", "to"))
    place = np.where(is_post[ends[0]], ends[0], np.where(is_post[ends[1]], ends[1], -1))
    place = np.where(by_air, -1, place)
    changing = (start != end) & (start >= 0) & (end >= 0)
    rows = np.flatnonzero(changing)
    alike = first_like(route[rows], place[rows], start[rows], end[rows], by_air[rows].astype(np.int8))
    rows = rows[alike == np.arange(rows.size)]
    return Crossings(route[rows], place[rows], start[rows], end[rows], by_air[rows], countries)
