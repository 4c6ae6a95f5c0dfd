"""What is told about each route beside its stops: codes, carriers and provenance, each pair a number."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from njia.measures.numbered import Ints, as_arrow, as_numpy, distinct, nullable, number, route_numbers
from njia.measures.routes_in_scope import Routes
from njia.measures.within_route import first_like

CARRIER, PROVENANCE = "carrier", "provenance"


def details(codes: pa.Table, carriers: pa.Table, routes: Routes) -> tuple[pa.Table, dict[str, pa.Array]]:
    """Give a row (path, detail) for each thing told of a route, and the field and code of each detail.

    `codes` is the table that measures read, `carriers` the dataset's.
    """
    provenance = routes.columns["provenance"]
    field, code = (codes[name].combine_chunks() for name in ("field", "code"))
    fields = distinct(field.dictionary, pa.chunked_array([[CARRIER, PROVENANCE]]))
    values = distinct(code.dictionary, carriers["carrier"], provenance)
    every = np.arange(routes.path.size)
    told = [
        (as_numpy(codes["route_no"]), _renumbered(field, fields) * len(values) + _renumbered(code, values)),
        _each_carrier(carriers, routes, fields.index(CARRIER).as_py(), values),
        (every, fields.index(PROVENANCE).as_py() * len(values) + number(provenance, values)),
    ]
    route, pair = (np.concatenate(column) for column in zip(*told, strict=True))
    met = as_arrow(pair).dictionary_encode()  # hashing millions is cheaper than sorting them
    order = np.argsort(as_numpy(met.dictionary))
    pairs, place = as_numpy(met.dictionary)[order], np.argsort(order)
    some = max(len(values), 1)
    by_number = {
        "field": fields.take(as_arrow(pairs // some)),
        "code": values.take(as_arrow(pairs % some)),
    }
    table = {"path": nullable(routes.path[route]), "detail": nullable(place[as_numpy(met.indices)])}
    return pa.table(table), by_number


def _renumbered(told: pa.DictionaryArray, known: pa.Array) -> Ints:
    """Number texts that are numbered by another list: only the list is looked up."""
    numbers: Ints = number(told.dictionary, known)[as_numpy(told.indices)]
    return numbers


def _each_carrier(carriers: pa.Table, routes: Routes, field: int, values: pa.Array) -> tuple[Ints, Ints]:
    route = route_numbers(carriers["route_id"], routes.ids)
    pair = field * len(values) + number(carriers["carrier"], values)
    order = np.argsort(route, kind="stable")
    order = order[route[order] >= 0]
    route, pair = route[order], pair[order]
    once = first_like(route, pair) == np.arange(route.size)
    return route[once], pair[once]
