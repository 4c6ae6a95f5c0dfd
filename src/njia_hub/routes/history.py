"""The history of a route: who changed what, when and why, in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext

from njia.schema import Route as Journey
from njia_hub.people.models import Person
from njia_hub.roles import Role
from njia_hub.routes.document import Document
from njia_hub.routes.filling import questions_of
from njia_hub.routes.models import Revision, Route
from njia_hub.routes.wording import Difference, differences


@dataclass(frozen=True)
class Step:
    """One revision, and what it says differently from the one before."""

    number: int
    at: dt.datetime
    what: str
    who: str
    reason: str
    differences: list[Difference]


def steps(person: Person, route: Route) -> list[Step]:
    """Give a route's revisions, newest first, for somebody who sees it whole."""
    questions = questions_of(route.collection)
    found: list[Step] = []
    before: Journey | None = None
    for revision in route.revisions.select_related("author").order_by("number"):
        journey = Document.model_validate(revision.document).route
        changed = differences(before, journey, questions) if before else []
        found.append(
            Step(
                number=revision.number,
                at=revision.made,
                what=_what(revision),
                who=_who(person, route, revision.author),
                reason=revision.reason,
                differences=changed,
            )
        )
        before = journey
    return found[::-1]


def _what(revision: Revision) -> str:
    words = {
        "submit": gettext("Sent"),
        "upload": gettext("Sent in a file"),
        "edit": gettext("Changed"),
        "correct": gettext("Corrected in review"),
    }
    return words.get(revision.verb, gettext("Changed"))


def _who(person: Person, route: Route, author: Person) -> str:
    """Name people of the route's organisation; of others only to coordinators."""
    if author.organisation_id == route.organisation_id or person.role == Role.COORDINATOR:
        return author.name
    return gettext("A coordinator")
