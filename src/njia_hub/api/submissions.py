"""Send routes, change them and take them back; look for personal data in a text."""

from __future__ import annotations

import uuid
from typing import Any

from ninja import Status
from pydantic import BaseModel, Field

from njia.intake.form import Answers
from njia.intake.personal import personal_data_in
from njia.problems import Problem
from njia_hub.api.bodies import Sent
from njia_hub.api.interface import Room, python
from njia_hub.api.refusals import Refuse, answers, done
from njia_hub.api.routes import own_route
from njia_hub.collections.models import Collection
from njia_hub.guard import HubRequest
from njia_hub.routes import submitting
from njia_hub.routes.document import Document, Found
from njia_hub.routes.filling import Form
from njia_hub.routes.models import Route

room = Room("sending routes")

EXAMPLE: dict[str, Any] = {
    "stops": [
        {"text": "Busia", "country": "KE"},
        {"place_id": "iso:UG"},
        {"text": "Beirut", "country": "LB"},
    ],
    "legs": [{"mode": "bus"}, {"mode": "plane"}],
    "cases": {"kind": "exact", "best": 3},
    "source_kind": "own_casework",
    "period_start": "2024-05",
    "industries": ["domestic_work"],
}


class Submission(Sent):
    """A route to be sent."""

    collection: str = Field(max_length=40, description="Slug of an open collection.", examples=["2024"])
    answers: Answers = Field(description="The form's answers.", examples=[EXAMPLE])


class Edit(Sent):
    """A route as it is to be from now on."""

    based_on: int = Field(ge=1, le=10**6, description="Number of the revision that the edit is made from.")
    answers: Answers = Field(description="All answers, also those that stay.", examples=[EXAMPLE])
    reason: str = Field("", max_length=4_000, description="Why, in a few words.")


class Withdrawal(Sent):
    """Why a route is taken back."""

    reason: str = Field("", max_length=4_000, description="Why, in a few words.")


class Receipt(BaseModel):
    """What has become of what was sent."""

    id: uuid.UUID
    state: str
    revision: int
    was_known: bool = Field(description="The same was sent before; nothing was changed.")
    problems: list[Found] = Field(description="What is doubtful; a reviewer will look at it.")


@room.put(
    "/routes/{uuid:route_id}",
    response=answers(Receipt, s201=Receipt),
    url_name="route",
    openapi_extra=python("hub.submit('2024', answers)"),
)
def submit(request: HubRequest, route_id: uuid.UUID, body: Submission) -> Status[Receipt]:
    """Send a route under an id of its own, which the sender makes.

    The same sent again is answered with 200 instead of 201, and is one route; another one under the same id
    is refused with 409. What is still to be answered is told with 422 `incomplete`.
    """
    person = request.user
    name = person.organisation.name if person.organisation else ""
    form = Form(collection_of(body.collection), body.answers, str(route_id), name)
    document = _document(form)
    sent = submitting.submit(
        person, submitting.Submission(route_id, form.collection, document, form.is_complete)
    )
    return Status(200 if sent.was_known else 201, _receipt(sent.route, document, sent.was_known))


@room.post(
    "/routes/{uuid:route_id}/revisions",
    response=answers(Receipt, s201=Receipt),
    url_name="revisions",
    openapi_extra=python("hub.edit(route_id, based_on=1, answers=answers)"),
)
def edit(request: HubRequest, route_id: uuid.UUID, body: Edit) -> Status[Receipt]:
    """Change a route that was not accepted yet.

    When somebody else has changed it in between nothing is overwritten: 409 `stale_revision`, with the route
    as it is now as `current`. The same edit sent again is answered with 200.
    """
    route = own_route(request, route_id)
    journey = Document.model_validate(route.current.document).route
    form = Form(route.collection, body.answers, str(route_id), route.organisation.name, journey.provenance)
    document = _document(form)
    try:
        changed = submitting.edit(
            request.user, route, body.based_on, document, body.reason, is_complete=form.is_complete
        )
    except submitting.StaleRevision as stale:
        if _is_the_same(request, stale.route, body, document):
            return Status(200, _receipt(stale.route, document, was_known=True))
        raise
    return Status(201, _receipt(changed, document, was_known=False))


def _is_the_same(request: HubRequest, route: Route, body: Edit, document: Document) -> bool:
    current = route.current
    is_next = current.number == body.based_on + 1 and current.author_id == request.user.pk
    return is_next and current.document.get("answers", {}) == document.answers


@room.post(
    "/routes/{uuid:route_id}/withdraw",
    response=answers(None, 204),
    url_name="route_withdraw",
    openapi_extra=python("hub.withdraw(route_id, 'entered twice')"),
)
def withdraw(request: HubRequest, route_id: uuid.UUID, body: Withdrawal) -> Status[None]:
    """Take a route back: it is in no count any more, and its revisions stay."""
    submitting.withdraw(request.user, own_route(request, route_id), body.reason)
    return done()


def collection_of(slug: str) -> Collection:
    """Give the collection of a slug that was sent."""
    found = Collection.objects.filter(slug=slug).first()
    if found is None:
        raise Refuse(422, "no_such_collection", "There is no collection of this slug.")
    return found


def _document(form: Form) -> Document:
    if form.missing:
        raise _incomplete(form.missing)
    document = form.document("api")
    if document is None:
        raise _incomplete([problem for problem in form.problems if problem.severity == "error"])
    return document


def _incomplete(problems: Any) -> Refuse:
    faults = [_fault(problem) for problem in problems]
    return Refuse(422, "incomplete", "Something is still to be answered.", {"fields": faults})


def _fault(problem: Problem) -> dict[str, str]:
    return {"field": f"body.answers.{problem.column}", "reason": f"{problem.message} {problem.remedy}"}


def _receipt(route: Route, document: Document, was_known: bool) -> Receipt:
    return Receipt(
        id=route.pk,
        state=route.state,
        revision=route.revision,
        was_known=was_known,
        problems=list(document.problems),
    )


class Written(Sent):
    """A text."""

    text: str = Field(
        max_length=100_000, description="Free text, such as notes.", examples=["Call 0712 345 678"]
    )


class Personal(BaseModel):
    """Where in the text personal data seems to stand."""

    kind: str
    start: int = Field(description="First character, counted from 0.")
    end: int = Field(description="The character after the last.")


@room.post(
    "/personal-data",
    response=answers(list[Personal]),
    url_name="personal_data",
    openapi_extra=python("hub.personal_data('Call 0712 345 678')"),
)
def personal_data(request: HubRequest, body: Written) -> list[Personal]:
    """Say where a text seems to hold a telephone number, an id, an e-mail or the like. It is not kept."""
    return [Personal(kind=f.kind, start=f.start, end=f.end) for f in personal_data_in(body.text)]
