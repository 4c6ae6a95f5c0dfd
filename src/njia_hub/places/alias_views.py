"""The spellings that the network has accepted, for coordinators to look through and take back."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from njia_hub.guard import HubRequest
from njia_hub.places import teaching
from njia_hub.places.at_hand import gazetteer
from njia_hub.places.models import Alias
from njia_hub.places.naming import country_in_words, place_in_full

PAGE = 100  # spellings


@dataclass(frozen=True)
class Line:
    """A spelling in the list."""

    alias: Alias
    text: str
    country: str
    place: str


def aliases(request: HubRequest) -> HttpResponse:
    """List the accepted spellings."""
    page = Paginator(Alias.objects.select_related("accepted_by"), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": [_line(alias) for alias in page.object_list]}
    return render(request, "places/aliases.html", context)


def forget(request: HubRequest, pk: int) -> HttpResponse:
    """Take a spelling back."""
    teaching.forget(request.user, get_object_or_404(Alias, pk=pk))
    messages.success(
        request, gettext("The spelling is taken back. Routes that were read by it stay as they are.")
    )
    return redirect("places:aliases")


def _line(alias: Alias) -> Line:
    text, code = teaching.parted(alias.spelling)
    place = gazetteer().place(alias.place_id)
    return Line(alias, text, country_in_words(code), place_in_full(place) if place else alias.place_id)
