"""Collections: what each asks, and whether it is open."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from ninja import Query
from pydantic import Field

from njia_hub.api.bodies import Read
from njia_hub.api.interface import Room, python
from njia_hub.api.pages import ByNumber, Page, page
from njia_hub.api.refusals import answers, not_found
from njia_hub.collections.models import Collection
from njia_hub.guard import HubRequest
from njia_hub.routes.filling import ASKED, REQUIRED

room = Room("collections")


class CollectionRead(Read):
    """A round of data collection, and what it asks beside the stops."""

    slug: str
    name: str
    state: Literal["planned", "open", "closed"]
    period_start: dt.date = Field(description="The cases come from this day …")
    period_end: dt.date = Field(description="… to this one.")
    opens: dt.date | None
    closes: dt.date | None
    required: list[str] = Field(description="Answers without which nothing can be sent.")
    asked: list[str] = Field(description="Answers that make a route complete.")
    extra_questions: list[dict[str, Any]] = Field(description="The network's own.")
    sharing_agreement: str
    needs_second_review: bool


@room.get(
    "/collections",
    response=answers(Page[CollectionRead]),
    url_name="collections",
    openapi_extra=python("list(hub.collections())"),
)
def collections(request: HubRequest, paging: Query[ByNumber]) -> Page[CollectionRead]:
    """List the collections of the network."""
    return page(Collection.objects.all(), paging, lambda found: [read(one) for one in found])


@room.get(
    "/collections/{slug:slug}",
    response=answers(CollectionRead),
    url_name="collection",
    openapi_extra=python("hub.collection('2024')"),
)
def collection(request: HubRequest, slug: str) -> CollectionRead:
    """Say what a collection asks, and whether it is open."""
    found = Collection.objects.filter(slug=slug).first()
    if found is None:
        raise not_found()
    return read(found)


def read(found: Collection) -> CollectionRead:
    """Show a collection."""
    return CollectionRead(
        slug=found.slug,
        name=found.name,
        state=found.state,
        period_start=found.period_start,
        period_end=found.period_end,
        opens=found.opens,
        closes=found.closes,
        required=list(REQUIRED),
        asked=[*ASKED, *found.optional_questions],
        extra_questions=found.extra_questions,
        sharing_agreement=found.sharing_agreement,
        needs_second_review=found.needs_second_review,
    )
