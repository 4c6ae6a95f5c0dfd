"""What stands at the top of every page: the places that this person can go."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from njia_hub.collections.models import NetworkSettings
from njia_hub.explore.latest import opening_path
from njia_hub.people.models import Person
from njia_hub.roles import Reach, row

# name of the URL, its words
ENTRIES = (
    ("explore:map", _("Map")),
    ("explore:measures", _("Figures")),
    ("releases:list", _("Releases")),
    ("routes:mine", _("My routes")),
    ("uploads:list", _("Files")),
    ("review:queue", _("Review")),
    ("collections:list", _("Collections")),
    ("organisations:list", _("Organisations")),
    ("people:list", _("People")),
)
_ELSEWHERE = frozenset({"people:account", "people:tokens"})  # of the person's own entry


def menu(request: HttpRequest) -> dict[str, Any]:
    """Give templates the menu, and the network's name."""
    person = getattr(request, "user", None)
    return {
        "menu": [_entry(name, words, request) for name, words in ENTRIES if _may(person, name)],
        "network_name": NetworkSettings.network().name or "Njia",
    }


def _may(person: Any, name: str) -> bool:
    return isinstance(person, Person) and row("GET", name).reach(person.role) is not Reach.NONE


def _entry(name: str, words: Any, request: HttpRequest) -> dict[str, Any]:
    path = opening_path(name) if name.startswith("explore:") else reverse(name)
    here = request.resolver_match.view_name if request.resolver_match else ""
    return {"path": path, "words": words, "is_here": _is_in(here, name)}


def _is_in(here: str, name: str) -> bool:
    """Say whether a page belongs to an entry: to its room, where the room has no other entry."""
    if here in _ELSEWHERE:
        return False
    if name.startswith("explore:"):
        return here == name or (name == "explore:measures" and here == "explore:measure")
    return here.split(":")[0] == name.split(":")[0]
