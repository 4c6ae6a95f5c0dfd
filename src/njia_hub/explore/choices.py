"""What can be chosen in the form of filters: what is in the data, by its name, and nothing that is not."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from njia.filters import Filter
from njia.filters.chosen import CODED
from njia.gazetteer import countries
from njia.levels import Level
from njia.live.adding import ENDS, STARTS, SUBMISSIONS
from njia.vocabulary import code_list
from njia_hub.explore.asking import Asked
from njia_hub.explore.pool import Pool

MOST_PLACES = 50  # offered in a list; any other place is chosen on the map or in a table
ORGANISATIONS = (2, 3, 5)


@dataclass(frozen=True)
class Option:
    """One entry of a list."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True)
class Choice:
    """One list of the form: its key in the address, its words, and groups of options under their names."""

    key: str
    words: str
    groups: tuple[tuple[str, tuple[Option, ...]], ...]

    @property
    def html(self) -> SafeString:
        """Write the options: by a template there are so many that they take longer than the map."""
        return mark_safe(  # noqa: S308 - format_html_join has made every word safe
            "".join(_group(words, options) for words, options in self.groups)
        )

    @property
    def several(self) -> bool:
        """Say whether more than one option is chosen, which only a longer list can show."""
        return sum(option.is_chosen for _, options in self.groups for option in options) > 1


def _group(words: str, options: tuple[Option, ...]) -> SafeString:
    chosen = (SafeString(""), SafeString(" selected"))
    written = format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((option.value, chosen[option.is_chosen], option.words) for option in options),
    )
    return format_html('<optgroup label="{}">{}</optgroup>', words, written) if words else written


@dataclass(frozen=True)
class Chip:
    """One thing that is chosen: in words, and the address without it."""

    key: str
    words: str
    without: str


def form(pool: Pool, asked: Asked, language: str) -> list[Choice]:
    """Give the lists of the form, with what is chosen marked."""
    chosen = asked.chosen
    collections = sorted(pc.unique(pool.data.routes["collection"]).to_pylist(), reverse=True)
    words = _words()
    return [
        Choice("collection", words["collection"], _flat([(c, c) for c in collections], chosen.collections)),
        *(
            Choice(end, words[end], _places(pool, end, getattr(chosen, end), language))
            for end in ("origin", "through", "destination")
        ),
        *(
            Choice(key, words[key], _flat(_codes(key, language), _values(chosen, key)))
            for key in ("industry", "mode", "recruitment", "source")
        ),
        Choice(
            "organisations",
            words["organisations"],
            _flat(
                [(str(n), _("%(count)s or more") % {"count": n}) for n in ORGANISATIONS],
                [str(chosen.organisations)],
            ),
        ),
    ]


def chips(pool: Pool, asked: Asked, language: str) -> list[Chip]:
    """Give what is chosen, each with the address without it."""
    names, words = place_names(pool, language), _words()
    found = []
    for key, value in asked.chosen.to_query():
        said = value
        if key in CODED:
            said = code_list(CODED[key]).label(value, language)
        elif key in ("origin", "through", "destination"):
            said = _named(value, names, language)
        found.append(Chip(key, f"{words[key]}: {said}", asked.without(key, value)))
    return found


def _words() -> dict[str, str]:
    return {
        "collection": _("Collection"),
        "from": _("Cases from"),
        "to": _("Cases until"),
        "origin": _("Origin"),
        "through": _("Through"),
        "destination": _("Destination"),
        "industry": _("Industry"),
        "mode": _("Transport"),
        "recruitment": _("Recruitment"),
        "source": _("Source"),
        "organisations": _("Organisations behind a path"),
    }


def _values(chosen: Filter, key: str) -> tuple[str, ...]:
    value = getattr(chosen, key)
    return value if isinstance(value, tuple) else (value,)


def _codes(key: str, language: str) -> list[tuple[str, str]]:
    codes = code_list(CODED[key])
    return [(code, codes.label(code, language)) for code in codes.codes]


def _flat(options: list[tuple[str, str]], chosen: object) -> tuple[tuple[str, tuple[Option, ...]], ...]:
    values = chosen if isinstance(chosen, tuple | list) else ()
    return (("", tuple(Option(value, words, value in values) for value, words in options)),)


def place_names(pool: Pool, language: str) -> dict[str, str]:
    """Name every place of the data and every country and county in it: "Busia, Kenya"."""
    key = ("place names", language)
    if key not in pool.kept:
        named = {}
        for row in pool.data.places.select(["place_id", "name", "country", "precision"]).to_pylist():
            country = countries.name(row["country"], language) if row["country"] else ""
            named[row["place_id"]] = (
                country if row["precision"] == "country" else f"{row['name']}, {country}".removesuffix(", ")
            )
            if row["country"]:
                named[f"iso:{row['country']}"] = country
        for county in pool.prepared.counties.values():
            named[county.place_id] = f"{county.name}, {countries.name(county.country_code, language)}"
        pool.kept[key] = named
    found: dict[str, str] = pool.kept[key]
    return found


def _named(place_id: str, names: dict[str, str], language: str) -> str:
    if place_id.startswith("iso:"):
        return countries.name(place_id.removeprefix("iso:"), language)
    return names.get(place_id, _("a place that is not in the data"))


def _places(
    pool: Pool, end: str, chosen: tuple[str, ...], language: str
) -> tuple[tuple[str, tuple[Option, ...]], ...]:
    """Offer countries, counties and the places that come most often, and what is chosen already."""
    offered, names = _offered(pool, end), place_names(pool, language)
    groups = [
        (_("Countries"), [id_ for id_ in offered if id_.startswith("iso:")]),
        (_("Counties"), [id_ for id_ in offered if id_.startswith("adm1:")]),
        (_("Places"), [id_ for id_ in offered if not id_.startswith(("iso:", "adm1:"))]),
    ]
    other = [id_ for id_ in chosen if id_ not in offered]
    if other:
        groups.append((_("Chosen"), other))
    return tuple(
        (
            words,
            tuple(
                sorted(
                    (Option(id_, _named(id_, names, language), id_ in chosen) for id_ in ids),
                    key=lambda o: o.words,
                )
            ),
        )
        for words, ids in groups
        if ids
    )


def _offered(pool: Pool, end: str) -> frozenset[str]:
    """Give the ids that one list offers; what comes most often at that end of a route."""
    key = ("offered", end)
    if key not in pool.kept:
        found: set[str] = set()
        for level, most in ((Level.COUNTRY, None), (Level.COUNTY, MOST_PLACES), (Level.PLACE, MOST_PLACES)):
            counts = pool.counted(Filter(), level).counts
            submissions = counts.ends[:, :, :, SUBMISSIONS].sum(axis=1)
            role = {"origin": [STARTS], "destination": [ENDS]}.get(end, [0, 1, 2])
            there = submissions[:, role].sum(axis=1)
            order = np.argsort(-there, kind="stable")
            ids = counts.places["place_id"].to_pylist()
            found |= {ids[at] for at in order[:most].tolist() if there[at]}
        pool.kept[key] = frozenset(found)
    offered: frozenset[str] = pool.kept[key]
    return offered
