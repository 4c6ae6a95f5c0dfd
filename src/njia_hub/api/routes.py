"""Routes: list them, read one, read its history."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any, Literal

from django.db.models import F, Q, QuerySet
from django.shortcuts import get_object_or_404
from ninja import Query
from pydantic import BaseModel, ConfigDict, Field

from njia.schema import Route as Journey
from njia_hub.api.interface import Room, python
from njia_hub.api.pages import ByUuid, Page, page
from njia_hub.api.refusals import Refuse, answers, not_found
from njia_hub.guard import HubRequest
from njia_hub.people.models import Person
from njia_hub.roles import Reach, Role
from njia_hub.routes.document import Found
from njia_hub.routes.models import Revision, Route
from njia_hub.routes.reading import Reading, read, shared
from njia_hub.routes.visibility import View, own, sees_organisation, visible

room = Room("routes")

State = Literal["submitted", "returned", "accepted", "double", "withdrawn"]


class Progress(BaseModel):
    """How far a route is; for those who see it whole."""

    state: State
    revision: int = Field(description="The number of the current revision; an edit is based on it.")
    warnings: int = Field(description="How many problems want a person.")
    is_complete: bool
    submitted: dt.datetime
    author: uuid.UUID


class RouteListed(BaseModel):
    """A route in a list: what the network shares of it."""

    id: uuid.UUID
    collection: str = Field(description="Its slug.")
    organisation: str | None = Field(description="Its name; null for those who may not know it.")
    journey: Journey
    progress: Progress | None


class RouteRead(RouteListed):
    """A route as its reader may see it. What is personal, and all after `view`, only when it is whole."""

    view: Literal["whole", "shared"]
    written: dict[str, str] = Field(default_factory=dict, description="Cells by header, as they stood.")
    answers: dict[str, Any] = Field(default_factory=dict, description="Of the form, as they were sent.")
    problems: list[Found] = Field(default_factory=list)
    comment: str = Field("", description="The reviewer's, when it was returned; or why it was withdrawn.")
    double_of: uuid.UUID | None = None


class RevisionRead(BaseModel):
    """One state that a route has been in."""

    number: int
    made: dt.datetime
    verb: str = Field(description="How it came about: submit, edit, correct, upload.")
    reason: str
    author: str
    journey: Journey


class Wanted(BaseModel):
    """Which routes to list."""

    model_config = ConfigDict(extra="forbid")

    collection: str | None = Field(None, max_length=40, description="Slug of a collection.")
    state: State | None = Field(None, description="Others than `accepted` are seen of one's own only.")
    organisation: int | None = Field(None, ge=1, le=2**31, description="Id of an organisation.")
    mine: bool = Field(False, description="Only routes that one works on, and sees whole.")


@room.get(
    "/routes",
    response=answers(Page[RouteListed]),
    url_name="routes",
    openapi_extra=python("for route in hub.routes(collection='2024'): print(route.origin.place_name)"),
)
def routes(request: HubRequest, wanted: Query[Wanted], paging: Query[ByUuid]) -> Page[RouteListed]:
    """List the routes that one may see, in an order that does not change; free text is left out."""
    return page(_wanted(request.user, wanted), paging, lambda found: listed(request.user, found))


def _wanted(person: Person, wanted: Wanted) -> QuerySet[Route]:
    found = own(person, Reach.NETWORK) if wanted.mine else visible(person)
    if wanted.collection is not None:
        found = found.filter(collection__slug=wanted.collection)
    if wanted.state is not None:
        found = found.filter(state=wanted.state)
    if wanted.organisation is not None:
        found = found.filter(organisation=wanted.organisation).filter(_known_organisations(person))
    return found.select_related("collection", "organisation")


def _known_organisations(person: Person) -> Q:
    """Say of which routes a person may know the organisation, as `sees_organisation` does of one."""
    if person.role == Role.COORDINATOR:
        return Q()
    named = Q(organisation__is_named=True, organisation__is_active=True)
    return named | Q(organisation=person.organisation_id) if person.organisation_id else named


def listed(person: Person, found: list[Route]) -> list[RouteListed]:
    """Show routes in a list: what the network shares of each."""
    ids = [route.pk for route in found]
    theirs = set(own(person, Reach.NETWORK).filter(pk__in=ids).values_list("pk", flat=True))
    current = Revision.objects.filter(route__in=ids, number=F("route__revision"))
    documents = dict(current.values_list("route_id", "document"))
    return [_listed(person, route, documents[route.pk]["route"], route.pk in theirs) for route in found]


def _listed(person: Person, route: Route, journey: dict[str, Any], is_theirs: bool) -> RouteListed:
    organisation = route.organisation.name if sees_organisation(person, route) else ""
    return RouteListed(
        id=route.pk,
        collection=route.collection.slug,
        organisation=organisation or None,
        journey=shared(Journey.model_validate(journey), organisation),
        progress=_progress(route) if is_theirs else None,
    )


def _progress(route: Route) -> Progress:
    return Progress(
        state=route.state,
        revision=route.revision,
        warnings=route.warnings,
        is_complete=route.is_complete,
        submitted=route.submitted,
        author=route.author_id,
    )


@room.get(
    "/routes/{uuid:route_id}",
    response=answers(RouteRead),
    url_name="route",
    openapi_extra=python("hub.route(route_id)"),
)
def route(request: HubRequest, route_id: uuid.UUID) -> RouteRead:
    """Read one route: whole, if it is one's own to work on, else what the network shares of it.

    That somebody reads another person's route whole is recorded.
    """
    return shown(seen(request.user, route_id))


def seen(person: Person, route_id: uuid.UUID) -> Reading:
    """Read a route as far as a person may see it; Http404 for nothing."""
    found = visible(person).select_related("collection", "organisation").filter(pk=route_id).first()
    reading = read(person, found) if found else None
    if reading is None:
        raise not_found()
    return reading


def own_route(request: HubRequest, route_id: uuid.UUID) -> Route:
    """Give a route that one works on; Http404 for any other."""
    found = own(request.user, request.reach).select_related("collection", "organisation")
    return get_object_or_404(found, pk=route_id)


def conflict(person: Person, route: Route) -> Refuse:
    """Give the answer for a route that was changed in between: with what it is now."""
    now = shown(seen(person, route.pk)).model_dump(mode="json")
    said = "Somebody has changed the route in between. Nothing was overwritten."
    return Refuse(409, "stale_revision", said, {"current": now})


def shown(reading: Reading) -> RouteRead:
    """Show what was read."""
    route, document = reading.route, reading.document
    whole: dict[str, Any] = {}
    if reading.view is View.WHOLE and document:
        whole = {
            "written": document.written,
            "answers": document.answers,
            "problems": list(document.problems),
            "comment": route.comment,
            "double_of": route.double_of_id,
            "progress": _progress(route),
        }
    return RouteRead(
        id=route.pk,
        collection=route.collection.slug,
        organisation=reading.organisation or None,
        journey=reading.journey,
        view=reading.view.value,
        **({"progress": None} | whole),
    )


@room.get(
    "/routes/{uuid:route_id}/revisions",
    response=answers(list[RevisionRead]),
    url_name="revisions",
    openapi_extra=python("hub.history(route_id)"),
)
def revisions(request: HubRequest, route_id: uuid.UUID) -> list[RevisionRead]:
    """Read all that a route has been, from the first revision on; for those who see it whole."""
    reading = seen(request.user, route_id)
    if reading.view is not View.WHOLE:
        raise not_found()
    return [
        RevisionRead(
            number=one.number,
            made=one.made,
            verb=one.verb,
            reason=one.reason,
            author=one.author.name,
            journey=Journey.model_validate(one.document["route"]),
        )
        for one in reading.route.revisions.select_related("author")
    ]
