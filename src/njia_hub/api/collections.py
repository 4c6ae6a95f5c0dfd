"""Collections: what each asks; plan, open and close them; who has reported what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Literal

from django.shortcuts import get_object_or_404
from ninja import Query, Status
from pydantic import Field

from njia_hub.api.bodies import Read, Sent
from njia_hub.api.interface import Room, python
from njia_hub.api.pages import ByNumber, Page, page
from njia_hub.api.refusals import Refuse, answers
from njia_hub.collections import opening
from njia_hub.collections.models import Collection
from njia_hub.guard import HubRequest
from njia_hub.people.models import Person
from njia_hub.review import overview
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
    changed: int = Field(description="The event that changed it last; a change is based on it.")


class PlanChange(Sent):
    """A collection's plan as it is to be from now on."""

    based_on: int = Field(ge=0, le=2**62, description="`changed` of the collection as it was read.")
    plan: opening.Plan = Field(description="All of it, also what stays.")


class ReportedRead(Read):
    """What one organisation has reported to a collection."""

    organisation: int
    name: str
    submitted: int
    returned: int
    accepted: int
    double: int
    withdrawn: int
    complete: int = Field(description="Of those that wait, are returned or accepted.")
    last: dt.datetime | None = Field(description="When it last sent or changed a route.")


class OverviewRead(Read):
    """How a collection stands; organisations that have reported nothing come last."""

    organisations: list[ReportedRead]
    unfinished: dict[str, int] = Field(description="What would be left undone if it were closed now.")


@room.get(
    "/collections",
    response=answers(Page[CollectionRead]),
    url_name="collections",
    openapi_extra=python("list(hub.collections())"),
)
def collections(request: HubRequest, paging: Query[ByNumber]) -> Page[CollectionRead]:
    """List the collections of the network."""
    return page(Collection.objects.all(), paging, lambda found: [_read(one) for one in found])


@room.get(
    "/collections/{slug:slug}",
    response=answers(CollectionRead),
    url_name="collection",
    openapi_extra=python("hub.collection('2024')"),
)
def collection(request: HubRequest, slug: str) -> CollectionRead:
    """Say what a collection asks, and whether it is open."""
    return _read(_found(slug))


@room.post(
    "/collections",
    response=answers(CollectionRead, 201),
    url_name="collections",
    openapi_extra=python("hub.plan(name='2025', period_start='2025-01-01', period_end='2025-12-31')"),
)
def make(request: HubRequest, body: opening.Plan) -> Status[CollectionRead]:
    """Plan a collection; it is not open yet."""
    return Status(201, _read(opening.make(request.user, body)))


@room.put(
    "/collections/{slug:slug}",
    response=answers(CollectionRead),
    url_name="collection",
    openapi_extra=python("hub.replan('2025', based_on=12, plan=plan)"),
)
def change(request: HubRequest, slug: str, body: PlanChange) -> CollectionRead:
    """Change a collection's plan, as far as that is still possible.

    When somebody else has changed it in between nothing is overwritten: 409 `stale`.
    """
    found = _found(slug)
    try:
        return _read(opening.change(request.user, found, body.based_on, body.plan))
    except opening.Stale as stale:
        now = {"current": _read(_found(slug)).model_dump(mode="json")}
        raise Refuse(409, "stale", "Somebody else has changed it in between.", now) from stale


@room.post(
    "/collections/{slug:slug}/open",
    response=answers(CollectionRead),
    url_name="collection_open",
    openapi_extra=python("hub.open_collection('2025')"),
)
def open_(request: HubRequest, slug: str) -> CollectionRead:
    """Let organisations send routes to a planned collection."""
    return _moved(opening.open_, request.user, slug)


@room.post(
    "/collections/{slug:slug}/close",
    response=answers(CollectionRead),
    url_name="collection_close",
    openapi_extra=python("hub.close_collection('2025')"),
)
def close(request: HubRequest, slug: str) -> CollectionRead:
    """Let nobody send or change routes of a collection any more."""
    return _moved(opening.close, request.user, slug)


@room.post(
    "/collections/{slug:slug}/reopen",
    response=answers(CollectionRead),
    url_name="collection_reopen",
    openapi_extra=python("hub.reopen_collection('2025')"),
)
def reopen(request: HubRequest, slug: str) -> CollectionRead:
    """Open a closed collection again."""
    return _moved(opening.reopen, request.user, slug)


@room.get(
    "/collections/{slug:slug}/overview",
    response=answers(OverviewRead),
    url_name="collection_overview",
    openapi_extra=python("hub.overview('2025')"),
)
def reported(request: HubRequest, slug: str) -> OverviewRead:
    """Say which organisation has reported what and when, and what is unfinished."""
    found = _found(slug)
    left = opening.unfinished(found)
    return OverviewRead(
        organisations=[_reported(one) for one in overview.reported(found)],
        unfinished={
            "waiting": left.waiting,
            "returned": left.returned,
            "drafts": left.drafts,
            "files": left.files,
        },
    )


def _moved(move: Callable[[Person, Collection], Collection], person: Person, slug: str) -> CollectionRead:
    return _read(move(person, _found(slug)))


def _found(slug: str) -> Collection:
    return get_object_or_404(Collection, slug=slug)


def _read(found: Collection) -> CollectionRead:
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
        changed=found.changed,
    )


def _reported(one: overview.Reported) -> ReportedRead:
    return ReportedRead(
        organisation=one.organisation.pk,
        name=one.organisation.name,
        submitted=one.submitted,
        returned=one.returned,
        accepted=one.accepted,
        double=one.double,
        withdrawn=one.withdrawn,
        complete=one.complete,
        last=one.last,
    )
