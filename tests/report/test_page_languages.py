"""The page's phrases in other languages: none is missing, none asks for a number that it does not get."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from tests.report.datasets import made

from njia.language import catalogue
from njia.measures import MEASURES
from njia.report.page import content
from njia.report.page.tables import full_table

PLURAL = {"zero", "one", "two", "few", "many", "other"}
DECLARED = {"title", "column"}  # said by the measures themselves in English


def keys(phrases: dict[str, Any], above: str = "") -> Iterator[str]:
    for name, phrase in phrases.items():
        if isinstance(phrase, dict) and not set(phrase) <= PLURAL:
            yield from keys(phrase, f"{above}{name}.")
        else:
            yield f"{above}{name}"


def of(language: str) -> dict[str, Any]:
    return dict(catalogue(language).phrases["page"])


@pytest.mark.parametrize("language", ("fr", "sw"))
def test_no_phrase_is_missing(language: str) -> None:
    english = {key for key in keys(of("en")) if key.split(".")[0] not in DECLARED}
    theirs = {key for key in keys(of(language)) if key.split(".")[0] not in DECLARED}
    assert theirs == english


@pytest.mark.parametrize("language", ("fr", "sw"))
def test_every_table_and_column_of_the_page_has_a_name(language: str) -> None:
    shown = set(MEASURES) - content.MACHINE_TABLES - {"map_legs"} | {"transit_flows"}
    assert shown <= set(of(language)["title"])
    bundle = made("compared").in_language(language)
    named = set(of(language)["column"].values())
    for measure in sorted(shown):
        for column in full_table(bundle, measure).columns:
            assert column.title in named, (measure, column.title)


@pytest.mark.parametrize("language", ("en", "fr", "sw"))
def test_plurals_have_the_form_for_many(language: str) -> None:
    words = catalogue(language)
    for count in (1, 2, 21):
        assert words.say("page.hub.other_places", count=count)
        assert words.say("page.chart.more", count=count)
        assert words.say("page.hub.caption_cases", count=count, stated=1)


def test_a_title_names_the_focus_country_in_the_page_s_language() -> None:
    bundle = made("many").in_language("fr")
    assert full_table(bundle, "focus_origin_places").title == "Lieux d'origine : Kenya"
