"""Organisations of the network."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404
from ninja import Query, Status
from pydantic import Field

from njia_hub.api.bodies import Read, Sent
from njia_hub.api.interface import Room, python
from njia_hub.api.pages import ByNumber, Page, page
from njia_hub.api.refusals import answers, done
from njia_hub.guard import HubRequest
from njia_hub.organisations import membership
from njia_hub.organisations.models import Organisation
from njia_hub.people.models import Person
from njia_hub.people.rights import organisations_of

room = Room("organisations")

Name = Field(min_length=1, max_length=120, description="What it is called.", examples=["Haven Mombasa"])


class OrganisationRead(Read):
    """An organisation of the network."""

    id: int
    name: str
    is_active: bool = Field(description="Whether it is in the network; what it shared stays when it leaves.")
    is_named: bool = Field(description="Whether others may see which routes are from it.")
    open_accounts: int


class NewOrganisation(Sent):
    """An organisation that joins."""

    name: str = Name


class OrganisationChange(Sent):
    """What is to change; what is left out stays."""

    name: str | None = Field(None, min_length=1, max_length=120, description="What it is called.")
    is_named: bool | None = Field(None, description="Whether others may see which routes are from it.")


@room.get(
    "/organisations",
    response=answers(Page[OrganisationRead]),
    url_name="organisations",
    openapi_extra=python("list(hub.organisations())"),
)
def organisations(request: HubRequest, paging: Query[ByNumber]) -> Page[OrganisationRead]:
    """List the organisations that one sees to: all, or one's own."""
    return page(organisations_of(request.user), paging, lambda found: _read(found))


@room.post(
    "/organisations",
    response=answers(OrganisationRead, 201),
    url_name="organisations",
    openapi_extra=python("hub.make_organisation('Haven Mombasa')"),
)
def make(request: HubRequest, body: NewOrganisation) -> Status[OrganisationRead]:
    """Take an organisation into the network."""
    return Status(201, _read([membership.make(request.user, body.name)])[0])


@room.patch(
    "/organisations/{int:organisation_id}",
    response=answers(OrganisationRead),
    url_name="organisation",
    openapi_extra=python("hub.change_organisation(3, is_named=True)"),
)
def change(request: HubRequest, organisation_id: int, body: OrganisationChange) -> OrganisationRead:
    """Rename an organisation, or let others see which routes are from it."""
    found = _found(request.user, organisation_id)
    if body.name is not None:
        membership.rename(request.user, found, body.name)
    if body.is_named is not None:
        membership.show_name(request.user, found, is_named=body.is_named)
    return _read([found])[0]


@room.post(
    "/organisations/{int:organisation_id}/leave",
    response=answers(None, 204),
    url_name="organisation_leave",
    openapi_extra=python("hub.let_leave(3)"),
)
def leave(request: HubRequest, organisation_id: int) -> Status[None]:
    """Let an organisation go: its people's access ends at once, and its shared routes stay, unnamed."""
    return _do(membership.leave, request.user, organisation_id)


@room.post(
    "/organisations/{int:organisation_id}/come-back",
    response=answers(None, 204),
    url_name="organisation_come_back",
    openapi_extra=python("hub.let_come_back(3)"),
)
def come_back(request: HubRequest, organisation_id: int) -> Status[None]:
    """Take an organisation in again."""
    return _do(membership.come_back, request.user, organisation_id)


def _do(verb: Callable[[Person, Organisation], None], person: Person, organisation_id: int) -> Status[None]:
    verb(person, _found(person, organisation_id))
    return done()


def _found(person: Person, organisation_id: int) -> Organisation:
    return get_object_or_404(organisations_of(person), pk=organisation_id)


def _read(found: list[Organisation]) -> list[OrganisationRead]:
    is_open = Count("people", filter=Q(people__is_active=True))
    numbers = Organisation.objects.filter(pk__in=[one.pk for one in found]).annotate(number=is_open)
    accounts = dict(numbers.values_list("pk", "number"))
    return [
        OrganisationRead(
            id=one.pk,
            name=one.name,
            is_active=one.is_active,
            is_named=one.is_named,
            open_accounts=accounts[one.pk],
        )
        for one in found
    ]
