"""Releases: those that one may read, with their files; verify, withdraw, and let partners read."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Literal

from django.http import Http404, HttpResponse
from ninja import Query, Status
from pydantic import Field

from njia_hub.api.bodies import Read, Sent
from njia_hub.api.interface import Room, python
from njia_hub.api.pages import ByNumber, Page, page
from njia_hub.api.refusals import answers, done, not_found
from njia_hub.guard import HubRequest
from njia_hub.people import links
from njia_hub.people.models import Person
from njia_hub.releases import citing, inviting_readers, reading, verifying, withdrawing
from njia_hub.releases.models import Release
from njia_hub.releases.preparing import Audience
from njia_hub.releases.views import answer
from njia_hub.roles import Role

room = Room("releases")


class ReleasedFile(Read):
    """One file of a release."""

    name: str
    size_bytes: int
    sha256: str


class ReleaseRead(Read):
    """A release that was published; without its files once it is withdrawn."""

    number: int
    title: str
    audience: Audience
    policy: str
    state: Literal["published", "withdrawn"]
    made_on: dt.date | None
    collections: list[str]
    tags: list[str]
    related: list[str]
    hash: str = Field(description="What is cited and verified.")
    citation: str
    supersedes: int | None = Field(description="The release whose place it took, if one may read that.")
    superseded_by: int | None = Field(description="The release that took its place, if one may read that.")
    reason: str = Field(description="Why it was withdrawn.")
    files: list[ReleasedFile]


class VerifyAsked(Read):
    """A verification that was asked for."""

    job: uuid.UUID = Field(description="The work; when it is over, the release's page says what was found.")


class Withdrawal(Sent):
    """Why a release is withdrawn."""

    reason: str = Field(
        min_length=1,
        max_length=withdrawing.LONGEST_REASON,
        description="In words; its readers read them.",
        examples=["A figure was wrong."],
    )


class ReaderRead(Read):
    """Somebody from outside of the network who may read a release."""

    id: int
    name: str
    email: str
    has_account: bool = Field(description="False: the link is not used yet.")


class NewReader(Sent):
    """Whom to let read a release: a partner with an account, or somebody new."""

    person: uuid.UUID | None = Field(None, description="Of a partner who has an account.")
    email: str = Field("", max_length=254, description="Of somebody new.", examples=["desk@bank.example"])
    name: str = Field("", max_length=120, description="Of somebody new.", examples=["The desk"])


class ReaderAdded(ReaderRead):
    """A reader who was added."""

    link: str | None = Field(description="For somebody new: works once, is told only now.")


@room.get(
    "/releases",
    response=answers(Page[ReleaseRead]),
    url_name="releases",
    openapi_extra=python("list(hub.releases())"),
)
def releases(request: HubRequest, paging: Query[ByNumber]) -> Page[ReleaseRead]:
    """List the releases that one may read."""
    found = reading.visible(request.user)
    return page(found, paging, lambda some: [_read(one, request.user) for one in some], order="number")


@room.get(
    "/releases/{int:number}",
    response=answers(ReleaseRead),
    url_name="release",
    openapi_extra=python("hub.release(1)"),
)
def release(request: HubRequest, number: int) -> ReleaseRead:
    """Tell of a release."""
    return _read(_found(request.user, number), request.user)


@room.get(
    "/releases/{int:number}/files/{path:name}",
    response=answers(bytes),
    url_name="release_file",
    openapi_extra=python("hub.release_file(1, 'tables/overview.csv')"),
)
def release_file(request: HubRequest, number: int, name: str) -> HttpResponse:
    """Give a file of a release, as it was published."""
    found = _found(request.user, number)
    try:
        return answer(request, found, reading.taken(request.user, found, name), is_for_all=False)
    except LookupError:
        raise not_found() from None


@room.post(
    "/releases/{int:number}/verify",
    response=answers(VerifyAsked),
    url_name="release_verify",
    openapi_extra=python("hub.verify_release(1)"),
)
def verify(request: HubRequest, number: int) -> VerifyAsked:
    """Verify in the background that the files of a release are those that were published."""
    return VerifyAsked(job=verifying.ask(request.user, _found(request.user, number)).pk)


@room.post(
    "/releases/{int:number}/withdraw",
    response=answers(ReleaseRead),
    url_name="release_withdraw",
    openapi_extra=python("hub.withdraw_release(1, 'A figure was wrong.')"),
)
def withdraw(request: HubRequest, number: int, body: Withdrawal) -> ReleaseRead:
    """Withdraw a release: it says why, and its files are not given any more."""
    found = withdrawing.withdraw(request.user, _found(request.user, number), body.reason)
    return _read(found, request.user)


@room.get(
    "/releases/{int:number}/readers",
    response=answers(list[ReaderRead]),
    url_name="release_readers",
    openapi_extra=python("hub.release_readers(1)"),
)
def readers(request: HubRequest, number: int) -> list[ReaderRead]:
    """List who from outside of the network may read a release."""
    return [ReaderRead(**_reader(one)) for one in reading.readers(_found(request.user, number))]


@room.post(
    "/releases/{int:number}/readers",
    response=answers(ReaderAdded, 201),
    url_name="release_readers",
    openapi_extra=python("hub.let_read(1, email='desk@bank.example', name='The desk')"),
)
def let_read(request: HubRequest, number: int, body: NewReader) -> Status[ReaderAdded]:
    """Let a partner read a release; for somebody new it makes a link that works once."""
    found = _found(request.user, number)
    link = None
    if body.person is not None:
        partner = Person.objects.filter(pk=body.person, role=Role.PARTNER).first()
        if partner is None:
            raise not_found()
        access = inviting_readers.give(request.user, found, partner)
    else:
        invitation, secret = inviting_readers.invite(request.user, found, body.email, body.name)
        access, link = invitation.releases.get(release=found), links.address(secret)
    return Status(201, ReaderAdded(**_reader(access), link=link))


@room.delete(
    "/releases/{int:number}/readers/{int:access_id}",
    response=answers(None, 204),
    url_name="release_reader",
    openapi_extra=python("hub.end_reading(1, 5)"),
)
def end_reading(request: HubRequest, number: int, access_id: int) -> Status[None]:
    """End a partner's right to read a release at once."""
    access = _found(request.user, number).access.filter(pk=access_id).first()
    if access is None:
        raise not_found()
    inviting_readers.end(request.user, access)
    return done()


def _found(person: Person, number: int) -> Release:
    found = reading.visible(person).filter(number=number).first()
    if found is None:
        raise Http404
    return found


def _read(one: Release, person: Person) -> ReleaseRead:
    newer, older = reading.successor(one, person), reading.replaced(one, person)
    files: dict[str, Any] = {} if one.is_withdrawn else one.files
    return ReleaseRead(
        number=one.number or 0,
        title=one.title,
        audience=one.audience,
        policy=one.policy,
        state=one.state,
        made_on=one.made_on,
        collections=one.collection_names,
        tags=one.tags,
        related=one.related,
        hash=one.hash,
        citation=citing.as_text(one),
        supersedes=older.number if older else None,
        superseded_by=newer.number if newer else None,
        reason=one.reason,
        files=[
            ReleasedFile(name=name, size_bytes=file["size"], sha256=file["sha256"])
            for name, file in files.items()
        ],
    )


def _reader(access: Any) -> dict[str, Any]:
    has_account = access.person is not None or access.invitation.person is not None
    told = access.reader
    return {"id": access.pk, "name": told.name, "email": told.email, "has_account": has_account}
