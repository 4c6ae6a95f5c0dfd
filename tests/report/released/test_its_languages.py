"""What a release says of itself is said in every language of the report, with the same arguments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from tests.report.released.invented import release
from tests.report.released.reading import read

from njia.language import catalogue
from njia.report.material import AUDIENCES
from njia.report.released.wording import Said

PLURAL = {"zero", "one", "two", "few", "many", "other"}


def phrases(found: dict[str, Any], above: str = "") -> Iterator[tuple[str, set[str]]]:
    """Give each phrase's key with the arguments that it takes."""
    for name, phrase in found.items():
        if isinstance(phrase, dict) and not set(phrase) <= PLURAL:
            yield from phrases(phrase, f"{above}{name}.")
        else:
            texts = phrase.values() if isinstance(phrase, dict) else [phrase]
            yield (
                f"{above}{name}",
                {argument for text in texts for argument in re.findall(r"{(\w+)}", str(text))},
            )


@pytest.mark.parametrize("language", ("sw", "fr"))
def test_no_phrase_of_a_release_is_missing_and_none_asks_for_other_arguments(language: str) -> None:
    english = dict(phrases(catalogue("en").phrases["released"]))
    assert dict(phrases(catalogue(language).phrases["released"])) == english


@pytest.mark.parametrize("language", ("sw", "fr", "ar", "am"))
def test_a_map_of_legs_is_said_in_every_language(language: str) -> None:
    english = dict(phrases(catalogue("en").phrases["map"]["legs"]))
    assert dict(phrases(catalogue(language).phrases["map"]["legs"])) == english


@pytest.mark.parametrize("language", ("en", "sw", "fr"))
def test_every_audience_has_a_name(language: str) -> None:
    words = catalogue(language)
    assert len({words.say(f"released.audience.{audience}") for audience in AUDIENCES}) == len(AUDIENCES)


@pytest.mark.parametrize("language", ("en", "sw", "fr"))
def test_what_may_be_done_with_the_figures_is_said_of_each_audience(language: str) -> None:
    made = release("guarded", language)
    said = {audience: Said(replace(made, audience=audience)).licence() for audience in AUDIENCES}
    assert [audience for audience, words in said.items() if "CC BY 4.0" in words.split("GeoNames")[0]] == [
        "public"
    ]
    assert len(set(said.values())) == len(AUDIENCES)
    assert all("LICENCE.txt" in words for words in said.values())
    assert said["public"] in read("guarded", language).text


def test_strict_says_that_a_part_can_exceed_its_whole_and_guarded_does_not() -> None:
    words = "a part can be larger than the whole"
    assert words in read("strict").text
    assert words not in read("guarded").text


@pytest.mark.parametrize("language", ("sw", "fr"))
@pytest.mark.parametrize("policy", ("guarded", "strict"))
def test_no_english_is_left_on_the_page(policy: str, language: str) -> None:
    said = read(policy, language).text
    english = ("not shown", "submissions", "Others, or not known", "withheld", "organisations that", "How to")
    assert [text for text in english if text in said.replace("manifest.json", "")] == []
