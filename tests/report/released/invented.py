"""A release of invented routes: some that many report, some that few do, and words that must not leave."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from tests.report.invented import REGIONS, route

from njia.dataset import dataset
from njia.disclosure import load, protect_tables
from njia.measures import scope_for
from njia.network import Network
from njia.report.material import Material
from njia.schema import Route, Stop

# What stands in the routes and never in a release.
CANARIES = ("Canary Shelter", "canary-written", "canary-note", "canary-route", "canary-carriers")
TEXTS = {
    "foreword": "The **foreword** of the coalition.",
    "findings": "What the coalition finds.",
    "method": "How it was collected.",
    "acknowledgements": "Thanks to all.",
    "contact": "hub@example.org",
    "data_note": "Invented data; not about anyone.",
    "differences": "Elsewhere it is printed that exactly 3 were counted.",
}
_OFTEN: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = (
    (("Kitui", "Nairobi", "Riyadh"), {"modes": ("bus", "plane"), "industries": ("domestic_work",)}),
    (("Kampala", "Busia", "Nairobi"), {"modes": ("bus", "minibus"), "industries": ("begging",)}),
    (("Mombasa", "Nairobi", "Dubai"), {"modes": ("bus", "plane"), "carriers": ("Example Air",)}),
    (("ET", "Nairobi"), {"recruitment_methods": ("job_promise",), "source_kind": "heard_of"}),
)
_SELDOM: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = (
    (("TZ", "Nairobi", "Frankfurt am Main"), {"modes": ("boat",), "carriers": ("Rare Air",)}),
    (("Kitui", "Busia", "QA"), {"industries": ("mining",)}),
    (("Busia", "Addis Ababa", "SA"), {"exploitation_types": ("forced_marriage",)}),
)


def routes() -> list[Route]:
    """Make 84 routes: of each frequent pattern 20 from five organisations, and four of single ones."""
    made = [
        _route(number, *_OFTEN[number % len(_OFTEN)], organisation=number % 5, cases=number % 4 + 1)
        for number in range(80)
    ]
    made += [
        _route(80 + number, *_SELDOM[number % len(_SELDOM)], organisation=number, cases=None)
        for number in range(4)
    ]
    return made


def _route(
    number: int, where: tuple[str, ...], fields: dict[str, Any], organisation: int, cases: int | None
) -> Route:
    made = route(
        number,
        *where,
        cases=cases,
        organisation=f"Canary Shelter {organisation}",
        notes="canary-note",
        **fields,
    )
    return made.model_copy(
        update={
            "id": f"canary-route-{number}",
            "stops": tuple(_marked(stop) for stop in made.stops),
            "legs": tuple(
                leg.model_copy(update={"carriers_written": "canary-carriers"}) for leg in made.legs
            ),
        }
    )


def _marked(stop: Stop) -> Stop:
    return stop.model_copy(update={"written": "canary-written"})


def network(**settings: Any) -> Network:
    """Give the settings of an invented network with its texts."""
    return Network(
        **{
            "name": "Example coalition",
            "focus_country": "KE",
            "languages": ("en", "sw"),
            "regions": REGIONS,
            "contributors": ("A Named Contributor",),
            "texts": TEXTS,
            "translations": {"sw": {"title": "Njia zilizoripotiwa", "foreword": "Dibaji ya muungano."}},
            **settings,
        }
    )


def material(policy: str = "guarded", language: str = "en", **settings: Any) -> Material:
    """Make a release of the invented routes; `settings` go over the network's."""
    return _made(policy, **settings).in_language(language)


@cache
def release(policy: str = "guarded", language: str = "en") -> Material:
    """Give the same release again."""
    return _made(policy).in_language(language)


def _made(policy: str, **settings: Any) -> Material:
    data, its_network = dataset(routes()), network(**settings)
    scope = scope_for(its_network, data)
    tables, _ = protect_tables(data, scope, load(policy), {}, secret=b"s" * 32)
    return Material(
        network=its_network,
        language="en",
        tables=tables,
        focus=scope.focus_country,
        number=7,
        title="Routes as reported",
        audience="public",
        collections=("now",),
        made_on=dt.date(2026, 3, 9),
        tags=("routes",),
        related=("https://example.org/earlier", "A book, 2019"),
        supersedes=6,
    )
