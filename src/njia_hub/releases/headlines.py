"""The key figures of a release, as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext

from njia_hub.releases.models import Release

_PEOPLE = ("cases_low", "cases_best", "cases_high")


@dataclass(frozen=True)
class Headline:
    """One key figure: what it counts, and its number as text; "" where it is withheld."""

    words: str
    text: str


def headlines(release: Release) -> list[Headline]:
    """Give the key figures; one number of people where the lowest and the highest are the same."""
    values: dict[str, int | None] = dict(release.headlines)
    left_out = set()
    if {*_PEOPLE} <= values.keys() and len({values[name] for name in _PEOPLE}) == 1:
        left_out = {"cases_low", "cases_high"}
    return [
        Headline(_words(name, is_only=bool(left_out)), _text(name, values, release.policy))
        for name in values
        if name not in left_out
    ]


def _text(name: str, values: dict[str, int | None], policy: str) -> str:
    value = values[name]
    if value is not None:
        return str(number_format(value, force_grouping=True))
    if name in _PEOPLE and values.get("cases_known") == 0 and policy != "strict":
        return gettext("not stated")
    if name == "cases_high" and values.get("cases_best") is not None:
        return gettext("no upper bound")
    return ""


def _words(name: str, *, is_only: bool) -> str:
    """Say what a key figure counts."""
    words = {
        "submissions": gettext("reports of journeys"),
        "distinct_routes": gettext("different routes"),
        "organisations": gettext("organisations that reported"),
        "own_casework": gettext("from own casework"),
        "cases_low": gettext("people, at least"),
        "cases_best": gettext("people, as estimated") if is_only else gettext("people, best estimate"),
        "cases_high": gettext("people, at most"),
        "cases_known": gettext("reports that state a number of people"),
    }
    return words.get(name, name.replace("_", " "))
