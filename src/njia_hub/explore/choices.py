"""What can be chosen in the form of filters: what is in the data, by its name, and nothing that is not."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow.compute as pc
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from njia.filters import Filter
from njia.filters.chosen import CODED
from njia.gazetteer import countries
from njia.levels import Level
from njia.vocabulary import code_list
from njia_hub.explore import places
from njia_hub.explore.asking import Asked
from njia_hub.explore.pool import Pool
from njia_hub.explore.settling import WRITTEN

MOST_PLACES = 50  # counties, and places, offered in a list; any other is written
MOST_NAMES = 500  # proposed while one is written
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
    written: tuple[str, str] | None = None  # key and words of the field for what the list does not offer

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
            Choice(end, words[end], _places(pool, end, getattr(chosen, end), language), _written(pool, end))
            for end in WRITTEN.values()
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


def written_words(key: str) -> str:
    """Name the field for a place that no list offers."""
    return _("%(end)s: another place") % {"end": _words()[WRITTEN[key]]}


def proposed(pool: Pool, language: str) -> SafeString:
    """Write the names that a browser proposes while a place is written: those of most routes, in order."""
    kept = ("proposed", language)
    if kept not in pool.kept:
        named = places.names(pool, language)
        often = list(places.everywhere(pool, "through"))[:MOST_NAMES]
        pool.kept[kept] = format_html_join(
            "", '<option value="{}">', ((name,) for name in sorted({named[id_] for id_ in often}))
        )
    found: SafeString = pool.kept[kept]
    return found


def _written(pool: Pool, end: str) -> tuple[str, str] | None:
    if len(_offered(pool, end)) == len(places.everywhere(pool, end)):
        return None
    key = next(key for key, of in WRITTEN.items() if of == end)
    return key, written_words(key)


def chips(pool: Pool, asked: Asked, language: str) -> list[Chip]:
    """Give what is chosen, each with the address without it."""
    names, words = places.names(pool, language), _words()
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


def _named(place_id: str, names: dict[str, str], language: str) -> str:
    if place_id.startswith("iso:"):
        return countries.name(place_id.removeprefix("iso:"), language)
    return names.get(place_id, _("a place that is not in the data"))


def _places(
    pool: Pool, end: str, chosen: tuple[str, ...], language: str
) -> tuple[tuple[str, tuple[Option, ...]], ...]:
    """Offer countries, counties and the places that come most often, and what is chosen already."""
    offered, names = _offered(pool, end), places.names(pool, language)
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
    most = {Level.COUNTRY: None, Level.COUNTY: MOST_PLACES, Level.PLACE: MOST_PLACES}
    return frozenset(
        id_ for level, count in most.items() for id_ in list(places.there(pool, end, level))[:count]
    )
