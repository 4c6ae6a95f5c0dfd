"""Legs that change country, and the border post that they are known to use."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from njia.measures.counts import OF_ROUTE
from njia.measures.declaration import Tables


def crossings(tables: Tables) -> ir.Table:
    """Give reported legs whose two ends lie in different, known countries.

    Columns place_id, from_country, to_country, by_air and the route's. The place is the end of the leg
    that is a border post; where both ends are (Malaba in Kenya, Malaba in Uganda) it is the one on the
    side that people leave. It is null by air, which crosses no land border, and where neither end is a
    border post. A leg to or from an unknown stop crosses nothing that is known.
    """
    legs = tables.legs
    changing = legs.filter(legs.from_country != legs.to_country)
    return changing.select(
        *OF_ROUTE,
        "from_country",
        "to_country",
        "by_air",
        place_id=ibis.cases(
            (changing.by_air, ibis.null("int32")),
            (changing.from_post, changing.from_place_id),
            (changing.to_post, changing.to_place_id),
            else_=ibis.null("int32"),
        ),
    )
