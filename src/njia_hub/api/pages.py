"""Pages of results that hold still while the data changes.

A page is what comes after a key, in the order of keys that never change: whatever is there from the first
page to the last is given once, and only once, however much is added or taken away in between.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Generic, TypeVar

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


_LIMIT = Field(
    USUAL_ON_A_PAGE, ge=1, le=MOST_ON_A_PAGE, description=f"How many at most; {MOST_ON_A_PAGE} is the most."
)
_AFTER = "The `next` of the page before; leave it out for the first page."


class ByUuid(BaseModel):
    """Which page, of what is told apart by ids."""

    after: uuid.UUID | None = Field(None, description=_AFTER)
    limit: int = _LIMIT


class ByNumber(BaseModel):
    """Which page, of what is numbered."""

    after: int | None = Field(None, ge=0, le=2**62, description=_AFTER)
    limit: int = _LIMIT


def page(
    records: QuerySet[Record],
    asked: ByUuid | ByNumber,
    shown: Callable[[list[Record]], list[Item]],
    order: str = "pk",
) -> Page[Item]:
    """Give the page that is asked for; `shown` turns its records into items."""
    wanted = records.order_by(order)
    part = wanted if asked.after is None else wanted.filter(**{f"{order}__gt": asked.after})
    # First the keys alone: a database sorts many of these quicker than whole records.
    keys = list(part.values_list(order, flat=True)[: asked.limit + 1])
    there_is_more = len(keys) > asked.limit
    keys = keys[: asked.limit]
    return Page(
        items=shown(list(wanted.filter(**{f"{order}__in": keys}))),
        total=records.count() if asked.after is None else None,
        next=str(keys[-1]) if there_is_more else None,
    )
