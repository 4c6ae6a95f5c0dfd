"""Suggest places while a name is being typed."""

from __future__ import annotations

from typing import Any

from django.http import JsonResponse

from njia.gazetteer import Suggestion
from njia_hub.guard import HubRequest
from njia_hub.languages import language
from njia_hub.places.at_hand import gazetteer
from njia_hub.places.models import Alias
from njia_hub.places.naming import kind_in_words, within

MOST = 8


def suggest(request: HubRequest) -> JsonResponse:
    """Answer with the likeliest places for a beginning, those of the country at hand first."""
    text, country = request.GET.get("q", ""), request.GET.get("country", "")
    taught = dict(Alias.objects.values_list("spelling", "place_id"))
    found = gazetteer(taught).suggest(text, country, MOST, language())
    return JsonResponse({"places": [_said(place) for place in found]})


def _said(place: Suggestion) -> dict[str, Any]:
    """Say a suggestion with what tells it apart from others of its name."""
    country = place.country if place.kind != "country" else ""
    return {
        "id": place.place_id,
        "name": place.name,
        "within": within(place.name, place.county, country),
        "kind": kind_in_words(place.kind),
        "country": place.country_code,
        "country_name": place.country,
    }
