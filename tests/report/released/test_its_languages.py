"""What a release says of itself is said in every language of the report, with the same arguments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from tests.report.released.reading import read

from njia.language import catalogue
from njia.report.material import AUDIENCES

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


@pytest.mark.parametrize("language", ("sw", "fr"))
@pytest.mark.parametrize("policy", ("guarded", "strict"))
def test_no_english_is_left_on_the_page(policy: str, language: str) -> None:
    said = read(policy, language).text
    english = ("not shown", "submissions", "Others, or not known", "withheld", "organisations that", "How to")
    assert [text for text in english if text in said.replace("manifest.json", "")] == []
