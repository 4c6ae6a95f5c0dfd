"""Numbers for what is counted by: places, paths, organisations and routes.

Grouping and counting distinct texts is what costs at a million routes, so engines are given numbers.
Numbers are in the order of their texts: sorting by number is sorting by text. -1 stands for null.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from njia.measures.declaration import Unit

Ints = np.ndarray[Any, np.dtype[np.signedinteger[Any]]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


@dataclass(frozen=True)
class Numbered:
    """What an engine is given: tables with numbers for texts, and what the numbers stand for."""

    tables: dict[str, pa.Table]
    texts: Mapping[str, pa.Array]  # unit or column -> its texts by number
    organisation_bits: bool  # organisations are counted as sets of bits

    def named(self, values: pa.ChunkedArray, name: str, unit: Unit) -> pa.ChunkedArray:
        """Put texts back where a column holds their numbers, and counts for sets of organisations."""
        if unit is Unit.ORGANISATIONS and self.organisation_bits:
            return as_arrow(np.bitwise_count(as_numpy(pc.fill_null(values, pa.scalar(0)))))
        known = self.texts.get(name, self.texts.get(unit))
        if known is None or not pa.types.is_integer(values.type):
            return values
        return known.take(values.combine_chunks())


def distinct(*columns: pa.ChunkedArray) -> pa.Array:
    """Give the different texts of columns, in their order."""
    found = pc.drop_null(pa.concat_arrays([pc.unique(column) for column in columns]))
    found = pc.unique(found)
    return found.take(pc.sort_indices(found))


def number(texts: pa.ChunkedArray | pa.Array, known: pa.Array) -> Ints:
    """Give each text its place in `known`; -1 for null and for what is not there."""
    found = pc.index_in(texts, value_set=known)
    numbers: Ints = as_numpy(pc.fill_null(found, pa.scalar(-1, pa.int32()))).astype(np.int64)
    return numbers


def coded(column: pa.ChunkedArray) -> tuple[Ints, pa.Array]:
    """Number the texts of a column by themselves; gives the numbers and what they stand for."""
    known = distinct(column)
    return number(column, known), known


def route_numbers(ids: pa.ChunkedArray, routes: pa.ChunkedArray) -> Ints:
    """Give the row of `routes` that each id is in; -1 where it is not there.

    Rows of a route mostly follow each other, and routes come in the same order in every table: then no
    text is looked up.
    """
    begins = np.ones(len(ids), np.bool_)
    if len(ids) > 1:
        begins[1:] = as_numpy(pc.not_equal(ids.slice(1), ids.slice(0, len(ids) - 1)))
    runs = ids.filter(as_arrow(begins))
    if len(runs) == len(routes) and pc.all(pc.equal(runs, routes)).as_py() is not False:
        numbers: Ints = np.arange(len(routes))
    else:
        numbers = number(runs, routes.combine_chunks())
    spread: Ints = numbers[np.cumsum(begins) - 1]
    return spread


def is_first(numbers: Ints) -> Flags:
    """Say which of the numbers were not there before."""
    if not numbers.size:
        return np.zeros(0, np.bool_)
    met = as_numpy(pc.dictionary_encode(as_arrow(numbers)).indices)  # in the order in which they are met
    first = np.ones(met.size, np.bool_)
    first[1:] = met[1:] > np.maximum.accumulate(met)[:-1]
    return first


def as_numpy(values: pa.ChunkedArray | pa.Array) -> Any:
    """Give Arrow numbers or flags without nulls as NumPy's."""
    if isinstance(values, pa.ChunkedArray):
        values = values.combine_chunks()
    return values.to_numpy(zero_copy_only=False)


def as_arrow(values: Ints | Flags) -> pa.Array:
    """Give NumPy's numbers or flags as Arrow's; pa.array would load pandas to ask whether it is one."""
    if values.dtype == np.bool_:
        packed = np.packbits(values, bitorder="little")
        return pa.Array.from_buffers(pa.bool_(), values.size, [None, pa.py_buffer(packed)])
    whole = np.ascontiguousarray(values)
    return pa.Array.from_buffers(pa.from_numpy_dtype(whole.dtype), whole.size, [None, pa.py_buffer(whole)])


def nullable(numbers: Ints) -> pa.Array:
    """Give numbers as 32 bits, null for -1."""
    narrow = as_arrow(numbers.astype(np.int32))
    return pc.if_else(pc.less(narrow, pa.scalar(0, pa.int32())), pa.scalar(None, pa.int32()), narrow)


def texts(numbers: Ints, known: pa.Array) -> pa.Array:
    """Give numbers as the texts that they stand for, each text kept once; null for -1."""
    return pa.DictionaryArray.from_arrays(nullable(numbers), known)
