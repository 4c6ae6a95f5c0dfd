"""Drafts: forms that are being filled in, kept at every step."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from ninja import Query, Status
from pydantic import BaseModel, Field

from njia.intake.form import Answers
from njia_hub.api.bodies import Sent
from njia_hub.api.interface import Room, python
from njia_hub.api.pages import ByUuid, Page, page
from njia_hub.api.refusals import Refuse, answers, done, not_found
from njia_hub.api.submissions import EXAMPLE, collection_of
from njia_hub.guard import HubRequest
from njia_hub.routes import drafting
from njia_hub.routes.models import Draft

room = Room("drafts")


class DraftSent(Sent):
    """A form that is being filled in, incomplete as it may be."""

    collection: str = Field(max_length=40, description="Slug of an open collection.", examples=["2024"])
    answers: Answers = Field(description="The answers so far.", examples=[EXAMPLE])
    based_on: int = Field(0, ge=0, le=10**6, description="Number of the save before; 0 for the first.")


class DraftRead(BaseModel):
    """A draft as it was saved last."""

    id: uuid.UUID
    collection: str
    answers: dict[str, Any]
    number: int = Field(description="Of the save; the next one is based on it.")
    saved: dt.datetime


@room.get(
    "/drafts",
    response=answers(Page[DraftRead]),
    url_name="drafts",
    openapi_extra=python("list(hub.drafts())"),
)
def drafts(request: HubRequest, paging: Query[ByUuid]) -> Page[DraftRead]:
    """List one's own drafts; nobody else sees them."""
    mine = Draft.objects.filter(person=request.user).select_related("collection")
    return page(mine, paging, lambda found: [_draft(draft) for draft in found])


@room.put(
    "/drafts/{uuid:draft_id}",
    response=answers(DraftRead),
    url_name="draft",
    openapi_extra=python("hub.save_draft('2024', answers)"),
)
def save_draft(request: HubRequest, draft_id: uuid.UUID, body: DraftSent) -> DraftRead:
    """Save a draft under the id that its submission will have.

    A draft that was saved elsewhere in between is not overwritten: 409 `stale_draft`.
    """
    try:
        draft = drafting.save(
            request.user, draft_id, collection_of(body.collection), body.answers, body.based_on
        )
    except drafting.StaleDraft as stale:
        now = {"current": _draft(stale.draft).model_dump(mode="json")}
        raise Refuse(409, "stale_draft", "The draft was saved elsewhere in between.", now) from stale
    except (drafting.AlreadySent, drafting.NotYours) as known:
        raise Refuse(409, "other_content", "This id was used before, for something else.") from known
    return _draft(draft)


@room.delete(
    "/drafts/{uuid:draft_id}",
    response=answers(None, 204),
    url_name="draft",
    openapi_extra=python("hub.discard_draft(draft_id)"),
)
def discard_draft(request: HubRequest, draft_id: uuid.UUID) -> Status[None]:
    """Delete one of one's own drafts."""
    if not drafting.discard(request.user, draft_id):
        raise not_found()
    return done()


def _draft(draft: Draft) -> DraftRead:
    return DraftRead(
        id=draft.pk,
        collection=draft.collection.slug,
        answers=draft.answers,
        number=draft.number,
        saved=draft.saved,
    )
