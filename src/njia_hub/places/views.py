"""Suggest places while a name is being typed."""

from __future__ import annotations

from typing import Any

from django.http import JsonResponse
from django.utils.translation import get_language, gettext

from njia.gazetteer import Suggestion
from njia_hub.guard import HubRequest
from njia_hub.places.at_hand import gazetteer
from njia_hub.places.models import Alias

MOST = 8


def suggest(request: HubRequest) -> JsonResponse:
    """Answer with the likeliest places for a beginning, those of the country at hand first."""
    text, country = request.GET.get("q", ""), request.GET.get("country", "")
    taught = dict(Alias.objects.values_list("spelling", "place_id"))
    found = gazetteer(taught).suggest(text, country, MOST, (get_language() or "en")[:2])
    return JsonResponse({"places": [_said(place) for place in found]})


def _said(place: Suggestion) -> dict[str, Any]:
    """Say a suggestion with what tells it apart from others of its name."""
    within = [place.county] if place.county and place.county != place.name else []
    within += [place.country] if place.kind != "country" else []
    return {
        "id": place.place_id,
        "name": place.name,
        "within": ", ".join(within),
        "kind": kind_in_words(place.kind),
        "country": place.country_code,
        "country_name": place.country,
    }


def kind_in_words(kind: str) -> str:
    """Say what kind of place it is; "" for a town, which most are."""
    words = {
        "border_post": gettext("border post"),
        "camp": gettext("camp"),
        "airport": gettext("airport"),
        "estate": gettext("estate"),
        "county": gettext("county"),
        "country": gettext("country"),
    }
    return words.get(kind, "")
