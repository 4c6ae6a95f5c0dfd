"""Pages of results that hold still while the data changes.

A page is what comes after a key, in the order of keys that never change: whatever is there from the first
page to the last is given once, and only once, however much is added or taken away in between.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from pydantic import BaseModel, Field

MOST_ON_A_PAGE = 500
USUAL_ON_A_PAGE = 100

Item = TypeVar("Item")
Record = TypeVar("Record", bound=Model)


class Page(BaseModel, Generic[Item]):
    """A part of a list, in an order that does not change."""

    items: list[Item]
    total: int | None = Field(description="How many there are in all; only on the first page.")
    next: str | None = Field(description="Give it as `after` to get the next page; null at the end.")


Limit = Annotated[
    int,
    Field(ge=1, le=MOST_ON_A_PAGE, description=f"How many at most; {MOST_ON_A_PAGE} is the most."),
]
_AFTER = Field(description="The `next` of the page before; leave it out for the first page.")
AfterUuid = Annotated[uuid.UUID | None, _AFTER]
AfterNumber = Annotated[Annotated[int, Field(ge=0, le=2**62)] | None, _AFTER]


def page(
    records: QuerySet[Record],
    key: Any,
    limit: int,
    shown: Callable[[list[Record]], list[Item]],
    order: str = "pk",
) -> Page[Item]:
    """Give the page of records after a key; `shown` turns its records into items."""
    wanted = records.order_by(order)
    part = wanted if key is None else wanted.filter(**{f"{order}__gt": key})
    found = list(part[: limit + 1])
    there_is_more = len(found) > limit
    found = found[:limit]
    return Page(
        items=shown(found),
        total=records.count() if key is None else None,
        next=str(getattr(found[-1], order)) if there_is_more else None,
    )
