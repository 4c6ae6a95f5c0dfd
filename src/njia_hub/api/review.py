"""Review: the queue, what there is to know of a route, and a reviewer's word."""

from __future__ import annotations

import uuid

from ninja import Query, Status

from njia_hub.api.interface import Room, python
from njia_hub.api.pages import ByUuid, Page, page
from njia_hub.api.refusals import Refuse, answers, done
from njia_hub.api.routes import RouteListed, RouteRead, listed, own_route, seen, shown
from njia_hub.api.words import (
    Accepted,
    Candidate,
    Corrected,
    Decided,
    Doubled,
    Likely,
    Many,
    OneOfMany,
    OpenStop,
    Paired,
    Placed,
    Returned,
    Reviewed,
    TakenBack,
    WantedQueue,
    Word,
)
from njia_hub.guard import HubRequest
from njia_hub.review import apart, correcting, deciding, placing, queueing, telling_apart
from njia_hub.review.alike import likely_doubles
from njia_hub.review.models import Verdict

room = Room("review")


@room.get(
    "/review",
    response=answers(Page[RouteListed]),
    url_name="review_queue",
    openapi_extra=python("list(hub.queue(collection='2024'))"),
)
def queue(request: HubRequest, wanted: Query[WantedQueue], paging: Query[ByUuid]) -> Page[RouteListed]:
    """List the routes that wait for a word, or others that a reviewer chooses to see."""
    filters = queueing.Filters(**wanted.model_dump())
    chosen = queueing.queue(request.user, filters)
    if not chosen.is_whole:
        raise Refuse(409, "not_ready", "Likely doubles are still being looked for: ask again in a minute.")
    found = chosen.routes.select_related("collection", "organisation")
    return page(found, paging, lambda some: listed(request.user, some))


@room.get(
    "/review/{uuid:route_id}",
    response=answers(Reviewed),
    url_name="review_route",
    openapi_extra=python("hub.review(route_id)"),
)
def look(request: HubRequest, route_id: uuid.UUID) -> Reviewed:
    """Read a route with what is in doubt: open places with candidates, likely doubles, others' words."""
    route = own_route(request, route_id)
    reading = seen(request.user, route_id)
    words = deciding.words_on(route)
    likely = likely_doubles(request.user, route.collection, [route.pk])
    return Reviewed(
        route=shown(reading),
        open_stops=[_open(one) for one in placing.open_stops(reading.journey, route.collection.network())],
        likely_doubles=[
            Likely(id=uuid.UUID(one.route_id), score=one.likeness.score, signs=list(one.likeness.signs))
            for one in likely.doubles.get(route.pk, ())
        ],
        are_doubles_known=likely.is_whole,
        told_apart=sorted(apart.others_of(request.user, route)),
        words=[_word(one) for one in words] if deciding.are_shown(request.user, route, words) else [],
    )


@room.post(
    "/review/{uuid:route_id}/accept",
    response=answers(Decided),
    url_name="review_accept",
    openapi_extra=python("hub.accept(route_id, revision=1)"),
)
def accept(request: HubRequest, route_id: uuid.UUID, body: Accepted) -> Decided:
    """Accept a revision of a route: it is in the network's data then."""
    outcome = deciding.accept(request.user, own_route(request, route_id), body.revision, state=body.state)
    return Decided(outcome=outcome.value)


@room.post(
    "/review/{uuid:route_id}/return",
    response=answers(Decided),
    url_name="review_return",
    openapi_extra=python("hub.return_route(route_id, revision=1, comment='Which Busia is meant?')"),
)
def return_(request: HubRequest, route_id: uuid.UUID, body: Returned) -> Decided:
    """Return a route to its reporter, with a comment."""
    route = own_route(request, route_id)
    outcome = deciding.return_(request.user, route, body.revision, body.comment, state=body.state)
    return Decided(outcome=outcome.value)


@room.post(
    "/review/{uuid:route_id}/double",
    response=answers(Decided),
    url_name="review_double",
    openapi_extra=python("hub.mark_double(route_id, revision=1, double_of=other_id)"),
)
def double(request: HubRequest, route_id: uuid.UUID, body: Doubled) -> Decided:
    """Mark a route as the same journey as another one, which stays."""
    route, other = own_route(request, route_id), own_route(request, body.double_of)
    outcome = deciding.mark_double(request.user, route, body.revision, other, body.comment, state=body.state)
    return Decided(outcome=outcome.value)


@room.post(
    "/review/{uuid:route_id}/undo-double",
    response=answers(None, 204),
    url_name="review_undo_double",
    openapi_extra=python("hub.undo_double(route_id)"),
)
def undo_double(request: HubRequest, route_id: uuid.UUID, body: TakenBack) -> Status[None]:
    """Take back that a route is a double: it is again what it was before."""
    deciding.undo_double(request.user, own_route(request, route_id), body.comment)
    return done()


@room.post(
    "/review/{uuid:route_id}/tell-apart",
    response=answers(None, 204),
    url_name="review_tell_apart",
    openapi_extra=python("hub.tell_apart(route_id, other_id)"),
)
def tell_apart(request: HubRequest, route_id: uuid.UUID, body: Paired) -> Status[None]:
    """Say that two routes are two journeys: they are offered as likely doubles of each other no more.

    Where two coordinators review, this holds for the others once two have said so.
    """
    telling_apart.tell_apart(request.user, own_route(request, route_id), own_route(request, body.other))
    return done()


@room.post(
    "/review/{uuid:route_id}/undo-apart",
    response=answers(None, 204),
    url_name="review_undo_apart",
    openapi_extra=python("hub.undo_apart(route_id, other_id)"),
)
def undo_apart(request: HubRequest, route_id: uuid.UUID, body: Paired) -> Status[None]:
    """Take back that two routes are two journeys."""
    telling_apart.undo(request.user, own_route(request, route_id), own_route(request, body.other))
    return done()


@room.post(
    "/review/{uuid:route_id}/withdraw",
    response=answers(None, 204),
    url_name="review_withdraw",
    openapi_extra=python("hub.take_out(route_id, revision=1, reason='Asked for by the organisation')"),
)
def withdraw(request: HubRequest, route_id: uuid.UUID, body: Returned) -> Status[None]:
    """Take a route out for its organisation, also from a closed collection; the comment says why."""
    route = own_route(request, route_id)
    deciding.withdraw(request.user, route, body.revision, body.comment, state=body.state)
    return done()


@room.post(
    "/review/{uuid:route_id}/place",
    response=answers(RouteRead),
    url_name="review_place",
    openapi_extra=python("hub.place_stop(route_id, 1, 'stops.0', 'gn:186301', always=True)"),
)
def place(request: HubRequest, route_id: uuid.UUID, body: Placed) -> RouteRead:
    """Say which place a stop is; what was written stays. It makes a new revision."""
    route = own_route(request, route_id)
    placing.accept_place(request.user, route, body.revision, body.path, body.place_id, always=body.always)
    return shown(seen(request.user, route_id))


@room.post(
    "/review/{uuid:route_id}/correct",
    response=answers(RouteRead),
    url_name="review_correct",
    openapi_extra=python("hub.correct(route_id, revision=1, reason='As told by telephone', cases='10-15')"),
)
def correct(request: HubRequest, route_id: uuid.UUID, body: Corrected) -> RouteRead:
    """Correct what is known of a route; what its reporter wrote stays. It makes a new revision."""
    correcting.correct(
        request.user, own_route(request, route_id), body.revision, body.corrections, body.reason
    )
    return shown(seen(request.user, route_id))


@room.post(
    "/review/decide-many",
    response=answers(list[OneOfMany]),
    url_name="review_many",
    openapi_extra=python("hub.decide_many('accept', {route_id: 1, other_id: 2})"),
)
def many(request: HubRequest, body: Many) -> list[OneOfMany]:
    """Accept or return many routes; each is decided by itself, and what became of it is told."""
    routes = [(one.id, one.revision) for one in body.routes]
    word = Verdict.Word(body.word)
    results = deciding.decide_many(request.user, routes, word, body.comment, state=body.state)
    return [OneOfMany(id=one.route_id, code=one.code, said=one.said) for one in results]


def _open(one: placing.Open) -> OpenStop:
    return OpenStop(
        path=one.path,
        written=one.stop.written,
        country_written=one.stop.country_written,
        candidates=[
            Candidate(
                place_id=each.place.place_id,
                name=each.place.name,
                county=each.place.admin1,
                country_code=each.place.country_code,
                score=each.score,
            )
            for each in one.candidates
        ],
    )


def _word(one: Verdict) -> Word:
    return Word(word=one.word, comment=one.comment, reviewer=one.reviewer_id, made=one.made)
