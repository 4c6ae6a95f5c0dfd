"""Long work and its progress; what everybody has done."""

from __future__ import annotations

import json
import uuid
from typing import Any, Literal

from django.shortcuts import get_object_or_404
from ninja import Query
from pydantic import Field

from njia_hub.api.bodies import Read
from njia_hub.api.interface import Room, python
from njia_hub.api.pages import ByNumber, Page, page
from njia_hub.api.refusals import answers
from njia_hub.audit.models import Event
from njia_hub.guard import HubRequest
from njia_hub.work.models import Job
from njia_hub.work.views import as_data

room = Room("work")


class JobRead(Read):
    """Long work that waits, runs or is done."""

    id: uuid.UUID
    state: Literal["waiting", "running", "done", "failed"]
    done: int
    total: int | None = Field(description="Null as long as it is not known.")
    is_over: bool
    failure: str = Field(description="Why it failed, in a sentence.")
    page: str | None = Field(description="Where a person looks at what it is for.")


class EventRead(Read):
    """Something that somebody or the hub itself did: ids, codes and counts."""

    seq: int = Field(description="1, 2, 3 … without a gap.")
    at: str = Field(description="UTC.")
    actor: str = Field(description="A person's id, or system, or anonymous.")
    verb: str
    target: str
    details: dict[str, Any]
    hash: str = Field(description="Covers this event and the one before it.")


@room.get(
    "/jobs/{uuid:job_id}",
    response=answers(JobRead),
    url_name="job",
    openapi_extra=python("hub.wait(job_id)"),
)
def job(request: HubRequest, job_id: uuid.UUID) -> JobRead:
    """Say how far the long work is that one has asked for."""
    return JobRead.model_validate(as_data(get_object_or_404(Job, pk=job_id, person=request.user)))


@room.get(
    "/events",
    response=answers(Page[EventRead]),
    url_name="events",
    openapi_extra=python("for event in hub.events(): print(event['verb'])"),
)
def events(request: HubRequest, paging: Query[ByNumber]) -> Page[EventRead]:
    """List everything that was done in the network, from the first event on."""
    return page(Event.objects.all(), paging, lambda found: [_event(one) for one in found])


def _event(one: Event) -> EventRead:
    return EventRead(
        seq=one.seq,
        at=one.at,
        actor=one.actor,
        verb=one.verb,
        target=one.target,
        details=json.loads(one.details),
        hash=one.hash,
    )
