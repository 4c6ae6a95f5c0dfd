"""Submit a route, change it, take it back. Each is one transaction and one event."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from njia_hub.audit.acting import Recording, action
from njia_hub.collections.models import Collection
from njia_hub.organisations.models import Organisation
from njia_hub.people.models import Person
from njia_hub.routes.document import Document, digest
from njia_hub.routes.models import Draft, Revision, Route

_AT_ONCE = 500  # routes in one statement
EDITABLE = (Route.State.SUBMITTED, Route.State.RETURNED)


class NotAllowed(Exception):
    """The action is not possible in this state; the message says why, for the person."""


class OtherContent(Exception):
    """A submission's id was used before, for something else."""


class StaleRevision(Exception):
    """Somebody else has changed the route in between; nothing was overwritten."""

    def __init__(self, route: Route) -> None:
        super().__init__("the route was changed in between")
        self.route = route


@dataclass(frozen=True)
class Submission:
    """What is sent: its own id, the collection, and the document."""

    id: uuid.UUID
    collection: Collection
    document: Document
    is_complete: bool = True
    verb: str = "submit"


@dataclass(frozen=True)
class Submitted:
    """The route that a submission became; `was_known` when it had been sent before."""

    route: Route
    was_known: bool


def submit(person: Person, submission: Submission) -> Submitted:
    """Take a submission; sent twice it is one route.

    Raises OtherContent when the id was used for other content, NotAllowed when the collection is not open
    or the person has no organisation. Any other failure is an error, and nothing is written.
    """
    try:
        check_open(person, submission.collection)
        with action("route.submit", person.actor, f"route:{submission.id}") as recording:
            route = add(person, submission, recording)
            Draft.objects.filter(pk=submission.id, person=person).delete()
    except (IntegrityError, NotAllowed):
        # What was sent before is known, also at the same time or since the collection closed. Any other
        # reason is an error.
        known = _known(person, submission)
        if known:
            return known
        raise
    return Submitted(route, was_known=False)


def _known(person: Person, submission: Submission) -> Submitted | None:
    route = Route.objects.filter(pk=submission.id).first()
    if route is None:
        return None
    is_same = route.sent == digest(submission.document) and route.collection_id == submission.collection.pk
    if route.organisation_id != person.organisation_id or not is_same:
        raise OtherContent
    return Submitted(route, was_known=True)


def check_open(person: Person, collection: Collection) -> None:
    """Raise NotAllowed when the person cannot send routes to the collection."""
    if not person.may_work or person.organisation is None:
        raise NotAllowed(gettext("Only people of an organisation can send routes."))
    if not collection.is_open:
        raise NotAllowed(gettext("The collection is not open."))


def add(person: Person, submission: Submission, recording: Recording) -> Route:
    """Write a new route with its first revision, inside an action."""
    document = submission.document
    if person.organisation is None:
        raise NotAllowed(gettext("Only people of an organisation can send routes."))
    route = _new(person, person.organisation, submission)
    route.save(force_insert=True)
    _revise(route, person, document, submission.verb, "")
    recording.touch(route)
    return route


def add_all(person: Person, submissions: Sequence[Submission], recording: Recording) -> list[Route]:
    """Write many new routes with their first revisions, inside an action; quicker than one by one."""
    if person.organisation is None:
        raise NotAllowed(gettext("Only people of an organisation can send routes."))
    routes = [_new(person, person.organisation, submission) for submission in submissions]
    Route.objects.bulk_create(routes)
    pairs = zip(routes, submissions, strict=True)
    Revision.objects.bulk_create(
        Revision(**_next_revision(route, person, submission.document, submission.verb, ""))
        for route, submission in pairs
    )
    for route in routes:
        recording.touch(route)
    return routes


def edit(
    person: Person,
    route: Route,
    based_on: int,
    document: Document,
    reason: str = "",
    verb: str = "edit",
    *,
    is_complete: bool | None = None,
) -> Route:
    """Make a new revision of a route, based on the one that the person saw.

    Raises StaleRevision when that is not the current one, NotAllowed after review. A returned route waits
    for review again. `is_complete` stays as it was where it is not told.
    """
    with action(f"route.{verb}", person.actor, f"route:{route.pk}", based_on=based_on) as recording:
        route = locked(route)
        if route.revision != based_on:
            raise StaleRevision(route)
        if is_complete is not None:
            route.is_complete = is_complete
        change(person, route, document, reason, verb)
        recording.touch(route)
    return route


def change(person: Person, route: Route, document: Document, reason: str, verb: str) -> None:
    """Write a locked route's next revision, inside an action."""
    is_correction = verb == "correct"  # a reviewer's: the state stays
    if route.state not in EDITABLE and not is_correction:
        raise NotAllowed(gettext("The route was reviewed; ask a coordinator to return it."))
    if not is_correction and not route.collection.is_open:
        raise NotAllowed(gettext("The collection is not open."))
    route.revision += 1
    route.warnings = document.warnings
    if not is_correction:
        route.state = Route.State.SUBMITTED
    route.save(update_fields=["revision", "warnings", "state", "is_complete"])
    _revise(route, person, document, verb, reason)


def withdraw(person: Person, route: Route, reason: str = "") -> Route:
    """Take a route back: it is in no count any more, and its revisions stay."""
    with action("route.withdraw", person.actor, f"route:{route.pk}") as recording:
        route = locked(route)
        if route.state == Route.State.WITHDRAWN:
            raise NotAllowed(gettext("The route is withdrawn already."))
        withdraw_all(route.collection, [route], reason, recording)
    return route


def withdraw_all(collection: Collection, routes: Sequence[Route], reason: str, recording: Recording) -> None:
    """Take locked routes of one collection back, inside an action. Raises NotAllowed when that is closed."""
    if not collection.is_open:
        raise NotAllowed(gettext("The collection is closed; ask a coordinator."))
    for start in range(0, len(routes), _AT_ONCE):
        some = Route.objects.filter(pk__in=[route.pk for route in routes[start : start + _AT_ONCE]])
        some.update(state=Route.State.WITHDRAWN, comment=reason)
    for route in routes:
        route.state, route.comment = Route.State.WITHDRAWN, reason
        recording.touch(route)


def locked(route: Route) -> Route:
    """Read a route again, and keep others from changing it until the transaction ends."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a route is locked inside a transaction")
    return Route.objects.select_for_update().get(pk=route.pk)


def _new(person: Person, organisation: Organisation, submission: Submission) -> Route:
    """Make a route that is not written yet."""
    return Route(
        id=submission.id,
        collection=submission.collection,
        organisation=organisation,
        author=person,
        sent=digest(submission.document),
        warnings=submission.document.warnings,
        is_complete=submission.is_complete,
    )


def _revise(route: Route, person: Person, document: Document, verb: str, reason: str) -> None:
    Revision.objects.create(**_next_revision(route, person, document, verb, reason))


def _next_revision(
    route: Route, person: Person, document: Document, verb: str, reason: str
) -> dict[str, Any]:
    return {
        "route": route,
        "number": route.revision,
        "document": document.model_dump(mode="json", exclude_defaults=True),
        "author": person,
        "verb": verb,
        "reason": reason,
    }
