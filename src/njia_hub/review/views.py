"""The queue, the page of one route in review, and two routes side by side."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext

from njia_hub.collections.models import Collection
from njia_hub.guard import HubRequest
from njia_hub.organisations.models import Organisation
from njia_hub.review import apart, deciding, overview, queueing, showing
from njia_hub.review.queueing import Filters, Show
from njia_hub.routes.history import steps
from njia_hub.routes.listing import lines
from njia_hub.routes.models import Route
from njia_hub.routes.reading import Reading, read
from njia_hub.routes.visibility import own

RESULTS = "review-results"  # in the session, until the queue is shown again


def queue(request: HubRequest) -> HttpResponse:
    """List what waits for review, oldest first, by what the reviewer chooses to see."""
    filters = Filters.of(request.GET.dict())
    chosen = queueing.queue(request.user, filters)
    routes = chosen.routes.select_related("collection", "organisation", "author")
    page = Paginator(routes, queueing.PAGE).get_page(request.GET.get("page"))
    listed = lines(page.object_list)
    likely = queueing.doubles_on(request.user, [line.route for line in listed])
    context = {
        "filters": filters,
        "page": page,
        "rows": [(line, len(likely.doubles.get(line.route.pk, ()))) for line in listed],
        "is_looking": not (chosen.is_whole and likely.is_whole),
        "most_looked_at": queueing.MOST_LOOKED_AT if chosen.is_cut else None,
        "shows": _shows(request, filters),
        "shown": show_in_words(filters.show),
        "can_decide": filters.show is Show.WAITING,
        "can_return": filters.show in (Show.WAITING, Show.ACCEPTED),
        "collections": Collection.objects.all(),
        "organisations": Organisation.objects.all(),
        "address": filters.address(),
        "results": request.session.pop(RESULTS, None),
    }
    return render(request, "review/queue.html", context)


def _shows(request: HubRequest, filters: Filters) -> list[dict[str, Any]]:
    found = queueing.counts(request.user, filters)
    return [
        {
            "words": show_in_words(show),
            "count": found[show],
            "address": filters.address(show="" if show is Show.WAITING else show.value),
            "is_here": show is filters.show,
        }
        for show in Show
        if found[show] or show in (filters.show, Show.WAITING)
    ]


def show_in_words(show: Show) -> str:
    """Say which routes are shown."""
    words = {
        Show.WAITING: gettext("Waiting for you"),
        Show.SECOND: gettext("Waiting for a second reviewer"),
        Show.DISAGREED: gettext("Reviewers disagree"),
        Show.RETURNED: gettext("Returned"),
        Show.ACCEPTED: gettext("Accepted"),
        Show.DOUBLE: gettext("Doubles"),
        Show.ORPHANED: gettext("Doubles of a route that is gone"),
        Show.WITHDRAWN: gettext("Withdrawn"),
    }
    return words[show]


def read_or_404(request: HubRequest, pk: UUID) -> tuple[Route, Reading]:
    """Give a route that a reviewer may decide on, read whole; 404 for any other."""
    routes = own(request.user, request.reach).select_related("collection", "organisation", "author")
    found = get_object_or_404(routes, pk=pk)
    reading = read(request.user, found)
    if reading is None or reading.document is None:
        raise Http404
    return found, reading


def route(request: HubRequest, pk: UUID) -> HttpResponse:
    """Show one route: what was written beside what was made of it, what is in doubt, and what can be done."""
    found, reading = read_or_404(request, pk)
    filters = Filters.of(request.GET.dict())
    document = reading.document
    if document is None:
        raise Http404
    words = showing.words(request.user, found)
    has_word = any(v.reviewer_id == request.user.pk for v in deciding.words_on(found))
    context = {
        "route": found,
        "title": showing.title(document.route),
        "document": document,
        "told": showing.told(found, document),
        "questions": showing.questions(found, document.route),
        "likely": (likely := showing.likely(request.user, found)).found,
        "is_looking": not likely.is_whole,
        "told_apart": showing.told_apart(request.user, found),
        "words": words,
        "waits_for_another": has_word and not words and found.state == Route.State.SUBMITTED,
        "is_own": deciding.is_own(request.user, found),
        "is_of_own_organisation": found.organisation_id == request.user.organisation_id,
        "steps": steps(request.user, found),
        "filters": filters,
        "address": filters.address(),
        "following": queueing.following(request.user, filters, found),
    }
    return render(request, "review/route.html", context)


def compare(request: HubRequest, pk: UUID, other: UUID) -> HttpResponse:
    """Show two routes side by side, to decide whether they are one journey."""
    if pk == other:
        raise Http404
    (this, mine), (that, theirs) = read_or_404(request, pk), read_or_404(request, other)
    near = [one for one in showing.likely(request.user, this).found if one.line.route.pk == that.pk]
    context = {
        "route": this,
        "other": that,
        "pairs": showing.side_by_side((this, mine.journey), (that, theirs.journey)),
        "likely": near[0] if near else None,
        "are_apart": that.pk in apart.others_of(request.user, this),
        "can_tell": this.collection_id == that.collection_id
        and not any(deciding.is_own(request.user, one) for one in (this, that)),
        "address": Filters.of(request.GET.dict()).address(),
    }
    return render(request, "review/compare.html", context)


def who_has_reported(request: HubRequest, slug: str) -> HttpResponse:
    """Show who has reported what in a collection, what is missing most, and who has not reported."""
    collection = get_object_or_404(Collection, slug=slug)
    rows = overview.reported(collection)
    silent = [row.organisation for row in rows if row.organisation.is_active and row.last is None]
    context = {
        "collection": collection,
        "rows": [row for row in rows if row.last is not None],
        "total": overview.total(rows),
        "silent": silent,
        "missing": overview.most_missing(collection),
        "looked_into": overview.MOST_LOOKED_INTO,
        "reminder": overview.reminder(collection) if silent and collection.is_open else "",
    }
    return render(request, "review/overview.html", context)
