"""A person's routes, the form, and the page of one route."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from njia_hub.collections.models import Collection
from njia_hub.guard import HubRequest
from njia_hub.people.models import Person
from njia_hub.roles import Reach
from njia_hub.routes import listing, visibility
from njia_hub.routes.filling import questions_of
from njia_hub.routes.history import steps
from njia_hub.routes.models import Route
from njia_hub.routes.reading import read
from njia_hub.routes.submitting import EDITABLE, NotAllowed
from njia_hub.routes.submitting import withdraw as take_back
from njia_hub.routes.visibility import View
from njia_hub.routes.wording import facts, in_order, place_in_words

LONGEST_REASON = 2_000  # characters


def mine(request: HubRequest) -> HttpResponse:
    """List one's own routes, or the organisation's; what is asked of one first."""
    routes = visibility.own(request.user, request.reach)
    state = request.GET.get("state", "")
    returned = routes.filter(state=Route.State.RETURNED).select_related("collection", "author")
    shown = routes.filter(state=state) if state in Route.State.values else routes
    page = listing.page_of(shown, request.GET.get("page", "1"))
    context = {
        "is_officer": request.reach is Reach.ORGANISATION,
        "returned": listing.lines(returned[: listing.A_PAGE]) if not state else [],
        "drafts": listing.drafts_of(request.user),
        "lines": listing.lines(page.object_list),
        "page": page,
        "state": state,
        "states": [(value, state_in_words(value)) for value in Route.State.values],
        "collections": Collection.objects.filter(state=Collection.State.OPEN),
    }
    return render(request, "routes/mine.html", context)


def state_in_words(state: str) -> str:
    """Say what has become of a route."""
    words = {
        "submitted": gettext("Waits for review"),
        "returned": gettext("Returned to you"),
        "accepted": gettext("Accepted"),
        "double": gettext("Double of another"),
        "withdrawn": gettext("Withdrawn"),
    }
    return words[state]


def route(request: HubRequest, pk: uuid.UUID) -> HttpResponse:
    """Show one route, as far as this person may see it."""
    found = get_object_or_404(visibility.visible(request.user).select_related("collection"), pk=pk)
    reading = read(request.user, found)
    if reading is None:
        raise Http404
    is_whole = reading.view is View.WHOLE
    questions = questions_of(found.collection) if is_whole else ()
    ends = (reading.journey.origin, reading.journey.destination)
    # What a person may change is a narrower question than what they may see.
    is_own = visibility.own(request.user, Reach.ORGANISATION).filter(pk=pk).exists()
    context = {
        "route": found,
        "title": in_order(place_in_words(stop, whole=is_whole) for stop in ends),
        "reading": reading,
        "facts": facts(reading.journey, questions, whole=is_whole),
        "state_words": state_in_words(found.state),
        "problems": reading.document.problems if reading.document else (),
        "steps": steps(request.user, found) if is_whole else [],
        "is_own": is_own,
        "double_of": _double_of(request.user, found),
        "may_edit": is_own and found.state in EDITABLE and found.collection.is_open,
        "may_withdraw": is_own and found.state != Route.State.WITHDRAWN and found.collection.is_open,
    }
    return render(request, "routes/route.html", context)


def _double_of(person: Person, found: Route) -> Route | None:
    if found.double_of_id is None:
        return None
    return visibility.visible(person).filter(pk=found.double_of_id).first()


def withdraw(request: HubRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a route back."""
    found = get_object_or_404(visibility.own(request.user, request.reach), pk=pk)
    try:
        take_back(request.user, found, reason_in(request))
        messages.success(request, gettext("The route is withdrawn. It counts nowhere any more."))
    except NotAllowed as refusal:
        messages.error(request, str(refusal))
    return redirect("routes:route", pk=pk)


def reason_in(request: HttpRequest) -> str:
    """Read why something is changed or taken back, as far as it is text."""
    return request.POST.get("reason", "").replace("\x00", "")[:LONGEST_REASON].strip()


def at(request: HttpRequest, name: str, pk: uuid.UUID, hash_: str = "", query: str = "") -> HttpResponse:
    """Go on to a page of a route or draft, at a place on it."""
    mark = f"#{hash_}" if hash_ else ""
    return HttpResponseRedirect(reverse(f"routes:{name}", kwargs={"pk": pk}) + query + mark)
