"""What is told about each route beside its stops: codes, carriers and provenance, each pair a number."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from njia.dataset import Dataset
from njia.measures.numbered import Ints, as_arrow, as_numpy, distinct, nullable, number, route_numbers
from njia.measures.routes_in_scope import Routes
from njia.measures.within_route import first_like

CARRIER, PROVENANCE = "carrier", "provenance"


def details(data: Dataset, routes: Routes) -> tuple[pa.Table, dict[str, pa.Array]]:
    """Give a row (path, detail) for each thing told of a route, and the field and code of each detail."""
    provenance = routes.columns["provenance"]
    fields = distinct(data.codes["field"], pa.chunked_array([[CARRIER, PROVENANCE]]))
    values = distinct(data.codes["code"], data.carriers["carrier"], pa.chunked_array([provenance]))
    told = [
        _told(
            data.codes["route_id"], routes, number(data.codes["field"], fields), data.codes["code"], values
        ),
        _each_carrier(data.carriers, routes, fields.index(CARRIER).as_py(), values),
        (
            np.arange(routes.path.size),
            fields.index(PROVENANCE).as_py() * len(values) + number(provenance, values),
        ),
    ]
    route, pair = (np.concatenate(column) for column in zip(*told, strict=True))
    pairs = np.sort(as_numpy(as_arrow(pair).unique()))
    by_number = {
        "field": fields.take(as_arrow(pairs // max(len(values), 1))),
        "code": values.take(as_arrow(pairs % max(len(values), 1))),
    }
    table = {"path": nullable(routes.path[route]), "detail": nullable(np.searchsorted(pairs, pair))}
    return pa.table(table), by_number


def _told(
    ids: pa.ChunkedArray, routes: Routes, field: Ints, value: pa.ChunkedArray, values: pa.Array
) -> tuple[Ints, Ints]:
    route = route_numbers(ids, routes.ids)
    pair = field * len(values) + number(value, values)
    return route[route >= 0], pair[route >= 0]


def _each_carrier(carriers: pa.Table, routes: Routes, field: int, values: pa.Array) -> tuple[Ints, Ints]:
    of_all = np.full(carriers.num_rows, field)
    route, pair = _told(carriers["route_id"], routes, of_all, carriers["carrier"], values)
    order = np.argsort(route, kind="stable")
    route, pair = route[order], pair[order]
    once = first_like(route, pair) == np.arange(route.size)
    return route[once], pair[once]
