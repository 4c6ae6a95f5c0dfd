"""Releases in preparation: what they would show, approval by a second person, and publishing."""

from __future__ import annotations

import uuid
from typing import Any, Literal

from ninja import Query, Status
from pydantic import Field

from njia_hub.api.bodies import Read, Sent
from njia_hub.api.interface import Room, python
from njia_hub.api.pages import ByUuid, Page, page
from njia_hub.api.refusals import Refuse, answers, done, not_found
from njia_hub.collections.opening import Stale
from njia_hub.guard import HubRequest
from njia_hub.people.models import Person
from njia_hub.releases import approving, preparing, previewing, publishing, reading
from njia_hub.releases.gathering import gather
from njia_hub.releases.models import Release
from njia_hub.releases.preparing import Plan

room = Room("releases")


class PreparationRead(Read):
    """A release that is being prepared."""

    id: uuid.UUID
    state: Literal["preparing", "approved", "publishing"]
    plan: Plan
    routes: int = Field(description="Accepted routes that it is made from.")
    content: str = Field(description="Hash of all that it would be made from now: what is approved.")
    unready: str = Field(description="What has to be done before it can be approved; empty: nothing.")
    preview: list[dict[str, Any]] | None = Field(
        description="For each table what was counted, and what would be shown; null: look again."
    )
    prepared_by: uuid.UUID
    approved_by: uuid.UUID | None
    job: uuid.UUID | None = Field(description="The work that it waits for, or waited for last.")
    changed: int = Field(description="The event that changed it last; a change is based on it.")


class PreparationChange(Sent):
    """A release's plan as it is to be from now on."""

    based_on: int = Field(ge=0, le=2**62, description="`changed` of the release as it was read.")
    plan: Plan = Field(description="All of it, also what stays.")


class Approval(Sent):
    """What is approved."""

    content: str = Field(
        pattern="^[0-9a-f]{64}$", description="As it was read and looked at.", examples=["0" * 64]
    )


class WorkAsked(Read):
    """Work that was asked for."""

    job: uuid.UUID = Field(description="Wait for it.")


@room.get(
    "/preparations",
    response=answers(Page[PreparationRead]),
    url_name="preparations",
    openapi_extra=python("list(hub.preparations())"),
)
def preparations(request: HubRequest, paging: Query[ByUuid]) -> Page[PreparationRead]:
    """List the releases that are being prepared."""
    return page(reading.prepared(request.user), paging, lambda some: [_read(one) for one in some])


@room.post(
    "/preparations",
    response=answers(PreparationRead, 201),
    url_name="preparations",
    openapi_extra=python("hub.prepare(title='Routes of 2024', collections=['2024'], audience='public')"),
)
def prepare(request: HubRequest, body: Plan) -> Status[PreparationRead]:
    """Begin a release of closed collections; nothing leaves the network by this."""
    return Status(201, _read(preparing.prepare(request.user, body)))


@room.get(
    "/preparations/{uuid:preparation_id}",
    response=answers(PreparationRead),
    url_name="preparation",
    openapi_extra=python("hub.preparation(preparation_id)"),
)
def preparation(request: HubRequest, preparation_id: uuid.UUID) -> PreparationRead:
    """Tell of a release that is being prepared, and what it would show."""
    return _read(_found(request.user, preparation_id))


@room.put(
    "/preparations/{uuid:preparation_id}",
    response=answers(PreparationRead),
    url_name="preparation",
    openapi_extra=python("hub.change_preparation(preparation_id, based_on=12, plan=plan)"),
)
def change(request: HubRequest, preparation_id: uuid.UUID, body: PreparationChange) -> PreparationRead:
    """Change a release that is being prepared; it has to be approved again.

    When somebody else has changed it in between nothing is overwritten: 409 `stale`.
    """
    found = _found(request.user, preparation_id)
    try:
        return _read(preparing.change(request.user, found, body.based_on, body.plan))
    except Stale as stale:
        raise _stale(found) from stale


@room.delete(
    "/preparations/{uuid:preparation_id}",
    response=answers(None, 204),
    url_name="preparation",
    openapi_extra=python("hub.discard_preparation(preparation_id)"),
)
def discard(request: HubRequest, preparation_id: uuid.UUID) -> Status[None]:
    """Put a release aside that was never published."""
    preparing.discard(request.user, _found(request.user, preparation_id))
    return done()


@room.post(
    "/preparations/{uuid:preparation_id}/preview",
    response=answers(WorkAsked),
    url_name="preparation_preview",
    openapi_extra=python("hub.preview(preparation_id)"),
)
def preview(request: HubRequest, preparation_id: uuid.UUID) -> WorkAsked:
    """Compute in the background what it would show, beside what was counted."""
    return WorkAsked(job=previewing.ask(request.user, _found(request.user, preparation_id)).pk)


@room.post(
    "/preparations/{uuid:preparation_id}/approve",
    response=answers(PreparationRead),
    url_name="preparation_approve",
    openapi_extra=python("hub.approve(preparation_id, content)"),
)
def approve(request: HubRequest, preparation_id: uuid.UUID, body: Approval) -> PreparationRead:
    """Approve exactly what was looked at; whoever prepared or changed it cannot."""
    found = _found(request.user, preparation_id)
    try:
        return _read(approving.approve(request.user, found, body.content))
    except Stale as stale:
        raise _stale(found) from stale


@room.post(
    "/preparations/{uuid:preparation_id}/publish",
    response=answers(WorkAsked),
    url_name="preparation_publish",
    openapi_extra=python("hub.publish(preparation_id)"),
)
def publish(request: HubRequest, preparation_id: uuid.UUID) -> WorkAsked:
    """Publish what was approved, in the background: it gets its number and is frozen."""
    return WorkAsked(job=publishing.publish(request.user, _found(request.user, preparation_id)).pk)


def _found(person: Person, preparation_id: uuid.UUID) -> Release:
    found = reading.prepared(person).filter(pk=preparation_id).first()
    if found is None:
        raise not_found()
    return found


def _stale(found: Release) -> Refuse:
    now = {"current": _read(Release.objects.get(pk=found.pk)).model_dump(mode="json")}
    return Refuse(409, "stale", "It has changed in between.", now)


def _read(one: Release) -> PreparationRead:
    gathered = gather(one)
    is_fresh = one.preview is not None and one.previewed == gathered.decided
    return PreparationRead(
        id=one.pk,
        state=one.state,
        plan=Plan.of(one),
        routes=gathered.data.routes.num_rows,
        content=gathered.hash,
        unready=approving.unready(gathered, one),
        preview=one.preview if is_fresh else None,
        prepared_by=one.prepared_by_id,
        approved_by=one.approved_by_id,
        job=one.job_id,
        changed=one.changed,
    )
