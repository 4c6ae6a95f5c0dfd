"""Rows of too few people are summed with others: the last key is told less exactly first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
import pyarrow.compute as pc

from njia.disclosure.behind import grouped
from njia.disclosure.widening import Up
from njia.measures.members import Members
from njia.measures.numbered import Flags, Ints
from njia.measures.widened import OTHER

Row = tuple[str, ...]
Safe = Callable[[Ints, Ints, int], Flags]  # of cells, routes that go with them, and how many cells there are


def rows_of(found: Members, columns: Sequence[str]) -> tuple[list[Row], Ints]:
    """Give the different keys of some of a measure's columns, and which of them each line has.

    A key that is not known is with the others.
    """
    texts = [pc.fill_null(found.keys[name].cast("string"), OTHER).combine_chunks() for name in columns]
    coded = [text.dictionary_encode() for text in texts]
    cell, cells = grouped(np.zeros(found.route.size, np.int64), *(np.asarray(one.indices) for one in coded))
    first = np.zeros(cells, np.int64)
    first[cell] = np.arange(cell.size)
    named = [text.take(first).to_pylist() for text in texts]
    return [tuple(one[number] for one in named) for number in range(cells)], cell


def summed(
    rows: list[Row], cell: Ints, route: Ints, ups: Sequence[Up], safe: Safe
) -> tuple[list[Row], Ints, Ints]:
    """Sum the rows that are not safe, step by step, until they are or stand for all others.

    Gives the rows, sorted, and which routes are behind each: pairs once, in order.
    """
    rows, at = list(rows), {row: number for number, row in enumerate(rows)}
    settled = safe(cell, route, len(rows))
    for column in reversed(range(len(ups))):
        steps = _steps(ups[column])
        for step in range(max((steps(row[column]) for row in rows), default=0), 0, -1):
            small = ~settled[cell]
            moving = np.flatnonzero(~safe(cell[small], route[small], len(rows)) & ~settled)
            to = np.arange(len(rows))
            for number in moving:
                row = rows[number]
                if steps(row[column]) == step:
                    wider = (*row[:column], ups[column](row[column]), *row[column + 1 :])
                    to[number] = at.setdefault(wider, len(at))
                    rows += [wider] * (len(at) - len(rows))
            cell = to[cell]
            settled = np.concatenate([settled, np.zeros(len(rows) - settled.size, np.bool_)])
    return _sorted(rows, cell, route)


def _sorted(rows: list[Row], cell: Ints, route: Ints) -> tuple[list[Row], Ints, Ints]:
    used = sorted(np.unique(cell).tolist(), key=lambda number: rows[number])
    place = np.zeros(len(rows), np.int64)
    place[used] = np.arange(len(used))
    pairs = np.unique(np.stack([place[cell], route]), axis=1)
    return [rows[number] for number in used], pairs[0], pairs[1]


def _steps(up: Up) -> Callable[[str], int]:
    @cache
    def steps(key: str) -> int:
        return 0 if key == OTHER else 1 + steps(up(key))

    return steps
