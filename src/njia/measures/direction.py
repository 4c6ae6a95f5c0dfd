"""Which way a route runs, seen from the focus country.

out        it starts in the focus country and ends in another, known one
in         it ends in the focus country and starts in another, known one
within     it starts and ends in the focus country, wherever it passes through
elsewhere  all others: between other countries, or with an end whose country is not known
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

OUT, IN, WITHIN, ELSEWHERE = "out", "in", "within", "elsewhere"


def direction(origin: ir.StringValue, destination: ir.StringValue, focus_country: str) -> ir.StringValue:
    """Give a route's direction from its two countries."""
    starts, ends = origin == focus_country, destination == focus_country
    word: ir.StringValue = ibis.cases(
        (starts & ends, WITHIN),
        (starts & (destination != focus_country), OUT),
        (ends & (origin != focus_country), IN),
        else_=ELSEWHERE,
    )
    return word
