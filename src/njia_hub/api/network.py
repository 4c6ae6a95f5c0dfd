"""The network's settings, and the spellings of places that it has accepted."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Query, Status
from pydantic import Field

from njia.network import Network
from njia_hub.api.bodies import Read, Sent
from njia_hub.api.interface import Room, python
from njia_hub.api.pages import ByNumber, Page, page
from njia_hub.api.refusals import Refuse, answers, blanked, done
from njia_hub.collections import setting_up
from njia_hub.collections.models import NetworkSettings
from njia_hub.collections.opening import NotPossible, Stale
from njia_hub.guard import HubRequest
from njia_hub.places import teaching
from njia_hub.places.models import Alias
from njia_hub.uploads import accepting
from njia_hub.uploads.models import ProposedSpelling

room = Room("network")


class NetworkRead(Read):
    """The network's settings."""

    changed: int = Field(description="The event that changed them last, 0 for none; a change is based on it.")
    settings: dict[str, Any]


class NetworkChange(Sent):
    """The network's settings as they are to be from now on."""

    based_on: int = Field(ge=0, le=2**62, description="`changed` of the settings as they were read.")
    settings: Network = Field(description="All of them; what is left out gets its default.")


class AliasRead(Read):
    """A spelling, and the place that it means in this network."""

    id: int
    spelling: str = Field(description="'Spelling | CC' or 'Spelling'.")
    place_id: str
    accepted: dt.datetime


class NewAlias(Sent):
    """A spelling that is to mean a place."""

    text: str = Field(max_length=200, description="As it is written.", examples=["Bussia"])
    country: str = Field(
        "", max_length=80, description="Written beside it: a code or a name.", examples=["KE"]
    )
    place_id: str = Field(max_length=60, description="What it means.", examples=["gn:198627"])


class ProposedRead(Read):
    """A spelling that an organisation uses in its files, and proposes to the network."""

    id: int
    spelling: str
    place_id: str
    organisation: int
    proposed: dt.datetime


@room.get(
    "/network",
    response=answers(NetworkRead),
    url_name="network",
    openapi_extra=python("hub.network()"),
)
def network(request: HubRequest) -> NetworkRead:
    """Read the network's settings: name, languages, focus country, regions, texts."""
    row = NetworkSettings.objects.filter(pk=1).first()
    settings = NetworkSettings.network().model_dump(mode="json")
    return NetworkRead(changed=row.changed if row else 0, settings=settings)


@room.put(
    "/network",
    response=answers(NetworkRead),
    url_name="network",
    openapi_extra=python("hub.set_up(based_on=0, settings={'name': 'Our network'})"),
)
def set_up(request: HubRequest, body: NetworkChange) -> NetworkRead:
    """Change the network's settings; when somebody else has in between, 409 `stale`."""
    try:
        setting_up.set_up(request.user, body.based_on, body.settings)
    except Stale as stale:
        now = {"current": network(request).model_dump(mode="json")}
        raise Refuse(409, "stale", "Somebody else has changed them in between.", now) from stale
    except NotPossible as refusal:
        said = blanked(str(refusal), body.settings.model_dump(mode="json"))
        raise Refuse(422, "invalid", said) from refusal
    return network(request)


@room.get(
    "/aliases",
    response=answers(Page[AliasRead]),
    url_name="aliases",
    openapi_extra=python("list(hub.aliases())"),
)
def aliases(request: HubRequest, paging: Query[ByNumber]) -> Page[AliasRead]:
    """List the spellings that the network has accepted."""
    return page(Alias.objects.all(), paging, lambda found: [_alias(one) for one in found])


@room.post(
    "/aliases",
    response=answers(AliasRead, 201),
    url_name="aliases",
    openapi_extra=python("hub.teach('Bussia', 'KE', 'gn:198627')"),
)
def teach(request: HubRequest, body: NewAlias) -> Status[AliasRead]:
    """Have a spelling mean a place from now on, in forms and files."""
    return Status(201, _alias(teaching.teach(request.user, body.text, body.country, body.place_id)))


@room.delete(
    "/aliases/{int:alias_id}",
    response=answers(None, 204),
    url_name="alias",
    openapi_extra=python("hub.forget(alias_id)"),
)
def forget(request: HubRequest, alias_id: int) -> Status[None]:
    """Take a spelling back; routes that were read by it stay as they are."""
    teaching.forget(request.user, get_object_or_404(Alias, pk=alias_id))
    return done()


@room.get(
    "/spellings",
    response=answers(Page[ProposedRead]),
    url_name="spellings",
    openapi_extra=python("list(hub.proposed_spellings())"),
)
def spellings(request: HubRequest, paging: Query[ByNumber]) -> Page[ProposedRead]:
    """List the spellings that organisations propose to the network."""
    return page(accepting.proposed(), paging, lambda found: [_proposed(one) for one in found])


@room.post(
    "/spellings/{int:spelling_id}/accept",
    response=answers(None, 204),
    url_name="spelling_accept",
    openapi_extra=python("hub.accept_spelling(spelling_id)"),
)
def accept(request: HubRequest, spelling_id: int) -> Status[None]:
    """Make a spelling an alias of the whole network."""
    accepting.accept(request.user, _found(spelling_id))
    return done()


@room.post(
    "/spellings/{int:spelling_id}/decline",
    response=answers(None, 204),
    url_name="spelling_decline",
    openapi_extra=python("hub.decline_spelling(spelling_id)"),
)
def decline(request: HubRequest, spelling_id: int) -> Status[None]:
    """Leave a spelling to its organisation: in its own files it stays as it is."""
    accepting.decline(request.user, _found(spelling_id))
    return done()


def _found(spelling_id: int) -> ProposedSpelling:
    return get_object_or_404(accepting.proposed(), pk=spelling_id)


def _alias(one: Alias) -> AliasRead:
    return AliasRead(id=one.pk, spelling=one.spelling, place_id=one.place_id, accepted=one.accepted)


def _proposed(one: ProposedSpelling) -> ProposedRead:
    return ProposedRead(
        id=one.pk,
        spelling=one.spelling,
        place_id=one.place_id,
        organisation=one.organisation_id,
        proposed=one.proposed,
    )
