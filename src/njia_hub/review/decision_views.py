"""What a reviewer sends: her decision, on one route or many, a place, a correction."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from njia_hub.guard import HubRequest
from njia_hub.numbers import number_in
from njia_hub.places.teaching import NotTeachable
from njia_hub.review import deciding, placing, queueing, telling_apart
from njia_hub.review.deciding import Outcome, Result
from njia_hub.review.models import Verdict
from njia_hub.review.queueing import Filters
from njia_hub.review.views import RESULTS
from njia_hub.routes.document import Document
from njia_hub.routes.filling import questions_of
from njia_hub.routes.models import Route
from njia_hub.routes.reading import record
from njia_hub.routes.submitting import NotAllowed, StaleRevision
from njia_hub.routes.visibility import own
from njia_hub.routes.wording import differences

MOST_AT_ONCE = 200  # routes
_SAID = {
    Outcome.WAITS: lambda: gettext("Your word is kept. Another coordinator reviews it now."),
    Outcome.DISAGREED: lambda: gettext("Two reviewers disagree: the next word decides."),
}


def accept(request: HubRequest, pk: UUID) -> HttpResponse:
    """Accept a route, and go on to the next."""
    return _decided(request, pk, gettext("Accepted."), deciding.accept)


def return_(request: HubRequest, pk: UUID) -> HttpResponse:
    """Return a route with a comment, and go on to the next."""
    comment = request.POST.get("comment", "")
    return _decided(
        request,
        pk,
        gettext("Returned to its reporter."),
        lambda person, route, revision, *, state: deciding.return_(
            person, route, revision, comment, state=state
        ),
    )


def double(request: HubRequest, pk: UUID) -> HttpResponse:
    """Mark a route as a double of another one, and go on to the next."""
    other = get_object_or_404(own(request.user, request.reach), pk=_id(request.POST.get("of", "")))
    comment = request.POST.get("comment", "")
    return _decided(
        request,
        pk,
        gettext("Marked as a double."),
        lambda person, route, revision, *, state: deciding.mark_double(
            person, route, revision, other, comment, state=state
        ),
    )


def not_double(request: HubRequest, pk: UUID) -> HttpResponse:
    """Take back that a route is a double."""
    route = get_object_or_404(own(request.user, request.reach), pk=pk)
    try:
        deciding.undo_double(request.user, route, request.POST.get("comment", ""))
        messages.success(request, gettext("It is no double any more."))
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    return _at(request, pk)


def apart(request: HubRequest, pk: UUID) -> HttpResponse:
    """Say that two routes are two journeys."""
    said = gettext("They are not offered as likely doubles of each other any more.")
    return _of_a_pair(request, pk, said, telling_apart.tell_apart)


def not_apart(request: HubRequest, pk: UUID) -> HttpResponse:
    """Take back that two routes are two journeys."""
    return _of_a_pair(request, pk, gettext("It is taken back."), telling_apart.undo)


def _of_a_pair(request: HubRequest, pk: UUID, said: str, say: Callable[..., None]) -> HttpResponse:
    routes = own(request.user, request.reach).select_related("collection")
    of = _id(request.POST.get("of", ""))
    route, other = get_object_or_404(routes, pk=pk), get_object_or_404(routes, pk=of)
    try:
        say(request.user, route, other)
        messages.success(request, said)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    return _at(request, pk)


def withdraw(request: HubRequest, pk: UUID) -> HttpResponse:
    """Take a route out for its organisation."""
    reason = request.POST.get("comment", "")

    def decide(person: object, route: Route, revision: int, *, state: str) -> Outcome:
        deciding.withdraw(request.user, route, revision, reason, state=state)
        return Outcome.DECIDED

    return _decided(request, pk, gettext("Withdrawn."), decide)


def place(request: HubRequest, pk: UUID) -> HttpResponse:
    """Settle where a stop is."""
    route = get_object_or_404(own(request.user, request.reach), pk=pk)
    revision, path = revision_of(request), request.POST.get("stop", "")
    chosen, always = request.POST.get("place", ""), request.POST.get("always") == "yes"
    try:
        placing.accept_place(request.user, route, revision, path, chosen, always=always)
        messages.success(request, gettext("The place is settled. What was written is kept."))
    except StaleRevision:
        return stale(request, route, revision)
    except (NotAllowed, NotTeachable) as refusal:
        messages.error(request, str(refusal))
    return _at(request, pk)


def many(request: HubRequest) -> HttpResponse:
    """Accept or return the routes that were chosen in the queue; each by itself."""
    seen = [pair for text in request.POST.getlist("route")[:MOST_AT_ONCE] if (pair := _seen(text))]
    word = Verdict.Word.RETURN if request.POST.get("do") == "return" else Verdict.Word.ACCEPT
    if not seen:
        messages.error(request, gettext("Choose one route or more first."))
        return HttpResponseRedirect(_address("review:queue", request))
    try:
        comment, state = request.POST.get("comment", ""), request.POST.get("state", "")
        results = deciding.decide_many(request.user, seen, word, comment, state=state)
        request.session[RESULTS] = _told(results)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(_address("review:queue", request))


def _told(results: list[Result]) -> dict[str, object]:
    done = sum(result.code in set(Outcome) for result in results)
    said = ngettext("%(count)s route is done.", "%(count)s routes are done.", done) % {"count": done}
    left = [{"id": str(result.route_id), "said": result.said} for result in results if result.said]
    return {"said": said, "left": left}


def _decided(request: HubRequest, pk: UUID, said: str, decide: Callable[..., Outcome]) -> HttpResponse:
    """Decide, say so, and go on to the next route of the queue that the reviewer came from."""
    route = get_object_or_404(own(request.user, request.reach), pk=pk)
    revision, filters = revision_of(request), _filters(request)
    following = queueing.following(request.user, filters, route)
    try:
        outcome = decide(request.user, route, revision, state=request.POST.get("state", ""))
    except StaleRevision:
        return stale(request, route, revision)
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
        return _at(request, pk)
    messages.success(request, _SAID[outcome]() if outcome in _SAID else said)
    if following is None:
        return HttpResponseRedirect(_address("review:queue", request))
    return _at(request, following.pk)


def stale(request: HubRequest, route: Route, seen: int) -> HttpResponse:
    """Show what has changed since the revision that the reviewer saw; nothing was decided or overwritten."""
    route = get_object_or_404(own(request.user, request.reach), pk=route.pk)
    former = route.revisions.filter(number=seen).first()
    now = Document.model_validate(route.current.document).route
    before = Document.model_validate(former.document).route if former else now
    record(request.user, [route])
    context = {
        "route": route,
        "differences": differences(before, now, questions_of(route.collection)),
        "address": _filters(request).address(),
    }
    return render(request, "review/stale.html", context, status=409)


def _at(request: HubRequest, pk: UUID) -> HttpResponseRedirect:
    return HttpResponseRedirect(_address("review:route", request, pk=pk))


def _address(name: str, request: HubRequest, **where: UUID) -> str:
    query = _filters(request).address()
    return reverse(name, kwargs=where) + (f"?{query}" if query else "")


def _filters(request: HubRequest) -> Filters:
    return Filters.of(QueryDict(request.POST.get("queue", "")[:500]).dict())


def revision_of(request: HubRequest) -> int:
    """Give the number of the revision that the reviewer saw; 0 when none is sent."""
    return number_in(request.POST.get("revision", "")) or 0


def _seen(text: str) -> tuple[UUID, int] | None:
    name, _, said = text.partition(":")
    pk, number = _id(name), number_in(said)
    return None if pk is None or number is None else (pk, number)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
