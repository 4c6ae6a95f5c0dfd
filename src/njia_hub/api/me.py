"""Who a program is asking as, and how far it reaches."""

from __future__ import annotations

import datetime as dt
import uuid

from pydantic import BaseModel, Field

from njia_hub.api.interface import Room, python
from njia_hub.api.refusals import answers
from njia_hub.guard import HubRequest
from njia_hub.roles import TABLE, Reach

room = Room("me")


class Me(BaseModel):
    """A person, as they know themselves."""

    id: uuid.UUID
    name: str
    email: str
    role: str
    organisation: str | None = Field(description="Its name.")
    scopes: list[str] = Field(description="Of the token that asks.")
    expires: dt.datetime = Field(description="When the token ends.")
    reach: dict[str, str] = Field(
        description="Operations that this token may ask for, and how far each reaches: "
        "self, organisation or network."
    )


@room.get("/me", response=answers(Me), url_name="me", openapi_extra=python("hub.me()"))
def me(request: HubRequest) -> Me:
    """Say whose token asks, with which role and scopes, and what it may ask for."""
    person, token = request.user, request.token
    return Me(
        id=person.pk,
        name=person.name,
        email=person.email,
        role=person.role,
        organisation=person.organisation.name if person.organisation else None,
        scopes=token.scopes,
        expires=token.expires,
        reach=_reach(person.role, token.scopes),
    )


def _reach(role: str, scopes: list[str]) -> dict[str, str]:
    return {
        name.replace(" api:", " "): reach.value
        for name, row in TABLE.items()
        if " api:" in name and row.scope in scopes and (reach := row.reach(role)) is not Reach.NONE
    }
