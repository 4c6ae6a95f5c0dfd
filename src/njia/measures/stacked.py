"""One row of many figures turned into many rows of one figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ibis
import ibis.expr.types as ir


def stacked(one_row: ir.Table, rows: Sequence[Mapping[str, str | int | ir.Scalar]]) -> ir.Table:
    """Give a row for each of `rows`, whose values are texts, numbers or columns of `one_row`."""
    structs = [ibis.struct(dict(row)) for row in rows]
    return one_row.select(row=ibis.array(structs).unnest()).unpack("row")
