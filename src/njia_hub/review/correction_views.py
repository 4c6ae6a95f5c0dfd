"""The pages on which a reviewer corrects a route: its facts, and where its stops are."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from njia_hub.guard import HubRequest
from njia_hub.languages import language
from njia_hub.places.at_hand import gazetteer
from njia_hub.review import placing, showing
from njia_hub.review.correcting import correct as make
from njia_hub.review.decision_views import revision_of, stale
from njia_hub.review.forms import Correct
from njia_hub.review.picturing import candidates_map
from njia_hub.review.queueing import Filters
from njia_hub.review.views import read_or_404
from njia_hub.routes.document import Document
from njia_hub.routes.submitting import NotAllowed, StaleRevision
from njia_hub.routes.wording import place_in_words

MOST_FOUND = 8  # places


def correct(request: HubRequest, pk: UUID) -> HttpResponse:
    """Correct what is known of a route, beside its places."""
    route, reading = read_or_404(request, pk)
    if request.method == "POST" and revision_of(request) != route.revision:
        return stale(request, route, revision_of(request))
    document = reading.document or Document(route=reading.journey)
    address = Filters.of(request.GET.dict()).address()
    form = Correct(route.collection, document, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            make(request.user, route, revision_of(request), form.corrections(), form.cleaned_data["reason"])
        except StaleRevision:
            return stale(request, route, revision_of(request))
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, gettext("Corrected. What was written is kept."))
            return HttpResponseRedirect(_address("review:route", pk, address))
    context = {
        "route": route,
        "form": form,
        "title": showing.title(document.route),
        "stops": [(path, place_in_words(stop)) for path, stop in placing.stops_of(document.route)],
        "address": address,
    }
    return render(request, "review/correct.html", context, status=200 if not form.errors else 422)


def search(request: HubRequest, pk: UUID) -> HttpResponse:
    """Look for another place for one stop, by a name that the reviewer writes."""
    route, reading = read_or_404(request, pk)
    path, text = request.GET.get("stop") or "stops.0", request.GET.get("q", "")[:120]
    stop = dict(placing.stops_of(reading.journey)).get(path)
    if stop is None:
        raise Http404
    known = gazetteer(route.collection.network().aliases)
    found = known.suggest(text, stop.country_code, MOST_FOUND, language()) if text.strip() else []
    places = [place for one in found if (place := known.place(one.place_id))]
    context = {
        "route": route,
        "stop": stop,
        "path": path,
        "q": text,
        "choices": showing.choices(places),
        "map": candidates_map(places, gettext("Map of the places found")),
        "address": Filters.of(request.GET.dict()).address(),
    }
    return render(request, "review/place.html", context)


def _address(name: str, pk: UUID, query: str) -> str:
    return reverse(name, kwargs={"pk": pk}) + (f"?{query}" if query else "")
