"""Choose accepted routes by the filters of the map, and list those that are behind a figure."""

from __future__ import annotations

from bisect import bisect_right

import pyarrow as pa
from ninja import Query
from pydantic import BaseModel, ConfigDict, Field

from njia_hub.api.interface import Room, python
from njia_hub.api.pages import ByUuid, Page
from njia_hub.api.refusals import answers
from njia_hub.api.routes import RouteListed, listed
from njia_hub.explore import listing
from njia_hub.explore.asking import asked
from njia_hub.explore.pool import pool
from njia_hub.guard import HubRequest
from njia_hub.routes import visibility

room = Room("figures")

_PLACES = "Ids of places; one stands for all within it, such as iso:KE."
_CODES = "Codes; any of them."


class Chosen(BaseModel):
    """Which accepted routes: those that meet every key that is given, and any one of a key's values."""

    model_config = ConfigDict(populate_by_name=True)

    collection: list[str] = Field(default_factory=list, description="Names of collections.")
    from_: str | None = Field(None, alias="from", description="First day of a period, such as 2020-01-01.")
    to: str | None = Field(None, description="Last day of the period.")
    origin: list[str] = Field(default_factory=list, description=_PLACES)
    through: list[str] = Field(default_factory=list, description=_PLACES)
    destination: list[str] = Field(default_factory=list, description=_PLACES)
    industry: list[str] = Field(default_factory=list, description=_CODES)
    mode: list[str] = Field(default_factory=list, description=_CODES)
    recruitment: list[str] = Field(default_factory=list, description=_CODES)
    source: str | None = Field(None, description="A code of the list source_kind.")
    organisations: int | None = Field(None, description="How many at least have reported the same way.")


@room.get(
    "/map/routes",
    response=answers(Page[RouteListed]),
    url_name="map_routes",
    openapi_extra=python("for one in hub.behind(destination='iso:LB'): print(one.journey.cases.best)"),
)
def map_routes(request: HubRequest, chosen: Query[Chosen], paging: Query[ByUuid]) -> Page[RouteListed]:
    """List the accepted routes that are chosen: those behind the map and the figures of the same filters."""
    live, wanted = pool(), asked(request.GET, also=("after", "limit"))
    numbers = pa.array(listing.chosen(live, wanted.chosen), pa.int64())
    ids = sorted(live.data.routes["route_id"].take(numbers).to_pylist())
    start = bisect_right(ids, str(paging.after)) if paging.after else 0
    part = ids[start : start + paging.limit]
    found = visibility.pool(request.user).filter(pk__in=part).select_related("collection", "organisation")
    return Page(
        items=listed(request.user, list(found.order_by("pk"))),
        total=len(ids) if paging.after is None else None,
        next=part[-1] if start + paging.limit < len(ids) else None,
    )
