"""People of the network, and how they get in."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Literal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Query, Status
from pydantic import Field, field_validator

from njia_hub.api.bodies import Read, Sent
from njia_hub.api.interface import Room, python
from njia_hub.api.pages import ByUuid, Page, page
from njia_hub.api.refusals import answers, done
from njia_hub.guard import HubRequest
from njia_hub.organisations.models import Organisation
from njia_hub.people import changing, inviting, links, mailing, resetting
from njia_hub.people.models import Invitation, Person
from njia_hub.people.rights import invitations_of, organisations_of, people_of

room = Room("people")

RoleName = Literal["reporter", "data_officer", "coordinator", "analyst", "partner"]
_ORGANISATION = "Id of their organisation; null for none."


class PersonRead(Read):
    """Somebody with an account."""

    id: uuid.UUID
    name: str
    email: str
    role: RoleName
    organisation: int | None = Field(description=_ORGANISATION)
    is_active: bool = Field(description="Whether the account is open.")


class Place(Sent):
    """What somebody is in the network, and where."""

    role: RoleName = Field(description="What they are in the network.")
    organisation: int | None = Field(None, ge=1, le=2**31 - 1, description=_ORGANISATION)


class NewInvitation(Place):
    """Who is invited, and as what."""

    email: str = Field(
        max_length=254, description="What they will sign in with.", examples=["amina@example.org"]
    )
    name: str = Field(min_length=1, max_length=120, description="What they are called.", examples=["Amina"])

    @field_validator("email")
    @classmethod
    def _is_address(cls, email: str) -> str:
        try:
            validate_email(email.strip())
        except ValidationError as error:
            raise ValueError("not an e-mail address") from error
        return email.strip()


class InvitationRead(Read):
    """An invitation that was not used yet."""

    id: uuid.UUID
    name: str
    email: str
    role: RoleName
    organisation: int | None = Field(description=_ORGANISATION)
    expires: dt.datetime


class LinkRead(Read):
    """A link that works once. Nobody can read it again: hand it over now."""

    id: uuid.UUID
    link: str
    expires: dt.datetime
    was_sent: bool | None = Field(description="By e-mail; null when the installation sends none.")


class Lost(Sent):
    """What somebody has lost."""

    ends_second_factor: bool = Field(False, description="The phone with the second factor, too.")


@room.get(
    "/people",
    response=answers(Page[PersonRead]),
    url_name="people",
    openapi_extra=python("list(hub.people())"),
)
def people(request: HubRequest, paging: Query[ByUuid]) -> Page[PersonRead]:
    """List the people that one sees to: all, or those of one's own organisation."""
    return page(people_of(request.user), paging, lambda found: [_person(one) for one in found])


@room.get(
    "/people/{uuid:person_id}",
    response=answers(PersonRead),
    url_name="person",
    openapi_extra=python("hub.person(person_id)"),
)
def person(request: HubRequest, person_id: uuid.UUID) -> PersonRead:
    """Read about one of the people that one sees to."""
    return _person(_found(request.user, person_id))


@room.put(
    "/people/{uuid:person_id}/place",
    response=answers(PersonRead),
    url_name="person_place",
    openapi_extra=python("hub.place_person(person_id, 'data_officer', organisation=3)"),
)
def place(request: HubRequest, person_id: uuid.UUID, body: Place) -> PersonRead:
    """Give somebody another role or organisation; every way in that they had ends."""
    found = _found(request.user, person_id)
    changing.change(request.user, found, body.role, _organisation(request.user, body.organisation))
    return _person(found)


@room.post(
    "/people/{uuid:person_id}/deactivate",
    response=answers(None, 204),
    url_name="person_deactivate",
    openapi_extra=python("hub.deactivate(person_id)"),
)
def deactivate(request: HubRequest, person_id: uuid.UUID) -> Status[None]:
    """Close an account: every way in ends at once, and what it did stays."""
    return _do(changing.deactivate, request.user, person_id)


@room.post(
    "/people/{uuid:person_id}/reactivate",
    response=answers(None, 204),
    url_name="person_reactivate",
    openapi_extra=python("hub.reactivate(person_id)"),
)
def reactivate(request: HubRequest, person_id: uuid.UUID) -> Status[None]:
    """Open a closed account again, with its password."""
    return _do(changing.reactivate, request.user, person_id)


@room.post(
    "/people/{uuid:person_id}/reset",
    response=answers(LinkRead, 201),
    url_name="person_reset",
    openapi_extra=python("hub.reset(person_id).link"),
)
def reset(request: HubRequest, person_id: uuid.UUID, body: Lost) -> Status[LinkRead]:
    """Close an account until its owner opens it again, by a link that works once."""
    found = _found(request.user, person_id)
    made, secret = resetting.reset(request.user, found, ends_second_factor=body.ends_second_factor)
    return Status(201, _link(made.pk, found.email, secret, made.expires, is_reset=True))


@room.get(
    "/invitations",
    response=answers(Page[InvitationRead]),
    url_name="invitations",
    openapi_extra=python("list(hub.invitations())"),
)
def invitations(request: HubRequest, paging: Query[ByUuid]) -> Page[InvitationRead]:
    """List invitations that still work."""
    found = invitations_of(request.user).filter(used=None, withdrawn=None, expires__gt=timezone.now())
    return page(found, paging, lambda some: [_invitation(one) for one in some])


@room.post(
    "/invitations",
    response=answers(LinkRead, 201),
    url_name="invitations",
    openapi_extra=python("hub.invite('amina@example.org', 'Amina', 'reporter', organisation=3).link"),
)
def invite(request: HubRequest, body: NewInvitation) -> Status[LinkRead]:
    """Invite somebody by a link that works once; it is in this answer and nowhere else."""
    wanted = inviting.Wanted(
        email=body.email,
        name=body.name,
        role=body.role,
        organisation=_organisation(request.user, body.organisation),
    )
    made, secret = inviting.invite(request.user, wanted)
    return Status(201, _link(made.pk, made.email, secret, made.expires))


@room.post(
    "/invitations/{uuid:invitation_id}/withdraw",
    response=answers(None, 204),
    url_name="invitation_withdraw",
    openapi_extra=python("hub.withdraw_invitation(invitation_id)"),
)
def withdraw(request: HubRequest, invitation_id: uuid.UUID) -> Status[None]:
    """End an invitation at once."""
    inviting.withdraw(request.user, get_object_or_404(invitations_of(request.user), pk=invitation_id))
    return done()


def _do(verb: Callable[[Person, Person], None], by: Person, person_id: uuid.UUID) -> Status[None]:
    verb(by, _found(by, person_id))
    return done()


def _found(by: Person, person_id: uuid.UUID) -> Person:
    return get_object_or_404(people_of(by), pk=person_id)


def _organisation(by: Person, organisation_id: int | None) -> Organisation | None:
    if organisation_id is None:
        return None
    return get_object_or_404(organisations_of(by), pk=organisation_id)


def _person(one: Person) -> PersonRead:
    return PersonRead(
        id=one.pk,
        name=one.name,
        email=one.email,
        role=one.role,
        organisation=one.organisation_id,
        is_active=one.is_active,
    )


def _invitation(one: Invitation) -> InvitationRead:
    return InvitationRead(
        id=one.pk,
        name=one.name,
        email=one.email,
        role=one.role,
        organisation=one.organisation_id,
        expires=one.expires,
    )


def _link(
    pk: uuid.UUID, email: str, secret: str, expires: dt.datetime, *, is_reset: bool = False
) -> LinkRead:
    link = links.address(secret)
    return LinkRead(id=pk, link=link, expires=expires, was_sent=mailing.send(email, link, is_reset=is_reset))
