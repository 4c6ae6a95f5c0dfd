"""The accepted routes behind a figure, one by one, as far as somebody may see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from njia.filters import Filter
from njia_hub.explore import places
from njia_hub.explore.pool import Pool
from njia_hub.people.models import Person
from njia_hub.routes import visibility


@dataclass(frozen=True)
class Row:
    """One route in a list."""

    pk: str
    stops: tuple[str, ...]  # names; "" for one that is not known
    collection: str
    cases: int | None
    organisation: str  # "" for those who may not know it


def chosen(pool: Pool, wanted: Filter) -> list[int]:
    """Give the numbers of the routes that a filter chooses, those of most people first."""
    numbers = np.flatnonzero(pool.prepared.sieve.flags(wanted))
    order = np.lexsort((numbers, -pool.prepared.cases[numbers]))
    found: list[int] = numbers[order].tolist()
    return found


def rows(pool: Pool, numbers: Sequence[int], person: Person, language: str) -> list[Row]:
    """Describe routes by their numbers; those that the person may not see are not among them."""
    names = places.names(pool, language)
    told = pool.data.routes.select(["route_id", "path", "collection", "cases_best"])
    data = told.take(pa.array(numbers, pa.int64())).to_pylist()
    allowed = {
        str(route.pk): route
        for route in visibility.pool(person)
        .filter(pk__in=[row["route_id"] for row in data])
        .select_related("organisation")
    }
    return [_row(row, allowed[row["route_id"]], person, names) for row in data if row["route_id"] in allowed]


def _row(row: dict[str, Any], route: Any, person: Person, names: dict[str, str]) -> Row:
    stops = tuple("" if stop == "?" else names.get(stop, "") for stop in row["path"].split(" > "))
    organisation = route.organisation.name if visibility.sees_organisation(person, route) else ""
    return Row(row["route_id"], stops, row["collection"], row["cases_best"], organisation)
