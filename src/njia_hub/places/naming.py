"""Name places in the language of the page, each so that it is told apart from others of its name."""

from __future__ import annotations

from django.utils.translation import gettext

from njia.gazetteer import Place, countries
from njia.schema import Precision
from njia_hub.languages import language


def country_in_words(code: str | None) -> str:
    """Name a country by its code; "" for none."""
    return countries.name(code, language()) if code else ""


def within(name: str, county: str, country: str) -> str:
    """Say in what a place lies: its county, unless that has its name, and its country; "" for neither."""
    return ", ".join(filter(None, ("" if county == name else county, country)))


def place_in_full(place: Place) -> str:
    """Say a place with its county, its country and its kind."""
    country = country_in_words(place.country_code)
    if place.precision is Precision.COUNTRY:
        return country
    where, kind = within(place.name, place.admin1, country), kind_in_words(place.kind)
    return ", ".join(filter(None, (place.name, where))) + (f" ({kind})" if kind else "")


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
