"""Which way a route runs, seen from the focus country.

out        it starts in the focus country and ends in another, known one
in         it ends in the focus country and starts in another, known one
within     it starts and ends in the focus country, wherever it passes through
elsewhere  all others: between other countries, or with an end whose country is not known
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from njia.measures.numbered import Ints, as_numpy

OUT, IN, WITHIN, ELSEWHERE = DIRECTIONS = ("out", "in", "within", "elsewhere")


def direction(origin: pa.ChunkedArray, destination: pa.ChunkedArray, focus_country: str) -> Ints:
    """Give each route's direction from its two countries, as its place in `DIRECTIONS`."""
    focus = pa.scalar(focus_country)
    starts, ends = (as_numpy(pc.fill_null(pc.equal(end, focus), False)) for end in (origin, destination))
    known = as_numpy(pc.and_(pc.is_valid(origin), pc.is_valid(destination)))
    return np.select(
        [starts & ends, starts & known, ends & known],
        [DIRECTIONS.index(word) for word in (WITHIN, OUT, IN)],
        DIRECTIONS.index(ELSEWHERE),
    )
